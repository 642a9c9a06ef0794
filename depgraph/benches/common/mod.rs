//! What both benches measure: graphs, two ways to wire them by hand, and depgraph.

pub(crate) mod crash;
pub(crate) mod driven;
pub(crate) mod hand_wired;
pub(crate) mod shapes;
pub(crate) mod table;

use std::sync::{
    OnceLock,
    atomic::{AtomicUsize, Ordering},
};

pub(crate) use self::shapes::Shape;

/// A graph that runs, one way or another.
pub(crate) trait Subject: Sized + Send {
    /// Whatever is there before a program runs: what the compiler makes of a graph.
    type Plan: Send + Sync;

    fn plan(shape: &Shape) -> Self::Plan;

    /// Starts everything, and waits until it runs.
    fn start(plan: &Self::Plan) -> impl Future<Output = Self> + Send;

    /// Starts `node` again, and waits until it and the `affected` nodes that depend on it do, too: itself included.
    fn bounce(&mut self, node: usize, affected: usize) -> impl Future<Output = ()> + Send;

    /// Stops everything, and waits until it has ended.
    fn stop(self) -> impl Future<Output = ()> + Send;
}

/// How often any start function was called.
static STARTS: AtomicUsize = AtomicUsize::new(0);

/// Counts one call of a start function.
pub(crate) fn count_start() {
    STARTS.fetch_add(1, Ordering::Relaxed);
}

/// How often any start function was called since this was last asked.
pub(crate) fn take_starts() -> usize {
    STARTS.swap(0, Ordering::Relaxed)
}

/// Whether everything is to be small: it is run as a test.
pub(crate) fn is_smoke() -> bool {
    static SMOKE: OnceLock<bool> = OnceLock::new();
    // Only `cargo bench` passes it.
    *SMOKE.get_or_init(|| !std::env::args().any(|argument| argument == "--bench"))
}

/// A count as it is printed.
pub(crate) fn figure(count: impl TryInto<u32>) -> f64 {
    f64::from(count.try_into().unwrap_or(u32::MAX))
}
