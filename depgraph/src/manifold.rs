//! What `#[manifold]` makes of a function.

use std::any::Any;

use crate::{
    driver::{Began, NodeSpec, StartCx},
    graph::assembly::Configured,
};

/// A kind of node: its inputs, how it starts, its outputs. Made by [`#[manifold]`](macro@crate::manifold) from a
/// function, under the function's own name; not meant to be implemented by hand.
///
/// `Takes` says whether the function has a parameter for a configuration; `Ports` are the types of the inputs, then those of
/// the outputs. There is one of either for each manifold. They are parameters of the trait, since the type of an item in
/// it would have to be as visible as the function.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a manifold",
    label = "not a manifold",
    note = "put `#[depgraph::manifold]` on the worker's start function and name that function here",
    note = "a graph is no node: it is spliced, `..path::of::Graph(config)`"
)]
pub trait Manifold<Takes, Ports>: Sized + 'static {
    /// What a node of this manifold is configured with; `()` if with nothing.
    type Config: Send + Sync + 'static;

    // A manifold with a mistake is one of which nothing is said, so that the compiler draws no conclusions from it.

    /// What the compiler checks a graph with, but for the types: a [`ManifoldMeta::text`](crate::__private::ManifoldMeta).
    #[doc(hidden)]
    const TEXT: &'static str = "";

    /// Calls the start function with what it needs; on the node's own task.
    #[doc(hidden)]
    fn start(cx: StartCx) -> Began {
        let _never_built = cx;
        unreachable!("a manifold with a mistake does not compile")
    }

    /// What makes a node of this manifold of the expression that it is configured with.
    ///
    /// rustc is quicker with an argument of a call than with a variable whose type is written; and of a wrong argument it
    /// does not add where, in this library, the function is, if that was returned.
    #[doc(hidden)]
    #[must_use]
    fn configured<V: 'static>() -> fn(V) -> Option<NodeSpec>
    where
        Takes: Configured<Self::Config, V>,
    {
        Self::given
    }

    /// The same, unless `None` leaves the node out.
    #[doc(hidden)]
    #[must_use]
    fn optional<V: 'static>() -> fn(Option<V>) -> Option<NodeSpec>
    where
        Takes: Configured<Self::Config, V>,
    {
        |value| Self::given(value?)
    }

    /// A node of this manifold, if `value` is what one is configured with: if not, the graph does not compile.
    ///
    /// That is said at another place. A bound here would say it twice.
    #[doc(hidden)]
    #[expect(
        clippy::manual_map,
        reason = "`map` is a call, which is built for each manifold again"
    )]
    fn given<V: 'static>(value: V) -> Option<NodeSpec> {
        match same(value) {
            Some(config) => Some(Self::node(config)),
            None => None,
        }
    }

    /// A node of this manifold.
    #[doc(hidden)]
    fn node(config: Self::Config) -> NodeSpec {
        NodeSpec::new::<Self, Takes, Ports>(config)
    }
}

/// The value, if it is a `T`.
fn same<V: 'static, T: 'static>(value: V) -> Option<T> {
    let mut value = Some(value);
    let value: &mut dyn Any = &mut value;
    value.downcast_mut::<Option<T>>()?.take()
}

/// Says that every node of this manifold has an output `T`. Implemented by [`#[manifold]`](macro@crate::manifold).
#[diagnostic::on_unimplemented(
    message = "a node of `{Self}` has no output `{T}`",
    label = "`{T}` is not in its `outputs`"
)]
pub trait Provides<T: ?Sized> {}

/// Stands for the manifold of a node that could not be read: nothing is said of what it has.
#[doc(hidden)]
#[derive(Debug)]
pub enum Unread {}

#[doc(hidden)]
#[diagnostic::do_not_recommend]
impl<T: ?Sized> Provides<T> for Unread {}
