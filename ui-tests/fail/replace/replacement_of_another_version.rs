//! A replacement provides the same types, of the same version of their crate.

#![allow(unused)]

use depgraph::{Hold, graph, hold, manifold};

#[manifold(outputs = [shapes_2::Square])]
pub fn draw() -> Hold<shapes_2::Square> {
    hold(shapes_2::Square { side: 2 })
}

#[manifold(outputs = [shapes_1::Square])]
pub fn draw_small() -> Hold<shapes_1::Square> {
    hold(shapes_1::Square { side: 1 })
}

graph! {
    pub Gallery {
        draw: draw,
        show: shapes_2::show,
    }
}

graph! {
    pub TestGallery = Gallery {
        draw: draw_small,
    }
}

fn main() {}
