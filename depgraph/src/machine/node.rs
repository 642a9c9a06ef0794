//! What the machine knows of one node.

use std::{collections::VecDeque, time::Duration};

use super::{Kind, Time, port::Conditional, seldom::Seldom};
use crate::StopReason;

/// A node, by its place in the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) u32);

impl NodeId {
    /// The node at `index`. A graph has fewer than 2³² nodes: it would not fit into memory.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether a run of the node is up, and what is known while it is, or while it is not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum State {
    Down(Down),
    Up(Up),
}

/// Why no run is up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Down {
    /// It is not part of this agent.
    LeftOut,
    /// It starts as soon as it has what it needs.
    Waiting,
    /// The same, but not before a moment.
    Due(Due),
    /// It stays down until an input changes: it has done what it had to.
    Done,
    /// It stays down until an input changes: it cannot run with what it had.
    Declined,
    /// It stays down until someone asks for a restart.
    GivenUp,
    /// It never comes back.
    Removed,
    /// The engine is stopping.
    Stopped,
}

/// When a node may start again, and why not earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Due {
    pub(crate) at: Time,
    pub(crate) delay: Duration,
    pub(crate) why: Why,
}

/// Why a node may not start at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Why {
    /// It failed.
    BackOff,
    /// An input changed: the settle window, longer for a node that flaps.
    Settle,
    /// It restarts itself over and over.
    Damped,
}

/// A run that is up: not gone yet.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Up {
    pub(crate) phase: Phase,
    /// When its start was over, if it is.
    pub(crate) started: Option<Time>,
    /// What it was told, and when it may start again, once it has been told to stop.
    pub(crate) told: Option<Told>,
    /// Whether something it needs has changed, or someone has asked for a restart, since it began to go.
    pub(crate) changed: bool,
}

impl Up {
    /// Whether it is on its way down.
    pub(super) fn is_going(&self) -> bool {
        match self.phase {
            Phase::Starting | Phase::Running => false,
            Phase::Draining | Phase::Stopping | Phase::Ending | Phase::Killed | Phase::Stuck => {
                true
            }
        }
    }
}

/// That a run has been told to stop, or will be when its dependents have ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Told {
    pub(crate) reason: StopReason,
    pub(crate) again: Due,
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Phase {
    /// Its start function runs.
    Starting,
    /// Its worker runs.
    Running,
    /// Its worker still runs, while those that hold its outputs are being stopped.
    Draining,
    /// It has been asked to stop.
    Stopping,
    /// Its worker ended by itself; what belongs to the run is being stopped.
    Ending,
    /// It is late and was dropped.
    Killed,
    /// It was dropped and is still there.
    Stuck,
}

/// How sure it is that a node will be available, for those that think of waiting for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Prospect {
    /// It is up, or on its way up and healthy.
    Coming,
    /// Not before it, or something it needs, has got over a failure.
    Delayed,
    /// Not unless something changes that nobody is working on.
    Never,
}

/// A node.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) state: State,
    /// Since when the node is in the state that the report shows.
    pub(super) since: Time,
    /// The number of the present or last run.
    pub(super) run: u64,
    /// How many of its needs are not met. Optional ones do not count.
    pub(super) missing: u32,
    /// How many needs of runs that are up are met by a value, or the availability, of this node.
    pub(super) users: u32,
    /// How many latest inputs of runs on their way down follow this node.
    pub(super) leaving: u32,
    /// How many of its outputs are set and visible.
    pub(super) set: u32,
    /// The runs that are conditional on it.
    pub(super) conditional: Conditional,
    pub(super) failures: u32,
    pub(super) bounces: u32,
    pub(super) prospect: Prospect,
    /// How many of its needs are of a node that is coming.
    pub(super) coming: u32,
    /// How many of its needs are of a node that is delayed.
    pub(super) delayed: u32,
    /// How many of its needs are of a node that never comes.
    pub(super) never: u32,
    /// Since when only optional inputs keep it from starting.
    pub(super) awaiting: Option<Time>,
    /// The number of the wave that it was last part of, which may be over; 0 if it has left that.
    pub(super) wave: u64,
    /// When it failed, the last few times, where its policy has an intensity.
    pub(super) recent: Seldom<VecDeque<Time>>,
    /// Which of the machine's limits are its own.
    pub(super) limits: usize,
}

impl Node {
    pub(super) fn new(down: Down, missing: u32, limits: usize) -> Self {
        Self {
            state: State::Down(down),
            since: Time::default(),
            run: 0,
            missing,
            users: 0,
            leaving: 0,
            set: 0,
            conditional: Conditional::default(),
            failures: 0,
            bounces: 0,
            prospect: Prospect::Coming,
            coming: missing,
            delayed: 0,
            never: 0,
            awaiting: None,
            wave: 0,
            recent: Seldom::default(),
            limits,
        }
    }

    /// The phase of run `run`, if that is the one that is up.
    pub(super) fn phase_of(&self, run: u64) -> Option<Phase> {
        match &self.state {
            State::Up(up) if self.run == run => Some(up.phase),
            State::Up(_) | State::Down(_) => None,
        }
    }

    /// Whether its outputs can be seen.
    pub(super) fn is_running(&self) -> bool {
        matches!(&self.state, State::Up(up) if up.phase == Phase::Running)
    }

    /// Whether it has come to where the wave that it is part of was to bring it, or to where that brings nobody: what it
    /// does next, it does by itself.
    pub(super) fn is_past_wave(&self) -> bool {
        match &self.state {
            State::Up(up) => matches!(up.phase, Phase::Running | Phase::Stuck),
            State::Down(Down::Due(due)) => due.why != Why::Settle,
            State::Down(Down::LeftOut | Down::Waiting) => false,
            State::Down(
                Down::Done | Down::Declined | Down::GivenUp | Down::Removed | Down::Stopped,
            ) => true,
        }
    }

    /// Whether the worker of its run is there, and nobody has asked it to stop.
    pub(super) fn has_worker(&self) -> bool {
        matches!(&self.state, State::Up(up) if matches!(up.phase, Phase::Running | Phase::Draining))
    }

    /// How many of its needs have this prospect.
    pub(super) fn tally(&mut self, prospect: Prospect) -> &mut u32 {
        match prospect {
            Prospect::Coming => &mut self.coming,
            Prospect::Delayed => &mut self.delayed,
            Prospect::Never => &mut self.never,
        }
    }

    /// The state, as it is reported.
    pub(super) fn kind(&self) -> Kind {
        match &self.state {
            State::Down(Down::LeftOut) => Kind::LeftOut,
            State::Down(Down::Waiting) => Kind::Waiting,
            State::Down(Down::Due(due)) => match due.why {
                Why::BackOff => Kind::BackOff,
                Why::Settle | Why::Damped => Kind::Settling,
            },
            State::Down(Down::Done) => Kind::Done,
            State::Down(Down::Declined) => Kind::Declined,
            State::Down(Down::GivenUp) => Kind::GivenUp,
            State::Down(Down::Removed) => Kind::Removed,
            State::Down(Down::Stopped) => Kind::Stopped,
            State::Up(up) => match up.phase {
                Phase::Starting => Kind::Starting,
                Phase::Running => Kind::Running,
                Phase::Draining | Phase::Stopping | Phase::Ending | Phase::Killed => Kind::Stopping,
                Phase::Stuck => Kind::Stuck,
            },
        }
    }

    /// Whether something is going on with it that will end by itself, if this is its state.
    pub(super) const fn is_busy_when(&self, kind: Kind) -> bool {
        match kind {
            Kind::Settling | Kind::BackOff | Kind::Starting | Kind::Stopping => true,
            Kind::Waiting => self.awaiting.is_some(),
            Kind::LeftOut
            | Kind::Running
            | Kind::Stuck
            | Kind::Done
            | Kind::Declined
            | Kind::GivenUp
            | Kind::Removed
            | Kind::Stopped => false,
        }
    }
}

/// What the machine knows of one need.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edge {
    /// The provider has it at present; for a latest input: has had it once.
    pub(super) met: bool,
    /// Whether the run of the dependent that is up was started with it.
    pub(super) held: Held,
    /// The change that made the value that is held; for a condition, the era in which it was met.
    pub(super) since: u64,
    /// A latest input of a run on its way down: counted in the provider's `leaving`.
    pub(super) leaving: bool,
}

/// Whether a run has been given something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Held {
    #[default]
    No,
    Yes,
    /// It has, but it is stuck: nobody waits for it, and it may use what it was given for ever.
    Stuck,
}
