//! Whether ten times the nodes take ten times as long to start.

use crate::{
    common::{Shape, driven::Driven, hand_wired::HandWired, is_smoke, table::Table},
    measure::{Flavour, in_turn, median, micros, round_of},
};

pub(crate) fn run(flavour: Flavour, table: &mut Table) {
    let (small, rounds) = if is_smoke() { (10, 2) } else { (10_000, 9) };
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
        let subjects = [
            sizes
                .each_ref()
                .map(|shape| round_of::<HandWired<false>>(shape, false)),
            sizes
                .each_ref()
                .map(|shape| round_of::<Driven>(shape, false)),
        ];
        let mut times = [const { [const { Vec::new() }; 2] }; 2];
        for subject in in_turn(rounds, subjects.len()) {
            for (size, times) in subjects[subject].iter().zip(&mut times[subject]) {
                times.push(size(&runtime)[0].time);
            }
        }
        let [by_hand, driven] = times.map(|times| times.map(|times| micros(median(times))));
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
