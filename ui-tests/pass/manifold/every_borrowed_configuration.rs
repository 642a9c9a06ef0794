//! A configuration may be borrowed as what it derefs to.

#![deny(warnings, missing_docs)]

use std::{ffi::OsStr, path::Path};

use depgraph::{Hold, graph, hold, manifold};

/// Not `Clone`.
pub struct Config;

/// As text.
#[manifold]
pub fn text(text: &str) -> Hold<usize> {
    hold(text.len())
}

/// As a path.
#[manifold]
pub fn path(path: &Path) -> Hold<bool> {
    hold(path.is_absolute())
}

/// As bytes.
#[manifold]
pub fn bytes(bytes: &[u8]) -> Hold<usize> {
    hold(bytes.len())
}

/// As what a system calls text.
#[manifold]
pub fn name(name: &OsStr) -> Hold<usize> {
    hold(name.len())
}

/// As it is, for as long as the run lasts.
#[manifold(blocking)]
pub fn whole(config: &Config) -> Hold<()> {
    let _ = config;
    hold(())
}

graph! {
    /// Everything.
    pub Agent {
        text: text("a".to_owned()),
        path: path("a".into()),
        bytes: bytes(vec![1]),
        name: name("a".into()),
        whole: whole(Config),
    }
}

fn main() {
    drop(Agent::new());
}
