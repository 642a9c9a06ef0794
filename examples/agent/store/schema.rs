//! The schema of the database, and the way to it from every earlier one.

use rusqlite::Connection;

/// What makes schema `n + 1` of schema `n`. Only ever add to it.
const MIGRATIONS: &[&str] = &[
    "CREATE TABLE samples (
         metric TEXT NOT NULL,
         at     INTEGER NOT NULL,  -- milliseconds since 1970
         value  REAL NOT NULL,
         PRIMARY KEY (metric, at)
     ) WITHOUT ROWID;
     CREATE TABLE probes (
         target     TEXT NOT NULL,
         at         INTEGER NOT NULL,
         up         INTEGER NOT NULL,
         latency_ms REAL,
         detail     TEXT NOT NULL,
         PRIMARY KEY (target, at)
     ) WITHOUT ROWID;",
    "CREATE TABLE alerts (
         id      INTEGER PRIMARY KEY,
         rule    TEXT NOT NULL,
         subject TEXT NOT NULL,
         text    TEXT NOT NULL,
         since   INTEGER NOT NULL,
         until   INTEGER           -- NULL while it lasts
     );
     CREATE INDEX alerts_since ON alerts (since);",
];

/// The schema of this program.
#[expect(
    clippy::cast_possible_truncation,
    reason = "there are a handful of migrations"
)]
pub(super) const VERSION: u32 = MIGRATIONS.len() as u32;

/// The schema of a database; 0 if it is new.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Brings a database from schema `found` to [`VERSION`], or leaves it as it was.
pub(super) fn migrate(connection: &mut Connection, found: u32) -> rusqlite::Result<()> {
    if found == VERSION {
        return Ok(());
    }
    let change = connection.transaction()?;
    for sql in &MIGRATIONS[found as usize..] {
        change.execute_batch(sql)?;
    }
    change.pragma_update(None, "user_version", VERSION)?;
    change.commit()?;
    tracing::info!(from = found, to = VERSION, "database schema upgraded");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_database_is_upgraded_and_keeps_its_rows() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        connection
            .execute_batch("INSERT INTO samples VALUES ('cpu', 1, 2.5)")
            .unwrap();
        migrate(&mut connection, 1).unwrap();
        let cpu = |row: &rusqlite::Row<'_>| row.get::<_, f64>(0);
        let value = connection
            .query_row("SELECT value FROM samples", [], cpu)
            .unwrap();
        assert!((value - 2.5).abs() < f64::EPSILON);
        connection.execute_batch("SELECT id FROM alerts").unwrap();
        assert_eq!(version(&connection).unwrap(), VERSION);
    }

    #[test]
    fn a_migration_that_fails_leaves_the_database_as_it_was() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE alerts (mine)")
            .unwrap();
        migrate(&mut connection, 0).unwrap_err();
        assert_eq!(version(&connection).unwrap(), 0);
        connection
            .execute_batch("SELECT * FROM samples")
            .unwrap_err();
    }
}
