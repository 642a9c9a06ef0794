//! Whether ten times the nodes take ten times as long to start.
//!
//! The machine's own pace changes within seconds, by more than what is looked for: so each large graph is compared to small
//! ones that were started just before it.

use crate::{
    common::{Shape, driven::Driven, hand_wired::HandWired, is_smoke, table::Table},
    measure::{Flavour, Round, in_turn, median, median_ratio, micros, round_of, warm_up_allocator},
};

/// How many small graphs a large one is compared to.
const SMALL: usize = 5;

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
        // What has been measured before has left its plans in what was kept at first.
        warm_up_allocator();
        let mut pairs = [const { Vec::new() }; 2];
        for subject in in_turn(rounds, subjects.len()) {
            let [small, large] = &subjects[subject];
            let time = |round: &Round| round(&runtime)[0].time;
            let small = median((0..SMALL).map(|_| time(small)).collect());
            pairs[subject].push((small, time(large)));
        }
        let growth = |pairs: &Vec<_>| median_ratio(pairs.iter().copied());
        let [unordered_growth, driven_growth] = pairs.each_ref().map(growth);
        let large =
            |pairs: Vec<(_, _)>| micros(median(pairs.into_iter().map(|pair| pair.1).collect()));
        let [unordered, driven] = pairs.map(large);
        table.print(
            &name,
            &[
                ("unordered_us", unordered),
                ("depgraph_us", driven),
                ("ratio", driven / unordered),
                ("unordered_growth", unordered_growth),
                ("growth", driven_growth),
            ],
        );
    }
}
