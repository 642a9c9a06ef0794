//! A node that fails as soon as it has started, again and again.

use std::time::Duration;

use crate::{
    common::{crash::crash, figure, is_smoke, table::Table},
    measure::{Flavour, median},
};

/// How many loops there are: on two threads, one is now faster and now slower by half.
const LOOPS: usize = 5;

/// In how many pieces a tenth of a loop is timed.
const SLICES: usize = 100;

pub(crate) fn run(flavour: Flavour, table: &mut Table) {
    let crashes: usize = if is_smoke() { 1_000 } else { 1_000_000 };
    let name = format!("{}/crash loop/{crashes}", flavour.name());
    if !table.wants(&name) {
        return;
    }
    let slice = crashes / 10 / SLICES;
    let tenth = |begin: usize| (0..=SLICES).map(move |mark| begin + mark * slice);
    let marks: Vec<_> = tenth(0).chain(tenth(crashes - crashes / 10)).collect();
    let mut tenths = [const { Vec::new() }; 2];
    for _ in 0..LOOPS {
        let runtime = flavour.runtime();
        let crashed = runtime.spawn(crash(marks.clone()));
        let times = runtime.block_on(crashed).expect("nothing panics");
        for (times, slices) in times.chunks(SLICES + 1).zip(&mut tenths) {
            slices.extend(times.windows(2).map(|mark| mark[1] - mark[0]));
        }
    }
    let per_crash = |slices: Vec<Duration>| median(slices).as_secs_f64() * 1e9 / figure(slice);
    let [first, last] = tenths.map(per_crash);
    table.print(
        &name,
        &[
            ("first_tenth_ns", first),
            ("last_tenth_ns", last),
            ("growth", last / first),
        ],
    );
}
