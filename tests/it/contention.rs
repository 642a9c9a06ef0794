//! Nodes that have news for the engine while it is at work for another.

use std::{
    cell::RefCell,
    convert::Infallible,
    fmt,
    sync::{Arc, Barrier},
    time::Duration,
};

use depgraph::{Engine, Exit, Expose, Hold, Output, Stop, Worker, graph, hold, manifold};
use tokio::runtime::Builder;
use tracing::{
    Event, Level, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
    subscriber::{DefaultGuard, set_default},
};

use crate::logging::ask_all_subscribers;

/// When the engine is busy with `early`; and when `late` runs.
#[derive(Clone, Debug)]
struct Moments(Arc<[Barrier; 2]>);

#[derive(Clone, Debug, Output)]
struct Given;

#[manifold(outputs = [Given])]
fn gives() -> Hold<Given> {
    hold(Given)
}

#[manifold(outputs = [Given])]
fn starts_late(moments: Moments) -> Late {
    moments.0[0].wait();
    Late(moments)
}

struct Late(Moments);

impl Expose<Given> for Late {
    fn expose(&self) -> Given {
        Given
    }
}

impl Worker for Late {
    type Error = Infallible;

    async fn run(self, stop: Stop) -> Result<Exit, Infallible> {
        self.0.0[1].wait();
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

graph! {
    /// Two that have nothing to do with each other.
    Both(moments: Moments) {
        early: gives,
        late: starts_late(moments),
    }
}

/// Keeps the engine busy with `early` until `late` has started and told so.
struct Busy(Moments);

impl Subscriber for Busy {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && metadata.target() == "depgraph" && *metadata.level() == Level::INFO
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut is_early = IsEarly(false);
        event.record(&mut is_early);
        if is_early.0 {
            for moment in &*self.0.0 {
                moment.wait();
            }
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct IsEarly(bool);

impl Visit for IsEarly {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.0 |= field.name() == "node" && value == "early";
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

thread_local! {
    static LISTENING: RefCell<Option<DefaultGuard>> = const { RefCell::new(None) };
}

/// A node does not wait for an engine that is busy: whoever keeps it busy sees to the news that has come meanwhile.
#[test]
fn news_for_a_busy_engine_is_seen_to_by_whoever_keeps_it_busy() {
    let moments = Moments(Arc::new([Barrier::new(2), Barrier::new(2)]));
    let busy = moments.clone();
    ask_all_subscribers();
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .on_thread_start(move || LISTENING.set(Some(set_default(Busy(busy.clone())))))
        .build()
        .expect("there is a runtime");
    runtime.block_on(async {
        let engine = Engine::start(Both::new(moments)).expect("it fits together");
        let mut given = engine.output::<Given>(Both::LATE);
        // Not `running`, which tells the engine something itself.
        let seen = tokio::time::timeout(Duration::from_secs(10), given.available()).await;
        assert!(seen.is_ok(), "the news was forgotten");
        engine.stop().await.expect("nothing fails");
    });
}
