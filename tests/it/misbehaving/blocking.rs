//! User code that blocks its thread: on a runtime of several threads everything else goes on; on one of a single thread
//! nothing can, but nothing is lost.

use std::{
    convert::Infallible,
    fmt,
    future::poll_fn,
    pin::pin,
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use depgraph::{Engine, Exit, Hold, Output, Publish, Run, Task, Verdict, graph, hold, manifold};
use tokio::sync::Notify;

use crate::support::{Puppet, Stage, leaked_tasks, one, root};

/// Where a node blocks, once.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Start,
    /// In its run, right after its start.
    Run,
    /// In its run, right after it has published something.
    Publish,
    /// In the filter of its error.
    Filter,
    /// In the `Drop` of what it owns.
    Worker,
    /// In the `Drop` of a value that it has replaced.
    OldValue,
    /// In the `Drop` of the value that it leaves behind.
    LastValue,
}

const PLACES: [Place; 7] = [
    Place::Start,
    Place::Run,
    Place::Publish,
    Place::Filter,
    Place::Worker,
    Place::OldValue,
    Place::LastValue,
];

#[manifold(outputs = [Heavy], filter = wait_for)]
fn blocks(publish: Publish<Heavy>, run: &Run, at: At) -> Task<Blocks> {
    let At { place, dam, .. } = at;
    let is_now = run.number() == at.run;
    if is_now && place == Place::Start {
        dam.block();
    }
    Task::new(async move |stop| {
        if is_now {
            match place {
                Place::Start => {}
                Place::Run => dam.block(),
                Place::Publish => {
                    drop(publish.replace(Heavy::default()));
                    dam.block();
                }
                Place::Filter => return Err(Blocks(dam)),
                Place::Worker => {
                    let _owned = BlocksOnDrop(Some(dam));
                    return Ok(Exit::Restart);
                }
                Place::OldValue => {
                    publish
                        .replace(Heavy::blocking(dam))
                        .await
                        .map_err(|_| Blocks(Dam::default()))?;
                    drop(publish.replace(Heavy::default()));
                }
                Place::LastValue => {
                    publish
                        .replace(Heavy::blocking(dam))
                        .await
                        .map_err(|_| Blocks(Dam::default()))?;
                    return Ok(Exit::Restart);
                }
            }
        }
        stop.requested().await;
        Ok(Exit::Stopped)
    })
}

graph! {
    /// One that blocks, and two that have nothing to do with it.
    Blocking(at: At, a: Puppet, b: Puppet) {
        a: root(a),
        b: one(b) { val: a },
        bad: blocks(at),
    }
}

/// Promise 1, promise 8: what blocks a thread, wherever it does, delays nobody but its own node.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_that_is_blocked_delays_nobody_else() {
    for at in At::all() {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        let graph = Blocking::new(at.clone(), a.clone(), b.clone());
        let _in_any_case = OpensAtLast(at.dam.clone());
        let engine = Engine::start(graph).expect("the graph fits together");
        at.bring_about(&engine).await;
        at.dam.is_reached().await;
        for restarts in 1..=3 {
            let restarted = tokio::time::timeout(Duration::from_secs(5), async {
                engine.running(Blocking::B).await.expect("it runs");
                engine.restart(Blocking::A);
                b.nth_start(restarts + 1).await
            });
            assert!(restarted.await.is_ok(), "{at:?}: the engine is blocked");
        }
        let report = tokio::time::timeout(Duration::from_secs(5), engine.report()).await;
        assert_eq!(
            report.expect("it does not wait").nodes[2].run,
            at.run,
            "{at:?}"
        );
        at.dam.open();
        while engine.running(Blocking::BAD).await != Ok(at.runs()) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        at.end(engine).await;
        assert_eq!((a.starts(), b.starts()), (4, 4), "{at:?}");
    }
}

#[manifold(outputs = [Heavy])]
fn gives(publish: Publish<Heavy>, is_up: Arc<Notify>) -> Task<Infallible> {
    drop(publish.replace(Heavy::default()));
    Task::new(async move |stop| {
        is_up.notify_one();
        stop.requested().await;
        Ok(Exit::Stopped)
    })
}

#[manifold(inputs = [heavy])]
fn takes(heavy: Heavy, dam: Dam) -> Hold<Heavy> {
    dam.block();
    hold(heavy)
}

graph! {
    /// One that blocks, and what it needs.
    Feeding(is_up: Arc<Notify>, dam: Dam) {
        a: gives(is_up),
        bad: takes(dam),
    }
}

/// Promise 1: also what wakes the one that blocks is not left on that one's thread.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_that_is_blocked_delays_not_what_it_takes_from() {
    for _ in 0..20 {
        let is_up = Arc::new(Notify::new());
        let dam = Dam::default();
        let _in_any_case = OpensAtLast(dam.clone());
        let graph = Feeding::new(Arc::clone(&is_up), dam.clone());
        let engine = Engine::start(graph).expect("the graph fits together");
        dam.is_reached().await;
        let up = tokio::time::timeout(Duration::from_secs(5), is_up.notified()).await;
        assert!(up.is_ok(), "the worker of `a` is left where `bad` blocks");
        dam.open();
        engine.stop().await.expect("nothing was fatal");
    }
}

#[manifold]
fn blocks_twice(dams: (Dam, Dam)) -> Task<Infallible> {
    let (start, run) = dams;
    start.block();
    Task::new(async move |_| {
        run.block();
        Ok(Exit::Done)
    })
}

graph! {
    /// One that blocks in its start, and then in its run.
    Twice(dams: (Dam, Dam)) {
        bad: blocks_twice(dams),
    }
}

/// Promise 8: nor is who asked for a report meanwhile, when the end of a start is what answers.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_that_is_blocked_delays_no_report() {
    let [start, run, thread] = [(); 3].map(|()| Dam::default());
    let _in_any_case = [&start, &run, &thread].map(|dam| OpensAtLast(dam.clone()));
    let engine = Engine::start(Twice::new((start.clone(), run.clone())));
    let engine = engine.expect("the graph fits together");
    start.is_reached().await;

    // The loop has been woken, and then the thread that it waits for is blocked.
    let (handle, mut blocks) = (engine.handle(), Some(thread.clone()));
    let asks = tokio::spawn(async move {
        let mut report = pin!(handle.report());
        poll_fn(|cx| {
            let answer = report.as_mut().poll(cx);
            if let Some(dam) = blocks.take() {
                tokio::spawn(async move { dam.block() });
            }
            answer
        })
        .await
    });
    thread.is_reached().await;
    start.open();
    run.is_reached().await;
    thread.open();
    let report = tokio::time::timeout(Duration::from_secs(5), asks).await;
    assert!(report.is_ok(), "it is left where `bad` blocks");
    run.open();
    engine.stop().await.expect("nothing was fatal");
}

/// Where there is a single thread, all wait for it, and go on as if nothing had been.
#[tokio::test(start_paused = true)]
async fn a_single_thread_that_is_blocked_loses_nothing() {
    for at in At::all() {
        let [a, b] = Stage::new().puppets(["a", "b"]);
        let graph = Blocking::new(at.clone(), a.clone(), b.clone());
        let engine = Engine::start(graph).expect("the graph fits together");
        let dam = at.dam.clone();
        let opener = thread::spawn(move || {
            drop(dam.wait(|flow| flow.waiting == 0));
            dam.open();
        });
        at.bring_about(&engine).await;
        engine.settled().await.expect("it runs");
        opener.join().expect("it does not panic");
        assert_eq!(engine.running(Blocking::BAD).await, Ok(at.runs()), "{at:?}");
        at.end(engine).await;
        assert_eq!(
            (a.starts(), b.starts(), leaked_tasks().await),
            (1, 1, 0),
            "{at:?}"
        );
    }
}

/// Where and when a node blocks.
#[derive(Clone)]
struct At {
    place: Place,
    run: u64,
    dam: Dam,
}

impl At {
    fn all() -> impl Iterator<Item = Self> {
        PLACES.into_iter().flat_map(|place| {
            [1, 2].map(|run| Self {
                place,
                run,
                dam: Dam::default(),
            })
        })
    }

    async fn bring_about(&self, engine: &Engine<Blocking>) {
        if self.run > 1 {
            engine.settled().await.expect("it runs");
            engine.restart(Blocking::BAD);
        }
    }

    /// The number of the run that the node is in at last.
    fn runs(&self) -> u64 {
        match self.place {
            Place::Start | Place::Run | Place::Publish | Place::OldValue => self.run,
            Place::Filter | Place::Worker | Place::LastValue => self.run + 1,
        }
    }

    async fn end(&self, engine: Engine<Blocking>) {
        let ended = engine.stop().await.expect("nothing was fatal");
        assert_eq!(ended.late, [], "{self:?}");
    }
}

impl fmt::Debug for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} in run {}", self.place, self.run)
    }
}

/// Blocks whoever comes, until it is opened.
#[derive(Clone, Default)]
pub(super) struct Dam(Arc<(Mutex<Flow>, Condvar)>);

#[derive(Default)]
struct Flow {
    is_open: bool,
    waiting: u32,
}

impl Dam {
    pub(super) fn block(&self) {
        self.change(|flow| flow.waiting += 1);
        drop(self.wait(|flow| !flow.is_open));
    }

    pub(super) fn open(&self) {
        self.change(|flow| flow.is_open = true);
    }

    /// Waits until someone is blocked.
    pub(super) async fn is_reached(&self) {
        let dam = self.clone();
        let reached = tokio::task::spawn_blocking(move || drop(dam.wait(|flow| flow.waiting == 0)));
        reached.await.expect("it does not panic");
    }

    fn change(&self, change: impl FnOnce(&mut Flow)) {
        change(&mut self.0.0.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.1.notify_all();
    }

    fn wait(&self, so_long: impl Fn(&Flow) -> bool) -> MutexGuard<'_, Flow> {
        let flow = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let flow = self.0.1.wait_while(flow, |flow| so_long(flow));
        flow.unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lets a test that fails end.
pub(super) struct OpensAtLast(pub(super) Dam);

impl Drop for OpensAtLast {
    fn drop(&mut self) {
        self.0.open();
    }
}

/// A value whose `Drop` may block.
#[derive(Clone, Default, Output)]
struct Heavy(#[expect(dead_code, reason = "it is dropped")] Arc<BlocksOnDrop>);

impl Heavy {
    fn blocking(dam: Dam) -> Self {
        Self(Arc::new(BlocksOnDrop(Some(dam))))
    }
}

#[derive(Default)]
struct BlocksOnDrop(Option<Dam>);

impl Drop for BlocksOnDrop {
    fn drop(&mut self) {
        if let Some(dam) = &self.0 {
            dam.block();
        }
    }
}

/// An error that its filter waits for.
#[derive(thiserror::Error)]
#[error("it blocks")]
struct Blocks(Dam);

impl fmt::Debug for Blocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Blocks")
    }
}

fn wait_for(Blocks(dam): &Blocks) -> Verdict {
    dam.block();
    Verdict::Restart
}
