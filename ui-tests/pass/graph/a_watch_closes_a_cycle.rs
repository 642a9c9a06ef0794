//! `Watch` orders nothing, so two nodes can see each other.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, watchers, web};

use depgraph::{Hold, Output, Watch, hold, manifold};

/// One.
#[derive(Clone, Output)]
pub struct One;

/// Two.
#[derive(Clone, Output)]
pub struct Two;

/// Makes one.
#[manifold(inputs = [two], outputs = [One])]
pub fn make_one(two: Watch<Two>) -> Hold<One> {
    drop(two);
    hold(One)
}

/// Makes two.
#[manifold(inputs = [one], outputs = [Two])]
pub fn make_two(one: One) -> Hold<Two> {
    let _ = one;
    hold(Two)
}

graph! {
    /// Both.
    pub Agent {
        one: make_one,
        two: make_two,
        other: settings::watch(1),
        store: storage::open("x".to_owned()),
        web: web::serve(1),
        look: watchers::look,
    }
}

fn main() {}
