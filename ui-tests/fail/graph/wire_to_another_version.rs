//! A wire cannot lead from one version of a crate to another.

#![allow(unused)]

use depgraph::{Hold, graph, hold, manifold};

#[manifold(outputs = [shapes_1::Square])]
pub fn draw() -> Hold<shapes_1::Square> {
    hold(shapes_1::Square { side: 1 })
}

graph! {
    pub Gallery {
        draw: draw,
        show: shapes_2::show { square: draw },
    }
}

fn main() {}
