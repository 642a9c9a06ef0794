//! The command line.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Parser, ValueEnum};

use crate::{
    fault::Fault,
    settings::{Listen, LogLevel, Source},
};

/// Watches this host and the targets of its settings, and shows them on a page.
#[derive(Debug, Parser)]
#[command(name = "agent", version)]
pub(crate) struct Flags {
    /// The settings; created with comments if there are none [default: agent.toml in the data directory]
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,

    /// Where what was measured is kept
    #[arg(long, value_name = "DIR", default_value = "agent-data")]
    pub(crate) data: PathBuf,

    /// Where the page is served, whatever the settings say
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<SocketAddr>,

    /// What the log says, whatever the settings say: info, or by module "info,depgraph=debug"
    #[arg(long, value_name = "LEVEL")]
    log: Option<LogLevel>,

    /// What goes wrong, for the tests
    #[arg(long, hide = true)]
    pub(crate) fault: Option<Fault>,

    /// Which runtime drives it all, for the tests
    #[arg(long, hide = true, default_value = "multi-thread")]
    pub(crate) runtime: Flavor,
}

/// A flavor of tokio's runtime.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Flavor {
    /// Everything on one thread.
    CurrentThread,
    /// As many threads as there are cores.
    MultiThread,
}

impl Flags {
    /// Where the settings come from.
    pub(crate) fn source(&self) -> Source {
        let file = self
            .settings
            .clone()
            .unwrap_or_else(|| self.data.join("agent.toml"));
        Source {
            file,
            listen: self.listen.map(Listen),
            log_level: self.log.clone(),
        }
    }

    /// What the log says until the settings are read.
    pub(crate) fn log_level(&self) -> LogLevel {
        self.log.clone().unwrap_or_default()
    }
}
