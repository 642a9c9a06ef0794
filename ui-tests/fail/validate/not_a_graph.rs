//! `validate!` of a path takes a graph.

#![allow(unused)]

use depgraph::{Hold, Latest, Output, Watch, graph, hold, manifold, validate};
use depgraph_ui_tests::{settings, storage, watchers, web};

pub struct Plain;

validate!(Plain);

fn main() {}
