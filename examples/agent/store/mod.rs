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
    runtime,
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
        Err(StoreError::Sqlite { file, source }) if is_corrupt(&source) => {
            let corrupt = StoreError::corrupt(&file, source.to_string());
            tracing::error!("{corrupt}");
            run.note("corrupt", corrupt.to_string());
            connect(&file)?
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
        | StoreError::Io { .. }
        | StoreError::Vanished { .. }
        | StoreError::Corrupt { .. }
        | StoreError::Unwell { .. }
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
    #[error("{file}")]
    Io {
        file: PathBuf,
        source: std::io::Error,
    },
    #[error("{file} was deleted or replaced while it was open")]
    Vanished { file: PathBuf },
    #[error("{file} is corrupt ({what}); set aside as {aside}, going on with a new one")]
    Corrupt {
        file: PathBuf,
        what: String,
        aside: PathBuf,
    },
    #[error("{file}: {what}")]
    Unwell { file: PathBuf, what: String },
    #[error("the store is closed")]
    Closed,
    #[error("the store panicked: {0}")]
    Job(tokio::task::JoinError),
}

impl StoreError {
    /// Sets the database aside, which is closed, and says so.
    fn corrupt(file: &Path, what: String) -> Self {
        match files::set_aside(file) {
            Ok(aside) => Self::Corrupt {
                file: file.to_owned(),
                what,
                aside,
            },
            Err(error) => error,
        }
    }
}

fn is_corrupt(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}

/// Whether the database is as it should be: it only had no time.
fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::OperationInterrupted)
    )
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
    failed: mpsc::Sender<Failure>,
}

/// A job found the database unwell.
#[derive(Debug)]
struct Failure {
    what: String,
    is_corrupt: bool,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("file", &self.file)
            .finish_non_exhaustive()
    }
}

/// The worker may be dropped before it runs, or at its deadline: closing a database writes, wherever that happens.
impl Drop for Inner {
    fn drop(&mut self) {
        let open = self.connection.try_lock().ok();
        if let Some(connection) = open.and_then(|mut open| open.take())
            && let Ok(runtime) = runtime::Handle::try_current()
        {
            runtime.spawn_blocking(move || drop(connection));
        }
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
            if !is_busy(&source) {
                // Full if it has been told already.
                drop(self.0.failed.try_send(Failure {
                    what: source.to_string(),
                    is_corrupt: is_corrupt(&source),
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
    failures: mpsc::Receiver<Failure>,
}

impl Expose<Store> for StoreWorker {
    fn expose(&self) -> Store {
        self.store.clone()
    }
}

impl Worker for StoreWorker {
    type Error = StoreError;

    async fn run(mut self, stop: Stop) -> Result<Exit, StoreError> {
        let ended = tokio::select! {
            () = stop.requested() => Ended::Stopped,
            Some(failure) = self.failures.recv() => Ended::Failed(failure),
            file = self.files.vanished() => Ended::Vanished(file),
        };
        self.store.close().await;
        let file = self.store.0.file.clone();
        match ended {
            Ended::Stopped => Ok(Exit::Stopped),
            Ended::Vanished(file) => Err(StoreError::Vanished { file }),
            Ended::Failed(Failure {
                what,
                is_corrupt: true,
            }) => {
                let set_aside = spawn_blocking(move || StoreError::corrupt(&file, what));
                Err(set_aside.await.unwrap_or_else(StoreError::Job))
            }
            Ended::Failed(Failure {
                what,
                is_corrupt: false,
            }) => Err(StoreError::Unwell { file, what }),
        }
    }
}

/// Why the store is closed.
enum Ended {
    Stopped,
    Failed(Failure),
    /// This file has gone.
    Vanished(PathBuf),
}
