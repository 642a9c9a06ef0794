//! A subscriber for `tracing` that takes everything and keeps nothing but how long a report took, and can be switched off.

use std::{
    fmt,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::Duration,
};

use tracing::{
    Event, Level, Metadata, Subscriber, callsite,
    field::{Field, Visit},
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

/// How long the last report held up the engine that is being traced.
pub(crate) fn held_up() -> Duration {
    Duration::from_nanos(HELD_UP_NS.load(Ordering::Relaxed))
}

static HELD_UP_NS: AtomicU64 = AtomicU64::new(0);

/// Takes note of the one field that is of interest.
struct HeldUp;

impl Visit for HeldUp {
    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "held_up_ns" {
            HELD_UP_NS.store(value, Ordering::Relaxed);
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
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

    fn event(&self, event: &Event<'_>) {
        if *event.metadata().level() == Level::TRACE {
            event.record(&mut HeldUp);
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
