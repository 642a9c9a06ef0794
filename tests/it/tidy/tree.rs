//! The files of the repository, or made-up ones.

use std::{collections::BTreeMap, fs, path::Path, sync::LazyLock};

/// Text files by their path from the root, with `/` between its parts.
pub(super) struct Tree {
    files: BTreeMap<String, String>,
}

/// Where the repository is checked out.
pub(super) const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

impl Tree {
    /// Every text file of the checkout, but for what is ignored at its root and what is hidden; `.ci` is not.
    pub(super) fn repository() -> &'static Self {
        static REPOSITORY: LazyLock<Tree> = LazyLock::new(|| {
            let root = Path::new(ROOT);
            let ignored = fs::read_to_string(root.join(".gitignore")).expect("it is there");
            let ignored: Vec<_> = ignored
                .lines()
                .filter_map(|line| line.strip_prefix('/'))
                .collect();
            let mut tree = Tree {
                files: BTreeMap::new(),
            };
            for (name, path) in entries(root) {
                if !ignored.contains(&&*name) && (!name.starts_with('.') || name == ".ci") {
                    tree.add(name, &path);
                }
            }
            tree
        });
        &REPOSITORY
    }

    /// These files.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let owned = files
            .iter()
            .map(|&(path, text)| (path.to_owned(), text.to_owned()));
        Self {
            files: owned.collect(),
        }
    }

    /// The text of the file at `path`; empty if there is none.
    pub(super) fn text(&self, path: &str) -> &str {
        self.files.get(path).map_or("", |text| text)
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The files whose path begins and ends like this, with their text.
    pub(super) fn files(&self, prefix: &str, suffix: &str) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .map(|(path, text)| (&**path, &**text))
            .filter(move |(path, _)| path.starts_with(prefix) && path.ends_with(suffix))
    }

    fn add(&mut self, path: String, at: &Path) {
        if at.is_dir() {
            for (name, at) in entries(at) {
                self.add(format!("{path}/{name}"), &at);
            }
        } else if let Ok(text) = fs::read_to_string(at) {
            self.files.insert(path, text);
        }
    }
}

fn entries(directory: &Path) -> Vec<(String, std::path::PathBuf)> {
    let entries = fs::read_dir(directory).expect("a directory can be read");
    entries
        .map(|entry| {
            let entry = entry.expect("a directory can be read");
            (
                entry.file_name().to_string_lossy().into_owned(),
                entry.path(),
            )
        })
        .collect()
}

#[test]
fn the_repository_is_read_without_what_is_built_in_it() {
    let tree = Tree::repository();
    assert!(tree.has("Cargo.toml") && tree.has(".ci/run") && tree.has("depgraph/src/lib.rs"));
    assert_eq!(tree.files("target/", "").next(), None);
    assert_eq!(tree.files(".git/", "").next(), None);
}
