//! The macros of depgraph. Use them through the `depgraph` crate.

use proc_macro::TokenStream;

/// Makes a manifold of a function.
#[proc_macro_attribute]
pub fn manifold(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}

/// Makes an output of a type.
#[proc_macro_derive(Output, attributes(output))]
pub fn output(_: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// Makes a graph.
#[doc(hidden)]
#[proc_macro]
pub fn graph(_: TokenStream) -> TokenStream {
    TokenStream::new()
}

/// Checks a graph.
#[doc(hidden)]
#[proc_macro]
pub fn validate(_: TokenStream) -> TokenStream {
    TokenStream::new()
}
