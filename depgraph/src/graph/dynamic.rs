//! Graphs that are put together at run time: for tests and benches, which draw graphs of any shape and size.

use std::marker::PhantomData;

use super::{
    Graph,
    check::Wiring,
    meta::{GraphMeta, NodeMeta, Place},
};
use crate::driver::NodeSpec;

impl<G> Graph<G> {
    /// The graph of `nodes`, checked and wired as `graph!` does it; a node without a specification is left out.
    ///
    /// The metadata lives as long as the process.
    ///
    /// # Errors
    ///
    /// The names of the nodes that something is wrong with.
    #[doc(hidden)]
    #[track_caller]
    pub fn from_nodes(
        name: &'static str,
        nodes: Vec<(NodeMeta, Option<NodeSpec>)>,
    ) -> Result<Self, Vec<&'static str>> {
        let (metas, specs) = nodes.into_iter().unzip();
        let wiring = Wiring::leaked(metas);
        let faulty = wiring.faulty();
        if !faulty.is_empty() {
            return Err(faulty);
        }
        let caller = std::panic::Location::caller();
        let at = Place {
            file: caller.file(),
            line: caller.line(),
        };
        Ok(Self {
            meta: Box::leak(Box::new(GraphMeta { name, at, wiring })),
            specs,
            of: PhantomData,
        })
    }
}
