//! Each graph has a `validate!` of its own.

use depgraph::{graph, validate};
use depgraph_ui_tests::settings;

graph! {
    pub Agent {
        settings: settings::watch(1),
    }
}

graph! {
    pub TestAgent = Agent {
        settings: settings::watch(2),
    }
}

validate!(Agent, TestAgent);

fn main() {}
