//! An attribute stands on a whole node, not on a wire, condition or setting of it, nor on a parameter. (5 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(#[cfg(unix)] first: u32) {
        settings: settings::watch(1),
        store: storage::open("main.db".to_owned()) { #[cfg(any())] settings: settings } when [#[cfg(any())] settings]
            with { #[cfg(any())] jitter: 0.5 },
        archive: storage::open("archive.db".to_owned()) #[cfg(any())] when [settings],
    }
}

fn main() {}
