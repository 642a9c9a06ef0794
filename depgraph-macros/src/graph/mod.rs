//! `graph!`: parse, check, generate.

mod attributes;
mod check;
mod docs;
mod generate;
mod model;
mod nodes;
mod parse;
mod recover;

use proc_macro2::TokenStream;

use crate::errors::Errors;

/// The graph's type and the code that has it checked.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let graph = parse::graph(input, &mut errors);
    let generated = graph.map(|mut graph| {
        check::graph(&mut graph, &mut errors);
        generate::graph(&graph)
    });
    let mut expanded = errors.into_tokens();
    expanded.extend(generated);
    expanded
}
