//! Plain facts, and what they mean for the one node that they are about.

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use crate::{
    StopReason,
    machine::{Due, Kind, Limits, Time, Why, tests::plan::NodePlan},
};

/// All that happened to one node.
#[derive(Clone, Debug)]
pub(super) struct Story {
    /// Why it is down; of no meaning while a run is alive.
    pub(super) rest: Rest,
    pub(super) run: Option<Run>,
    /// How many runs there have been.
    pub(super) runs: u64,
    /// The version of each output that can be seen.
    pub(super) visible: Vec<Option<u64>>,
    /// Whether it was available when the last event was over, and the version that was then.
    pub(super) was_available: bool,
    pub(super) available_since: u64,
    /// Of each need, whether there has ever been a value.
    pub(super) had: Vec<bool>,
    pub(super) failures: u32,
    pub(super) bounces: u32,
    /// Every failure there ever was, since someone last brought the node back.
    pub(super) failed_at: Vec<Time>,
    /// Since when it only waits for optional inputs.
    pub(super) awaiting: Option<Time>,
    /// Until when.
    pub(super) awaits_until: Option<Time>,
    /// Since when its state is what it is.
    pub(super) since: Time,
}

/// Why a node is down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rest {
    LeftOut,
    Waiting,
    Due(Due),
    Done,
    Declined,
    GivenUp,
    Removed,
    Stopped,
}

/// A run that is not gone yet.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub(super) begun: Time,
    /// The last version that was given to a value before it began.
    pub(super) after: u64,
    pub(super) started: Option<Time>,
    /// When its worker was over by itself.
    pub(super) over: Option<Time>,
    /// That it has to go.
    pub(super) going: Option<Going>,
    /// When it was asked to.
    pub(super) asked: Option<Time>,
    /// When it was dropped.
    pub(super) killed: Option<Time>,
    /// It was dropped, and is still there.
    pub(super) stuck: bool,
    /// Something it needs has changed, or someone has asked for a restart, since it was over or had to go.
    pub(super) changed: bool,
    /// What it was started with, need by need.
    pub(super) held: Vec<Option<u64>>,
    /// The outputs that it has taken away.
    pub(super) cleared: BTreeSet<usize>,
    /// The changes that have not been said to be free.
    pub(super) pending: BTreeMap<usize, Vec<Pending>>,
}

/// A change of an output that has not been said to be free.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pending {
    pub(super) seq: u64,
    /// The last version before it: no value up to this one may be held.
    pub(super) version: u64,
    /// The last version before the node was available as it is now, if it is: nobody may be conditional on it from up to
    /// then.
    pub(super) lost: u64,
}

/// That a run has to go.
#[derive(Clone, Copy, Debug)]
pub(super) struct Going {
    pub(super) reason: StopReason,
    /// When its successor may start.
    pub(super) again: Due,
}

/// How sure it is that a node comes up by itself, for those that think of waiting for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::machine::tests) enum Hope {
    Coming,
    /// It, or something it needs, has failed, or cannot say yet what becomes of it.
    Delayed,
    Never,
}

/// How long a dropped run has to be gone.
const GRACE: Duration = Duration::from_secs(1);

impl Story {
    pub(super) fn new(plan: &NodePlan) -> Self {
        Self {
            rest: if plan.left_out {
                Rest::LeftOut
            } else {
                Rest::Waiting
            },
            run: None,
            runs: 0,
            visible: vec![None; plan.outputs.len()],
            was_available: false,
            available_since: 0,
            had: vec![false; plan.needs.len()],
            failures: 0,
            bounces: 0,
            failed_at: Vec::new(),
            awaiting: None,
            awaits_until: None,
            since: Time(0),
        }
    }

    pub(super) fn is_running(&self) -> bool {
        self.run.as_ref().is_some_and(Run::is_running)
    }

    pub(super) fn is_available(&self) -> bool {
        self.is_running() && self.visible.iter().all(Option::is_some)
    }

    /// Whether a run is alive that one can still expect to end.
    pub(super) fn is_up(&self) -> bool {
        self.run.as_ref().is_some_and(|run| !run.stuck)
    }

    /// Whether a run is alive that has to end, and that one can still expect to.
    pub(super) fn is_going_down(&self) -> bool {
        let run = self.run.as_ref();
        run.is_some_and(|run| !run.stuck && !run.is_undisturbed())
    }

    /// What the report says.
    pub(super) fn kind(&self) -> Kind {
        match (&self.run, self.rest) {
            (Some(run), _) if run.stuck => Kind::Stuck,
            (Some(run), _) if run.is_starting() => Kind::Starting,
            (Some(run), _) if run.is_running() => Kind::Running,
            (Some(_), _) => Kind::Stopping,
            (None, Rest::LeftOut) => Kind::LeftOut,
            (None, Rest::Waiting) => Kind::Waiting,
            (None, Rest::Due(due)) if due.why == Why::BackOff => Kind::BackOff,
            (None, Rest::Due(_)) => Kind::Settling,
            (None, Rest::Done) => Kind::Done,
            (None, Rest::Declined) => Kind::Declined,
            (None, Rest::GivenUp) => Kind::GivenUp,
            (None, Rest::Removed) => Kind::Removed,
            (None, Rest::Stopped) => Kind::Stopped,
        }
    }

    /// Whether it changes by itself.
    pub(super) fn is_busy(&self) -> bool {
        match &self.run {
            Some(run) => !run.stuck && !run.is_running(),
            None => matches!(self.rest, Rest::Due(_)) || self.awaiting.is_some(),
        }
    }

    /// When something about it is due.
    pub(super) fn deadline(&self, limits: &Limits) -> Option<Time> {
        match (&self.run, self.rest) {
            (Some(run), _) => run.deadline(limits),
            (None, Rest::Due(due)) => Some(due.at),
            (None, _) => self.awaits_until,
        }
    }
}

impl Run {
    pub(super) fn new(begun: Time, after: u64, held: Vec<Option<u64>>) -> Self {
        Self {
            begun,
            after,
            started: None,
            over: None,
            going: None,
            asked: None,
            killed: None,
            stuck: false,
            changed: false,
            held,
            cleared: BTreeSet::new(),
            pending: BTreeMap::new(),
        }
    }

    /// Nobody has told it anything, and it has not said that it is over.
    fn is_undisturbed(&self) -> bool {
        self.over.is_none() && self.going.is_none() && self.killed.is_none()
    }

    pub(super) fn is_starting(&self) -> bool {
        self.started.is_none() && self.is_undisturbed()
    }

    pub(super) fn is_running(&self) -> bool {
        self.started.is_some() && self.is_undisturbed()
    }

    /// Whether the node comes up, as far as this run can tell.
    pub(super) fn hope(&self) -> Hope {
        match self.going {
            _ if self.stuck => Hope::Never,
            None if self.is_undisturbed() => Hope::Coming,
            // What comes next depends on how it ends.
            None => Hope::Delayed,
            Some(going) if going.reason == StopReason::StartTimeout => Hope::Delayed,
            Some(_) => Hope::Coming,
        }
    }

    fn deadline(&self, limits: &Limits) -> Option<Time> {
        if self.stuck {
            None
        } else if let Some(killed) = self.killed {
            Some(killed + GRACE)
        } else if let Some(late) = self.over.or(self.asked) {
            Some(late + limits.stop_timeout)
        } else if self.is_starting() {
            limits.start_timeout.map(|timeout| self.begun + timeout)
        } else {
            None
        }
    }
}
