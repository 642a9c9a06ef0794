//! The files of the database: whether they still are the ones that were opened, and where corrupt ones go.

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};

use tokio::{task::spawn_blocking, time};

use super::StoreError;
use crate::file_id::FileId;

/// What `SQLite` puts behind the name of the database.
const SUFFIXES: [&str; 3] = ["", "-wal", "-shm"];

/// How soon a deleted file is noticed: what is written meanwhile is lost.
const CHECK: Duration = Duration::from_millis(500);

/// The files of an open database.
#[derive(Clone, Debug)]
pub(super) struct Files {
    database: PathBuf,
    ids: [Option<FileId>; 3],
}

impl Files {
    /// The files of `database`, which is open.
    pub(super) fn of(database: &Path) -> Result<Self, StoreError> {
        let [database_id, wal_id, shm_id] = SUFFIXES.map(|suffix| {
            let file = with_suffix(database, suffix);
            FileId::at(&file).map_err(|source| StoreError::Io { file, source })
        });
        Ok(Self {
            database: database.to_owned(),
            ids: [database_id?, wal_id?, shm_id?],
        })
    }

    /// Resolves when one of the files has been deleted or replaced: `SQLite` goes on with it, but nobody else sees it.
    pub(super) async fn vanished(&self) -> PathBuf {
        loop {
            time::sleep(CHECK).await;
            let files = self.clone();
            if let Ok(Some(file)) = spawn_blocking(move || files.first_vanished()).await {
                return file;
            }
        }
    }

    fn first_vanished(&self) -> Option<PathBuf> {
        SUFFIXES.iter().zip(&self.ids).find_map(|(suffix, id)| {
            let file = with_suffix(&self.database, suffix);
            // What cannot be looked at is not known to be gone.
            let is_another = FileId::at(&file).is_ok_and(|now| now != *id);
            is_another.then_some(file)
        })
    }
}

/// Renames the files of `database` to the first free `agent.db.corrupt-1`, and says which.
pub(super) fn set_aside(database: &Path) -> Result<PathBuf, StoreError> {
    let mut number = 1;
    let aside = loop {
        let aside = with_suffix(database, &format!(".corrupt-{number}"));
        if !aside.exists() {
            break aside;
        }
        number += 1;
    };
    for suffix in SUFFIXES {
        let file = with_suffix(database, suffix);
        match fs::rename(&file, with_suffix(&aside, suffix)) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(StoreError::Io { file, source }),
        }
    }
    Ok(aside)
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}
