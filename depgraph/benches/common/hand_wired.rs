//! What an expert writes by hand for a graph that is known beforehand: one task a node, a `watch` channel for what each
//! gives to others, one token to stop all.
//!
//! Each task waits for its inputs, and starts again when one changes. The ordered kind gives its value away with a lease:
//! it ends, or starts again, only when those that hold the lease have. That is what the engine promises as well; the
//! other kind lets go of a value while others use it.

use std::{
    collections::BTreeMap,
    future::{pending, poll_fn},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
};

use tokio::sync::{Notify, watch};
use tokio_util::{
    sync::CancellationToken,
    task::{TaskTracker, task_tracker::TaskTrackerToken},
};

use super::{Shape, Subject, count_start};

/// A graph that is wired by hand.
pub(crate) struct HandWired<const ORDERED: bool> {
    tasks: TaskTracker,
    stop: CancellationToken,
    running: Arc<Running>,
    restarts: BTreeMap<usize, Arc<Notify>>,
}

/// What a node gives to others.
#[derive(Clone)]
struct Given {
    /// In which bounce of the graph something that it is made of was made; 1 at first.
    value: usize,
    _lease: Option<TaskTrackerToken>,
}

type Input = watch::Receiver<Option<Given>>;

/// Tells when as many nodes have got to a new value as are awaited.
#[derive(Default)]
struct Running {
    bounces: AtomicUsize,
    nodes: AtomicUsize,
    awaited: AtomicUsize,
    reached: Notify,
}

impl Running {
    fn count(&self) {
        let nodes = self.nodes.fetch_add(1, Ordering::AcqRel) + 1;
        if nodes == self.awaited.load(Ordering::Acquire) {
            self.reached.notify_one();
        }
    }

    fn await_more(&self, nodes: usize) {
        self.bounces.fetch_add(1, Ordering::AcqRel);
        self.awaited.fetch_add(nodes, Ordering::AcqRel);
    }
}

impl<const ORDERED: bool> Subject for HandWired<ORDERED> {
    type Plan = Shape;

    fn plan(shape: &Shape) -> Shape {
        shape.clone()
    }

    async fn start(shape: &Shape) -> Self {
        let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
        let running = Arc::new(Running::default());
        running.await_more(shape.len());
        let restarts: BTreeMap<_, _> = shape
            .bounced
            .iter()
            .map(|&(_, node)| (node, Arc::default()))
            .collect();
        let (outputs, given): (Vec<_>, Vec<_>) =
            shape.needs.iter().map(|_| watch::channel(None)).unzip();
        for ((id, needs), output) in shape.needs.iter().enumerate().zip(outputs) {
            let node = Node::<ORDERED> {
                output,
                stop: stop.clone(),
                running: Arc::clone(&running),
                restart: restarts.get(&id).cloned(),
            };
            let input = |&need: &usize| -> Input { given[need].clone() };
            match needs.as_slice() {
                [] => tasks.spawn(node.run([])),
                [one] => tasks.spawn(node.run([input(one)])),
                [one, two, three] => tasks.spawn(node.run([one, two, three].map(input))),
                many => tasks.spawn(node.run(many.iter().map(input).collect::<Vec<_>>())),
            };
        }
        drop(given);
        tasks.close();
        running.reached.notified().await;
        Self {
            tasks,
            stop,
            running,
            restarts,
        }
    }

    async fn bounce(&mut self, node: usize, affected: usize) {
        self.running.await_more(affected);
        self.restarts[&node].notify_one();
        self.running.reached.notified().await;
    }

    async fn stop(self) {
        self.stop.cancel();
        self.tasks.wait().await;
    }
}

/// One node, as its task owns it.
struct Node<const ORDERED: bool> {
    output: watch::Sender<Option<Given>>,
    stop: CancellationToken,
    running: Arc<Running>,
    restart: Option<Arc<Notify>>,
}

impl<const ORDERED: bool> Node<ORDERED> {
    async fn run<I: Inputs>(self, mut inputs: I) {
        let (mut own, mut last) = (1, 0);
        let mut stopped = pin!(self.stop.cancelled());
        loop {
            let held = tokio::select! {
                biased;
                () = &mut stopped => return,
                held = all(&mut inputs) => held,
            };
            let leases = ORDERED.then(TaskTracker::new);
            count_start();
            let value = held
                .as_ref()
                .iter()
                .flatten()
                .map(|given| given.value)
                .fold(own, usize::max);
            self.output.send_replace(Some(Given {
                value,
                _lease: leases.as_ref().map(TaskTracker::token),
            }));
            if value > last {
                last = value;
                self.running.count();
            }
            let is_over = tokio::select! {
                biased;
                () = &mut stopped => true,
                () = inputs.changed() => false,
                () = requested(self.restart.as_deref()) => {
                    own = self.running.bounces.load(Ordering::Acquire);
                    false
                }
            };
            if let Some(leases) = leases {
                self.output.send_replace(None);
                leases.close();
                leases.wait().await;
            }
            drop(held);
            if is_over {
                return;
            }
        }
    }
}

async fn requested(restart: Option<&Notify>) {
    match restart {
        Some(restart) => restart.notified().await,
        None => pending().await,
    }
}

/// The inputs of a node; a node of three inputs is another type than one of two, as it is when written by hand.
trait Inputs: AsMut<[Input]> + Send + 'static {
    type Held: AsRef<[Option<Given>]> + Send;

    /// What is there now.
    fn held(&mut self) -> Self::Held;

    /// Resolves when one of them has changed since it was taken.
    fn changed(&mut self) -> impl Future<Output = ()> + Send;
}

/// Waits until all of them are there, and takes them.
async fn all<I: Inputs>(inputs: &mut I) -> I::Held {
    loop {
        for input in inputs.as_mut() {
            next(input.wait_for(Option::is_some).await.map(drop)).await;
        }
        let held = inputs.held();
        if held.as_ref().iter().all(Option::is_some) {
            return held;
        }
    }
}

/// Nothing comes any more from a node that has ended; the token is what ends this one.
async fn next(received: Result<(), watch::error::RecvError>) {
    if received.is_err() {
        pending::<()>().await;
    }
}

macro_rules! inputs {
    ($count:literal, |$inputs:ident| $changed:expr) => {
        impl Inputs for [Input; $count] {
            type Held = [Option<Given>; $count];

            fn held(&mut self) -> Self::Held {
                self.each_mut()
                    .map(|input| input.borrow_and_update().clone())
            }

            async fn changed(&mut self) {
                let $inputs = self;
                $changed
            }
        }
    };
}

inputs!(0, |_none| pending().await);
inputs!(1, |inputs| next(inputs[0].changed().await).await);
inputs!(3, |inputs| {
    let [one, two, three] = inputs;
    tokio::select! {
        changed = one.changed() => next(changed).await,
        changed = two.changed() => next(changed).await,
        changed = three.changed() => next(changed).await,
    }
});

impl Inputs for Vec<Input> {
    type Held = Vec<Option<Given>>;

    fn held(&mut self) -> Self::Held {
        self.iter_mut()
            .map(|input| input.borrow_and_update().clone())
            .collect()
    }

    async fn changed(&mut self) {
        let mut changed: Vec<_> = self
            .iter_mut()
            .map(|input| Box::pin(input.changed()))
            .collect();
        let first = poll_fn(|cx| {
            changed
                .iter_mut()
                .map(|changed| changed.as_mut().poll(cx))
                .find(Poll::is_ready)
                .unwrap_or(Poll::Pending)
        });
        next(first.await).await;
    }
}
