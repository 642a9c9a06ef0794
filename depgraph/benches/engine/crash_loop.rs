//! A node that fails as soon as it has started, again and again.

use std::time::Instant;

use crate::{
    common::{crash::crash, figure, is_smoke, table::Table},
    measure::Flavour,
};

pub(crate) fn run(flavour: Flavour, table: &mut Table) {
    let crashes: usize = if is_smoke() { 100 } else { 1_000_000 };
    let name = format!("{}/crash loop/{crashes}", flavour.name());
    if !table.wants(&name) {
        return;
    }
    let runtime = flavour.runtime();
    let marks = [0, crashes / 10, crashes - crashes / 10, crashes];
    let crashed = runtime.spawn(crash(marks.into()));
    let times = runtime.block_on(crashed).expect("nothing panics");
    let per_crash = |from: Instant, to: Instant, crashes: usize| {
        (to - from).as_secs_f64() * 1e9 / figure(crashes)
    };
    let first = per_crash(times[0], times[1], marks[1] - marks[0]);
    let last = per_crash(times[2], times[3], marks[3] - marks[2]);
    table.print(
        &name,
        &[
            ("first_tenth_ns", first),
            ("last_tenth_ns", last),
            ("growth", last / first),
        ],
    );
}
