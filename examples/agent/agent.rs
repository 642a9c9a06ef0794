//! The graph of the agent.

use std::{path::PathBuf, time::Duration};

use depgraph::graph;

use crate::{
    alerts, console::Console, data_dir, fault, live, logging, prober, recorder, retention, sampler,
    settings, store, web,
};

/// What the command line decides.
#[derive(Debug)]
pub(crate) struct Config {
    pub(crate) settings: settings::Source,
    pub(crate) data: PathBuf,
    pub(crate) log: logging::LogControl,
    pub(crate) console: Console,
    pub(crate) fault: Option<fault::Fault>,
}

/// What a person who waits for the page, or for a disk to be repaired, has patience for.
const SOON: Duration = Duration::from_secs(5);

graph! {
    /// Everything that watches one host.
    pub(crate) Agent(config: Config) {
        settings:  settings::watch(config.settings),
        log_level: logging::follow(config.log),

        data_dir:  data_dir::claim(config.data.clone()) with { max_delay: SOON },
        store:     store::open(config.data.join("agent.db"))
                       when [data_dir]
                       with { max_delay: SOON },

        live:      live::meet,
        sampler:   sampler::sample,
        prober:    prober::probe,

        recorder:  recorder::record,
        retention: retention::prune,
        alerts:    alerts::raise(alerts::Memory::default()),
        web:       web::serve(config.console) with { max_delay: SOON },

        fault?:    fault::cause(config.fault),
    }
}
