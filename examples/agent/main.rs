//! The example agent: it watches this host and the targets of its settings, and shows them on a page.
//!
//! Start at the graph in `agent.rs`. Most modules beside it are one node each: a start function with its `#[manifold]`,
//! and what it needs. `cargo run` starts it; `--help` lists its flags.

mod agent;
mod alerts;
mod clock;
mod console;
mod data_dir;
mod fault;
mod file_id;
mod flags;
mod live;
mod logging;
mod prober;
mod recorder;
mod retention;
mod sampler;
mod settings;
mod store;
mod web;

use std::{error::Error, process::ExitCode, time::Duration};

use clap::Parser as _;
use depgraph::{Engine, EngineConfig};
use tokio::runtime;

use crate::{
    agent::{Agent, Config},
    console::Console,
    flags::{Flags, Flavor},
};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let flags = Flags::parse();
    let (console, _console_thread) = Console::start()?;
    let config = Config {
        settings: flags.source(),
        log: logging::start(flags.log_level(), console.clone())?,
        data: flags.data,
        console,
        fault: flags.fault,
    };
    let engine_config = EngineConfig::builder()
        .stop_timeout(Duration::from_secs(3))
        .shutdown_timeout(Duration::from_secs(4))
        .build()?;
    let mut builder = match flags.runtime {
        Flavor::CurrentThread => runtime::Builder::new_current_thread(),
        Flavor::MultiThread => runtime::Builder::new_multi_thread(),
    };
    let runtime = builder.enable_all().build()?;
    let code = runtime.block_on(Engine::run_with(Agent::new(config), &engine_config));
    // A name server that does not answer may block a thread for longer than anyone wants to wait.
    runtime.shutdown_background();
    Ok(code)
}
