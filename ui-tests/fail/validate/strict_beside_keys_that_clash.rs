//! Of two nodes that would have one key, either may have been meant: nothing strict is said of the graph.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        main_store: storage::open("main.db".to_owned()),
        mainStore: watchers::look,
    }
}

validate!(Agent);

fn main() {}
