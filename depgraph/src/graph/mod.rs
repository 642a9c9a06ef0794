//! Graphs: what `graph!` makes, how it is checked, and the keys of its nodes.

pub mod assembly;
pub mod check;
pub mod compose;
pub mod draw;
mod dynamic;
mod manifold_meta;
pub mod meta;
mod plan;
pub mod ports;
pub mod probe;
#[cfg(test)]
mod tests;

use std::{fmt, marker::PhantomData};

use self::{assembly::Assembly, meta::GraphMeta};
use crate::driver::NodeSpec;
pub(crate) use plan::{Links, Plan, Source};

/// A type that [`graph!`](crate::graph) made; not meant to be implemented by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a graph",
    label = "not a graph",
    note = "name a type that `depgraph::graph!` made"
)]
pub trait GraphType: Contains<Self> + Sized + 'static {
    /// The graph whose keys the nodes have: the type itself, or what it replaces nodes of.
    type Base: GraphType;

    /// The type itself.
    #[doc(hidden)]
    type Itself;

    /// A value to call the functions of the type on. Where the trait is missing, its type is an error, and so the
    /// functions that are missing then, too, are none.
    #[doc(hidden)]
    const __VALUE_TO_CALL: Self::Itself;

    /// What the compiler has checked.
    #[doc(hidden)]
    const __CHECKED_GRAPH: &'static GraphMeta;
}

/// Says that the nodes of `Part` are nodes of this graph, too: because it is `Part`, or because it splices that or replaces
/// nodes of it.
#[diagnostic::on_unimplemented(
    message = "the nodes of graph `{Part}` are not nodes of graph `{Self}`",
    label = "a key of `{Part}`",
    note = "the keys of `{Self}` are `{Self}::NAME`, and those of the graphs that it splices",
    note = "if one of those splices `{Part}` in turn, or replaces nodes of it, say through which: `key.within::<Spliced>()`"
)]
// Of the graph, and not of its part: so the compiler has nothing to say of a part that it does not know, and the macro
// nothing of one that it cannot read.
#[doc(hidden)]
pub trait Contains<Part> {
    /// The index that node 0 of `Part` has in this graph.
    #[doc(hidden)]
    const __FIRST_INDEX: usize = 0;
}

/// What every graph says that it contains, besides what it does: were there one part only, the compiler would expect the key
/// of that part, and not say what is wrong with another.
#[doc(hidden)]
#[derive(Debug)]
pub enum NoGraph {}

/// A graph that is ready to run: made by the `new` of a type of [`graph!`](crate::graph), run by an `Engine`.
#[must_use = "a graph does nothing until an `Engine` runs it"]
pub struct Graph<G> {
    meta: &'static GraphMeta,
    /// One for each node; `None` is left out.
    specs: Vec<Option<NodeSpec>>,
    of: PhantomData<fn() -> G>,
}

impl<G> Graph<G> {
    /// The graph that `assemble` makes the nodes of.
    #[doc(hidden)]
    pub fn assemble(meta: &'static GraphMeta, assemble: impl FnOnce(&Assembly)) -> Self {
        let assembly = Assembly::new(meta.len());
        assemble(&assembly);
        Self {
            meta,
            specs: assembly.into_specs(),
            of: PhantomData,
        }
    }
}

impl<G> fmt::Debug for Graph<G> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nodes = self.meta.wiring.nodes.iter().map(|node| node.name);
        f.debug_struct("Graph")
            .field("name", &self.meta.name)
            .field("nodes", &nodes.collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}

/// The key of a node of graph `G`, whose manifold is `M`: `Agent::STORE`.
///
/// What an [`Engine`](crate::Engine) is asked with. A key of another graph does not compile.
// That `M` has a size is not demanded: of what is no manifold, rustc would say that, too.
pub struct Node<G, M: ?Sized> {
    index: usize,
    graph: PhantomData<fn() -> G>,
    manifold: PhantomData<fn() -> M>,
}

impl<G, M: ?Sized> Node<G, M> {
    /// The key of node `index`.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(index: usize) -> Self {
        Self {
            index,
            graph: PhantomData,
            manifold: PhantomData,
        }
    }

    /// The node's place in `G`.
    pub(crate) const fn place(self) -> usize {
        self.index
    }

    /// The same node as a node of `H`, which splices `G` or replaces nodes of it.
    ///
    /// An engine needs to be told of what its graph does not splice itself: which of the graphs it splices has the node.
    ///
    /// # Examples
    ///
    /// ```
    /// use depgraph::{Engine, Hold, Output, graph, hold, manifold};
    ///
    /// #[derive(Clone, Output)]
    /// pub struct Settings;
    ///
    /// #[manifold(outputs = [Settings])]
    /// pub fn watch() -> Hold<Settings> {
    ///     hold(Settings)
    /// }
    ///
    /// graph! { pub Common { settings: watch } }
    /// graph! { pub Storage { ..Common } }
    /// graph! { pub TestStorage = Storage { settings: watch } }
    ///
    /// graph! { pub Agent { ..Storage } }
    /// graph! { pub TestAgent { ..TestStorage } }
    ///
    /// fn restart(agent: &Engine<Agent>, test: &Engine<TestAgent>) {
    ///     let settings = Common::SETTINGS.within::<Storage>();
    ///     agent.restart(settings);
    ///     test.restart(settings.within::<TestStorage>());
    /// }
    /// ```
    #[must_use]
    pub const fn within<H>(self) -> Node<H, M>
    where
        H: Contains<G>,
    {
        Node::new(self.index + H::__FIRST_INDEX)
    }
}

impl<G, M: ?Sized> Clone for Node<G, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<G, M: ?Sized> Copy for Node<G, M> {}

impl<G, M: ?Sized> PartialEq for Node<G, M> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<G, M: ?Sized> Eq for Node<G, M> {}

impl<G: GraphType, M: ?Sized> fmt::Debug for Node<G, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let GraphMeta { name, wiring, .. } = G::__CHECKED_GRAPH;
        write!(f, "{name}::{}", wiring.nodes[self.index].name)
    }
}
