//! A type can be written by another path in `outputs` than in `Publish`.

use depgraph::{Exit, Publish, graph, manifold};

mod prober {
    use depgraph::Output;

    /// Whether all is well.
    #[derive(Clone, PartialEq, Output)]
    pub struct Health(pub bool);

    /// Something for each of several.
    #[derive(Clone, PartialEq, Output)]
    pub struct Of<T>(pub T);
}

use prober::{Health, Of};

#[manifold(outputs = [Health, prober::Of<Health>])]
pub async fn probe(
    health: Publish<crate::prober::Health>,
    count: Publish<Of<Health>>,
) -> Result<Exit, std::io::Error> {
    health.set(Health(true));
    count.set(Of(Health(true)));
    Ok(Exit::Done)
}

graph! {
    pub Agent {
        prober: probe,
    }
}

fn main() {
    drop(Agent::new());
}
