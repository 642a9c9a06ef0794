//! Who holds which value of an output, and who is conditional on a node.

use std::{collections::VecDeque, mem, ops::Range};

use super::seldom::Seldom;

/// What the machine knows of one output.
#[derive(Clone, Debug, Default)]
pub(super) struct Port {
    /// It has a value that can be seen.
    pub(super) set: bool,
    /// The run has taken its value away: nobody need wait for it to come.
    pub(super) cleared: bool,
    /// The present value of the run, held or not.
    present: Value,
    /// The values before it that are held, and those between them, the oldest first. Few outputs ever have any.
    older: VecDeque<Value>,
}

/// A value of an output.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Value {
    /// The change that made it; 0 if the start did.
    pub(super) since: u64,
    /// The era of the node in which it was made. Whoever is conditional on the node in an earlier one has to stop.
    pub(super) era: u64,
    /// How many needs are met by it.
    holders: u32,
}

/// The runs that are conditional on a node, by the era in which they began: another begins when the node is no longer
/// available.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditional {
    pub(super) era: u64,
    /// How many runs there are of each era that has any, the oldest first.
    runs: Seldom<VecDeque<(u64, u32)>>,
}

impl Port {
    /// Change `seq` makes a new value. It is free if it is returned: nobody holds an older one.
    pub(super) fn change(&mut self, seq: u64, conditional: &Conditional) -> Option<Value> {
        let value = Value {
            since: seq,
            era: conditional.era,
            holders: 0,
        };
        let was = mem::replace(&mut self.present, value);
        // What becomes free together is one.
        if was.holders > 0 || conditional.is_any_of(was.era..value.era) {
            self.older.push_back(was);
        }
        self.older.is_empty().then_some(value)
    }

    /// Someone holds the present value; this is the change that made it.
    pub(super) fn hold(&mut self) -> u64 {
        self.present.holders += 1;
        self.present.since
    }

    /// Someone holds the value that change `since` made no longer.
    pub(super) fn let_go(&mut self, since: u64) {
        let mut values = self.older.iter_mut().chain([&mut self.present]);
        if let Some(value) = values.find(|value| value.since == since) {
            value.holders -= 1;
        }
    }

    /// The last value that has become free: nobody holds an older one, or is conditional on the node in an earlier era.
    pub(super) fn free(&mut self, conditional: &Conditional) -> Option<Value> {
        let mut free = None;
        while let Some(value) = self.older.front() {
            let next = *self.older.get(1).unwrap_or(&self.present);
            if value.holders > 0 || conditional.is_any_of(value.era..next.era) {
                break;
            }
            self.older.pop_front();
            free = Some(next);
        }
        free
    }

    /// The run is gone, and all that it gave.
    pub(super) fn forget(&mut self) {
        self.cleared = false;
        self.present = Value::default();
        self.older.clear();
    }

    /// The changes that made the values, their eras, and how many hold each.
    #[cfg(test)]
    pub(super) fn values(&self) -> impl Iterator<Item = (u64, u64, u32)> {
        let values = self.older.iter().chain([&self.present]);
        values.map(|value| (value.since, value.era, value.holders))
    }
}

impl Conditional {
    /// A run begins that is conditional on the node; this is its era.
    pub(super) fn hold(&mut self) -> u64 {
        let runs = self.runs.make();
        match runs.back_mut() {
            Some((era, count)) if *era == self.era => *count += 1,
            Some(_) | None => runs.push_back((self.era, 1)),
        }
        self.era
    }

    /// A run that began in `era` is conditional on the node no longer.
    pub(super) fn let_go(&mut self, era: u64) {
        let Some(runs) = self.runs.get_mut() else {
            return;
        };
        if let Some((_, count)) = runs.iter_mut().find(|(of, _)| *of == era) {
            *count -= 1;
        }
        while runs.front().is_some_and(|(_, count)| *count == 0) {
            runs.pop_front();
        }
    }

    /// The run of the node is gone, and the next begins anew.
    pub(super) fn forget(&mut self) {
        self.era = 0;
        if let Some(runs) = self.runs.get_mut() {
            runs.clear();
        }
    }

    /// How many eras ago the runs began, and how many there are.
    #[cfg(test)]
    pub(super) fn runs(&self) -> impl Iterator<Item = (u64, u32)> {
        let runs = self.runs.get().into_iter().flatten();
        runs.map(|&(era, count)| (self.era - era, count))
    }

    /// Whether a run is left of one of these eras.
    fn is_any_of(&self, eras: Range<u64>) -> bool {
        let mut runs = self.runs.get().into_iter().flatten();
        runs.any(|(era, count)| *count > 0 && eras.contains(era))
    }
}
