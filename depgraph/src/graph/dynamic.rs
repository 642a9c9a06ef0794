//! Graphs that are put together at run time: for tests and benches, which draw graphs of any shape and size.

use std::panic::Location;

use super::{
    check::Wiring,
    meta::{GraphMeta, NodeMeta, Place},
};

impl GraphMeta {
    /// The graph of `nodes`, checked and wired as `graph!` does it; [`Graph::assemble`](super::Graph::assemble) makes
    /// one that runs. It lives as long as the process.
    ///
    /// # Errors
    ///
    /// The names of the nodes that something is wrong with.
    #[track_caller]
    pub fn at_run_time(
        name: &'static str,
        nodes: Vec<NodeMeta>,
    ) -> Result<&'static Self, Vec<&'static str>> {
        let wiring = Wiring::leaked(nodes);
        let faulty = wiring.faulty();
        if !faulty.is_empty() {
            return Err(faulty);
        }
        let caller = Location::caller();
        let at = Place {
            file: caller.file(),
            line: caller.line(),
        };
        Ok(Box::leak(Box::new(Self { name, at, wiring })))
    }
}
