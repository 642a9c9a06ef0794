//! All mistakes of a graph come out at once: none hides another. (5 errors)

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
        migrated: storage::migrate,
        web: web::serve(80) { store: first },
        follow: watchers::follow { setings: first } when [nobody],
    }
}

fn main() {}
