//! Cold start, bounce and shutdown.

use crate::{
    common::{Shape, driven::Driven, hand_wired::HandWired, is_smoke},
    measure::{Flavour, Round, Sample, median, round_of, rounds},
    table::{Line, Table},
};

type Unordered = HandWired<false>;
type Ordered = HandWired<true>;

pub(crate) fn run(flavour: Flavour, table: &mut Table) {
    let sizes: &[usize] = if is_smoke() {
        &[10]
    } else {
        &[10, 100, 1_000, 10_000]
    };
    let shapes = [Shape::chain, Shape::layers, Shape::fan, Shape::independent];
    for shape in shapes {
        for &nodes in sizes {
            measure(flavour, &shape(nodes), table);
        }
    }
    measure(flavour, &Shape::controller(), table);
}

fn measure(flavour: Flavour, shape: &Shape, table: &mut Table) {
    let name = format!("{}/{}/{}", flavour.name(), shape.name, shape.len());
    if !table.wants(&name) {
        return;
    }
    let runtime = flavour.runtime();
    let subjects: [Round; 4] = [
        round_of::<Unordered>(shape, false),
        round_of::<Ordered>(shape, false),
        round_of::<Driven>(shape, false),
        round_of::<Driven>(shape, true),
    ];
    let mut samples = [const { Vec::<Vec<Sample>>::new() }; 4];
    for _ in 0..rounds(shape.len()) {
        for (subject, samples) in subjects.iter().zip(&mut samples) {
            samples.push(subject(&runtime));
        }
    }
    for (at, (what, needed)) in steps(shape).into_iter().enumerate() {
        let of = |samples: &[Vec<Sample>]| median(samples.iter().map(|of| of[at].time).collect());
        let starts = samples[2].iter().map(|of| of[at].starts).max().unwrap_or(0);
        assert_eq!(
            starts, needed,
            "{name}/{what}: a start was wasted, or never made"
        );
        table.print(Line {
            name: format!("{name}/{what}"),
            times: samples.each_ref().map(|samples| of(samples)),
            // Nothing wired by hand starts in order, or need do so.
            yardstick: usize::from(what != "start"),
            starts,
            needed,
        });
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
