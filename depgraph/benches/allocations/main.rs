//! How often depgraph allocates and how much it keeps, and the same for graphs that are wired by hand.
//!
//! `cargo bench -p depgraph --bench allocations -- [filter]`. These figures are the same on a busy machine. Everything
//! runs on one thread, for that is what is counted. See BENCHMARKS.md.

#[path = "../common/mod.rs"]
mod common;

use std::time::Duration;

use allocation_counter::{AllocationInfo, measure};
use tokio::runtime::{Builder, Runtime};

use self::common::{
    Shape, Subject,
    crash::crash,
    driven::{Driven, alone},
    figure,
    hand_wired::HandWired,
    is_smoke,
    table::Table,
    take_starts,
};

fn main() {
    let mut table = Table::new();
    let sizes: &[usize] = if is_smoke() { &[10] } else { &[1_000, 100_000] };
    for shape in Shape::in_sizes(sizes).chain([Shape::controller()]) {
        life::<HandWired<false>>("unordered", &shape, &mut table);
        life::<HandWired<true>>("ordered", &shape, &mut table);
        life::<Driven>("depgraph", &shape, &mut table);
        machine(&shape, &mut table);
        report(&shape, &mut table);
    }
    crash_loop(&mut table);
}

/// What a node costs from its start to its stop.
fn life<S: Subject + 'static>(of: &str, shape: &Shape, table: &mut Table) {
    let name = format!("{of}/{}/{}", shape.name, shape.len());
    if !table.wants(&name) {
        return;
    }
    let plan: &'static S::Plan = Box::leak(Box::new(S::plan(shape)));
    let (runtime, mut subject) = (runtime(), None);
    take_starts();
    let started = measure(|| subject = Some(run(&runtime, S::start(plan))));
    assert_eq!(take_starts(), shape.len(), "{name}: a start was wasted");
    let mut bounced = AllocationInfo::default();
    if let Some(&(_, node)) = shape.bounced.first() {
        let affected = shape.affected_by(node);
        // The second bounce is the steady state.
        for _ in 0..2 {
            bounced = measure(|| subject = bounce(&runtime, subject.take(), node, affected));
        }
    }
    let stopped = measure(|| {
        if let Some(subject) = subject.take() {
            run(&runtime, subject.stop());
        }
        while runtime.metrics().num_alive_tasks() > 0 {
            runtime.block_on(tokio::task::yield_now());
        }
    });
    let per_node = |count: u64| figure(count) / figure(shape.len());
    table.print(
        &name,
        &[
            (
                "bytes_per_node",
                per_node(started.bytes_current.unsigned_abs()),
            ),
            ("start", per_node(started.count_total)),
            ("bounce", per_node(bounced.count_total)),
            ("stop", per_node(stopped.count_total)),
        ],
    );
}

fn bounce<S: Subject + 'static>(
    runtime: &Runtime,
    subject: Option<S>,
    node: usize,
    affected: usize,
) -> Option<S> {
    let mut subject = subject?;
    Some(run(runtime, async move {
        subject.bounce(node, affected).await;
        subject
    }))
}

/// What the machine keeps for a node, and what a restart makes it allocate once it is warm: nothing.
fn machine(shape: &Shape, table: &mut Table) {
    let name = format!("machine/{}/{}", shape.name, shape.len());
    if !table.wants(&name) {
        return;
    }
    let (plan, mut machine) = (Driven::plan(shape), None);
    let made = measure(|| machine = Some(alone(&plan)));
    let Some(machine) = &mut machine else { return };
    let began = measure(|| {
        machine.begin();
    });
    machine.restart(0);
    let restarted = measure(|| {
        machine.restart(0);
    });
    assert_eq!(restarted.count_total, 0, "{name}: a step has allocated");
    let kept = made.bytes_current + began.bytes_current;
    table.print(
        &name,
        &[
            (
                "bytes_per_node",
                figure(kept.unsigned_abs()) / figure(shape.len()),
            ),
            ("restart", figure(restarted.count_total)),
        ],
    );
}

/// What a report is made of.
fn report(shape: &Shape, table: &mut Table) {
    let name = format!("report/{}/{}", shape.name, shape.len());
    if !table.wants(&name) {
        return;
    }
    let plan: &'static _ = Box::leak(Box::new(Driven::plan(shape)));
    let runtime = runtime();
    let driven = run(&runtime, Driven::start(plan));
    let mut report = None;
    let made = measure(|| report = Some(runtime.block_on(driven.engine().report())));
    let nodes = figure(shape.len());
    table.print(
        &name,
        &[
            (
                "bytes_per_node",
                figure(made.bytes_current.unsigned_abs()) / nodes,
            ),
            ("allocations_per_node", figure(made.count_total) / nodes),
        ],
    );
}

/// What restarts leave behind: nothing.
fn crash_loop(table: &mut Table) {
    let crashes = if is_smoke() { 1_000 } else { 1_000_000 };
    let name = format!("depgraph/crash loop/{crashes}");
    if !table.wants(&name) {
        return;
    }
    let runtime = runtime();
    run(&runtime, crash(vec![10]));
    let crashed = measure(|| {
        run(&runtime, crash(vec![crashes]));
        while runtime.metrics().num_alive_tasks() > 0 {
            runtime.block_on(tokio::task::yield_now());
        }
    });
    table.print(
        &name,
        &[
            (
                "allocations_per_restart",
                figure(crashed.count_total) / figure(crashes),
            ),
            ("bytes_at_most", figure(crashed.bytes_max)),
            (
                "bytes_left_behind",
                figure(crashed.bytes_current.unsigned_abs()),
            ),
        ],
    );
}

fn runtime() -> Runtime {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("there is a runtime");
    // What it sets up when it is first used is nobody's.
    run(&runtime, async {
        tokio::time::sleep(Duration::ZERO).await;
    });
    runtime
}

fn run<F>(runtime: &Runtime, future: F) -> F::Output
where
    F: Future<Output: Send> + Send + 'static,
{
    runtime
        .block_on(runtime.spawn(future))
        .expect("nothing panics")
}
