//! A node that fails as soon as it has started, again and again.

use std::time::{Duration, Instant};

use crate::{
    common::{crash::crash, figure, is_smoke, table::Table},
    measure::{Flavour, median, median_ratio},
};

/// How many loops there are. Each is compared to itself: on two threads, one is now faster and now slower by half, and the
/// machine's own pace changes within seconds.
const LOOPS: usize = 9;

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
    let mut loops = Vec::new();
    for _ in 0..LOOPS {
        let runtime = flavour.runtime();
        let crashed = runtime.spawn(crash(marks.clone()));
        let times = runtime.block_on(crashed).expect("nothing panics");
        let mut tenths = times.chunks(SLICES + 1).map(median_slice);
        loops.extend(tenths.next().zip(tenths.next()));
    }
    let growth = median_ratio(loops.iter().copied());
    let (first, last): (Vec<_>, Vec<_>) = loops.into_iter().unzip();
    let per_crash = |tenths: Vec<Duration>| median(tenths).as_secs_f64() * 1e9 / figure(slice);
    table.print(
        &name,
        &[
            ("first_tenth_ns", per_crash(first)),
            ("last_tenth_ns", per_crash(last)),
            ("growth", growth),
        ],
    );
}

/// How long a slice of a tenth took, for which there are the marks of all its slices.
fn median_slice(marks: &[Instant]) -> Duration {
    median(marks.windows(2).map(|mark| mark[1] - mark[0]).collect())
}
