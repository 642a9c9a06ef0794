//! Every cycle is reported, once. (2 errors)

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct A;

#[derive(Clone, Output)]
pub struct B;

#[derive(Clone, Output)]
pub struct C;

#[manifold(inputs = [c], outputs = [A])]
pub fn make_a(c: C) -> Hold<A> {
    hold(A)
}

#[manifold(inputs = [a], outputs = [B])]
pub fn make_b(a: A) -> Hold<B> {
    hold(B)
}

#[manifold(inputs = [b], outputs = [C])]
pub fn make_c(b: B) -> Hold<C> {
    hold(C)
}

graph! {
    pub Agent {
        first: make_a,
        second: make_b,
        third: make_c,
        settings: settings::watch(1) when [store],
        store: storage::open("main.db".to_owned()),
    }
}

fn main() {}
