//! Brings what was measured into the store.

use std::{convert::Infallible, time::Duration};

use depgraph::{Exit, Run, Stop, StopReason, manifold};
use tokio::time::{self, MissedTickBehavior};

use crate::{
    live::Live,
    store::{Store, StoreError},
};

const EVERY: Duration = Duration::from_millis(500);

/// How many records one transaction takes at most.
const BATCH: usize = 500;

/// Stores what is measured, soon after it is; while there is no store it waits in the journal of [`Live`].
#[manifold(inputs = [live, store])]
pub(crate) async fn record(
    live: Live,
    store: Store,
    run: Run,
    stop: Stop,
) -> Result<Exit, Infallible> {
    let mut ticks = time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut stored = 0;
    loop {
        tokio::select! {
            () = stop.requested() => break,
            _ = ticks.tick() => {}
        }
        match store_pending(&live, &store).await {
            Ok(count) => stored += count,
            Err(_) if stop.is_requested() => return Ok(Exit::Stopped),
            // The records stay in the journal. If the store is unwell, it restarts, and so does this node.
            Err(error) => tracing::warn!("what is measured waits: {}", chain(&error)),
        }
        run.status(format!("{stored} stored"));
        if live.dropped() > 0 {
            run.note("dropped", format!("{} for want of a store", live.dropped()));
        }
    }
    // A store that is lost takes nothing more; into one that still is there goes the rest.
    if stop.reason() != Some(StopReason::InputLost)
        && let Err(error) = store_pending(&live, &store).await
    {
        tracing::warn!("the last records are lost: {}", chain(&error));
    }
    Ok(Exit::Stopped)
}

/// Stores what waits, and says how many records that were.
async fn store_pending(live: &Live, store: &Store) -> Result<usize, StoreError> {
    let mut stored = 0;
    loop {
        let (records, upto) = live.pending(BATCH);
        if records.is_empty() {
            return Ok(stored);
        }
        let count = records.len();
        store.record(records).await?;
        live.stored(upto);
        stored += count;
    }
}

/// The error and what caused it.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    match error.source() {
        Some(source) => format!("{error}: {}", chain(source)),
        None => error.to_string(),
    }
}
