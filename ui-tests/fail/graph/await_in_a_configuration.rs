//! What takes time is done before `new`, and handed over.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

async fn find() -> u32 {
    7
}

graph! {
    pub Agent {
        settings: settings::watch(find().await),
    }
}

fn main() {}
