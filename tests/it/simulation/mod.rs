//! The real engine on paused time: random graphs, everything that can go wrong, and every promise checked.
//!
//! `DEPGRAPH_HISTORIES` says how many histories are played, `DEPGRAPH_SEED` with which seed the first of them; the seed of
//! one that goes wrong is printed.

mod build;
mod controller;
mod events;
mod found;
mod history;
mod journal;
mod outcome;
mod plan;
mod ports;
mod random;
mod run_log;
mod settings;
mod shape;
mod value;
mod wave;
mod worker;
mod world;

use std::{collections::BTreeMap, env, ops::Range, sync::Arc};

use depgraph::{Engine, Event, NodeState};

use self::{
    build::Drawn,
    controller::{Controller, Nodes},
    journal::Journal,
    outcome::Outcome,
    plan::Mood,
    shape::{NodeShape, Shape},
    world::World,
};

/// How many histories are played, unless the environment says otherwise.
const HISTORIES: u64 = 512;

/// Seeds that found a fault of the engine; see also `found`.
const FOUND: [u64; 7] = [236, 358, 6435, 9661, 14443, 15320, 15956];

/// What has to happen in that many histories of drawn graphs, or they prove nothing.
const HAPPENS: [&str; 17] = [
    "a task fails",
    "announced",
    "asked to shut down",
    "done",
    "dropped",
    "ended by itself",
    "error",
    "fatal",
    "followed",
    "ignores its stop",
    "panic",
    "released",
    "remove",
    "restart",
    "told to stop while it starts",
    "wait",
    "wave",
];

#[test]
fn a_drawn_graph_keeps_every_promise_whatever_goes_wrong() {
    let tally = play_all(seeds(HISTORIES), |seed| play(seed, &Drawn::of(seed)));
    let missed = HAPPENS.iter().filter(|&&what| !tally.contains_key(what));
    let missed: Vec<_> = missed.collect();
    assert!(
        missed.is_empty() || seeds(HISTORIES).count() < 512,
        "these never happened: {missed:?}"
    );
}

#[test]
fn a_history_that_found_a_fault_finds_none_any_more() {
    play_all(FOUND, |seed| play(seed, &Drawn::of(seed)));
}

#[test]
fn the_controller_graph_keeps_every_promise_whatever_goes_wrong() {
    let drawn = Drawn::new(Shape::flapping_controller());
    play_all(seeds(HISTORIES / 32), |seed| play(seed, &drawn));
}

#[test]
fn the_controller_graph_as_a_user_writes_it_keeps_every_promise_whatever_goes_wrong() {
    let shape = Arc::new(Shape::controller());
    play_all(seeds(HISTORIES / 32), |seed| {
        history::play(seed, &shape, |world, _| Controller::new(Nodes::new(world)))
    });
}

#[tokio::test(start_paused = true)]
async fn the_controller_graph_as_a_user_writes_it_is_the_real_one() {
    let shape = Arc::new(Shape::controller());
    let world = Arc::new(World::new(Arc::new(Journal::new(&shape)), 0, Mood::CALM));
    let engine = Engine::start(Controller::new(Nodes::new(&world))).expect("it fits together");
    engine.settled().await.expect("it runs");
    let report = engine.report().await;
    let named = |node: usize| shape.nodes[node].name.to_owned();
    for (node, reported) in shape.nodes.iter().zip(&report.nodes) {
        let providers = reported.inputs.iter().map(|input| input.provider.clone());
        let inputs = node.inputs.iter().map(|input| Some(named(input.from?.0)));
        assert!(inputs.eq(providers), "the inputs of {}", node.name);
        let met = reported
            .conditions
            .iter()
            .map(|condition| condition.node.clone());
        let conditions = node.conditions.iter().copied().map(named);
        assert!(conditions.eq(met), "the conditions of {}", node.name);
    }
    let edges = shape.nodes.iter().flat_map(NodeShape::needs);
    assert_eq!((report.nodes.len(), edges.count()), (100, 276));
    let runs = report
        .nodes
        .iter()
        .all(|node| node.state == NodeState::Running);
    assert!(runs, "it does not run: {report:#?}");
    assert_eq!(world.journal.take_starts(), [1; 100]);
}

fn play(seed: u64, drawn: &Drawn) -> Outcome {
    history::play(seed, &drawn.shape, |world, policies| {
        drawn.graph(world, policies)
    })
}

#[expect(
    clippy::print_stdout,
    reason = "what happened, for who asks with `--nocapture`"
)]
/// Plays histories, and fails with the seeds of those that went wrong.
fn play_all(
    seeds: impl IntoIterator<Item = u64>,
    play: impl Fn(u64) -> Outcome,
) -> BTreeMap<&'static str, u64> {
    let seeds: Vec<_> = seeds.into_iter().collect();
    let histories = seeds.len();
    let mut tally = BTreeMap::<_, u64>::new();
    let mut wrong = Vec::new();
    for seed in seeds {
        let outcome = play(seed);
        for (what, times) in outcome.tally {
            *tally.entry(what).or_default() += times;
        }
        if !outcome.complaints.is_empty() {
            if histories == 1 {
                print(&outcome.events);
            }
            wrong.push(format!(
                "DEPGRAPH_SEED={seed} DEPGRAPH_HISTORIES=1\n  {}",
                outcome.complaints.join("\n  ")
            ));
        }
    }
    println!("{histories} histories: {tally:#?}");
    assert!(
        wrong.is_empty(),
        "{} of {histories} histories went wrong; the first:\n{}",
        wrong.len(),
        wrong.into_iter().take(3).collect::<Vec<_>>().join("\n")
    );
    tally
}

/// The seeds to play: so many, unless the environment says otherwise.
fn seeds(histories: u64) -> Range<u64> {
    let first = setting("DEPGRAPH_SEED").unwrap_or(0);
    first..first + setting("DEPGRAPH_HISTORIES").unwrap_or(histories)
}

#[expect(clippy::print_stdout, reason = "what happened in the one history")]
fn print(events: &[Event]) {
    let Some(first) = events.first() else { return };
    for event in events {
        let Event {
            at,
            node,
            run,
            from,
            to,
            cause,
            wave,
            ..
        } = event;
        let after = at.duration_since(first.at).unwrap_or_default();
        println!("{after:>12?} {node:>8} {run:>3} {from:>11} -> {to:<11} {cause:?} {wave:?}");
    }
}

fn setting(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    let number = text.parse();
    Some(number.unwrap_or_else(|_| panic!("`{name}` is `{text}`, and is to be a number")))
}
