//! A node that does what a test wants.

use std::{
    collections::VecDeque,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use depgraph::{Exit, Latest, Publish, Run, Start, Stop, Watch, Worker};
use tokio::{
    sync::{mpsc, watch},
    time::Instant,
};

use super::{
    Stage, Val,
    life::{End, FOREVER, Life, Oops},
};

/// A node that does what a test wants, and what the test holds of it: clones are the same puppet.
#[derive(Clone)]
pub(crate) struct Puppet(Arc<Inner>);

struct Inner {
    name: &'static str,
    stage: Stage,
    state: Mutex<State>,
    starts: watch::Sender<u64>,
}

#[derive(Default)]
struct State {
    /// What the next lives are like, in order, and all after them.
    next: VecDeque<Life>,
    ever: Life,
    alive: u32,
    orders: Option<mpsc::UnboundedSender<End>>,
    run: Option<Run>,
    publish: Option<Publish<Val>>,
    latest: Option<Latest<Val>>,
    watch: Option<Watch<Val>>,
}

/// What a puppet's start function makes.
pub(crate) struct Actor {
    puppet: Puppet,
    life: Life,
    orders: mpsc::UnboundedReceiver<End>,
    alive: Alive,
}

/// Counts a life while it lasts, and writes down its end, however it ends.
struct Alive {
    puppet: Puppet,
    run: u64,
}

impl Puppet {
    pub(crate) fn new(name: &'static str, stage: Stage) -> Self {
        Self(Arc::new(Inner {
            name,
            stage,
            state: Mutex::default(),
            starts: watch::Sender::new(0),
        }))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    // ---- what a test does

    /// The next life, after those that have been announced before, is like this.
    pub(crate) fn next(&self, life: Life) -> &Self {
        self.lock().next.push_back(life);
        self
    }

    /// All lives are like this, but for those that are announced with [`Puppet::next`].
    pub(crate) fn always(&self, life: Life) -> &Self {
        self.lock().ever = life;
        self
    }

    /// Ends the life that there is, now.
    #[track_caller]
    pub(crate) fn end(&self, end: End) {
        let orders = self.lock().orders.clone();
        let sent = orders.is_some_and(|orders| orders.send(end).is_ok());
        assert!(sent, "`{}` lives", self.0.name);
    }

    /// Ends the life that there is with an error.
    #[track_caller]
    pub(crate) fn fail(&self, text: &'static str) {
        self.end(End::fail(text));
    }

    /// Ends the life that there is with this exit.
    #[track_caller]
    pub(crate) fn exit(&self, exit: Exit) {
        self.end(End::Exit(exit));
    }

    /// How many times its start function was called.
    pub(crate) fn starts(&self) -> u64 {
        *self.0.starts.borrow()
    }

    /// Waits until its start function has been called so many times; returns how long that took, unless it takes more
    /// than a minute.
    pub(crate) async fn nth_start(&self, starts: u64) -> Option<Duration> {
        let from = Instant::now();
        let mut counted = self.0.starts.subscribe();
        let reached = counted.wait_for(|&counted| counted >= starts);
        let reached = tokio::time::timeout(Duration::from_mins(1), reached).await;
        reached.ok().map(|_| from.elapsed())
    }

    /// Whether it is alive.
    pub(crate) fn is_alive(&self) -> bool {
        self.lock().alive > 0
    }

    /// The run that it last had.
    #[track_caller]
    pub(crate) fn run(&self) -> Run {
        self.lock().run.clone().expect("it has been started")
    }

    /// What it publishes with; what its last run was given, that is.
    #[track_caller]
    pub(crate) fn publish(&self) -> Publish<Val> {
        self.lock().publish.clone().expect("it publishes")
    }

    /// Publishes a value with this tag, which is a change.
    #[track_caller]
    pub(crate) fn replace(&self, tag: u32) -> depgraph::Published {
        self.publish().replace(self.val(tag))
    }

    /// The value with this tag, from the run that it last had.
    #[track_caller]
    pub(crate) fn val(&self, tag: u32) -> Val {
        self.val_of(&self.run(), tag)
    }

    pub(super) fn val_of(&self, run: &Run, tag: u32) -> Val {
        Val {
            from: self.0.name,
            run: run.number(),
            tag,
        }
    }

    /// Its latest input; what its last run was given, that is.
    #[track_caller]
    pub(crate) fn latest(&self) -> Latest<Val> {
        self.lock().latest.clone().expect("it follows an input")
    }

    /// Its watched input; what its last run was given, that is.
    #[track_caller]
    pub(crate) fn watch(&self) -> Watch<Val> {
        self.lock().watch.clone().expect("it watches an input")
    }

    // ---- what its manifold does

    pub(crate) fn has_published(&self, publish: Publish<Val>) {
        self.lock().publish = Some(publish);
    }

    pub(crate) fn has_latest(&self, latest: Latest<Val>) {
        self.lock().latest = Some(latest);
    }

    pub(crate) fn has_watch(&self, watch: Watch<Val>) {
        self.lock().watch = Some(watch);
    }

    /// What a start function does.
    pub(crate) async fn start(&self, run: Run, with: String) -> Result<Start<Actor>, Oops> {
        let mut actor = self.begin(&run, &with);
        match actor.start(&run.stop()).await? {
            Some(exit) => Ok(Start::Exit(exit)),
            None => Ok(Start::Run(actor)),
        }
    }

    /// What a function does that is its own run.
    pub(crate) async fn live(&self, run: Run, with: String) -> Result<Exit, Oops> {
        let mut actor = self.begin(&run, &with);
        match actor.start(&run.stop()).await? {
            Some(exit) => Ok(exit),
            None => actor.run(run.stop()).await,
        }
    }

    fn begin(&self, run: &Run, with: &str) -> Actor {
        let (name, number) = (self.0.name, run.number());
        let with = if with.is_empty() {
            String::new()
        } else {
            format!(" with {with}")
        };
        self.0.stage.note(format!("{name}#{number} starts{with}"));
        let (orders, received) = mpsc::unbounded_channel();
        let mut state = self.lock();
        state.alive += 1;
        assert_eq!(state.alive, 1, "one run of `{name}` is alive at a time");
        state.run = Some(run.clone());
        state.orders = Some(orders);
        let life = state.next.pop_front().unwrap_or_else(|| state.ever.clone());
        drop(state);
        self.0.starts.send_modify(|starts| *starts += 1);
        Actor {
            puppet: self.clone(),
            life,
            orders: received,
            alive: Alive {
                puppet: self.clone(),
                run: number,
            },
        }
    }
}

impl Actor {
    /// The start: `None` when it succeeds.
    async fn start(&mut self, stop: &Stop) -> Result<Option<Exit>, Oops> {
        let told = told(&self.alive, &self.life, stop);
        let end = tokio::select! {
            biased;
            () = told => self.life.stop_ends.clone(),
            Some(end) = self.orders.recv() => end,
            () = wait(self.life.start_takes) => match self.life.start_ends.clone() {
                Some(end) => end,
                None => return Ok(None),
            },
        };
        end.come().map(Some)
    }

    pub(super) fn val(&self) -> Val {
        self.puppet.val_of(&self.puppet.run(), 0)
    }
}

impl Worker for Actor {
    type Error = Oops;

    async fn run(mut self, stop: Stop) -> Result<Exit, Oops> {
        self.alive.note("runs");
        let (after, run_ends) = self
            .life
            .run_ends
            .clone()
            .unwrap_or((FOREVER, End::Exit(Exit::Done)));
        let told = told(&self.alive, &self.life, &stop);
        let end = tokio::select! {
            biased;
            () = told => self.life.stop_ends.clone(),
            Some(end) = self.orders.recv() => end,
            () = wait(after) => run_ends,
        };
        end.come()
    }
}

/// Resolves when a puppet has been told to stop and is ready to.
async fn told(alive: &Alive, life: &Life, stop: &Stop) {
    stop.requested().await;
    if let Some(reason) = stop.reason() {
        alive.note(&format!("told {reason:?}"));
    }
    if life.ignores_stop {
        std::future::pending::<()>().await;
    }
    wait(life.stop_takes).await;
}

async fn wait(time: Duration) {
    if time == FOREVER {
        std::future::pending::<()>().await;
    }
    if !time.is_zero() {
        tokio::time::sleep(time).await;
    }
}

impl Alive {
    fn note(&self, what: &str) {
        let name = self.puppet.0.name;
        self.puppet
            .0
            .stage
            .note(format!("{name}#{} {what}", self.run));
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.puppet.lock().alive -= 1;
        self.note("ends");
    }
}

impl fmt::Debug for Puppet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Puppet").field(&self.0.name).finish()
    }
}
