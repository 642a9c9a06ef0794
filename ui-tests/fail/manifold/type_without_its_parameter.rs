//! What takes or gives a value says of which type, once: its import is used, and no other parameter is wrong. (4 errors)

use depgraph::{Hold, Latest, Output, Publish, Watch, graph, hold, manifold};

/// Whether all is well.
#[derive(Clone, PartialEq, Output)]
pub struct Health(pub bool);

#[manifold(outputs = [Health])]
pub fn probe(health: Publish, limit: u32) -> Hold<u32> {
    health.set(Health(true));
    hold(limit)
}

#[manifold(inputs = [web_health])]
pub async fn watch(mut web_health: Watch) -> Hold<()> {
    drop(web_health.get());
    hold(())
}

#[manifold(inputs = [health])]
pub async fn follow(health: Latest) -> Hold<()> {
    drop(health);
    hold(())
}

#[manifold(inputs = [health])]
pub fn show(health: Option) -> Hold<()> {
    drop(health);
    hold(())
}

graph! {
    pub Agent {
        prober: probe(3),
    }
}

fn main() {}
