//! No generic type is a manifold, however its arguments are written: that is the one thing that is wrong. (3 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

graph! {
    pub Agent(first: u32, second: Option<u32>) {
        one: Vec<u8>(first),
        two?: Vec<u8>(second),
        three: Vec::<u8>,
    }
}

fn main() {}
