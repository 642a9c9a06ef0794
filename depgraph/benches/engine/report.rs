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
        let measured = runtime.spawn(measure(nodes, reports, is_busy));
        let times = runtime.block_on(measured).expect("nothing panics");
        let [waited, made] =
            [Times::waited, Times::made].map(|of| micros(median(times.iter().map(of).collect())));
        table.print(&name, &[("snapshot_us", waited), ("report_us", made)]);
    }
}

struct Times {
    /// Until the engine had answered: at rest, that is how long it was held up.
    waited: Duration,
    /// How long it then took to make the report, on the task of whoever asked.
    made: Duration,
}

impl Times {
    const fn waited(&self) -> Duration {
        self.waited
    }

    const fn made(&self) -> Duration {
        self.made
    }
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
    let (mut asked, mut answered) = (None, None);
    let report = poll_fn(|cx| {
        if asked.is_some() && answered.is_none() {
            answered = Some(Instant::now());
        }
        let poll = report.as_mut().poll(cx);
        asked.get_or_insert_with(Instant::now);
        poll
    });
    drop(report.await);
    let over = Instant::now();
    let (asked, answered) = (asked.unwrap_or(over), answered.unwrap_or(over));
    Times {
        waited: answered - asked,
        made: over - answered,
    }
}
