//! From a shape to a graph that runs: what `graph!` and `#[manifold]` do at compile time.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
};

use depgraph::{
    __private::{
        Arguments, Began, Exposes, GraphMeta, ManifoldMeta, NodeMeta, NodeSpec, OfTuple, StartCx,
        TakesConfig, with_policy,
    },
    Contains, Graph, InputKind, Manifold, Output as _, Place, Policy,
    bounds::IntoStart,
};

use super::{
    random::Random,
    shape::{InputShape, NodeShape, Outlet, Shape},
    value::{Alpha, Beta, Gamma, Publisher, Sample},
    worker::{SimNode, SimWorker, Taken},
    world::World,
};

/// The type of a drawn graph.
pub(super) enum Sim {}

impl Contains<Self> for Sim {}

/// The manifold of its nodes.
pub(super) enum AnyNode {}

/// A shape, and what the engine is told of it.
#[derive(Clone)]
pub(super) struct Drawn {
    pub(super) shape: Arc<Shape>,
    meta: &'static GraphMeta,
}

/// How many shapes there are: their metadata lives as long as the process.
const SHAPES: u64 = 512;

impl Drawn {
    /// The shape that histories of this seed have.
    pub(super) fn of(seed: u64) -> Self {
        static DRAWN: Mutex<BTreeMap<u64, Drawn>> = Mutex::new(BTreeMap::new());
        let number = seed % SHAPES;
        let mut drawn = DRAWN.lock().unwrap_or_else(PoisonError::into_inner);
        let of = || Self::new(Shape::draw(&mut Random::new(number, &[])));
        drawn.entry(number).or_insert_with(of).clone()
    }

    pub(super) fn new(shape: Shape) -> Self {
        let nodes = shape.nodes.iter().map(|node| meta(node, &shape)).collect();
        let meta = GraphMeta::at_run_time("Sim", nodes)
            .unwrap_or_else(|faulty| panic!("these are drawn wrong: {faulty:?}"));
        Self {
            shape: Arc::new(shape),
            meta,
        }
    }

    /// A graph whose nodes have these policies.
    pub(super) fn graph(&self, world: &Arc<World>, policies: Vec<Policy>) -> Graph<Sim> {
        Graph::assemble(self.meta, |assembly| {
            for (index, policy) in policies.into_iter().enumerate() {
                let spec = (!self.shape.nodes[index].is_left_out).then(|| spec(world, index));
                assembly.push(with_policy(spec, &policy));
            }
        })
    }
}

fn spec(world: &Arc<World>, index: usize) -> NodeSpec {
    let config = SimNode {
        world: Arc::clone(world),
        index,
    };
    let spec = NodeSpec::new::<AnyNode, _, _>(config);
    // The errors of the others are for the engine's judge.
    if index.is_multiple_of(2) {
        return spec;
    }
    let world = Arc::clone(world);
    spec.with_filter(move |error| Some(world.judge(index, error.downcast_ref()?)))
}

/// What `#[manifold]` makes of a function with these parameters.
impl Manifold<TakesConfig, fn()> for AnyNode {
    type Config = SimNode;

    fn start(cx: StartCx) -> Began {
        let node = cx.config::<SimNode>().clone();
        let inputs = Inputs(node.clone());
        let outlets = node.shape().outputs.iter().enumerate();
        let outlets = outlets
            .map(|(port, outlet)| (*outlet == Outlet::Published).then(|| publisher(&cx, port)))
            .collect();
        let (run, stop) = (cx.run(), cx.stop());
        let start = OfTuple(move |taken| node.start(taken, outlets, run, stop));
        IntoStart::begin_async(cx, inputs, start, Outputs)
    }
}

/// The inputs of a drawn node.
struct Inputs(SimNode);

impl Arguments for Inputs {
    type Values = Taken;

    fn take(self, cx: &StartCx, _: &mut usize) -> Option<Taken> {
        let Self(node) = self;
        let mut inputs = node.shape().inputs.iter().enumerate();
        inputs.try_fold(Taken::default(), |taken, (slot, input)| match input.from {
            Some((_, 0)) => take::<Alpha>(taken, cx, slot, input, &node),
            Some(_) => take::<Beta>(taken, cx, slot, input, &node),
            None => take::<Gamma>(taken, cx, slot, input, &node),
        })
    }
}

fn take<T: Sample>(
    taken: Taken,
    cx: &StartCx,
    slot: usize,
    input: &InputShape,
    node: &SimNode,
) -> Option<Taken> {
    Some(match input.kind {
        InputKind::Required => taken.with(input.kind, cx.value::<T>(slot)?),
        InputKind::Optional => match cx.value::<T>(slot) {
            Some(value) => taken.with(input.kind, value),
            None => taken,
        },
        InputKind::Latest => {
            let latest = cx.latest::<T>(slot)?;
            let first = latest.get().payload().stamp.clone();
            taken.with_follower(Some(first), latest, node.journal())
        }
        InputKind::Watch => taken.with_follower(None, cx.watch::<T>(slot), node.journal()),
    })
}

fn publisher(cx: &StartCx, port: usize) -> Box<dyn Publisher> {
    match port {
        0 => Box::new(cx.publish::<Alpha>(port)),
        _ => Box::new(cx.publish::<Beta>(port)),
    }
}

/// The outputs of a drawn node.
struct Outputs;

impl Exposes<SimWorker> for Outputs {
    fn expose(&self, cx: &StartCx, worker: &SimWorker) {
        for (port, outlet) in worker.shape().outputs.iter().enumerate() {
            match (outlet, port) {
                (Outlet::Published, _) => {}
                (Outlet::Exposed, 0) => cx.expose(port, Alpha::new(worker.value(port))),
                (Outlet::Exposed, _) => cx.expose(port, Beta::new(worker.value(port))),
            }
        }
    }
}

const HERE: Place = Place {
    file: file!(),
    line: line!(),
};

fn meta(node: &NodeShape, shape: &Shape) -> NodeMeta {
    let inputs = node.inputs.iter().zip(INPUTS).map(|(input, name)| {
        let key = match input.from {
            Some((_, 0)) => Alpha::__KEY,
            Some(_) => Beta::__KEY,
            None => Gamma::__KEY,
        };
        (name, input.kind, key)
    });
    let outputs = node.outputs.iter().enumerate().map(|(port, outlet)| {
        let key = match port {
            0 => Alpha::__KEY,
            _ => Beta::__KEY,
        };
        (key, *outlet == Outlet::Published)
    });
    let manifold = ManifoldMeta::at_run_time(
        concat!(module_path!(), "::start"),
        HERE,
        &inputs.collect::<Vec<_>>(),
        &outputs.collect::<Vec<_>>(),
    );
    let wires = node.inputs.iter().zip(INPUTS).filter_map(|(input, name)| {
        let (from, _) = input.from?;
        Some((name, shape.nodes[from].name))
    });
    let when = node.conditions.iter().map(|&node| shape.nodes[node].name);
    NodeMeta {
        name: node.name,
        at: HERE,
        manifold,
        wires: wires.collect::<Vec<_>>().leak(),
        when: when.collect::<Vec<_>>().leak(),
        optional: node.is_left_out,
        origin: None,
        replaces: None,
    }
}

/// The names of inputs: as many as a node can have.
const INPUTS: [&str; 16] = [
    "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p",
];
