//! Every graph of a few nodes with every sequence of events up to some length: breadth first, each state once.
//!
//! All graphs of four nodes are tried that differ in more than the names of their nodes, numbered from the bottom and
//! from the top, with mixtures of all kinds of needs: four events from the beginning and three from where everything
//! runs, of those that matter most; two from there of all that there are.
//!
//! `DEPGRAPH_NODES` says how many nodes, `DEPGRAPH_DEPTH` how many events more than usual.

mod digest;

use std::{collections::BTreeSet, env, sync::Mutex, thread};

use self::digest::digest;
use super::{
    check::Pair,
    plan::{NodePlan, Plan, limits},
    play::step,
    referee::Referee,
    script,
};
use crate::machine::{Action, Event, Need, NeedKind, NodeId, Op, Outcome, Phase, State, Time};

#[test]
fn every_short_history_of_every_small_graph_keeps_every_promise() {
    let nodes = number("DEPGRAPH_NODES").unwrap_or(4);
    let more = number("DEPGRAPH_DEPTH").unwrap_or(0);
    let graphs = graphs(nodes);
    let next = Mutex::new(graphs.iter());
    let explore_all = || {
        let mut tried = 0;
        while let Some(plan) = { next.lock().expect("nobody panics with it").next() } {
            tried += explore(plan, false, Alphabet::Narrow, 4 + more);
            tried += explore(plan, true, Alphabet::Narrow, 3 + more);
            tried += explore(plan, true, Alphabet::Wide, 2 + more);
        }
        tried
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let tried: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(explore_all)).collect();
        let tried = threads.into_iter().map(thread::ScopedJoinHandle::join);
        tried
            .map(|tried| tried.expect("every promise is kept"))
            .sum()
    });
    report(graphs.len(), tried);
}

#[expect(clippy::print_stdout, reason = "`--nocapture` shows what was tried")]
fn report(graphs: usize, tried: usize) {
    println!("{graphs} graphs, {tried} steps");
}

fn number(name: &str) -> Option<usize> {
    env::var(name).ok()?.parse().ok()
}

/// The kinds of the needs of a graph, in turns; and which way round its nodes are numbered.
const KINDS: [(&[NeedKind], bool); 5] = [
    (&[NeedKind::Required], false),
    (&[NeedKind::Required], true),
    (&[NeedKind::Optional, NeedKind::Required], true),
    (
        &[NeedKind::Latest, NeedKind::Required, NeedKind::Latest],
        false,
    ),
    (
        &[
            NeedKind::Condition,
            NeedKind::Optional,
            NeedKind::Latest,
            NeedKind::Required,
        ],
        false,
    ),
];

/// Every graph with these kinds of needs, numbered one way round and, where `KINDS` says so, the other: but of those that
/// are the same when their nodes are renamed only one.
fn graphs(nodes: usize) -> Vec<Plan> {
    let orders = orders(nodes);
    let mut seen = BTreeSet::new();
    let mut graphs = Vec::new();
    for bits in 0..1_usize << (nodes * (nodes - 1) / 2) {
        for (kinds, is_reversed) in KINDS {
            let edges = edges(nodes, bits, kinds);
            if seen.insert((is_reversed, canonical(&edges, &orders))) {
                graphs.push(graph(nodes, &edges, is_reversed));
            }
        }
    }
    graphs
}

/// A node, one that it needs, and how.
type Edge = (usize, usize, NeedKind);

/// An edge for each bit in `bits`: of the pairs of nodes in order.
fn edges(nodes: usize, bits: usize, kinds: &[NeedKind]) -> Vec<Edge> {
    let pairs = (0..nodes).flat_map(|node| (0..node).map(move |provider| (node, provider)));
    let pairs = pairs.enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
    pairs
        .zip(kinds.iter().cycle())
        .map(|((_, (node, provider)), &kind)| (node, provider, kind))
        .collect()
}

/// The same for every two graphs that differ in the names of their nodes only.
fn canonical(edges: &[Edge], orders: &[Vec<usize>]) -> Option<Vec<Edge>> {
    let renamed = orders.iter().map(|order| {
        let edges = edges.iter();
        let mut edges: Vec<_> = edges
            .map(|&(node, provider, kind)| (order[node], order[provider], kind))
            .collect();
        edges.sort_unstable();
        edges
    });
    renamed.min()
}

/// Every order that so many nodes can be in.
fn orders(nodes: usize) -> Vec<Vec<usize>> {
    let Some(last) = nodes.checked_sub(1) else {
        return vec![Vec::new()];
    };
    let shorter = orders(last);
    let longer = shorter.iter().flat_map(|order| {
        (0..nodes).map(move |place| {
            let mut order = order.clone();
            order.insert(place, last);
            order
        })
    });
    longer.collect()
}

fn graph(nodes: usize, edges: &[Edge], is_reversed: bool) -> Plan {
    let place = |node| if is_reversed { nodes - 1 - node } else { node };
    let mut plans: Vec<_> = (0..nodes)
        .map(|node| NodePlan {
            name: format!("n{node}"),
            outputs: vec!["o".into()],
            needs: Vec::new(),
            limits: limits(),
            left_out: false,
        })
        .collect();
    for &(node, provider, kind) in edges {
        plans[place(node)].needs.push(Need {
            kind,
            provider: NodeId::new(place(provider)),
            port: 0,
        });
    }
    for plan in &mut plans {
        // As scripts have them.
        plan.needs
            .sort_by_key(|need| need.kind == NeedKind::Condition);
    }
    Plan {
        nodes: plans,
        shutdown_timeout: std::time::Duration::from_secs(25),
    }
}

/// How much can happen.
#[derive(Clone, Copy, Debug)]
enum Alphabet {
    Narrow,
    Wide,
}

/// A state, and how to get there.
#[derive(Clone, Debug)]
struct Place {
    pair: Pair,
    referee: Referee,
    now: Time,
    seq: u64,
    path: Vec<(Time, Event)>,
}

/// How many steps there were.
fn explore(plan: &Plan, is_running: bool, alphabet: Alphabet, depth: usize) -> usize {
    let mut start = Place::new(plan);
    if is_running {
        start.run();
    }
    let mut seen = BTreeSet::from([digest(&start.pair.machine)]);
    let mut places = vec![start];
    let mut steps = 0;
    for _ in 0..depth {
        let mut next = Vec::new();
        for place in places {
            for event in place.events(alphabet) {
                let mut place = place.clone();
                place.step(event);
                steps += 1;
                if seen.insert(digest(&place.pair.machine)) {
                    next.push(place);
                }
            }
        }
        places = next;
    }
    steps
}

impl Place {
    fn new(plan: &Plan) -> Self {
        let mut place = Self {
            pair: Pair::new(plan),
            referee: Referee::new(plan),
            now: Time(0),
            seq: 0,
            path: Vec::new(),
        };
        place.step(Event::Begin);
        place
    }

    /// Everything starts.
    fn run(&mut self) {
        while let Some(node) = { self.starting().next() } {
            let run = self.pair.machine.view_of(node).run;
            self.step(Event::Started { node, run, set: 1 });
        }
    }

    fn starting(&self) -> impl Iterator<Item = NodeId> {
        let nodes = self.pair.oracle.plan.ids();
        nodes.filter(|&node| {
            let state = &self.pair.machine.node(node).state;
            matches!(state, State::Up(up) if up.phase == Phase::Starting)
        })
    }

    fn step(&mut self, event: Event) -> Vec<Action> {
        if event == Event::Tick
            && let Some(due) = self.pair.machine.deadline()
        {
            self.now = self.now.max(due);
        }
        self.seq += 1;
        self.path.push((self.now, event));
        step(&mut self.pair, &mut self.referee, self.now, &event).unwrap_or_else(|problem| {
            panic!(
                "{problem}\n\n{}",
                script::write(&self.pair.oracle.plan, &self.path)
            )
        })
    }

    /// What can happen next.
    fn events(&self, alphabet: Alphabet) -> Vec<Event> {
        let mut events = vec![Event::Shutdown { code: 0 }];
        events.extend(self.pair.machine.deadline().map(|_| Event::Tick));
        for node in self.pair.oracle.plan.ids() {
            events.push(Event::Restart { node });
            if let State::Up(up) = &self.pair.machine.node(node).state {
                self.add_events_of_run(node, up.phase, alphabet, &mut events);
            }
        }
        events
    }

    fn add_events_of_run(
        &self,
        node: NodeId,
        phase: Phase,
        alphabet: Alphabet,
        events: &mut Vec<Event>,
    ) {
        let run = self.pair.machine.view_of(node).run;
        let ended = |outcome| Event::Ended {
            node,
            run,
            outcome,
            chance: 0.0,
        };
        let published = |op| Event::Published {
            node,
            run,
            port: 0,
            seq: self.seq,
            op,
        };
        let set = |set| Event::Started { node, run, set };
        match (alphabet, phase) {
            (Alphabet::Narrow, Phase::Starting) => {
                events.extend([set(1), ended(Outcome::Failed)]);
            }
            (Alphabet::Narrow, Phase::Running) => {
                events.extend([published(Op::Set), ended(Outcome::Failed)]);
            }
            (
                Alphabet::Narrow,
                Phase::Draining | Phase::Stopping | Phase::Ending | Phase::Killed | Phase::Stuck,
            ) => events.push(ended(Outcome::Stopped)),
            (Alphabet::Wide, _) => {
                events.extend(OUTCOMES.map(ended));
                events.push(Event::Ending { node, run });
                match phase {
                    Phase::Starting => events.extend([set(0), set(1)]),
                    Phase::Running | Phase::Draining | Phase::Ending => {
                        events.extend([published(Op::Set), published(Op::Clear)]);
                    }
                    Phase::Stopping | Phase::Killed | Phase::Stuck => {}
                }
            }
        }
    }
}

const OUTCOMES: [Outcome; 6] = [
    Outcome::Stopped,
    Outcome::Done,
    Outcome::Restart,
    Outcome::Remove,
    Outcome::Failed,
    Outcome::Fatal(crate::Severity(1)),
];
