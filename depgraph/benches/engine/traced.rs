//! A subscriber for `tracing` that takes everything and keeps nothing, and can be switched off.

use std::sync::atomic::{AtomicBool, Ordering};

use tracing::{
    Event, Metadata, Subscriber, callsite,
    level_filters::LevelFilter,
    span::{Attributes, Id, Record},
    subscriber::Interest,
};

static IS_ON: AtomicBool = AtomicBool::new(false);

/// Switches tracing on or off. When it is off, that is as if there had never been a subscriber.
pub(crate) fn switch(on: bool) {
    if IS_ON.swap(on, Ordering::Relaxed) != on {
        callsite::rebuild_interest_cache();
    }
}

pub(crate) fn install() {
    tracing::subscriber::set_global_default(Discard).expect("there is no other");
}

struct Discard;

impl Subscriber for Discard {
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        if IS_ON.load(Ordering::Relaxed) {
            Interest::always()
        } else {
            Interest::never()
        }
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(if IS_ON.load(Ordering::Relaxed) {
            LevelFilter::TRACE
        } else {
            LevelFilter::OFF
        })
    }

    fn enabled(&self, _: &Metadata<'_>) -> bool {
        IS_ON.load(Ordering::Relaxed)
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
