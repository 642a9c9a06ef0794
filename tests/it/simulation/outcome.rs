//! How a history ended, and whether it had to.

use std::collections::BTreeMap;

use depgraph::{Ended, EngineError, Event, Exit, Late};

use super::journal::{End, Journal};

/// What came of a history.
#[derive(Debug)]
pub(super) struct Outcome {
    pub(super) complaints: Vec<String>,
    /// How often what happened.
    pub(super) tally: BTreeMap<&'static str, u64>,
    pub(super) events: Vec<Event>,
}

impl Outcome {
    pub(super) fn of(journal: &Journal, events: Vec<Event>) -> Self {
        let nodes = 0..journal.shape.nodes.len();
        for end in nodes.flat_map(|node| journal.ends(node)) {
            journal.count(match end {
                End::Exit(Exit::Stopped) => "stopped",
                End::Exit(Exit::Done) => "done",
                End::Exit(Exit::Restart) => "restart",
                End::Exit(Exit::Wait(_)) => "wait",
                End::Exit(Exit::Remove) => "remove",
                End::Exit(_) => "asked to shut down",
                End::Error(_) => "error",
                End::Panic => "panic",
            });
        }
        for _ in journal.fatals() {
            journal.count("fatal");
        }
        let (cut, _) = journal.cut();
        for _ in cut {
            journal.count("dropped");
        }
        Self {
            complaints: journal.complaints(),
            tally: journal.tally(),
            events,
        }
    }
}

/// The engine ends with the most severe error, or with a code that someone asked for.
pub(super) fn is_result_right(result: &Result<Ended, EngineError>, journal: &Journal) {
    let fatals = journal.fatals();
    let most = fatals.iter().map(|(severity, _)| *severity).max();
    let is_right = match (result, most) {
        (Ok(ended), None) => ended.code == 0 || asked_codes(journal).contains(&ended.code),
        (Err(error), Some(most)) => error.worst().is_some_and(|worst| {
            let name = |node: usize| journal.shape.nodes[node].name;
            let is_worst = |&(severity, node)| severity == most && name(node) == worst.node();
            fatals.iter().any(is_worst) && error.others().len() + 1 == fatals.len()
        }),
        (Ok(_), Some(_)) | (Err(_), None) => false,
    };
    if !is_right {
        journal.complain(&format!(
            "it ended with {result:?}, but fatal were {fatals:?}"
        ));
    }
}

fn asked_codes(journal: &Journal) -> Vec<u8> {
    let nodes = 0..journal.shape.nodes.len();
    let ends = nodes.flat_map(|node| journal.ends(node));
    ends.filter_map(|end| match end {
        End::Exit(Exit::Shutdown(code)) => Some(code),
        End::Exit(_) | End::Error(_) | End::Panic => None,
    })
    .collect()
}

/// Those are named as late that were dropped, of every node the last, and no other.
pub(super) fn is_late_right(result: &Result<Ended, EngineError>, journal: &Journal) {
    let late = match result {
        Ok(ended) => &ended.late[..],
        Err(error) => error.late(),
    };
    let (cut, maybe_cut) = journal.cut();
    let is = |late: &Late, &(node, run): &(usize, u64)| {
        late.run == run && late.node == journal.shape.nodes[node].name
    };
    for late in late {
        if !cut.iter().chain(&maybe_cut).any(|cut| is(late, cut)) {
            journal.complain(&format!("{late} is named as late, and was not dropped"));
        }
    }
    for dropped in &cut {
        let is_named =
            |late: &Late| late.node == journal.shape.nodes[dropped.0].name && late.run >= dropped.1;
        if !late.iter().any(is_named) {
            let name = journal.shape.nodes[dropped.0].name;
            journal.complain(&format!(
                "run {} of `{name}` was dropped, and is not named",
                dropped.1
            ));
        }
    }
}
