//! An optional input of another type of the name that a node provides is open, and nobody would notice.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

mod other {
    #[derive(Clone, depgraph::Output)]
    pub struct Settings;
}

#[manifold(inputs = [settings])]
pub fn serve(settings: Option<other::Settings>) -> Hold<()> {
    hold(())
}

#[manifold(inputs = [settings])]
pub fn count(settings: settings::Settings) -> Hold<()> {
    hold(())
}

graph! {
    pub Agent {
        settings: settings::watch(3),
        serve: serve,
        count: count,
    }
}

validate!(Agent);

fn main() {}
