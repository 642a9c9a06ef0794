//! The whole way: functions, a graph, an engine, a report.

use std::{convert::Infallible, time::Duration};

use depgraph::{
    Engine, Exit, Expose, Hold, NodeState, Output, Publish, Run, Stop, Watch, Worker, graph, hold,
    manifold,
};

#[derive(Clone, Debug, PartialEq, Output)]
#[output(deref)]
struct Settings(u32);

#[derive(Clone, Debug, PartialEq, Output)]
struct Store(String);

#[derive(Clone, Debug, PartialEq, Output)]
struct Ready(u32);

#[manifold(outputs = [Settings])]
fn watch(start: u32) -> Hold<Settings> {
    hold(Settings(start))
}

struct StoreWorker(String);

impl Worker for StoreWorker {
    type Error = Infallible;

    async fn run(self, stop: Stop) -> Result<Exit, Infallible> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl Expose<Store> for StoreWorker {
    fn expose(&self) -> Store {
        Store(self.0.clone())
    }
}

#[manifold(inputs = [settings], outputs = [Store])]
async fn open(settings: Settings, file: &str) -> Result<StoreWorker, std::io::Error> {
    tokio::time::sleep(Duration::from_secs(1)).await;
    Ok(StoreWorker(format!("{file} {}", settings.0)))
}

#[manifold(inputs = [store, ready], outputs = [Ready])]
async fn serve(
    store: Store,
    ready: Watch<Ready>,
    publish: Publish<Ready>,
    run: Run,
    stop: Stop,
) -> Result<Exit, Infallible> {
    drop(ready);
    run.status(format!("serving {}", store.0));
    drop(publish.set(Ready(7)));
    stop.requested().await;
    Ok(Exit::Stopped)
}

#[manifold]
async fn conditional(stop: Stop) -> Result<Exit, Infallible> {
    stop.requested().await;
    Ok(Exit::Stopped)
}

graph! {
    /// A small agent.
    Agent(file: String) {
        settings: watch(3),
        store: open(file),
        web: serve,
        extra: conditional when [web],
    }
}

#[tokio::test(start_paused = true)]
async fn a_graph_runs_from_start_to_stop() {
    let engine = Engine::start(Agent::new("main.db".to_owned())).expect("it fits together");
    assert_eq!(engine.running(Agent::EXTRA).await, Ok(1));
    engine.settled().await.expect("it runs");
    assert_eq!(
        engine.output::<Store>(Agent::STORE).get(),
        Some(Store("main.db 3".to_owned()))
    );
    assert_eq!(engine.output::<Ready>(Agent::WEB).get(), Some(Ready(7)));
    let report = engine.report().await;
    assert_eq!(report.nodes[2].status.as_deref(), Some("serving main.db 3"));
    engine.restart(Agent::SETTINGS);
    engine.settled().await.expect("it runs");
    let report = engine.report().await;
    let runs: Vec<_> = report
        .nodes
        .iter()
        .map(|node| (node.run, node.state))
        .collect();
    assert_eq!(runs, [(2, NodeState::Running); 4]);
    let ended = engine.stop().await.expect("nothing fatal");
    assert_eq!((ended.code, ended.late), (0, vec![]));
    assert_eq!(
        tokio::runtime::Handle::current()
            .metrics()
            .num_alive_tasks(),
        0
    );
}
