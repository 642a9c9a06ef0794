//! A name that two nodes have is told where they are written, and not again wherever their graph is spliced or replaced.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent {
        settings: settings::watch(1),
        settings: settings::watch(2),
        store: storage::open("main.db".to_owned()),
    }
}

graph! {
    pub TestAgent = Agent {
        store: storage::open("test.db".to_owned()),
    }
}

graph! {
    pub OtherAgent = Agent {
        settings: settings::watch(3),
    }
}

graph! {
    pub Fleet {
        ..Agent,
        migrated: storage::migrate,
    }
}

graph! {
    pub TestFleet {
        ..TestAgent,
    }
}

fn main() {}
