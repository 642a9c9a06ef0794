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

#[cfg(test)]
mod tests {
    use std::{convert::Infallible, fs};

    use depgraph::{Engine, Exit, Hold, Run, Stop, hold, manifold};
    use tokio::time::{self, Instant};

    use super::*;
    use crate::{
        alerts::ActiveAlerts,
        live::{Live, Sample},
        settings::Source,
        store::Store,
    };

    /// A host that is busy from its second minute on.
    #[manifold(inputs = [live])]
    async fn busy_host(live: Live, stop: Stop) -> Result<Exit, Infallible> {
        for second in 0.. {
            live.sampled(Sample {
                at: second,
                cpu: if second < 60 { 10.0 } else { 99.0 },
                ..Sample::default()
            });
            tokio::select! {
                () = stop.requested() => break,
                () = time::sleep(Duration::from_secs(1)) => {}
            }
        }
        Ok(Exit::Stopped)
    }

    #[manifold]
    fn nothing(run: &Run) -> Hold<()> {
        run.status("stands in for the real one");
        hold(())
    }

    graph! {
        /// The agent, on a host that is made up, without a page.
        TestAgent(config: Config) = Agent(config) {
            sampler: busy_host,
            log_level: nothing,
            web: nothing,
        }
    }

    const SETTINGS: &str =
        "[[alert]]\nname = \"busy\"\nmetric = \"cpu\"\nabove = 90\nfor = \"1m\"\n";

    fn config(dir: &tempfile::TempDir) -> Config {
        let file = dir.path().join("agent.toml");
        fs::write(&file, SETTINGS).unwrap();
        let (console, _) = Console::start().unwrap();
        Config {
            settings: Source {
                file,
                listen: None,
                log_level: None,
            },
            data: dir.path().join("data"),
            log: logging::detached(),
            console,
            fault: None,
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_that_is_busy_for_a_minute_is_an_alert_and_is_recorded() {
        let dir = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let engine = Engine::start(TestAgent::new(config(&dir))).unwrap();
        let mut alerts = engine.output::<ActiveAlerts>(Agent::ALERTS);
        let alert = loop {
            let now = alerts.changed().await;
            if let Some(alert) = now.and_then(|now| now.0.first().cloned()) {
                break alert;
            }
        };
        assert_eq!(alert.text, "CPU above 90 % for 1m");
        let minutes = start.elapsed().as_secs_f64() / 60.0;
        assert!((2.0..2.1).contains(&minutes), "{minutes}");

        let store = engine.output::<Store>(Agent::STORE).available().await;
        while store.alerts(0).await.unwrap().is_empty() {
            time::sleep(Duration::from_secs(1)).await;
        }
        let ended = engine.stop().await.unwrap();
        assert!(ended.late.is_empty(), "{:?}", ended.late);
    }
}
