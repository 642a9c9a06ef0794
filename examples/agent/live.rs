//! What is known right now, and what has not been stored yet: the place where those who measure and those who look meet.
//!
//! It is a node that holds a value and never fails, so nobody who measures or looks is bounced when the other side is.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use depgraph::{Hold, Output, hold, manifold};
use serde::Serialize;
use tokio::time::Instant;

/// Holds the place.
#[manifold(outputs = [Live])]
pub(crate) fn meet() -> Hold<Live> {
    hold(Live::default())
}

/// The place: measures and states come in, whoever looks sees the latest, and each waits until it is stored.
#[derive(Clone, Debug, Default, Output)]
pub(crate) struct Live(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    now: Now,
    journal: Journal,
}

/// What is known right now.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Now {
    pub(crate) host: Option<Sample>,
    /// By the target's name.
    pub(crate) targets: BTreeMap<String, TargetState>,
}

/// One measurement of this host.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Sample {
    /// Milliseconds since 1970.
    pub(crate) at: i64,
    pub(crate) name: String,
    pub(crate) system: String,
    pub(crate) cores: usize,
    /// Seconds.
    pub(crate) uptime: u64,
    /// Per cent of all cores.
    pub(crate) cpu: f64,
    /// The load averages of 1, 5 and 15 minutes.
    pub(crate) load: [f64; 3],
    pub(crate) memory: Usage,
    pub(crate) swap: Usage,
    pub(crate) disks: Vec<Disk>,
    pub(crate) networks: Vec<Network>,
}

/// How much of something is in use, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(crate) struct Usage {
    pub(crate) used: u64,
    pub(crate) total: u64,
}

impl Usage {
    pub(crate) fn percent(self) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a share needs no more than 52 bits"
        )]
        match self.total {
            0 => 0.0,
            total => 100.0 * self.used as f64 / total as f64,
        }
    }
}

/// One disk.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Disk {
    pub(crate) mount: String,
    #[serde(flatten)]
    pub(crate) space: Usage,
}

/// One network interface, in bytes a second.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Network {
    pub(crate) name: String,
    pub(crate) received: f64,
    pub(crate) sent: f64,
}

/// The state of a target.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct TargetState {
    pub(crate) address: String,
    /// The last probe; none yet at first.
    pub(crate) last: Option<Probe>,
    /// Since when it has been up, or down: milliseconds since 1970.
    pub(crate) since: i64,
    /// The same, for measuring.
    #[serde(skip)]
    pub(crate) since_instant: Instant,
}

/// What one probe found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(crate) struct Probe {
    /// Milliseconds since 1970.
    pub(crate) at: i64,
    pub(crate) target: String,
    pub(crate) up: bool,
    /// How long the answer took; none if there was none.
    pub(crate) latency_ms: Option<f64>,
    /// `200 OK`, `connection refused`.
    pub(crate) detail: String,
}

/// What is to be stored.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Record {
    Sample(Sample),
    Probe(Probe),
}

impl Live {
    /// What is known right now.
    pub(crate) fn now(&self) -> Now {
        self.known().now.clone()
    }

    /// The host was measured.
    pub(crate) fn sampled(&self, sample: Sample) {
        let mut known = self.known();
        known.journal.push(Record::Sample(sample.clone()));
        known.now.host = Some(sample);
    }

    /// These targets, by name and address, are probed from now on, and no others.
    pub(crate) fn probing(&self, targets: impl IntoIterator<Item = (String, String)>, at: i64) {
        let mut known = self.known();
        let mut before = std::mem::take(&mut known.now.targets);
        for (name, address) in targets {
            let state = before
                .remove(&name)
                .filter(|state| state.address == address);
            let state = state.unwrap_or_else(|| TargetState {
                address,
                last: None,
                since: at,
                since_instant: Instant::now(),
            });
            known.now.targets.insert(name, state);
        }
    }

    /// A target was probed.
    pub(crate) fn probed(&self, probe: Probe) {
        let mut known = self.known();
        known.journal.push(Record::Probe(probe.clone()));
        if let Some(state) = known.now.targets.get_mut(&probe.target) {
            if state.last.as_ref().is_none_or(|last| last.up != probe.up) {
                state.since = probe.at;
                state.since_instant = Instant::now();
            }
            state.last = Some(probe);
        }
    }

    /// At most `limit` of the records that are not stored yet, oldest first, and the number to give to [`Live::stored`].
    pub(crate) fn pending(&self, limit: usize) -> (Vec<Record>, u64) {
        let journal = &self.known().journal;
        let records: Vec<_> = journal.records.iter().take(limit).cloned().collect();
        let upto = journal.first + records.len() as u64;
        (records, upto)
    }

    /// The records before number `upto` are stored.
    pub(crate) fn stored(&self, upto: u64) {
        let journal = &mut self.known().journal;
        while journal.first < upto && journal.records.pop_front().is_some() {
            journal.first += 1;
        }
    }

    /// How many records the journal has had to drop because nobody stored them.
    pub(crate) fn dropped(&self) -> u64 {
        self.known().journal.dropped
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What waits until the store takes it.
#[derive(Debug, Default)]
struct Journal {
    records: VecDeque<Record>,
    /// The number of the first record.
    first: u64,
    dropped: u64,
}

/// About an hour of samples and of a few targets.
const JOURNAL: usize = 5000;

impl Journal {
    /// Without a store the oldest records give way, so that memory stays bounded.
    fn push(&mut self, record: Record) {
        if self.records.len() == JOURNAL {
            self.records.pop_front();
            self.first += 1;
            self.dropped += 1;
        }
        self.records.push_back(record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn probe(target: &str, at: i64, up: bool) -> Probe {
        Probe {
            at,
            target: target.to_owned(),
            up,
            latency_ms: None,
            detail: String::new(),
        }
    }

    #[test]
    fn what_is_stored_leaves_the_journal_and_nothing_else_does() {
        let live = Live::default();
        for at in 0..5 {
            live.probed(probe("a", at, true));
        }
        let (records, upto) = live.pending(3);
        assert_eq!(records.len(), 3);
        live.probed(probe("a", 5, true));
        live.stored(upto);
        live.stored(upto);
        assert_eq!(live.pending(10).0[0], Record::Probe(probe("a", 3, true)));
        assert_eq!(live.pending(10).0.len(), 3);
    }

    #[test]
    fn a_full_journal_drops_the_oldest_even_while_they_are_being_stored() {
        let live = Live::default();
        for at in 0..5000 {
            live.probed(probe("a", at, true));
        }
        let (_, upto) = live.pending(10);
        for at in 5000..5020 {
            live.probed(probe("a", at, true));
        }
        live.stored(upto);
        assert_eq!(live.pending(1).0, [Record::Probe(probe("a", 20, true))]);
        assert_eq!(live.dropped(), 20);
    }

    #[test]
    fn a_target_keeps_its_state_when_the_others_change() {
        let live = Live::default();
        let targets = |names: &[&str]| {
            let address = |name: &&str| ((*name).to_owned(), format!("tcp://{name}:1"));
            live.probing(names.iter().map(address).collect::<Vec<_>>(), 1);
        };
        targets(&["a", "b"]);
        live.probed(probe("a", 2, false));
        targets(&["a", "c"]);
        let now = live.now();
        assert_eq!(now.targets.keys().collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(now.targets["a"].since, 2);
        assert!(now.targets["c"].last.is_none());
    }
}
