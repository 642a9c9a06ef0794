//! The log: one line an event on standard error, at a level that can be changed while it runs.

use std::io::IsTerminal as _;

use depgraph::{Exit, Latest, Run, Stop, manifold};
use tracing_subscriber::{
    Registry,
    filter::Targets as LogFilter,
    fmt,
    layer::SubscriberExt as _,
    reload,
    util::{SubscriberInitExt as _, TryInitError},
};

use crate::{console::Console, settings::LogLevel};

/// Changes what the log says.
#[derive(Clone, Debug)]
pub(crate) struct LogControl(reload::Handle<LogFilter, Registry>);

/// Starts the log.
pub(crate) fn start(level: LogLevel, console: Console) -> Result<LogControl, TryInitError> {
    let (filter, control) = reload::Layer::new(level.0);
    let lines = fmt::layer()
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(move || console.log());
    tracing_subscriber::registry()
        .with(filter)
        .with(lines)
        .try_init()?;
    Ok(LogControl(control))
}

/// A control of a log that there is not.
#[cfg(test)]
pub(crate) fn detached() -> LogControl {
    LogControl(reload::Layer::new(LogFilter::new()).1)
}

/// Applies the log level of the settings, and each change of it.
#[manifold(inputs = [level])]
pub(crate) async fn follow(
    control: LogControl,
    mut level: Latest<LogLevel>,
    run: Run,
    stop: Stop,
) -> Result<Exit, reload::Error> {
    loop {
        let filter = level.get().0;
        run.status(filter.to_string());
        control.0.reload(filter)?;
        tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            _ = level.changed() => {}
        }
    }
}
