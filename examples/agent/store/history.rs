//! What is kept, and how it is asked for.

use std::time::Duration;

use rusqlite::{Connection, Row, Transaction, params};
use serde::Serialize;

use super::{Store, StoreError};
use crate::{
    clock,
    live::{Probe, Record, Sample},
};

/// The mean of a measure over a while.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Point {
    /// When the while began: milliseconds since 1970.
    pub(crate) at: i64,
    pub(crate) value: f64,
}

/// What a target was over a while.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct ProbePoint {
    pub(crate) at: i64,
    /// The share of probes that found it up.
    pub(crate) up: f64,
    pub(crate) latency_ms: Option<f64>,
}

/// One alert, past or present.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct AlertRow {
    pub(crate) id: i64,
    pub(crate) rule: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) since: i64,
    /// None while it lasts.
    pub(crate) until: Option<i64>,
}

/// The steps of length `?3` from `?1` to `?2`: what falls into each is found by its key, and nothing is sorted.
const STEPS: &str = "
    WITH RECURSIVE steps(start) AS (
        SELECT ?1 / ?3 * ?3
        UNION ALL
        SELECT start + ?3 FROM steps WHERE start + ?3 <= ?2
    )";

/// How many rows one deletion takes at most, so that no other job waits long for it.
const PRUNE: u32 = 10_000;

impl Store {
    /// Keeps `records`, all or none.
    pub(crate) async fn record(&self, records: Vec<Record>) -> Result<(), StoreError> {
        self.call(move |connection| {
            let change = connection.transaction()?;
            for record in &records {
                match record {
                    Record::Sample(sample) => insert_sample(&change, sample)?,
                    Record::Probe(probe) => insert_probe(&change, probe)?,
                }
            }
            change.commit()
        })
        .await
    }

    /// How `metric` was from `since` on, one point for each `step`.
    pub(crate) async fn samples(
        &self,
        metric: String,
        since: i64,
        step: Duration,
    ) -> Result<Vec<Point>, StoreError> {
        self.call(move |connection| {
            let sql = format!(
                "{STEPS} SELECT start, (
                     SELECT avg(value) FROM samples WHERE metric = ?4 AND at >= start AND at < start + ?3
                 ) AS value FROM steps WHERE value IS NOT NULL"
            );
            let point = |row: &Row<'_>| {
                Ok(Point {
                    at: row.get(0)?,
                    value: row.get(1)?,
                })
            };
            let mut query = connection.prepare_cached(&sql)?;
            let parameters = params![since, clock::now_ms(), millis(step), metric];
            query.query_map(parameters, point)?.collect()
        })
        .await
    }

    /// How `target` was from `since` on, one point for each `step`.
    pub(crate) async fn probes(
        &self,
        target: String,
        since: i64,
        step: Duration,
    ) -> Result<Vec<ProbePoint>, StoreError> {
        self.call(move |connection| {
            let mean = |column| {
                format!(
                    "(SELECT avg({column}) FROM probes
                      WHERE target = ?4 AND at >= start AND at < start + ?3) AS {column}"
                )
            };
            let sql = format!(
                "{STEPS} SELECT start, {}, {} FROM steps WHERE up IS NOT NULL",
                mean("up"),
                mean("latency_ms")
            );
            let point = |row: &Row<'_>| {
                Ok(ProbePoint {
                    at: row.get(0)?,
                    up: row.get(1)?,
                    latency_ms: row.get(2)?,
                })
            };
            let mut query = connection.prepare_cached(&sql)?;
            let parameters = params![since, clock::now_ms(), millis(step), target];
            query.query_map(parameters, point)?.collect()
        })
        .await
    }

    /// The alerts that last, and the latest `limit` that are over.
    pub(crate) async fn alerts(&self, limit: u32) -> Result<Vec<AlertRow>, StoreError> {
        self.call(move |connection| {
            let sql = "SELECT id, rule, subject, text, since, until FROM alerts
                       ORDER BY until IS NOT NULL, since DESC LIMIT
                       ?1 + (SELECT count(*) FROM alerts WHERE until IS NULL)";
            let mut query = connection.prepare_cached(sql)?;
            query.query_map([limit], alert_row)?.collect()
        })
        .await
    }

    /// An alert begins; returns its id.
    pub(crate) async fn raise(&self, alert: AlertRow) -> Result<i64, StoreError> {
        self.call(move |connection| {
            let sql = "INSERT INTO alerts (rule, subject, text, since) VALUES (?1, ?2, ?3, ?4)";
            let row = params![alert.rule, alert.subject, alert.text, alert.since];
            connection.prepare_cached(sql)?.execute(row)?;
            Ok(connection.last_insert_rowid())
        })
        .await
    }

    /// An alert is over.
    pub(crate) async fn clear(&self, id: i64, at: i64) -> Result<(), StoreError> {
        self.call(move |connection| {
            let sql = "UPDATE alerts SET until = ?2 WHERE id = ?1";
            connection.prepare_cached(sql)?.execute([id, at]).map(drop)
        })
        .await
    }

    /// Deletes some of what is older than `before`, and says how many rows: zero when nothing is left to delete.
    pub(crate) async fn prune(&self, before: i64) -> Result<usize, StoreError> {
        self.call(move |connection| {
            let mut rows = 0;
            for (table, key) in [("samples", "metric"), ("probes", "target")] {
                for name in names(connection, table, key)? {
                    let sql = format!(
                        "DELETE FROM {table} WHERE {key} = ?1 AND at IN (
                             SELECT at FROM {table} WHERE {key} = ?1 AND at < ?2 ORDER BY at LIMIT ?3
                         )"
                    );
                    rows += connection.prepare_cached(&sql)?.execute(params![name, before, PRUNE])?;
                }
            }
            let alerts = "DELETE FROM alerts WHERE until < ?1";
            rows += connection.prepare_cached(alerts)?.execute([before])?;
            Ok(rows)
        })
        .await
    }
}

fn insert_sample(change: &Transaction<'_>, sample: &Sample) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO samples (metric, at, value) VALUES (?1, ?2, ?3)";
    let mut insert = change.prepare_cached(sql)?;
    let mut keep = |metric: &str, value: f64| insert.execute(params![metric, sample.at, value]);
    keep("cpu", sample.cpu)?;
    keep("load", sample.load[0])?;
    keep("memory", sample.memory.percent())?;
    keep("swap", sample.swap.percent())?;
    keep(
        "received",
        sample.networks.iter().map(|network| network.received).sum(),
    )?;
    keep(
        "sent",
        sample.networks.iter().map(|network| network.sent).sum(),
    )?;
    for disk in &sample.disks {
        keep(&format!("disk {}", disk.mount), disk.space.percent())?;
    }
    Ok(())
}

fn insert_probe(change: &Transaction<'_>, probe: &Probe) -> rusqlite::Result<()> {
    let sql = "INSERT OR REPLACE INTO probes (target, at, up, latency_ms, detail)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    change
        .prepare_cached(sql)?
        .execute(params![
            probe.target,
            probe.at,
            probe.up,
            probe.latency_ms,
            probe.detail
        ])
        .map(drop)
}

/// The distinct values of the first column of a table's key, each found by one seek.
fn names(connection: &Connection, table: &str, key: &str) -> rusqlite::Result<Vec<String>> {
    let sql = format!(
        "WITH RECURSIVE names(name) AS (
             SELECT min({key}) FROM {table}
             UNION ALL
             SELECT (SELECT min({key}) FROM {table} WHERE {key} > name) FROM names WHERE name IS NOT NULL
         )
         SELECT name FROM names WHERE name IS NOT NULL"
    );
    let mut query = connection.prepare_cached(&sql)?;
    query.query_map([], |row| row.get(0))?.collect()
}

fn alert_row(row: &Row<'_>) -> rusqlite::Result<AlertRow> {
    Ok(AlertRow {
        id: row.get(0)?,
        rule: row.get(1)?,
        subject: row.get(2)?,
        text: row.get(3)?,
        since: row.get(4)?,
        until: row.get(5)?,
    })
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis())
        .unwrap_or(i64::MAX)
        .max(1)
}
