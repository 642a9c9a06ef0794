//! What the workers of one history see of each other, and complain of.
//!
//! A worker knows nothing of the engine. It knows when its own start is called and with what, when it is told to stop,
//! and when it is gone; the values carry who made them. Everything is checked at the moment it happens.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use depgraph::{Exit, InputKind, Severity, Stop, StopReason, Verdict};
use tokio::time::Instant;

use super::{
    ports::Port,
    run_log::{RunLog, Stage, is_unasked},
    settings::{SHUTDOWN_TIMEOUTS, STOP_TIMEOUTS},
    shape::Shape,
    value::Stamp,
};

/// The records of one history.
pub(super) struct Journal {
    pub(super) shape: Arc<Shape>,
    pub(super) begun: Instant,
    books: Mutex<Books>,
}

#[derive(Default)]
struct Books {
    nodes: Vec<NodeBook>,
    complaints: Vec<String>,
    tally: BTreeMap<&'static str, u64>,
    /// Since when nothing may start.
    shut: Option<Instant>,
    fatal: Vec<(Severity, usize)>,
    cut: Vec<RunId>,
    maybe_cut: Vec<RunId>,
}

/// A run, by its node and its number.
pub(super) type RunId = (usize, u64);

#[derive(Default)]
struct NodeBook {
    alive: Vec<Arc<RunLog>>,
    /// The number of the last run whose start was called.
    last: u64,
    starts: u64,
    serial: u64,
    ports: Vec<Port>,
    /// How each run ended that ended by itself.
    ends: Vec<End>,
    gone: Option<Instant>,
    /// Whether it has made values that panic, which may fail any later run.
    is_trapped: bool,
}

/// How a worker, or its start, ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    Exit(Exit),
    Error(Verdict),
    Panic,
}

impl Journal {
    pub(super) fn new(shape: &Arc<Shape>) -> Self {
        let nodes = shape.nodes.iter().map(|node| NodeBook {
            ports: node.outputs.iter().map(|_| Port::default()).collect(),
            ..NodeBook::default()
        });
        let books = Books {
            nodes: nodes.collect(),
            ..Books::default()
        };
        Self {
            shape: Arc::clone(shape),
            begun: Instant::now(),
            books: Mutex::new(books),
        }
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something that must not be.
    pub(super) fn complain(&self, about: &str) {
        let after = self.begun.elapsed();
        self.books()
            .complaints
            .push(format!("after {after:?}: {about}"));
    }

    pub(super) fn complaints(&self) -> Vec<String> {
        self.books().complaints.clone()
    }

    /// Counts how often something happened, so that a simulation in which it never does is found out.
    pub(super) fn count(&self, what: &'static str) {
        *self.books().tally.entry(what).or_default() += 1;
    }

    pub(super) fn tally(&self) -> BTreeMap<&'static str, u64> {
        self.books().tally.clone()
    }

    /// From now on nothing may start.
    pub(super) fn shut(&self) {
        let _first = self.books().shut.get_or_insert_with(Instant::now);
    }

    /// An error was judged to be fatal.
    pub(super) fn fatal(&self, node: usize, severity: Severity) {
        self.books().fatal.push((severity, node));
        self.shut();
    }

    pub(super) fn fatals(&self) -> Vec<(Severity, usize)> {
        self.books().fatal.clone()
    }

    /// How often the start of each node was called since this was last asked.
    pub(super) fn take_starts(&self) -> Vec<u64> {
        let mut books = self.books();
        let nodes = books.nodes.iter_mut();
        nodes.map(|node| std::mem::take(&mut node.starts)).collect()
    }

    /// Every way in which runs of `node` have ended by themselves.
    pub(super) fn ends(&self, node: usize) -> Vec<End> {
        self.books().nodes[node].ends.clone()
    }

    /// The runs that were dropped although they had not ended, and those of which that may be so.
    pub(super) fn cut(&self) -> (Vec<RunId>, Vec<RunId>) {
        let books = self.books();
        (books.cut.clone(), books.maybe_cut.clone())
    }

    /// The runs that are alive.
    pub(super) fn alive(&self) -> Vec<Arc<RunLog>> {
        let books = self.books();
        let alive = books.nodes.iter().flat_map(|node| &node.alive);
        alive.cloned().collect()
    }

    fn name(&self, run: &RunLog) -> String {
        format!(
            "run {} of `{}`",
            run.number, self.shape.nodes[run.node].name
        )
    }

    /// The next value of `node`.
    pub(super) fn serial(&self, node: usize) -> u64 {
        let serial = &mut self.books().nodes[node].serial;
        *serial += 1;
        *serial
    }

    /// The values of `node` panic.
    pub(super) fn trapped(&self, node: usize) {
        self.books().nodes[node].is_trapped = true;
    }

    /// The start of `node` is called, with these inputs.
    pub(super) fn begin(
        &self,
        node: usize,
        number: u64,
        stop: Stop,
        held: Vec<(InputKind, Stamp)>,
    ) -> Arc<RunLog> {
        let conditions = &self.shape.nodes[node].conditions;
        let conditions: Vec<_> = conditions
            .iter()
            .filter_map(|&condition| self.books().nodes[condition].alive.first().cloned())
            .collect();
        let run = Arc::new(RunLog {
            node,
            number,
            stop,
            held,
            conditions,
            progress: Mutex::default(),
        });
        for complaint in self.faults_of_start(&run) {
            self.complain(&format!("{} started {complaint}", self.name(&run)));
        }
        let mut books = self.books();
        let book = &mut books.nodes[node];
        book.starts += 1;
        book.last = number;
        book.alive.push(Arc::clone(&run));
        run
    }

    fn faults_of_start(&self, run: &RunLog) -> Vec<String> {
        let now = Instant::now();
        let books = self.books();
        let book = &books.nodes[run.node];
        let mut faults = Vec::new();
        if let Some(other) = book.alive.first() {
            faults.push(format!("while {} was alive", self.name(other)));
        }
        if run.number <= book.last {
            faults.push(format!("after run {}", book.last));
        }
        if books.shut.is_some_and(|shut| shut < now) {
            faults.push("after the shutdown".to_owned());
        }
        for (kind, stamp) in &run.held {
            if *kind == InputKind::Latest {
                continue;
            }
            let provider = &stamp.run;
            if !books.nodes[provider.node].ports[stamp.port].can_be(now, Some(stamp.serial)) {
                faults.push(format!("with an old value of {}", self.name(provider)));
            }
            if !is_unasked(provider) {
                faults.push(format!("while {} was told to stop", self.name(provider)));
            }
        }
        for &condition in &self.shape.nodes[run.node].conditions {
            let book = &books.nodes[condition];
            let is_available = match book.alive.first() {
                Some(provider) => {
                    is_unasked(provider)
                        && provider.progress().started.is_some()
                        && book.ports.iter().all(|port| !port.is_unset(now))
                }
                // It may have ended this moment.
                None => book.gone == Some(now),
            };
            if !is_available {
                let name = self.shape.nodes[condition].name;
                faults.push(format!("while `{name}` was not available"));
            }
        }
        faults
    }

    /// Its start is over, and what it published meanwhile can be seen.
    pub(super) fn started(&self, run: &RunLog) {
        let early = {
            let mut progress = run.progress();
            progress.stage = Stage::Running;
            progress.started = Some(Instant::now());
            std::mem::take(&mut progress.early)
        };
        for (port, serial) in early {
            self.set_port(run, port, serial);
        }
    }

    /// `run` publishes, or clears.
    pub(super) fn published(&self, run: &RunLog, port: usize, serial: Option<u64>) {
        let mut progress = run.progress();
        if progress.stage == Stage::Running {
            drop(progress);
            self.set_port(run, port, serial);
        } else {
            progress.early.insert(port, serial);
        }
    }

    fn set_port(&self, run: &RunLog, port: usize, serial: Option<u64>) {
        self.books().nodes[run.node].ports[port].set(Instant::now(), serial);
    }

    /// `run` was told that nobody holds what its value `serial` replaced.
    pub(super) fn released(&self, run: &RunLog, port: usize, serial: u64) {
        for holder in self.alive() {
            let holds = holder.held.iter().any(|(kind, stamp)| {
                *kind != InputKind::Latest
                    && stamp.run.node == run.node
                    && stamp.port == port
                    && stamp.serial < serial
            });
            if holds {
                let (run, holder) = (self.name(run), self.name(&holder));
                self.complain(&format!(
                    "{run} was told that an old value is free, but {holder} held it"
                ));
            }
        }
    }

    /// The worker of `run`, or its start, ends like this.
    pub(super) fn finish(&self, run: &RunLog, end: &End) {
        self.books().nodes[run.node].ends.push(end.clone());
        run.ends();
        run.progress().stage = Stage::Over;
    }

    /// A future of `run` is gone; `was_cut` if it had not ended.
    pub(super) fn part_gone(&self, run: &Arc<RunLog>, was_cut: bool) {
        for (kind, stamp) in &run.held {
            let is_told = match kind {
                InputKind::Required | InputKind::Optional => !is_unasked(&stamp.run),
                InputKind::Latest => self.is_shut_down(stamp.run.node),
                InputKind::Watch => false,
            };
            if is_told {
                let (run, provider) = (self.name(run), self.name(&stamp.run));
                self.complain(&format!(
                    "{run} was alive when {provider}, which it held, was told to stop"
                ));
            }
        }
        for provider in run
            .conditions
            .iter()
            .filter(|provider| !is_unasked(provider))
        {
            let (run, provider) = (self.name(run), self.name(provider));
            self.complain(&format!(
                "{run} was alive when {provider}, its condition, was told to stop"
            ));
        }
        let mut books = self.books();
        if was_cut {
            if run.progress().is_broken || books.nodes[run.node].is_trapped {
                books.maybe_cut.push((run.node, run.number));
            } else {
                books.cut.push((run.node, run.number));
            }
        } else if Self::is_at_deadline(run, books.shut) {
            books.maybe_cut.push((run.node, run.number));
        }
        let mut progress = run.progress();
        progress.parts -= 1;
        if progress.parts == 0 {
            let now = Instant::now();
            let book = &mut books.nodes[run.node];
            book.alive.retain(|alive| !Arc::ptr_eq(alive, run));
            book.gone = Some(now);
            book.ports.iter_mut().for_each(|port| port.set(now, None));
        }
    }

    /// Whether this is the very moment in which the engine gives up on `run`: then either may come first.
    fn is_at_deadline(run: &RunLog, shut: Option<Instant>) -> bool {
        let is_after = |since: Option<Instant>, timeouts: &[u64]| {
            let elapsed = since.map(|since| since.elapsed().as_millis());
            elapsed.is_some_and(|millis| {
                timeouts
                    .iter()
                    .any(|&timeout| u128::from(timeout).abs_diff(millis) <= 1)
            })
        };
        let ends = run.progress().ends;
        is_after(ends, &STOP_TIMEOUTS) || is_after(shut, &SHUTDOWN_TIMEOUTS)
    }

    /// Whether a run of `node` that has started was told to stop because the engine shuts down.
    fn is_shut_down(&self, node: usize) -> bool {
        self.books().nodes[node].alive.iter().any(|run| {
            let progress = run.progress();
            let told = progress.ends.unwrap_or_else(Instant::now);
            // Who is told to stop in the moment in which it starts was told while it started, for all the engine knows.
            progress.started.is_some_and(|started| started < told)
                && run.stop.reason() == Some(StopReason::Shutdown)
        })
    }
}
