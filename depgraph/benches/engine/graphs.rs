//! Cold start, bounce and shutdown.

use crate::{
    common::{Shape, driven::Driven, figure, hand_wired::HandWired, is_smoke, table::Table},
    measure::{Flavour, Round, Sample, in_turn, median, median_ratio, micros, round_of, rounds},
};

/// How often all graphs are gone through, each time on a runtime of its own.
///
/// A graph keeps the second thread busy or lets it sleep for many rounds in a row, and what else runs on the machine slows
/// everything down for seconds: so the rounds of one graph are spread over all the time that there is.
const PASSES: usize = 5;

pub(crate) fn run(flavour: Flavour, table: &mut Table) {
    let sizes: &[usize] = if is_smoke() {
        &[10]
    } else {
        &[10, 100, 1_000, 10_000]
    };
    let shapes = Shape::in_sizes(sizes).chain([Shape::controller()]);
    let graphs = shapes.map(|shape| Measured::new(flavour, shape));
    let mut graphs: Vec<_> = graphs.filter(|graph| table.wants(&graph.name)).collect();
    for _ in 0..PASSES {
        for graph in &mut graphs {
            graph.measure(flavour);
        }
    }
    for graph in &graphs {
        graph.print(table);
    }
}

/// A graph, and how long what was done with it took.
struct Measured {
    name: String,
    shape: Shape,
    subjects: [Subject; 4],
}

/// One way to have the graph.
struct Subject {
    round: Round,
    samples: Vec<Vec<Sample>>,
}

impl Measured {
    fn new(flavour: Flavour, shape: Shape) -> Self {
        let rounds = [
            round_of::<HandWired<false>>(&shape, false),
            round_of::<HandWired<true>>(&shape, false),
            round_of::<Driven>(&shape, false),
            round_of::<Driven>(&shape, true),
        ];
        Self {
            name: format!("{}/{}/{}", flavour.name(), shape.name, shape.len()),
            shape,
            subjects: rounds.map(|round| Subject {
                round,
                samples: Vec::new(),
            }),
        }
    }

    fn measure(&mut self, flavour: Flavour) {
        let runtime = flavour.runtime();
        for subject in &self.subjects {
            // What is new takes longer.
            (subject.round)(&runtime);
        }
        for subject in in_turn(rounds(self.shape.len()), self.subjects.len()) {
            let Subject { round, samples } = &mut self.subjects[subject];
            samples.push(round(&runtime));
        }
    }

    fn print(&self, table: &mut Table) {
        for (at, (what, needed)) in steps(&self.shape).into_iter().enumerate() {
            let name = format!("{}/{what}", self.name);
            let [_, _, plain, traced] = &self.subjects;
            let starts = plain.samples.iter().map(|of| of[at].starts).max();
            let starts = starts.unwrap_or(0);
            assert_eq!(starts, needed, "{name}: a start was wasted, or never made");
            let of = |subject: &Subject| {
                let times = subject.samples.iter().map(|of| of[at].time).collect();
                micros(median(times))
            };
            let [unordered, ordered, depgraph, _] = self.subjects.each_ref().map(of);
            // What tracing adds is less than what a time changes by from one minute to the next, but not from one round
            // to the next.
            let pairs = plain.samples.iter().zip(&traced.samples);
            let times = pairs.map(|(plain, traced)| (plain[at].time, traced[at].time));
            let traced = median_ratio(times);
            // There is no order to keep when everything starts: each node waits for its inputs in any case.
            let yardstick = if what == "start" { unordered } else { ordered };
            table.print(
                &name,
                &[
                    ("unordered_us", unordered),
                    ("ordered_us", ordered),
                    ("depgraph_us", depgraph),
                    ("ratio", depgraph / yardstick),
                    ("traced", traced),
                    ("starts", figure(starts)),
                ],
            );
        }
    }
}

/// What a round does, and how many nodes have to be started for it.
fn steps(shape: &Shape) -> Vec<(&str, usize)> {
    let bounces = shape
        .bounced
        .iter()
        .map(|(what, node)| (&**what, shape.affected_by(*node)));
    std::iter::once(("start", shape.len()))
        .chain(bounces)
        .chain([("stop", 0)])
        .collect()
}
