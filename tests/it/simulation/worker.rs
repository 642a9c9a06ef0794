//! The worker that every node of a simulation is.

use std::{
    fmt,
    panic::resume_unwind,
    pin::{Pin, pin},
    sync::Arc,
    time::Duration,
};

use depgraph::{BoxError, Exit, InputKind, Run, Start, Stop, Verdict, Worker};
use tokio::time::sleep;

use super::{
    journal::{End, Journal},
    plan::{Deed, OnStop, RunPlan, StartPlan, TaskPlan},
    random::Random,
    run_log::{Part, RunLog},
    shape::NodeShape,
    value::{Follower, Kept, Payload, Publisher, Sample, Stamp, Trap},
    world::{Order, World},
};

/// One node: what it is configured with.
#[derive(Clone)]
pub(super) struct SimNode {
    pub(super) world: Arc<World>,
    pub(super) index: usize,
}

/// What a start is called with.
#[derive(Default)]
pub(super) struct Taken {
    held: Vec<(InputKind, Stamp)>,
    values: Vec<Kept>,
    followers: Vec<Pin<Box<dyn Future<Output = ()> + Send>>>,
}

impl Taken {
    pub(super) fn with<T: Sample>(mut self, kind: InputKind, value: T) -> Self {
        self.held.push((kind, value.payload().stamp.clone()));
        self.values.push(Box::new(value));
        self
    }

    pub(super) fn with_follower(
        mut self,
        first: Option<Stamp>,
        mut follower: impl Follower + 'static,
        journal: &Arc<Journal>,
    ) -> Self {
        let journal = Arc::clone(journal);
        let mut seen = first.as_ref().map_or(0, |stamp| stamp.serial);
        self.held
            .extend(first.map(|stamp| (InputKind::Latest, stamp)));
        self.followers.push(Box::pin(async move {
            loop {
                if let Some(stamp) = follower.changed().await {
                    if stamp.serial < seen {
                        let node = journal.shape.nodes[stamp.run.node].name;
                        journal
                            .complain(&format!("a value of `{node}` was seen after a later one"));
                    }
                    seen = stamp.serial;
                    journal.count("followed");
                }
            }
        }));
        self
    }
}

/// A failure, and what to make of it.
#[derive(Debug)]
pub(super) struct SimError(pub(super) Verdict);

impl fmt::Display for SimError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == Verdict::Restart {
            resume_unwind(Box::new("an error panics when it is shown"));
        }
        write!(f, "it is to be {:?}", self.0)
    }
}

impl std::error::Error for SimError {}

/// A worker: its plan, and all that it holds.
pub(super) struct SimWorker {
    node: SimNode,
    run: Run,
    outlets: Vec<Option<Box<dyn Publisher>>>,
    trap: Trap,
    values: Vec<Kept>,
    part: Part,
}

impl SimNode {
    pub(super) fn journal(&self) -> &Arc<Journal> {
        &self.world.journal
    }

    pub(super) fn shape(&self) -> &NodeShape {
        &self.journal().shape.nodes[self.index]
    }

    fn random(&self, run: u64, stream: u64) -> Random {
        Random::new(self.world.seed, &[self.index as u64, run, stream])
    }

    /// The start function of every node.
    pub(super) async fn start(
        self,
        taken: Taken,
        outlets: Vec<Option<Box<dyn Publisher>>>,
        run: Run,
        stop: Stop,
    ) -> Result<Start<SimWorker>, SimError> {
        let Taken {
            held,
            values,
            followers,
        } = taken;
        let journal = Arc::clone(self.journal());
        let log = journal.begin(self.index, run.number(), stop.clone(), held);
        let mut part = Part::worker(&journal, &log);
        let mood = *self.world.mood.borrow();
        let plan = StartPlan::draw(&mut self.random(run.number(), 0), mood);
        if plan.trap != Trap::None {
            journal.trapped(self.index);
        }
        for follower in followers {
            spawn_follower(&run, follower, &part);
        }
        if let Some(task) = plan.task {
            spawn_task(&run, task, &self.world, &part);
        }
        let passed = tokio::select! {
            biased;
            () = stop.requested() => false,
            () = takes(plan.takes) => true,
            () = self.world.calm(), if plan.takes.is_none() => true,
        };
        let end = if passed {
            plan.end
        } else {
            journal.count("told to stop while it starts");
            log.ends();
            Some(self.stopped(plan.on_stop).await)
        };
        if let Some(end) = end {
            drop(values);
            return end_with(end, &mut part).map(Start::Exit);
        }
        log.made();
        Ok(Start::Run(SimWorker {
            node: self,
            run,
            outlets,
            trap: plan.trap,
            values,
            part,
        }))
    }

    /// What comes of having been told to stop.
    async fn stopped(&self, on_stop: OnStop) -> End {
        match on_stop {
            OnStop::End(delay, end) => {
                sleep(delay).await;
                end
            }
            OnStop::Ignore => {
                self.journal().count("ignores its stop");
                self.world.calm().await;
                End::Exit(Exit::Stopped)
            }
        }
    }
}

impl SimWorker {
    pub(super) fn shape(&self) -> &NodeShape {
        self.node.shape()
    }

    fn log(&self) -> &Arc<RunLog> {
        &self.part.run
    }

    /// A new value for output `port`.
    pub(super) fn value(&self, port: usize) -> Payload {
        let payload = Payload {
            stamp: Stamp {
                run: Arc::clone(self.log()),
                port,
                serial: self.node.journal().serial(self.node.index),
            },
            trap: self.trap,
            all: Arc::clone(&self.node.world.values),
        };
        self.node
            .journal()
            .published(self.log(), port, Some(payload.stamp.serial));
        payload
    }

    /// Goes through with a plan; comes back only with an end.
    async fn act(&self, plan: &RunPlan) -> End {
        for (delay, deed) in &plan.deeds {
            sleep(*delay).await;
            self.perform(*deed);
        }
        match &plan.end {
            Some((delay, end)) => {
                sleep(*delay).await;
                end.clone()
            }
            None => loop {
                match self.node.world.next_order(self.node.index).await {
                    Order::Replace(port) => self.perform(Deed::Replace(port)),
                    Order::Restart => return End::Exit(Exit::Restart),
                }
            },
        }
    }

    fn perform(&self, deed: Deed) {
        let journal = Arc::clone(self.node.journal());
        let (port, serial, published) = match deed {
            Deed::Set(port) => {
                let value = self.value(port);
                (port, value.stamp.serial, self.outlet(port).set(value))
            }
            Deed::Replace(port) => {
                let value = self.value(port);
                (port, value.stamp.serial, self.outlet(port).replace(value))
            }
            Deed::SetAgain(port) => return self.set_again(port),
            Deed::Clear(port) => {
                journal.published(self.log(), port, None);
                let serial = journal.serial(self.node.index);
                (port, serial, self.outlet(port).clear())
            }
            Deed::Shutdown => {
                journal.shut();
                return self.run.engine().stop();
            }
            Deed::Status => return self.run.status("still here"),
        };
        let log = Arc::clone(self.log());
        let mut part = self.part.task();
        self.run.spawn(async move {
            let stop = log.stop.clone();
            tokio::select! {
                biased;
                released = published => if released.is_ok() {
                    journal.count("released");
                    journal.released(&log, port, serial);
                },
                () = stop.requested() => {}
            }
            part.done();
            Ok::<_, BoxError>(())
        });
    }

    /// Sets an output to what it is, or to a first value.
    fn set_again(&self, port: usize) {
        let value = self.value(port);
        let again = Payload {
            stamp: value.stamp.clone(),
            trap: value.trap,
            all: Arc::clone(&value.all),
        };
        let outlet = self.outlet(port);
        drop(outlet.replace(value));
        drop(outlet.set(again));
    }

    fn outlet(&self, port: usize) -> &dyn Publisher {
        let outlet = self.outlets[port].as_deref();
        outlet.expect("only published outputs are published")
    }
}

impl Worker for SimWorker {
    type Error = SimError;

    async fn run(mut self, stop: Stop) -> Result<Exit, SimError> {
        let journal = Arc::clone(self.node.journal());
        journal.started(self.log());
        let world = Arc::clone(&self.node.world);
        world.forget_orders(self.node.index);
        let mut mood = world.mood.subscribe();
        let mut random = self.node.random(self.run.number(), 1);
        let end = loop {
            let present = *mood.borrow_and_update();
            let plan = RunPlan::draw(&mut random, present, self.node.shape());
            let end = tokio::select! {
                biased;
                () = stop.requested() => {
                    self.log().ends();
                    Some(self.node.stopped(plan.on_stop.clone()).await)
                }
                _ = mood.changed() => None,
                end = self.act(&plan) => Some(end),
            };
            if let Some(end) = end {
                break end;
            }
        };
        self.values.clear();
        end_with(end, &mut self.part)
    }
}

/// Ends a start or a run.
fn end_with(end: End, part: &mut Part) -> Result<Exit, SimError> {
    part.journal.finish(&part.run, &end);
    part.done();
    match end {
        End::Exit(exit) => Ok(exit),
        End::Error(verdict) => Err(SimError(verdict)),
        End::Panic => resume_unwind(Box::new("a worker panics")),
    }
}

async fn takes(time: Option<Duration>) {
    match time {
        Some(time) => sleep(time).await,
        None => std::future::pending().await,
    }
}

fn spawn_follower(run: &Run, follower: Pin<Box<dyn Future<Output = ()> + Send>>, part: &Part) {
    let mut part = part.task();
    let stop = run.stop();
    run.spawn(async move {
        let follower = pin!(follower);
        tokio::select! {
            biased;
            () = stop.requested() => {}
            () = follower => {}
        }
        part.done();
        Ok::<_, BoxError>(())
    });
}

fn spawn_task(run: &Run, plan: TaskPlan, world: &Arc<World>, part: &Part) {
    let mut part = part.task();
    let stop = run.stop();
    let world = Arc::clone(world);
    run.spawn(async move {
        match plan {
            TaskPlan::Follow(delay) => {
                stop.requested().await;
                sleep(delay).await;
            }
            TaskPlan::Ignore => world.calm().await,
            TaskPlan::Fail(delay) | TaskPlan::Panic(delay) => {
                sleep(delay).await;
                world.journal.count("a task fails");
                part.run.breaks();
                part.done();
                return match plan {
                    TaskPlan::Panic(_) => resume_unwind(Box::new("a task panics")),
                    TaskPlan::Fail(_) | TaskPlan::Follow(_) | TaskPlan::Ignore => {
                        Err("a task fails".into())
                    }
                };
            }
        }
        part.done();
        Ok::<_, BoxError>(())
    });
}
