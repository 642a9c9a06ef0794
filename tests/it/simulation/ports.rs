//! What may be seen of an output, as its worker knows it.

use tokio::time::Instant;

/// The values of one output. Of those of one moment nobody but the engine can say which came first.
#[derive(Default)]
pub(super) struct Port {
    at: Option<Instant>,
    /// What there was before that moment.
    before: Option<u64>,
    /// What there was at that moment, in order.
    then: Vec<Option<u64>>,
}

impl Port {
    /// There is this value from now on, or none.
    pub(super) fn set(&mut self, now: Instant, value: Option<u64>) {
        if self.at != Some(now) {
            self.before = self.last();
            self.then.clear();
            self.at = Some(now);
        }
        self.then.push(value);
    }

    /// Whether someone who looks now may see this.
    pub(super) fn can_be(&self, now: Instant, value: Option<u64>) -> bool {
        if self.at == Some(now) {
            self.before == value || self.then.contains(&value)
        } else {
            self.last() == value
        }
    }

    /// Whether nobody who looks now can see a value.
    pub(super) fn is_unset(&self, now: Instant) -> bool {
        self.last().is_none()
            && (self.at != Some(now)
                || self.before.is_none() && self.then.iter().all(Option::is_none))
    }

    fn last(&self) -> Option<u64> {
        self.then.last().copied().unwrap_or(self.before)
    }
}
