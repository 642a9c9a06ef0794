//! What can go wrong, as data.

use std::error::Error;

use crate::graph::meta::Place;

/// Any error of user code.
pub type BoxError = Box<dyn Error + Send + Sync + 'static>;

/// Why a graph cannot run, although it compiled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GraphError {
    /// The types of an output and of the input that it feeds have one name and are two types.
    #[error(
        "graph `{graph}`: node `{provider}` ({provider_at}) provides another `{ty}` than node `{node}` takes ({at}): \
         two versions of one crate are linked"
    )]
    TwoTypes {
        /// The path that both types have.
        ty: &'static str,
        /// The graph.
        graph: &'static str,
        /// The node that takes the input.
        node: &'static str,
        /// Where the input is declared.
        at: Place,
        /// The node that provides the output.
        provider: &'static str,
        /// Where the manifold of that node is declared.
        provider_at: Place,
    },
}
