//! One history: a graph, an engine on paused time, and everything that goes wrong.

use std::{sync::Arc, time::Duration};

use depgraph::{
    Contains, Ended, Engine, EngineEnded, EngineError, Event, Exit, Graph, InputKind, Node,
    NodeReport, NodeState, Policy, Report, Verdict,
};
use tokio::{
    task::yield_now,
    time::{Instant, sleep, timeout},
};

use super::{
    build::AnyNode,
    events::{Recording, check},
    journal::{End, Journal},
    outcome::{Outcome, is_late_right, is_result_right},
    plan::Mood,
    random::Random,
    settings::{Settings, policy},
    shape::Shape,
    wave::is_running,
    world::World,
};

/// A history that has begun.
pub(super) struct History<G> {
    pub(super) engine: Engine<G>,
    pub(super) world: Arc<World>,
    pub(super) random: Random,
    pub(super) settings: Settings,
    recording: Recording,
}

/// How long a graph may take to settle once nothing goes wrong any more: longer than every delay together.
const LONG: Duration = Duration::from_hours(1);

/// Plays the history of `seed` on what `assemble` makes, and says what was wrong with it.
pub(super) fn play<G: Contains<G> + 'static>(
    seed: u64,
    shape: &Arc<Shape>,
    assemble: impl FnOnce(&Arc<World>, Vec<Policy>) -> Graph<G>,
) -> Outcome {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime can be built");
    runtime.block_on(async {
        let mut random = Random::new(seed, &[1]);
        let share = *random.pick(&[5, 20, 50, 100]);
        let mood = if random.one_in(2) {
            Mood::CALM
        } else {
            Mood(share)
        };
        let journal = Arc::new(Journal::new(shape));
        let world = Arc::new(World::new(Arc::clone(&journal), seed, mood));
        let settings = Settings::draw(&mut random, &world);
        let policies = shape.nodes.iter().map(|_| policy(&mut random));
        let graph = assemble(&world, policies.collect());
        let engine = Engine::start_with(graph, &settings.engine).expect("it fits together");
        let recording = Recording::of(&engine);
        let mut history = History {
            engine,
            world: Arc::clone(&world),
            random,
            settings,
            recording,
        };
        if history.live(mood, Mood(share)).await == Err(EngineEnded) {
            journal.count("ended by itself");
        }
        let events = history.end().await;
        check_nothing_is_left(&world).await;
        Outcome::of(&journal, events)
    })
}

impl<G: Contains<G> + 'static> History<G> {
    pub(super) fn journal(&self) -> &Arc<Journal> {
        &self.world.journal
    }

    pub(super) fn key(node: usize) -> Node<G, AnyNode> {
        Node::new(node)
    }

    /// Begins, has things go wrong and then right, unless the engine ends before.
    async fn live(&mut self, mood: Mood, wild: Mood) -> Result<(), EngineEnded> {
        if mood == Mood::CALM {
            self.settle().await?;
            self.check_cold_start();
            self.world.set_mood(wild);
        }
        for _ in 0..self.random.below(20) {
            self.meddle().await;
        }
        if self.random.one_in(3) {
            return Ok(());
        }
        self.world.set_mood(Mood::CALM);
        self.check_announced().await?;
        self.settle().await?;
        self.check_recovered(false).await;
        self.wake();
        self.settle().await?;
        self.check_recovered(true).await;
        for _ in 0..2 {
            self.make_wave().await?;
        }
        Ok(())
    }

    /// Waits until nothing happens any more.
    pub(super) async fn settle(&self) -> Result<(), EngineEnded> {
        for _ in 0..100 {
            // It may be settled only for a moment, and no longer when the answer is there.
            let before = self.recording.len();
            let Ok(settled) = timeout(LONG, self.engine.settled()).await else {
                self.journal().complain("it does not settle");
                return Ok(());
            };
            settled?;
            // What is published a little later may start more.
            sleep(Duration::from_millis(50)).await;
            if self.recording.len() == before {
                return Ok(());
            }
        }
        self.journal().complain("it settles again and again");
        Ok(())
    }

    /// Whether it is certain that nobody starts without an optional input that is on its way.
    pub(super) fn is_patient(&self) -> bool {
        self.settings.optional_wait >= Duration::from_secs(5)
            || !self.journal().shape.has(InputKind::Optional)
    }

    /// A cold start calls each start once.
    fn check_cold_start(&self) {
        let starts = self.journal().take_starts();
        if !self.is_patient() {
            return;
        }
        let runnable = self
            .journal()
            .shape
            .runnable(|node| !self.journal().shape.nodes[node].is_left_out);
        for (node, starts) in starts.into_iter().enumerate() {
            if starts != u64::from(runnable[node]) {
                let name = self.journal().shape.nodes[node].name;
                self.journal()
                    .complain(&format!("the cold start called `{name}` {starts} times"));
            }
        }
    }

    /// Lets some time pass, and does something from outside.
    async fn meddle(&mut self) {
        sleep(self.random.up_to(1_500)).await;
        let node = self.random.below(self.journal().shape.nodes.len());
        match self.random.below(4) {
            0 | 1 => self.engine.restart(Self::key(node)),
            2 => {
                let report = self.engine.report().await;
                self.recording.keep(report);
            }
            _ => {
                let wait = self.random.up_to(500);
                if timeout(wait, self.engine.running(Self::key(node)))
                    .await
                    .is_ok()
                {
                    self.journal().count("running is answered");
                }
            }
        }
    }

    /// Every node that is in back-off, and has all that it needs, starts when the report says that it does.
    async fn check_announced(&self) -> Result<(), EngineEnded> {
        let report = self.engine.report().await;
        for node in &report.nodes {
            if let Some(next) = &node.next_attempt {
                self.journal().count("announced");
                self.recording.expect(node.name.clone(), next.at);
            }
        }
        self.recording.keep(report);
        Ok(())
    }

    /// Every node runs that can. With `woken`, those that were down for good have been asked to start.
    async fn check_recovered(&self, woken: bool) {
        let report = self.engine.report().await;
        let shape = &self.journal().shape;
        let can = shape.runnable(|node| {
            report.nodes[node].state == NodeState::Running || {
                report.nodes[node].state == NodeState::Waiting
            }
        });
        for (node, reported) in report.nodes.iter().enumerate() {
            let is_blocked = reported.state == NodeState::Waiting && !can[node];
            let is_left_out = reported.state == NodeState::LeftOut && shape.nodes[node].is_left_out;
            let is_right = is_running(reported) || is_blocked || is_left_out;
            if !is_right && !self.has_reason(node, reported, woken) {
                self.journal().complain(&format!(
                    "nothing goes wrong any more, but `{}` is {}: {:?}",
                    reported.name, reported.state, reported.waits_for
                ));
            }
        }
        self.recording.keep(report);
    }

    /// Whether a run of `node` ended in a way that explains why it is down.
    fn has_reason(&self, node: usize, reported: &NodeReport, woken: bool) -> bool {
        if !woken && reported.state == NodeState::GivenUp {
            // Not every failure is one of those that were planned.
            return true;
        }
        self.journal().ends(node).iter().any(|end| match end {
            End::Exit(Exit::Remove) | End::Error(Verdict::Remove) => {
                reported.state == NodeState::Removed
            }
            End::Exit(Exit::Done) | End::Error(Verdict::Done) => {
                !woken && reported.state == NodeState::Done
            }
            End::Exit(Exit::Wait(_)) | End::Error(Verdict::Wait) => {
                !woken && reported.state == NodeState::Declined
            }
            End::Exit(_) | End::Error(_) | End::Panic => false,
        })
    }

    /// Starts what is down until someone asks.
    fn wake(&self) {
        for node in 0..self.journal().shape.nodes.len() {
            self.engine.restart(Self::key(node));
        }
    }

    /// Ends the engine, one way or another.
    async fn end(mut self) -> Vec<Event> {
        let journal = Arc::clone(self.journal());
        journal.shut();
        let begun = Instant::now();
        let result = match self.random.below(3) {
            0 => Some(self.engine.stop().await),
            1 => {
                self.engine.handle().stop();
                Some(self.engine.wait().await)
            }
            _ => {
                let handle = self.engine.handle();
                drop(self.engine);
                // It goes on without its owner until all is stopped.
                while self.recording.is_open() {
                    sleep(Duration::from_millis(1)).await;
                }
                let report: Report = handle.report().await;
                self.recording.keep(report);
                None
            }
        };
        if begun.elapsed() > self.settings.shutdown_timeout + Duration::from_millis(5) {
            journal.complain(&format!("the shutdown took {:?}", begun.elapsed()));
        }
        if let Some(result) = result {
            check_result(&result, &journal);
        }
        self.recording.close().await;
        self.recording.check_expected(&journal);
        self.recording.check_reports(&journal);
        let events = self.recording.events();
        check(&events, &journal);
        events
    }
}

fn check_result(result: &Result<Ended, EngineError>, journal: &Journal) {
    is_result_right(result, journal);
    is_late_right(result, journal);
}

/// No run, no task and no value is left.
async fn check_nothing_is_left(world: &Arc<World>) {
    for _ in 0..10 {
        yield_now().await;
    }
    let journal = &world.journal;
    for run in journal.alive() {
        journal.complain(&format!("run {} of node {} is left", run.number, run.node));
    }
    let tasks = tokio::runtime::Handle::current()
        .metrics()
        .num_alive_tasks();
    if tasks > 0 {
        journal.complain(&format!("{tasks} tasks are left"));
    }
    let values = Arc::strong_count(&world.values) - 1;
    if values > 0 {
        journal.complain(&format!("{values} values are left"));
    }
}
