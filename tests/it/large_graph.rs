//! A graph that is so large that what is done for all of it must not be done in one go.

use std::{convert::Infallible, future::poll_fn, pin::pin};

use depgraph::{
    __private::{GraphMeta, NodeMeta, Place, Probe},
    Engine, Exit, Graph, Manifold as _, Stop, manifold,
};

const NODES: usize = 5_000;

#[manifold]
async fn idle(stop: Stop) -> Result<Exit, Infallible> {
    stop.requested().await;
    Ok(Exit::Stopped)
}

/// As `graph!` makes it.
fn graph() -> Graph<()> {
    let nodes = (0..NODES).map(|node| NodeMeta {
        name: &*format!("node-{node}").leak(),
        at: Place {
            file: file!(),
            line: line!(),
        },
        manifold: Probe::<idle, _, _>::MANIFOLD,
        wires: &[],
        when: &[],
        optional: false,
        origin: None,
        replaces: None,
    });
    let meta = GraphMeta::at_run_time("Large", nodes.collect()).expect("nothing needs anything");
    Graph::assemble(meta, |assembly| {
        for _ in 0..NODES {
            assembly.push(Some(idle::node(())));
        }
    })
}

/// The engine and everything else on this thread goes on while a report is being made.
#[tokio::test(start_paused = true)]
async fn a_report_of_a_large_graph_lets_others_run() {
    let engine = Engine::start(graph()).expect("it fits together");
    engine.settled().await.expect("nothing ends it");
    let mut report = pin!(engine.report());
    let mut polls = 0;
    let report = poll_fn(|cx| {
        polls += 1;
        report.as_mut().poll(cx)
    });
    assert_eq!(report.await.nodes.len(), NODES);
    assert!(polls > 5, "it took {polls} polls");
    engine.stop().await.expect("nothing is fatal");
}
