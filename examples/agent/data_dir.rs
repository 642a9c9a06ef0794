//! The data directory: a condition for whatever keeps something in it.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use depgraph::{Exit, Stop, Worker, manifold};
use tokio::{task::spawn_blocking, time};

use crate::file_id::FileId;

/// Makes sure that the directory is there, can be written to, and is used by no other agent.
#[manifold(blocking)]
pub(crate) fn claim(directory: &Path) -> Result<Claim, DataDirError> {
    let error = |what| {
        let directory = directory.to_owned();
        move |source| DataDirError::Io {
            what,
            directory,
            source,
        }
    };
    fs::create_dir_all(directory).map_err(error("create"))?;
    let file = directory.join("agent.lock");
    let lock = File::create(&file).map_err(error("write to"))?;
    match lock.try_lock() {
        Ok(()) => Ok(Claim {
            id: FileId::at(&file).map_err(error("look into"))?,
            directory: directory.to_owned(),
            file,
            _lock: lock,
        }),
        Err(TryLockError::WouldBlock) => Err(DataDirError::InUse {
            directory: directory.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(error("lock")(source)),
    }
}

/// Why nothing can be kept.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DataDirError {
    #[error("cannot {what} the data directory {directory}")]
    Io {
        what: &'static str,
        directory: PathBuf,
        source: io::Error,
    },
    #[error("another agent uses the data directory {directory}")]
    InUse { directory: PathBuf },
    #[error("the data directory {directory} was deleted or replaced")]
    Vanished { directory: PathBuf },
}

/// Keeps the directory claimed for as long as it is the one that was claimed.
#[derive(Debug)]
pub(crate) struct Claim {
    directory: PathBuf,
    file: PathBuf,
    /// What another agent would find is this very file.
    id: Option<FileId>,
    /// Unlocked when it is dropped.
    _lock: File,
}

const CHECK: Duration = Duration::from_millis(500);

impl Worker for Claim {
    type Error = DataDirError;

    async fn run(self, stop: Stop) -> Result<Exit, DataDirError> {
        loop {
            tokio::select! {
                () = stop.requested() => return Ok(Exit::Stopped),
                () = time::sleep(CHECK) => {}
            }
            let file = self.file.clone();
            let now = spawn_blocking(move || FileId::at(&file)).await;
            // What cannot be looked at is not known to be gone.
            if matches!(now, Ok(Ok(now)) if now != self.id) {
                return Err(DataDirError::Vanished {
                    directory: self.directory,
                });
            }
        }
    }
}
