//! What becomes of values where someone follows the output: there the last one stays when its run has gone.

use std::{
    collections::VecDeque,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use depgraph::{Exit, Latest, Output, Publish, Run, Stop, Task, graph, manifold};

use crate::support::{Test, moment, ms, pass, secs};

#[derive(Clone, PartialEq, Output)]
struct Kept(Arc<str>);

/// The values that are still to be set.
#[derive(Clone)]
struct Stock(Arc<Mutex<VecDeque<Kept>>>);

impl Stock {
    /// The stock of these, and what tells whether each is still there.
    fn of<const N: usize>(names: [&'static str; N]) -> (Self, [Weak<str>; N]) {
        let values = names.map(Arc::<str>::from);
        let there = values.each_ref().map(Arc::downgrade);
        let values = values.map(Kept).into();
        (Self(Arc::new(Mutex::new(values))), there)
    }

    fn set_next(&self, publish: &Publish<Kept>) {
        let mut values = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(value) = values.pop_front() {
            drop(publish.set(value));
        }
    }
}

/// Sets one value as it starts, and another when it is told to stop, which is too late.
#[manifold(outputs = [Kept])]
async fn gives(publish: Publish<Kept>, run: Run, stock: Stock) -> Task<Infallible> {
    if run.number() > 1 {
        tokio::time::sleep(secs(1)).await;
    }
    stock.set_next(&publish);
    Task::new(async move |stop: Stop| {
        stop.requested().await;
        stock.set_next(&publish);
        // The engine hears of it before the run is over.
        moment().await;
        Ok(Exit::Stopped)
    })
}

#[manifold(inputs = [kept])]
async fn follows(kept: Latest<Kept>, stop: Stop) -> Result<Exit, Infallible> {
    stop.requested().await;
    drop(kept);
    Ok(Exit::Stopped)
}

graph! {
    /// One that is followed.
    Followed(stock: Stock) {
        giver: gives(stock),
        follower: follows,
    }
}

/// The last value is dropped when the next run gives another, and not only when that run ends, too.
#[tokio::test(start_paused = true)]
async fn a_value_that_is_kept_is_dropped_when_another_takes_its_place() {
    let (stock, [first, _late, second]) = Stock::of(["first", "late", "second"]);
    let test = Test::settle(Followed::new(stock)).await;
    test.restart(Followed::GIVER);
    pass(ms(1)).await;
    assert!(first.upgrade().is_some(), "it is kept");
    pass(secs(2)).await;
    assert_eq!((first.strong_count(), second.strong_count()), (0, 1));
    test.end().await;
    assert_eq!(second.strong_count(), 0);
}

/// A value that comes too late to be seen is not kept: it goes with its run, and not only when another takes its place.
#[tokio::test(start_paused = true)]
async fn a_value_that_comes_too_late_is_dropped_with_its_run() {
    let (stock, [_first, late, _second]) = Stock::of(["first", "late", "second"]);
    let test = Test::settle(Followed::new(stock)).await;
    test.restart(Followed::GIVER);
    pass(ms(1)).await;
    assert_eq!(test.node("giver").await.run, 2);
    assert_eq!(late.strong_count(), 0);
    test.end().await;
}

/// Nor does the next run take it for its own: to set an equal value is a change.
#[tokio::test(start_paused = true)]
async fn a_run_may_set_what_the_last_one_set_too_late() {
    let (stock, _) = Stock::of(["first", "same", "same"]);
    let test = Test::settle(Followed::new(stock)).await;
    test.restart(Followed::GIVER);
    pass(secs(2)).await;
    let seen = test.output::<Kept>(Followed::GIVER).get();
    assert_eq!(seen.as_ref().map(|value| &*value.0), Some("same"));
    test.end().await;
}
