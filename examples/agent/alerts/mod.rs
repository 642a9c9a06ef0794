//! Raises and clears alerts; with a store they are recorded, without one they are only shown.

mod judge;

use std::{
    collections::BTreeMap,
    convert::Infallible,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use depgraph::{Exit, Output, Publish, Run, Stop, manifold};
use tokio::time::{self, Instant, MissedTickBehavior};

pub(crate) use self::judge::Alert;
use self::judge::{Judge, Key};
use crate::{
    clock,
    live::Live,
    settings::AlertRules,
    store::{AlertRow, Store, StoreError},
};

/// The alerts that there are.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct ActiveAlerts(pub(crate) Arc<[Alert]>);

/// What outlives a run: a bounce must not forget for how long something has lasted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Memory(Arc<Mutex<Judge>>);

const EVERY: Duration = Duration::from_millis(500);

/// Judges what is known by the rules of the settings, and publishes the alerts that there are.
#[manifold(inputs = [alert_rules, live, store], outputs = [ActiveAlerts])]
pub(crate) async fn raise(
    memory: Memory,
    alert_rules: AlertRules,
    live: Live,
    store: Option<Store>,
    active: Publish<ActiveAlerts>,
    run: Run,
    stop: Stop,
) -> Result<Exit, Infallible> {
    let mut record = match store {
        Some(store) => Record::of(store, &memory).await,
        None => None,
    };
    run.status(match record {
        Some(_) => "recorded",
        None => "not recorded, for want of a store",
    });
    let mut shown: Arc<[Alert]> = Arc::default();
    let mut ticks = time::interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            _ = ticks.tick() => {}
        }
        let raised = {
            let mut judge = memory.judge();
            judge.look(&alert_rules.0, &live.now(), Instant::now(), clock::now_ms());
            judge.raised()
        };
        log_changes(&shown, &raised);
        active.set(ActiveAlerts(Arc::clone(&raised)));
        if let Some(record) = &mut record {
            // What could not be recorded is, at the next tick: by then the store may be another one.
            if let Err(error) = record.follow(&raised).await {
                tracing::debug!("an alert waits to be recorded: {error}");
            }
        }
        shown = raised;
    }
}

impl Memory {
    fn judge(&self) -> MutexGuard<'_, Judge> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn log_changes(before: &[Alert], now: &[Alert]) {
    let key = |alert: &Alert| (alert.rule.clone(), alert.subject.clone());
    let is_in =
        |alerts: &[Alert], alert: &Alert| alerts.iter().any(|other| key(other) == key(alert));
    for alert in now.iter().filter(|alert| !is_in(before, alert)) {
        tracing::warn!("alert: {}: {} {}", alert.rule, alert.subject, alert.text);
    }
    for alert in before.iter().filter(|alert| !is_in(now, alert)) {
        tracing::info!("alert over: {}: {}", alert.rule, alert.subject);
    }
}

/// What the store says about the alerts that last, by the id of its row.
struct Record {
    store: Store,
    rows: BTreeMap<Key, i64>,
}

impl Record {
    /// Picks up the alerts that an earlier process left; `None` if the store cannot be read.
    async fn of(store: Store, memory: &Memory) -> Option<Self> {
        let none_that_are_over = 0;
        let left = store.alerts(none_that_are_over).await.ok()?;
        let mut judge = memory.judge();
        let mut rows = BTreeMap::new();
        for row in left {
            rows.insert((row.rule.clone(), row.subject.clone()), row.id);
            let alert = Alert {
                rule: row.rule,
                subject: row.subject,
                text: row.text,
                since: row.since,
            };
            judge.adopt(alert, Instant::now());
        }
        drop(judge);
        Some(Self { store, rows })
    }

    /// Makes the store say that there are the alerts `raised`, and no others.
    async fn follow(&mut self, raised: &[Alert]) -> Result<(), StoreError> {
        let mut over = self.rows.clone();
        for alert in raised {
            let key = (alert.rule.clone(), alert.subject.clone());
            if over.remove(&key).is_none() {
                let row = AlertRow {
                    id: 0,
                    rule: alert.rule.clone(),
                    subject: alert.subject.clone(),
                    text: alert.text.clone(),
                    since: alert.since,
                    until: None,
                };
                let id = self.store.raise(row).await?;
                self.rows.insert(key, id);
            }
        }
        for (key, id) in over {
            self.store.clear(id, clock::now_ms()).await?;
            self.rows.remove(&key);
        }
        Ok(())
    }
}
