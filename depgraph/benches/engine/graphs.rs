//! Cold start, bounce and shutdown.

use crate::{
    common::{Shape, driven::Driven, figure, hand_wired::HandWired, is_smoke, table::Table},
    measure::{Flavour, Round, Sample, in_turn, median, median_ratio, micros, round_of, rounds},
};

pub(crate) fn run(flavour: Flavour, table: &mut Table) {
    let sizes: &[usize] = if is_smoke() {
        &[10]
    } else {
        &[10, 100, 1_000, 10_000]
    };
    for shape in Shape::in_sizes(sizes).chain([Shape::controller()]) {
        measure(flavour, &shape, table);
    }
}

fn measure(flavour: Flavour, shape: &Shape, table: &mut Table) {
    let name = format!("{}/{}/{}", flavour.name(), shape.name, shape.len());
    if !table.wants(&name) {
        return;
    }
    let runtime = flavour.runtime();
    let subjects: [Round; 4] = [
        round_of::<HandWired<false>>(shape, false),
        round_of::<HandWired<true>>(shape, false),
        round_of::<Driven>(shape, false),
        round_of::<Driven>(shape, true),
    ];
    let mut samples = [const { Vec::<Vec<Sample>>::new() }; 4];
    for subject in in_turn(rounds(shape.len()), subjects.len()) {
        samples[subject].push(subjects[subject](&runtime));
    }
    for (at, (what, needed)) in steps(shape).into_iter().enumerate() {
        let name = format!("{name}/{what}");
        let starts = samples[2].iter().map(|of| of[at].starts).max().unwrap_or(0);
        assert_eq!(starts, needed, "{name}: a start was wasted, or never made");
        let of = |samples: &Vec<Vec<Sample>>| {
            let times = samples.iter().map(|of| of[at].time).collect();
            micros(median(times))
        };
        let [unordered, ordered, depgraph, _] = samples.each_ref().map(of);
        // What tracing adds is less than what a time changes by from one minute to the next, but not from one round to
        // the next.
        let pairs = samples[2].iter().zip(&samples[3]);
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
