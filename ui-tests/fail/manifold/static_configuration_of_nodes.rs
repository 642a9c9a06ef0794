//! A configuration that is borrowed for ever is wrong at the parameter, whatever the nodes are given.

#![allow(unused)]

use std::path::{Path, PathBuf};

use depgraph::{Hold, graph, hold, manifold};

#[manifold]
pub fn open(file: &'static Path) -> Hold<()> {
    hold(())
}

graph! {
    pub Agent(file: PathBuf) {
        main: open(file.clone()),
        other: open(Path::new("other.db")),
    }
}

fn main() {}
