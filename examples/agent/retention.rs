//! Deletes what is too old.

use std::time::Duration;

use depgraph::{Exit, Latest, Run, Stop, manifold};
use tokio::time;

use crate::{
    clock,
    settings::Retention,
    store::{Store, StoreError},
};

/// A quarter of an hour more or less does not matter to days.
const EVERY: Duration = Duration::from_mins(15);

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Deletes what is older than the settings allow: now, every quarter of an hour, and when they change.
#[manifold(inputs = [store, retention])]
pub(crate) async fn prune(
    store: Store,
    mut retention: Latest<Retention>,
    run: Run,
    stop: Stop,
) -> Result<Exit, StoreError> {
    loop {
        let days = retention.get().days;
        let deleted = match prune_once(&store, days, &stop).await {
            Err(_) if stop.is_requested() => return Ok(Exit::Stopped),
            result => result?,
        };
        run.status(format!("keeps {days} days"));
        if deleted > 0 {
            tracing::info!(days, rows = deleted, "old rows deleted");
        }
        tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            _ = retention.changed() => {}
            () = time::sleep(EVERY) => {}
        }
    }
}

/// Deletes in steps, so that a store which has grown for a year does not keep the others waiting.
async fn prune_once(store: &Store, days: u32, stop: &Stop) -> Result<usize, StoreError> {
    let before = clock::now_ms() - i64::from(days) * DAY_MS;
    let mut deleted = 0;
    while !stop.is_requested() {
        match store.prune(before).await? {
            0 => break,
            rows => deleted += rows,
        }
    }
    Ok(deleted)
}
