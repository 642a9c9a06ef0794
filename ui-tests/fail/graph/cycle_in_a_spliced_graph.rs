//! A cycle is told where it is written, and not again wherever its graph is spliced or replaced.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct A;

#[derive(Clone, Output)]
pub struct B;

#[manifold(inputs = [b], outputs = [A])]
pub fn make_a(b: B) -> Hold<A> {
    hold(A)
}

#[manifold(inputs = [a], outputs = [B])]
pub fn make_b(a: A) -> Hold<B> {
    hold(B)
}

graph! {
    pub Agent {
        first: make_a,
        second: make_b,
        settings: settings::watch(1),
    }
}

graph! {
    pub TestAgent = Agent {
        settings: settings::watch(2),
    }
}

graph! {
    pub Fleet {
        ..Agent,
        follow: watchers::follow,
    }
}

graph! {
    pub TestFleet {
        follow: watchers::follow,
        ..TestAgent,
    }
}

fn main() {}
