//! A node that provides a type with the wanted one inside is pointed out.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

#[derive(Clone, Output)]
pub struct Shared<T>(T);

#[manifold(inputs = [settings], outputs = [Shared<storage::Store>])]
pub fn open(settings: settings::Settings) -> Hold<Shared<storage::Store>> {
    hold(Shared(storage::Store(String::new())))
}

graph! {
    pub Agent {
        settings: settings::watch(1),
        store: open,
        web: web::serve(80),
    }
}

fn main() {}
