//! A condition is the name of a node, also if that is in a spliced graph. (3 errors)

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    pub Common {
        settings: settings::watch(1),
    }
}

graph! {
    pub Agent(is_ready: bool) {
        ..Common,
        store: storage::open("main.db".to_owned()) when [Common::settings],
        archive: storage::open("main.db".to_owned()) when [store.is_open],
        backup: storage::open("main.db".to_owned()) when [is_ready()],
    }
}

fn main() {}
