//! `graph!`: parse, check, generate.

mod attributes;
mod check;
mod clauses;
mod docs;
mod generate;
mod model;
mod nodes;
mod parameters;
mod parse;
mod recover;
mod splices;

use proc_macro2::TokenStream;
use syn::Visibility;

use self::model::Graph;
pub(crate) use self::model::written;
use crate::errors::Errors;

/// The graph's type and the code that has it checked.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    expand_with(input, |_| {})
}

/// The same, for where nobody can name the type.
pub(crate) fn expand_privately(input: TokenStream) -> TokenStream {
    expand_with(input, |graph| graph.visibility = Visibility::Inherited)
}

fn expand_with(input: TokenStream, change: impl FnOnce(&mut Graph)) -> TokenStream {
    let mut errors = Errors::default();
    let graph = parse::graph(input, &mut errors);
    let generated = graph.map(|mut graph| {
        change(&mut graph);
        check::graph(&mut graph, &mut errors);
        let is_right = errors.is_empty();
        if !graph.has_body
            && let Some(mistake) = errors.take_as_type()
        {
            return generate::unknown(&graph, &mistake);
        }
        if graph.hides_parameters {
            graph.mistake = errors.take_as_type();
        }
        generate::graph(&graph, is_right)
    });
    let mut expanded = errors.into_tokens();
    expanded.extend(generated);
    expanded
}
