//! Graphs that are put together at run time: for tests and benches, which draw graphs of any shape and size.

use std::panic::Location;

use super::{
    check::Wiring,
    meta::{GraphMeta, InputKind, ManifoldMeta, NodeMeta, Place},
};
use crate::output::TypeKey;

impl ManifoldMeta {
    /// A manifold without a configuration: its inputs by name, its outputs with whether they are published. It lives as
    /// long as the process.
    #[must_use]
    pub fn at_run_time(
        path: &str,
        at: Place,
        inputs: &[(&str, InputKind, &'static TypeKey)],
        outputs: &[(&'static TypeKey, bool)],
    ) -> Self {
        let taken = inputs.iter().map(|(_, kind, _)| match kind {
            InputKind::Required => 'r',
            InputKind::Optional => 'o',
            InputKind::Latest => 'l',
            InputKind::Watch => 'w',
        });
        let set = outputs
            .iter()
            .map(|(_, published)| if *published { 'p' } else { 'e' });
        let letters: String = taken.chain(set).collect();
        let Place { file, line } = at;
        let names: Vec<_> = inputs
            .iter()
            .map(|(name, ..)| format!("{name}:{line}"))
            .collect();
        let names = names.join(",");
        let types = inputs.iter().map(|(.., key)| *key);
        let types: Vec<_> = types.chain(outputs.iter().map(|(key, _)| *key)).collect();
        Self {
            inputs: inputs.len(),
            types: types.leak(),
            is_configured: false,
            text: format!("{letters}\n{names}\n{path}\n\n{line}\n{file}").leak(),
        }
    }
}

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
        Ok(Box::leak(Box::new(Self {
            name,
            at,
            wiring,
            is_read: true,
        })))
    }
}
