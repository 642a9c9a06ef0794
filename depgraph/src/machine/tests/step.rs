//! What happens in a history, as strategies of `proptest`: any of it can be left out, and the rest still makes sense.

use std::time::Duration;

use proptest::{array::uniform7, collection::vec, prelude::*};

use crate::{
    Severity,
    machine::{Op, Outcome},
};

/// Something that happens. Which node it is about, and what that can do, depends on what has happened before.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// It has been cut.
    Nothing,
    /// The machine hears what it waits for from a run: that it has started, with these of its outputs; or that it is gone,
    /// or only its worker. If it waits for none, the next deadline passes.
    Next { spot: u8, set: u64, lingers: bool },
    /// The next deadline passes, whatever the machine waits for.
    Due,
    /// Time passes, and each deadline with it; or nobody looks at the clock, and they are late.
    Wait { time: Duration, is_late: bool },
    /// Something happens out of turn.
    Poke(Whom, Poke),
    /// What would happen if all this did; it is forgotten again.
    Imagine(Whom, [Poke; 7]),
    /// A run asks for a restart, and the next one again.
    Fit(Whom),
    /// Nothing goes wrong any more until all is done.
    Rest,
}

/// A node: any, or rather one that is in a rare state.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whom {
    pub(super) spot: u8,
    pub(super) rare: Option<usize>,
}

/// What happens to a node.
#[derive(Clone, Copy, Debug)]
pub(super) enum Poke {
    /// It has been cut.
    Nothing,
    Restart,
    /// Its own run does something, if there is one; or that of a node that it needs.
    Run {
        is_own: bool,
        whose: Whose,
        deed: Deed,
    },
    /// A run that is long gone did something.
    LateRun(Deed),
    /// Its run ends the engine, if there is one; or someone else does.
    Finale(Outcome),
    Shutdown,
}

/// One of the nodes that a node needs; perhaps rather one that has not set all of its outputs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose {
    pub(super) spot: u8,
    pub(super) is_choosy: bool,
}

/// What a run does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// It starts, with these of its outputs.
    Start {
        set: u64,
    },
    Publish {
        port: usize,
        op: Op,
    },
    /// It sets an output that is not set, or else clears this one.
    Flip {
        port: usize,
    },
    /// Its worker is over.
    Over,
    End {
        outcome: Outcome,
        chance: f64,
    },
}

/// At most `count` steps. Each is made from plain numbers: strategies that choose among strategies are slow.
pub(super) fn steps(count: usize) -> impl Strategy<Value = Vec<Step>> {
    // What is last is cut first: it is there for what comes before.
    vec(step(), 0..=count).prop_map(|mut steps| {
        steps.reverse();
        steps
    })
}

fn step() -> impl Strategy<Value = Step> {
    let numbers = (0..200_u8, any::<u8>(), 0..MILLIS.len(), 0..SETS.len());
    (numbers, whom(), uniform7(poke())).prop_map(
        |((kind, rare, time, set), whom, pokes)| match kind {
            0 => Step::Nothing,
            1..34 => Step::Next {
                spot: whom.spot,
                set: SETS[set],
                lingers: set % 3 == 2,
            },
            34..40 => Step::Due,
            40..46 => Step::Wait {
                time: Duration::from_millis(MILLIS[time]),
                is_late: kind > 43,
            },
            46 => Step::Rest,
            47..50 => Step::Fit(whom),
            50..63 => Step::Poke(whom, pokes[0]),
            _ => Step::Imagine(
                Whom {
                    rare: Some(rare.into()),
                    ..whom
                },
                pokes,
            ),
        },
    )
}

pub(super) fn whom() -> impl Strategy<Value = Whom> {
    (any::<u8>().no_shrink(), 0..39_usize).prop_map(|(spot, rare)| Whom {
        spot,
        rare: rare.checked_sub(13),
    })
}

pub(super) fn finale() -> impl Strategy<Value = Poke> {
    (0..FINALES.len()).prop_map(|finale| FINALES[finale])
}

fn poke() -> impl Strategy<Value = Poke> {
    let deeds = (deed(), change());
    let all = (0..80_u8, deeds, any::<u8>().no_shrink(), finale());
    all.prop_map(|(kind, (deed, change), spot, finale)| match kind {
        0 => Poke::Nothing,
        1..4 => Poke::Restart,
        4..14 => Poke::LateRun(deed),
        14..50 => Poke::Run {
            is_own: kind < 38,
            whose: Whose {
                spot,
                is_choosy: false,
            },
            deed,
        },
        50..78 => Poke::Run {
            is_own: false,
            whose: Whose {
                spot,
                is_choosy: kind % 2 == 0,
            },
            deed: change,
        },
        _ => finale,
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let all = (0..12_u8, change(), 0..SETS.len(), 0..OUTCOMES.len());
    (all, 0..3_u8).prop_map(|((kind, change, set, outcome), chance)| match kind {
        0..2 => Deed::Start { set: SETS[set] },
        2..7 => change,
        7 => Deed::Over,
        _ => Deed::End {
            outcome: OUTCOMES[outcome],
            chance: f64::from(chance) / 2.0,
        },
    })
}

/// A run changes one of its outputs.
fn change() -> impl Strategy<Value = Deed> {
    (0..8_u8, 0..6_usize).prop_map(|(kind, port)| match kind {
        0..4 => Deed::Publish { port, op: Op::Set },
        4 => Deed::Publish {
            port,
            op: Op::Clear,
        },
        _ => Deed::Flip { port },
    })
}

const MILLIS: [u64; 6] = [0, 1, 5, 100, 3_000, 20_000];

const FINALES: [Poke; 5] = [
    Poke::Shutdown,
    Poke::Finale(Outcome::Shutdown(4)),
    Poke::Finale(Outcome::Fatal(Severity(1))),
    Poke::Finale(Outcome::Fatal(Severity(2))),
    Poke::Finale(Outcome::Fatal(Severity(3))),
];

/// What starts set, a bit for each output.
const SETS: [u64; 12] = [7, 7, 7, 7, 7, 7, 0, 0, 0, 1, 2, 5];

/// How runs end.
const OUTCOMES: [Outcome; 17] = [
    Outcome::Failed,
    Outcome::Failed,
    Outcome::Failed,
    Outcome::Failed,
    Outcome::Restart,
    Outcome::Restart,
    Outcome::Restart,
    Outcome::Stopped,
    Outcome::Aborted,
    Outcome::Done,
    Outcome::Done,
    Outcome::Done,
    Outcome::Declined,
    Outcome::Declined,
    Outcome::Declined,
    Outcome::GiveUp,
    Outcome::Remove,
];
