//! The signals that ask a process to end.

use std::io;

/// Waits for SIGINT or SIGTERM, and for each further one.
pub(super) struct Signals {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

/// A signal that asks the process to end.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub(super) name: &'static str,
    /// What a shell shows for a process that the signal killed.
    pub(super) code: u8,
}

const INTERRUPT: Asked = Asked {
    name: "SIGINT",
    code: 130,
};
#[cfg(unix)]
const TERMINATE: Asked = Asked {
    name: "SIGTERM",
    code: 143,
};

#[cfg(unix)]
impl Signals {
    pub(super) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    pub(super) async fn next(&mut self) -> Asked {
        tokio::select! {
            _ = self.interrupt.recv() => INTERRUPT,
            _ = self.terminate.recv() => TERMINATE,
        }
    }
}

#[cfg(not(unix))]
impl Signals {
    #[expect(
        clippy::unnecessary_wraps,
        reason = "the same signature on every platform"
    )]
    pub(super) fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    pub(super) async fn next(&mut self) -> Asked {
        if tokio::signal::ctrl_c().await.is_err() {
            // Nobody can ask any more.
            std::future::pending::<()>().await;
        }
        INTERRUPT
    }
}
