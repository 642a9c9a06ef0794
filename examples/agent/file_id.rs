//! What tells a file from another one of the same name.

use std::{fs, io, path::Path};

/// The identity of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct FileId {
    #[cfg(unix)]
    device_and_inode: (u64, u64),
}

impl FileId {
    /// The identity of the file at `path`; `None` if there is none.
    pub(crate) fn at(path: &Path) -> io::Result<Option<Self>> {
        match fs::metadata(path) {
            Ok(metadata) => Ok(Some(Self::of(&metadata))),
            // Not a directory: one that led to the file has become a file itself.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    #[cfg(unix)]
    fn of(metadata: &fs::Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self {
            device_and_inode: (metadata.dev(), metadata.ino()),
        }
    }

    /// Elsewhere a file that is open cannot be deleted.
    #[cfg(not(unix))]
    fn of(_: &fs::Metadata) -> Self {
        Self {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_replaced_is_another_one() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        assert_eq!(FileId::at(&file).unwrap(), None);
        fs::write(&file, "old").unwrap();
        let old = FileId::at(&file).unwrap();
        assert_eq!(FileId::at(&file).unwrap(), old);
        let new = dir.path().join("new");
        fs::write(&new, "new").unwrap();
        fs::rename(&new, &file).unwrap();
        #[cfg(unix)]
        assert_ne!(FileId::at(&file).unwrap(), old);
        assert_eq!(FileId::at(&file.join("below")).unwrap(), None);
    }
}
