//! The machine alone, without tokio: what one event costs it.

use std::time::Instant;

use crate::{
    common::{
        Shape, Subject as _,
        driven::{Driven, alone},
        is_smoke,
        table::Table,
    },
    measure::median,
};

pub(crate) fn run(table: &mut Table) {
    let sizes: &[usize] = if is_smoke() {
        &[10]
    } else {
        &[10, 100, 1_000, 10_000, 100_000]
    };
    for shape in Shape::in_sizes(sizes) {
        measure(&shape, table);
    }
}

fn measure(shape: &Shape, table: &mut Table) {
    let name = format!("machine/{}/{}", shape.name, shape.len());
    if !table.wants(&name) {
        return;
    }
    let mut machine = alone(&Driven::plan(shape));
    let time = |events: &mut dyn FnMut() -> usize| {
        let start = Instant::now();
        let events = events().try_into().unwrap_or(u32::MAX);
        start.elapsed() / events
    };
    let begin = time(&mut || machine.begin());
    let (root, last) = (0, shape.len() - 1);
    let rounds = if is_smoke() { 1 } else { 31 };
    let restarts = [root, last].map(|node| {
        // As many events, however small the graph.
        let restarts =
            (10_000 / shape.affected_by(node)).clamp(1, if is_smoke() { 1 } else { 10_000 });
        let all = &mut || (0..restarts).map(|_| machine.restart(node)).sum();
        median((0..rounds).map(|_| time(all)).collect())
    });
    let stop = time(&mut || machine.stop());
    let nanos = |time: std::time::Duration| time.as_secs_f64() * 1e9;
    table.print(
        &name,
        &[
            ("start_ns", nanos(begin)),
            ("restart_first_ns", nanos(restarts[0])),
            ("restart_last_ns", nanos(restarts[1])),
            ("stop_ns", nanos(stop)),
        ],
    );
}
