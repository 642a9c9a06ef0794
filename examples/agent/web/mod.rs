//! The page, and the JSON that it is made of.

mod api;
mod server;

use std::{io, net::SocketAddr};

use depgraph::{Exit, Latest, Run, Stop, Watch, manifold};
use tokio::net::TcpListener;

use crate::{
    alerts::ActiveAlerts,
    console::Console,
    live::Live,
    settings::{Listen, SettingsProblem},
    store::Store,
};

/// Serves the page. The store and the alerts are watched: the page has to say when they are away.
#[manifold(inputs = [listen, live, store, alerts, problem])]
#[expect(
    clippy::too_many_arguments,
    reason = "a page shows a bit of everything"
)]
pub(crate) async fn serve(
    console: Console,
    listen: Listen,
    live: Live,
    store: Watch<Store>,
    alerts: Watch<ActiveAlerts>,
    problem: Latest<SettingsProblem>,
    run: Run,
    stop: Stop,
) -> Result<Exit, ServeError> {
    let error = |source| ServeError {
        listen: listen.0,
        source,
    };
    let listener = TcpListener::bind(listen.0).await.map_err(error)?;
    let url = format!("http://{}/", listener.local_addr().map_err(error)?);
    console.say(format!("The page is at {url}"));
    run.status(url);
    let router = api::router(api::Sources {
        live,
        store,
        alerts,
        problem,
        engine: run.engine(),
        stop: stop.clone(),
    });
    server::serve(listener, router, &stop).await;
    Ok(Exit::Stopped)
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
#[error(
    "cannot serve the page on {listen} (another address: --listen, or `listen` in the settings)"
)]
pub(crate) struct ServeError {
    listen: SocketAddr,
    source: io::Error,
}
