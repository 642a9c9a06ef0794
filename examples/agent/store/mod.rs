//! The store: a `SQLite` database in the data directory.

mod files;
mod history;
mod schema;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use depgraph::{Exit, Expose, Output, Run, Severity, Stop, Verdict, Worker, manifold};
use rusqlite::{Connection, ErrorCode, InterruptHandle};
use tokio::{
    sync::{Mutex, mpsc},
    task::spawn_blocking,
    time,
};

use self::files::Files;
pub(crate) use self::history::{AlertRow, Point, ProbePoint};

/// Opens the database, creating or upgrading it; one that is corrupt is set aside.
#[manifold(outputs = [Store], filter = verdict, blocking)]
pub(crate) fn open(file: &Path, run: &Run) -> Result<StoreWorker, StoreError> {
    let connection = match connect(file) {
        Err(error) if error.is_corrupt() => {
            let aside = files::set_aside(file)?;
            tracing::error!(
                "{error}; set aside as {}, going on with a new one",
                aside.display()
            );
            run.note("set aside", format!("{}: {error}", aside.display()));
            connect(file)?
        }
        other => other?,
    };
    run.status(format!("keeps {}", file.display()));
    let (failed, failures) = mpsc::channel(1);
    Ok(StoreWorker {
        files: Files::of(file)?,
        store: Store(Arc::new(Inner {
            file: file.to_owned(),
            interrupt: connection.get_interrupt_handle(),
            connection: Arc::new(Mutex::new(Some(connection))),
            failed,
        })),
        failures,
    })
}

/// No start will make a newer schema older.
fn verdict(error: &StoreError) -> Verdict {
    match error {
        StoreError::Newer { .. } => Verdict::Fatal(Severity(1)),
        StoreError::Sqlite { .. }
        | StoreError::Damaged { .. }
        | StoreError::Io { .. }
        | StoreError::Vanished { .. }
        | StoreError::Failed { .. }
        | StoreError::Closed
        | StoreError::Job(_) => Verdict::Retry,
    }
}

/// Why there is no store, or why it did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    #[error(
        "{file} was written by a newer agent: its schema is {found}, this agent knows {known}; \
         run the newer agent, or choose another --data directory"
    )]
    Newer {
        file: PathBuf,
        found: u32,
        known: u32,
    },
    #[error("{file}")]
    Sqlite {
        file: PathBuf,
        source: rusqlite::Error,
    },
    #[error("{file} is damaged: {what}")]
    Damaged { file: PathBuf, what: String },
    #[error("{file}")]
    Io {
        file: PathBuf,
        source: std::io::Error,
    },
    #[error("{file} was deleted or replaced while it was open")]
    Vanished { file: PathBuf },
    #[error("{file}: {what}")]
    Failed { file: PathBuf, what: String },
    #[error("the store is closed")]
    Closed,
    #[error("the store panicked: {0}")]
    Job(tokio::task::JoinError),
}

impl StoreError {
    fn is_corrupt(&self) -> bool {
        match self {
            Self::Sqlite { source, .. } => matches!(
                source.sqlite_error_code(),
                Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
            ),
            Self::Damaged { .. } => true,
            Self::Newer { .. }
            | Self::Io { .. }
            | Self::Vanished { .. }
            | Self::Failed { .. }
            | Self::Closed
            | Self::Job(_) => false,
        }
    }
}

/// How long a job waits while another program holds the database.
const BUSY: Duration = Duration::from_secs(1);

fn connect(file: &Path) -> Result<Connection, StoreError> {
    let sqlite = |source| StoreError::Sqlite {
        file: file.to_owned(),
        source,
    };
    let mut connection = Connection::open(file).map_err(sqlite)?;
    connection.busy_timeout(BUSY).map_err(sqlite)?;
    let found = schema::version(&connection).map_err(sqlite)?;
    if found > schema::VERSION {
        return Err(StoreError::Newer {
            file: file.to_owned(),
            found,
            known: schema::VERSION,
        });
    }
    let check = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
    let what = connection
        .query_row("PRAGMA quick_check(1)", [], check)
        .map_err(sqlite)?;
    if what != "ok" {
        return Err(StoreError::Damaged {
            file: file.to_owned(),
            what,
        });
    }
    // A reader, such as the page or a person with `sqlite3`, does not hold up a write.
    connection
        .pragma_update(None, "journal_mode", "WAL")
        .map_err(sqlite)?;
    connection
        .pragma_update(None, "synchronous", "NORMAL")
        .map_err(sqlite)?;
    schema::migrate(&mut connection, found).map_err(sqlite)?;
    Ok(connection)
}

/// What dependents get: they hand it jobs, which run one after the other, never on a thread of the runtime.
#[derive(Clone, Debug, Output)]
pub(crate) struct Store(Arc<Inner>);

struct Inner {
    file: PathBuf,
    /// `None` when it is closed.
    connection: Arc<Mutex<Option<Connection>>>,
    interrupt: InterruptHandle,
    failed: mpsc::Sender<StoreError>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Runs `job` when those before it are done. An error that says that the database is unwell restarts the store.
    pub(crate) async fn call<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut connection = Arc::clone(&self.0.connection).lock_owned().await;
        let job = move || connection.as_mut().map(job);
        let result = spawn_blocking(job).await.map_err(StoreError::Job)?;
        result.ok_or(StoreError::Closed)?.map_err(|source| {
            let busy = matches!(
                source.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::OperationInterrupted)
            );
            if !busy {
                // Full if it has been told already.
                drop(self.0.failed.try_send(StoreError::Failed {
                    file: self.0.file.clone(),
                    what: source.to_string(),
                }));
            }
            StoreError::Sqlite {
                file: self.0.file.clone(),
                source,
            }
        })
    }

    /// Closes the database; a job that goes on for too long is interrupted.
    async fn close(&self) {
        let lock = Arc::clone(&self.0.connection).lock_owned();
        tokio::pin!(lock);
        let mut connection = if let Ok(connection) = time::timeout(BUSY, &mut lock).await {
            connection
        } else {
            self.0.interrupt.interrupt();
            lock.await
        };
        let close = move || drop(connection.take());
        if let Err(panic) = spawn_blocking(close).await {
            tracing::error!("{} did not close: {panic}", self.0.file.display());
        }
    }
}

/// Keeps the database open, and an eye on its files.
#[derive(Debug)]
pub(crate) struct StoreWorker {
    store: Store,
    files: Files,
    failures: mpsc::Receiver<StoreError>,
}

impl Expose<Store> for StoreWorker {
    fn expose(&self) -> Store {
        self.store.clone()
    }
}

impl Worker for StoreWorker {
    type Error = StoreError;

    async fn run(mut self, stop: Stop) -> Result<Exit, StoreError> {
        let result = tokio::select! {
            () = stop.requested() => Ok(Exit::Stopped),
            Some(error) = self.failures.recv() => Err(error),
            error = self.files.vanished() => Err(error),
        };
        self.store.close().await;
        result
    }
}
