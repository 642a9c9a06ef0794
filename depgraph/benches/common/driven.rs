//! The same graphs, driven by depgraph.

#![expect(
    clippy::too_many_arguments,
    reason = "a real graph has nodes of 14 inputs"
)]

use std::{convert::Infallible, time::Duration};

use depgraph::{
    __private::{Alone, GraphMeta, ManifoldMeta, NodeMeta, NodeSpec, Place, Probe},
    Contains, Engine, EngineConfig, Exit, Expose, Graph, Manifold as _, Node, Output, Stop, Worker,
    manifold,
};

use super::{Shape, Subject, count_start};

/// A graph that depgraph drives.
pub(crate) struct Driven {
    engine: Engine<Shaped>,
}

/// What stands for the type of the graph.
pub(crate) enum Shaped {}

impl Contains<Self> for Shaped {}

/// What the compiler makes of a graph.
pub(crate) struct Plan {
    meta: &'static GraphMeta,
    nodes: Vec<fn(()) -> NodeSpec>,
    config: EngineConfig,
}

/// What a node gives to others.
#[derive(Clone, Output)]
struct Given(u64);

struct Idle(u64);

impl Worker for Idle {
    type Error = Infallible;

    async fn run(self, stop: Stop) -> Result<Exit, Infallible> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl Expose<Given> for Idle {
    fn expose(&self) -> Given {
        Given(self.0)
    }
}

/// A manifold for each number of inputs that a node can have.
macro_rules! manifolds {
    ($($count:literal $name:ident($($input:ident),*);)*) => {
        $(
            #[manifold(inputs = [$($input),*], outputs = [Given])]
            async fn $name($($input: Given),*) -> Result<Idle, Infallible> {
                count_start();
                Ok(Idle(0 $(.max($input.0))*))
            }
        )*

        fn manifold(inputs: usize) -> (ManifoldMeta, fn(()) -> NodeSpec) {
            match inputs {
                $($count => (Probe::<$name, _, _>::MANIFOLD, $name::node),)*
                _ => panic!("no shape has a node of {inputs} inputs"),
            }
        }
    };
}

manifolds! {
    0 none();
    1 one(a);
    2 two(a, b);
    3 three(a, b, c);
    4 four(a, b, c, d);
    5 five(a, b, c, d, e);
    6 six(a, b, c, d, e, f);
    7 seven(a, b, c, d, e, f, g);
    8 eight(a, b, c, d, e, f, g, h);
    9 nine(a, b, c, d, e, f, g, h, i);
    14 fourteen(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
}

/// The machine of this graph, without a driver.
pub(crate) fn alone(plan: &Plan) -> Alone {
    Alone::new(plan.graph(), &plan.config).expect("it fits together")
}

impl Driven {
    pub(crate) const fn engine(&self) -> &Engine<Shaped> {
        &self.engine
    }

    /// Starts `node` again, and waits until everything runs.
    pub(crate) async fn restart(&self, node: usize) {
        self.engine.restart(Node::<Shaped, ()>::new(node));
        self.engine.settled().await.expect("nothing ends it");
    }
}

impl Plan {
    /// As the `new` of a graph makes it.
    fn graph(&self) -> Graph<Shaped> {
        Graph::assemble(self.meta, |assembly| {
            for node in &self.nodes {
                assembly.push(Some(node(())));
            }
        })
    }
}

impl Subject for Driven {
    type Plan = Plan;

    fn plan(shape: &Shape) -> Plan {
        let names: Vec<&str> = (0..shape.len())
            .map(|node| &*format!("node-{node}").leak())
            .collect();
        let (metas, nodes) = shape
            .needs
            .iter()
            .zip(&names)
            .map(|(needs, name)| {
                let (manifold, node) = manifold(needs.len());
                let inputs = (0..manifold.inputs).map(|slot| manifold.input(slot).name);
                let wires: Vec<_> = inputs.zip(needs.iter().map(|&need| names[need])).collect();
                (node_meta(name, manifold, wires.leak()), node)
            })
            .unzip();
        Plan {
            meta: GraphMeta::at_run_time(shape.name, metas).expect("every shape can be wired"),
            nodes,
            config: EngineConfig::builder()
                .bounce_delay(Duration::ZERO)
                .build()
                .expect("a bounce may follow at once"),
        }
    }

    async fn start(plan: &Plan) -> Self {
        let engine = Engine::start_with(plan.graph(), &plan.config).expect("it fits together");
        engine.settled().await.expect("nothing ends it");
        Self { engine }
    }

    async fn bounce(&mut self, node: usize, _: usize) {
        self.restart(node).await;
    }

    async fn stop(self) {
        self.engine.stop().await.expect("nothing fails");
    }
}

fn node_meta(
    name: &'static str,
    manifold: ManifoldMeta,
    wires: &'static [(&'static str, &'static str)],
) -> NodeMeta {
    NodeMeta {
        name,
        at: Place {
            file: file!(),
            line: line!(),
        },
        manifold,
        wires,
        when: &[],
        optional: false,
        origin: None,
        replaces: None,
    }
}
