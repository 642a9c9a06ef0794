//! The owner of a running graph, what it is configured with, and the handle that anyone may have.

mod config;
mod events;
mod handle;
mod owner;
mod reporting;
mod running;
mod signals;

pub(crate) use self::config::Judge;
pub use self::{
    config::{ConfigError, EngineConfig, EngineConfigBuilder},
    events::Events,
    handle::Handle,
    owner::{Engine, OutputOf},
    running::Running,
};
