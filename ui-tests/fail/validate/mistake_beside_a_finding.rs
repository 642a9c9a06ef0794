//! Where something is wrong, what seems to be there for nothing may be meant for that: one error.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct Leader;

#[manifold(outputs = [Leader])]
pub fn lead() -> Hold<Leader> {
    hold(Leader)
}

graph! {
    pub Agent {
        leader: lead,
        settings: settings::watch(3) when [!leader],
    }
}

graph! {
    pub Whole {
        ..Agent,
    }
}

validate!(Agent);
validate!(Whole);

fn main() {}
