//! What the runs of a history do: drawn for each, or nothing but what they should.

use std::time::Duration;

use depgraph::{Exit, Severity, Verdict};

use super::{
    journal::End,
    random::Random,
    shape::{NodeShape, Outlet},
    value::Trap,
};

/// How much goes wrong, in percent of the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mood(pub(super) usize);

impl Mood {
    pub(super) const CALM: Self = Self(0);
}

/// What a start does.
#[derive(Clone, Debug)]
pub(super) struct StartPlan {
    /// How long it takes; for ever if `None`.
    pub(super) takes: Option<Duration>,
    /// How it ends, if not with a worker.
    pub(super) end: Option<End>,
    pub(super) on_stop: OnStop,
    /// What the values of its outputs do that they should not.
    pub(super) trap: Trap,
    pub(super) task: Option<TaskPlan>,
}

/// What a worker does.
#[derive(Clone, Debug)]
pub(super) struct RunPlan {
    /// One after the other, each so long after the last.
    pub(super) deeds: Vec<(Duration, Deed)>,
    /// How it ends by itself, if it does.
    pub(super) end: Option<(Duration, End)>,
    pub(super) on_stop: OnStop,
}

/// What comes of being told to stop.
#[derive(Clone, Debug)]
pub(super) enum OnStop {
    End(Duration, End),
    /// Nothing: it has to be dropped.
    Ignore,
}

/// Something that a worker does while it runs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// Sets an output.
    Set(usize),
    /// Sets it to what it is.
    SetAgain(usize),
    Replace(usize),
    Clear(usize),
    /// Asks the engine to stop.
    Shutdown,
    /// Says how it is.
    Status,
}

/// What a task of the run does.
#[derive(Clone, Copy, Debug)]
pub(super) enum TaskPlan {
    /// It ends so long after it was told to.
    Follow(Duration),
    /// It fails by itself.
    Fail(Duration),
    Panic(Duration),
    /// It has to be dropped.
    Ignore,
}

impl StartPlan {
    pub(super) fn draw(random: &mut Random, Mood(share): Mood) -> Self {
        let quick = Self {
            takes: Some(random.up_to(30)),
            end: None,
            on_stop: OnStop::End(random.up_to(20), End::Exit(Exit::Stopped)),
            trap: Trap::None,
            task: random.one_in(3).then(|| TaskPlan::Follow(random.up_to(20))),
        };
        if !random.percent(share) {
            return quick;
        }
        match random.below(8) {
            0 => Self {
                takes: None,
                on_stop: on_stop(random),
                ..quick
            },
            1 | 2 => Self {
                takes: Some(random.up_to(900)),
                on_stop: on_stop(random),
                ..quick
            },
            3 | 4 => Self {
                end: Some(end(random)),
                ..quick
            },
            5 => Self {
                trap: *random.pick(&[Trap::Clone, Trap::Drop, Trap::Eq]),
                ..quick
            },
            6 => Self {
                task: Some(task(random)),
                ..quick
            },
            _ => quick,
        }
    }
}

impl RunPlan {
    pub(super) fn draw(random: &mut Random, Mood(share): Mood, node: &NodeShape) -> Self {
        let mut plan = Self {
            deeds: Vec::new(),
            end: None,
            on_stop: OnStop::End(random.up_to(20), End::Exit(Exit::Stopped)),
        };
        for port in published(node) {
            plan.deeds.push((random.up_to(20), Deed::Set(port)));
        }
        if !random.percent(share) {
            return plan;
        }
        for _ in 0..random.below(6) {
            plan.deeds.push((random.up_to(400), deed(random, node)));
        }
        match random.below(4) {
            0 | 1 => plan.end = Some((random.up_to(3_000), end(random))),
            2 => plan.on_stop = on_stop(random),
            _ => {
                plan.end = Some((random.up_to(3_000), end(random)));
                plan.on_stop = on_stop(random);
            }
        }
        plan
    }
}

/// The outputs that the worker publishes.
pub(super) fn published(node: &NodeShape) -> impl Iterator<Item = usize> {
    let outlets = node.outputs.iter().enumerate();
    outlets
        .filter(|&(_, &outlet)| outlet == Outlet::Published)
        .map(|(port, _)| port)
}

fn deed(random: &mut Random, node: &NodeShape) -> Deed {
    let ports: Vec<_> = published(node).collect();
    if random.one_in(300) {
        return Deed::Shutdown;
    }
    if ports.is_empty() {
        return Deed::Status;
    }
    let port = *random.pick(&ports);
    *random.pick(&[
        Deed::Set(port),
        Deed::SetAgain(port),
        Deed::Replace(port),
        Deed::Clear(port),
        Deed::Clear(port),
    ])
}

fn end(random: &mut Random) -> End {
    if random.one_in(25) {
        return match random.below(12) {
            0..=4 => End::Exit(Exit::Remove),
            5..=8 => End::Error(Verdict::Remove),
            9 => End::Exit(Exit::Shutdown(
                u8::try_from(random.below(5)).expect("small"),
            )),
            _ => End::Error(Verdict::Fatal(Severity(
                u8::try_from(random.below(4)).expect("small"),
            ))),
        };
    }
    random
        .pick(&[
            End::Exit(Exit::Stopped),
            End::Exit(Exit::Done),
            End::Exit(Exit::Restart),
            End::Exit(Exit::Wait("the weather is bad".to_owned())),
            End::Error(Verdict::Retry),
            End::Error(Verdict::Retry),
            End::Error(Verdict::Retry),
            End::Error(Verdict::Wait),
            End::Error(Verdict::Restart),
            End::Error(Verdict::Done),
            End::Error(Verdict::GiveUp),
            End::Panic,
            End::Panic,
        ])
        .clone()
}

fn on_stop(random: &mut Random) -> OnStop {
    match random.below(4) {
        0 => OnStop::Ignore,
        1 => OnStop::End(random.up_to(900), End::Exit(Exit::Stopped)),
        _ => OnStop::End(random.up_to(100), end(random)),
    }
}

fn task(random: &mut Random) -> TaskPlan {
    match random.below(4) {
        0 => TaskPlan::Follow(random.up_to(900)),
        1 => TaskPlan::Fail(random.up_to(900)),
        2 => TaskPlan::Panic(random.up_to(900)),
        _ => TaskPlan::Ignore,
    }
}
