//! What the user can set, in slices: each is an output of its own, so that a change reaches only those whom it concerns.

mod file;
mod source;
mod value;

use std::{
    fmt,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use depgraph::Output;
use serde::Serialize;
use tracing_subscriber::filter::{LevelFilter, Targets as LogFilter};

pub(crate) use self::source::{Source, watch};

/// How often this host is measured.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct Sampling {
    pub(crate) interval: Duration,
}

/// What is probed.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct Targets(pub(crate) Arc<[Target]>);

/// One thing to probe.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) address: Address,
    pub(crate) every: Duration,
    pub(crate) timeout: Duration,
}

/// How a target is reached.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Address {
    /// A response of status 2xx or 3xx is expected.
    Http(hyper::Uri),
    /// A connection is expected.
    Tcp { host: String, port: u16 },
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Http(url) => write!(f, "{url}"),
            Self::Tcp { host, port } => write!(f, "tcp://{host}:{port}"),
        }
    }
}

/// What is an alert.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct AlertRules(pub(crate) Arc<[Rule]>);

/// One kind of alert.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rule {
    pub(crate) name: String,
    pub(crate) when: When,
    pub(crate) lasting: Duration,
}

/// What a rule looks at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum When {
    /// A measure of this host is above a threshold.
    Above { metric: Metric, threshold: f64 },
    /// A target is down: the one with this name, or any of them.
    Down { target: Option<String> },
}

/// A measure that can have a threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Metric {
    /// Per cent of all cores.
    Cpu,
    /// Per cent of the memory.
    Memory,
    /// Per cent of the swap space.
    Swap,
    /// Per cent of each disk.
    Disk,
    /// The load average of one minute.
    Load,
}

/// What is too old to keep.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct Retention {
    pub(crate) days: u32,
}

/// Where the page is served.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct Listen(pub(crate) SocketAddr);

/// What the log says.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct LogLevel(pub(crate) LogFilter);

/// What is wrong with the settings at present: then the last good ones are in force, if there are any.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct SettingsProblem(pub(crate) Option<Arc<Problem>>);

/// One mistake, and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Problem {
    /// The file's path.
    pub(crate) file: String,
    /// The line and the column, from 1, if it is about a place in the file.
    pub(crate) at: Option<(usize, usize)>,
    /// The text of that line.
    pub(crate) line: Option<String>,
    pub(crate) message: String,
    /// Whether there are good settings to go on with.
    pub(crate) has_last_good: bool,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.file)?;
        if let Some((line, column)) = self.at {
            write!(f, "{line}:{column}:")?;
        }
        write!(f, " {}", self.message)
    }
}

/// All slices.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Settings {
    pub(crate) sampling: Sampling,
    pub(crate) targets: Targets,
    pub(crate) alert_rules: AlertRules,
    pub(crate) retention: Retention,
    pub(crate) listen: Listen,
    pub(crate) log_level: LogLevel,
}

impl Default for Sampling {
    fn default() -> Self {
        Self {
            interval: Duration::from_secs(2),
        }
    }
}

impl Default for Retention {
    fn default() -> Self {
        Self { days: 30 }
    }
}

impl Default for Listen {
    fn default() -> Self {
        Self((Ipv4Addr::LOCALHOST, 8080).into())
    }
}

impl Default for LogLevel {
    fn default() -> Self {
        Self(LogFilter::new().with_default(LevelFilter::INFO))
    }
}

impl std::str::FromStr for LogLevel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = |part: &str| {
            format!(
                "`{part}` is not a log level: error, warn, info, debug, trace or off, \
                 also by module, as in \"info,depgraph=debug\""
            )
        };
        let level = |part: &str, level: &str| match level.parse::<LevelFilter>() {
            Ok(level_filter) if level.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                Ok(level_filter)
            }
            Ok(_) | Err(_) => Err(wrong(part)),
        };
        let mut filter = LogFilter::new();
        for part in text.split(',').map(str::trim) {
            filter = match part.split_once('=') {
                Some((module, of)) => filter.with_target(module.trim(), level(part, of.trim())?),
                None => filter.with_default(level(part, part)?),
            };
        }
        Ok(Self(filter))
    }
}
