//! A splice can close a cycle that the spliced graph does not have. (2 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct A;

#[derive(Clone, Output)]
pub struct B;

#[manifold(inputs = [b], outputs = [A])]
pub fn make_a(b: Option<B>) -> Hold<A> {
    hold(A)
}

#[manifold(inputs = [a], outputs = [B])]
pub fn make_b(a: Option<A>) -> Hold<B> {
    hold(B)
}

graph! {
    pub First {
        first: make_a,
    }
}

graph! {
    pub Second {
        second: make_b,
    }
}

graph! {
    pub Agent {
        ..First,
        own: make_b,
    }
}

graph! {
    pub Fleet {
        ..First,
        ..Second,
    }
}

fn main() {}
