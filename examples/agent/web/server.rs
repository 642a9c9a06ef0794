//! Serves connections, and ends with all of them when it is asked to stop.

use std::{pin::pin, time::Duration};

use axum::Router;
use depgraph::Stop;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
    time,
};

/// How long responses that are under way may take after the stop.
const DRAIN: Duration = Duration::from_millis(500);

/// Serves until `stop`; when it returns, every connection is closed.
pub(super) async fn serve(listener: TcpListener, router: Router, stop: &Stop) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.requested() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(connection(stream, router.clone(), stop.clone()));
                }
                Err(error) => {
                    tracing::warn!("a connection was not accepted: {error}");
                    // Too many open files, most likely: that takes a moment to pass.
                    time::sleep(DRAIN).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    let drained = async { while connections.join_next().await.is_some() {} };
    // Browsers open connections ahead of time and send nothing: those are not waited for.
    drop(time::timeout(DRAIN, drained).await);
    connections.shutdown().await;
}

async fn connection(stream: TcpStream, router: Router, stop: Stop) {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new());
    let service = TowerToHyperService::new(router);
    let mut connection = pin!(http.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = stop.requested() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!("a connection ended early: {error}");
    }
}
