//! A node that can be left out needs a manifold, too: one mistake, whatever else the node is given. (5 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

mod plain {
    pub struct Plain {}
}

graph! {
    pub Agent(first: Option<u32>) {
        settings: settings::watch(1),
        bare?: plain::Plain(first),
        wired?: plain::Plain(first) { settings },
        later?: plain::Plain(first) when [settings],
        eager?: plain::Plain(first) with { jitter: 0.0 },
    }
}

validate! {
    Checked {
        bare?: plain::Plain(Some(1)),
    }
}

fn main() {}
