//! A type of the same name is pointed out: it is another type.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct Store(pub u32);

#[manifold(outputs = [Store])]
pub fn fake() -> Hold<Store> {
    hold(Store(1))
}

graph! {
    pub Agent {
        store: fake,
        web: web::serve(80),
    }
}

fn main() {}
