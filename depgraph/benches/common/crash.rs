//! A node that fails as soon as it has started, again and again.

use std::{
    fmt, mem,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use depgraph::{Engine, EngineConfig, Hold, graph, hold, manifold};

/// A node that fails until it has done so as often as the last of `marks` says.
#[manifold]
fn fail_until(marks: &Arc<Marks>) -> Result<Hold<()>, Crash> {
    if marks.count() {
        Ok(hold(()))
    } else {
        Err(Crash)
    }
}

#[derive(Debug)]
struct Crash;

impl fmt::Display for Crash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("crashed")
    }
}

impl std::error::Error for Crash {}

/// Notes the moments at which something has happened that often.
struct Marks {
    /// In ascending order.
    counts: Vec<usize>,
    count: AtomicUsize,
    times: Mutex<Vec<Instant>>,
}

impl Marks {
    /// Counts once more; whether that was the last time.
    fn count(&self) -> bool {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        if self.counts.binary_search(&count).is_ok() {
            self.times
                .lock()
                .expect("nothing panics")
                .push(Instant::now());
        }
        self.counts.last() == Some(&count)
    }
}

graph! {
    CrashLoop(marks: Arc<Marks>) {
        node: fail_until(marks),
    }
}

/// Lets a node crash as often as the last of `counts` says, which ascend, and returns when it had crashed as often as each.
pub(crate) async fn crash(counts: Vec<usize>) -> Vec<Instant> {
    let marks = Arc::new(Marks {
        counts,
        count: AtomicUsize::new(0),
        times: Mutex::default(),
    });
    let config = EngineConfig::builder()
        .error_delay(Duration::ZERO)
        .build()
        .expect("it may start again at once");
    let engine =
        Engine::start_with(CrashLoop::new(Arc::clone(&marks)), &config).expect("it fits together");
    engine.settled().await.expect("nothing ends it");
    engine.stop().await.expect("nothing is fatal");
    mem::take(&mut marks.times.lock().expect("nothing panics"))
}
