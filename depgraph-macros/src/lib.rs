//! The macros of depgraph. Use them through the `depgraph` crate.

mod errors;
mod graph;
mod manifold;
mod message;
mod output;
mod place;
mod policy;
mod shared;
mod suggest;
#[cfg(test)]
mod tests;
mod text;
mod usual;
mod validate;

use proc_macro::TokenStream;

#[expect(missing_docs, reason = "documented where `depgraph` re-exports it")]
#[proc_macro_attribute]
pub fn manifold(attribute: TokenStream, item: TokenStream) -> TokenStream {
    manifold::expand(attribute.into(), &item.into()).into()
}

/// Adds what the attribute holds to the item that it stands on.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn with(attribute: TokenStream, mut item: TokenStream) -> TokenStream {
    item.extend([attribute]);
    item
}

#[expect(missing_docs, reason = "documented where `depgraph` re-exports it")]
#[proc_macro_derive(Output, attributes(output))]
pub fn output(item: TokenStream) -> TokenStream {
    output::expand(item.into()).into()
}

/// Makes a graph.
#[doc(hidden)]
#[proc_macro]
pub fn graph(input: TokenStream) -> TokenStream {
    graph::expand(input.into()).into()
}

/// Checks a graph.
#[doc(hidden)]
#[proc_macro]
pub fn validate(input: TokenStream) -> TokenStream {
    validate::expand(input.into()).into()
}
