//! A graph under test.

use std::ops::Deref;

use depgraph::{
    Ended, Engine, EngineConfig, EngineConfigBuilder, EngineError, Graph, NodeReport, NodeState,
};

/// A graph under test: an engine that has to be ended with [`Test::end`], which checks that nothing is left.
pub(crate) struct Test<G> {
    engine: Option<Engine<G>>,
}

/// The policy of tests: that of everyone, but for the jitter.
pub(crate) fn config() -> EngineConfigBuilder {
    EngineConfig::builder().jitter(0.0)
}

impl<G> Test<G> {
    #[track_caller]
    pub(crate) fn start(graph: Graph<G>) -> Self {
        Self::start_with(graph, config())
    }

    #[track_caller]
    pub(crate) fn start_with(graph: Graph<G>, config: EngineConfigBuilder) -> Self {
        let config = config.build().expect("it makes sense");
        let engine = Engine::start_with(graph, &config).expect("the graph fits together");
        Self {
            engine: Some(engine),
        }
    }

    /// Starts `graph`, and waits until it is settled.
    pub(crate) async fn settle(graph: Graph<G>) -> Self {
        let test = Self::start(graph);
        test.settled().await.expect("it runs");
        test
    }

    /// What the report says about `name`.
    pub(crate) async fn node(&self, name: &str) -> NodeReport {
        let report = self.report().await;
        let node = report.nodes.into_iter().find(|node| node.name == name);
        node.expect("there is such a node")
    }

    /// What `name` is doing.
    pub(crate) async fn state(&self, name: &str) -> NodeState {
        self.node(name).await.state
    }

    /// Stops everything, and checks that nothing is left.
    pub(crate) async fn end(self) -> Ended {
        self.end_any().await.expect("nothing was fatal")
    }

    /// The same where something was fatal.
    pub(crate) async fn end_fatal(self) -> EngineError {
        self.end_any().await.expect_err("something was fatal")
    }

    async fn end_any(mut self) -> Result<Ended, EngineError> {
        let engine = self.engine.take().expect("it has not ended");
        let ended = engine.stop().await;
        drop(engine);
        assert_eq!(leaked_tasks().await, 0, "tasks are left");
        ended
    }
}

/// How many tasks there are beside the test itself, once those that are about to end have.
pub(crate) async fn leaked_tasks() -> usize {
    for _ in 0..3 {
        tokio::task::yield_now().await;
    }
    tokio::runtime::Handle::current()
        .metrics()
        .num_alive_tasks()
}

impl<G> Deref for Test<G> {
    type Target = Engine<G>;

    fn deref(&self) -> &Engine<G> {
        self.engine.as_ref().expect("it has not ended")
    }
}

impl<G> Drop for Test<G> {
    fn drop(&mut self) {
        let is_over = self.engine.is_none() || std::thread::panicking();
        assert!(
            is_over,
            "a test ends with `end`, so that what it leaves is seen"
        );
    }
}
