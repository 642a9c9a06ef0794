//! Whether ten times the nodes take ten times as long to start.

use crate::{
    common::{Shape, driven::Driven, hand_wired::HandWired, is_smoke, table::Table},
    measure::{Flavour, Round, median, micros, round_of},
};

pub(crate) fn run(flavour: Flavour, table: &mut Table) {
    let (small, rounds) = if is_smoke() { (10, 2) } else { (10_000, 5) };
    let (small, large) = ([small], [10 * small]);
    let shapes = Shape::in_sizes(&small).zip(Shape::in_sizes(&large));
    for sizes in shapes.map(|(small, large)| [small, large]) {
        let name = format!(
            "{}/{}/{}/growth",
            flavour.name(),
            sizes[1].name,
            sizes[1].len()
        );
        if !table.wants(&name) {
            continue;
        }
        let runtime = flavour.runtime();
        let starts = |round: fn(&Shape, bool) -> Round| {
            sizes.each_ref().map(|shape| {
                let round = round(shape, false);
                let times = (0..rounds).map(|_| round(&runtime)[0].time).collect();
                micros(median(times))
            })
        };
        let by_hand = starts(round_of::<HandWired<false>>);
        let driven = starts(round_of::<Driven>);
        table.print(
            &name,
            &[
                ("unordered_us", by_hand[1]),
                ("depgraph_us", driven[1]),
                ("ratio", driven[1] / by_hand[1]),
                ("unordered_growth", by_hand[1] / by_hand[0]),
                ("growth", driven[1] / driven[0]),
            ],
        );
    }
}
