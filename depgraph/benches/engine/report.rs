//! What a report costs whoever asks for it, and the engine.

use std::{
    future::poll_fn,
    pin::pin,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    common::{Shape, Subject as _, driven::Driven, is_smoke, table::Table},
    measure::{Flavour, median, micros},
    traced,
};

pub(crate) fn run(flavour: Flavour, table: &mut Table) {
    let (nodes, reports) = if is_smoke() { (10, 3) } else { (10_000, 51) };
    for is_busy in [false, true] {
        let when = if is_busy { "in waves" } else { "at rest" };
        let name = format!("{}/fan/{nodes}/report {when}", flavour.name());
        if !table.wants(&name) {
            continue;
        }
        let runtime = flavour.runtime();
        // The engine says itself how long a report held it up.
        traced::switch(true);
        let measured = runtime.spawn(measure(nodes, reports, is_busy));
        let times = runtime.block_on(measured).expect("nothing panics");
        traced::switch(false);
        let median_of = |of: fn(&Times) -> Duration| {
            let times: Vec<_> = times.iter().map(of).collect();
            micros(median(times))
        };
        table.print(
            &name,
            &[
                ("held_up_us", median_of(|times| times.held_up)),
                ("longest_poll_us", median_of(|times| times.longest_poll)),
                ("report_us", median_of(|times| times.whole)),
            ],
        );
    }
}

/// What whoever asks for a report sees of it.
struct Times {
    /// How long the engine was held up.
    held_up: Duration,
    /// How long the report, which is made on the task of whoever asked, kept its thread at a time.
    longest_poll: Duration,
    /// Until the report was there.
    whole: Duration,
}

async fn measure(nodes: usize, reports: usize, is_busy: bool) -> Vec<Times> {
    let plan: &_ = Box::leak(Box::new(Driven::plan(&Shape::fan(nodes))));
    let driven = Arc::new(Driven::start(plan).await);
    let waves = is_busy.then(|| {
        let driven = Arc::clone(&driven);
        tokio::spawn(async move {
            loop {
                driven.restart(0).await;
            }
        })
    });
    let mut times = Vec::new();
    for _ in 0..reports {
        times.push(time(&driven).await);
        tokio::task::yield_now().await;
    }
    if let Some(waves) = waves {
        waves.abort();
        // The engine goes when nobody has it any more.
        let _aborted = waves.await;
    }
    times
}

async fn time(driven: &Driven) -> Times {
    let mut report = pin!(driven.engine().report());
    let mut polls = Vec::new();
    let report = poll_fn(|cx| {
        let begun = Instant::now();
        let poll = report.as_mut().poll(cx);
        polls.push((begun, Instant::now()));
        poll
    });
    drop(report.await);
    let longest = polls.iter().map(|&(begun, over)| over - begun).max();
    let first = polls.first().map(|&(begun, _)| begun);
    let last = polls.last().map(|&(_, over)| over);
    Times {
        held_up: traced::held_up(),
        longest_poll: longest.unwrap_or_default(),
        whole: last
            .zip(first)
            .map(|(last, first)| last - first)
            .unwrap_or_default(),
    }
}
