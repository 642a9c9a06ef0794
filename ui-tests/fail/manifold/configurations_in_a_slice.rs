//! Of several configurations in a slice, each is shared, too.

#![allow(unused)]

use depgraph::{Hold, hold, manifold};

#[manifold]
pub async fn greet(hooks: &[Box<dyn Fn() + Send>]) -> Hold<()> {
    for hook in hooks {
        hook();
    }
    hold(())
}

fn main() {}
