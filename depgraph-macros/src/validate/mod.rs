//! `validate!`: the checks of `graph!` and nothing else; or, of a graph that there is, stricter ones.

mod misuse;
mod strict;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    ExprPath, bracketed,
    parse::{ParseStream, Parser as _},
};

use crate::graph;

/// The checks, as an item without a name.
pub(crate) fn expand(input: TokenStream) -> TokenStream {
    if let Ok((krate, path)) = only_a_path.parse2(input.clone()) {
        return strict::checks(&krate, &path);
    }
    if let Some(mistake) = misuse::mistake(input.clone()) {
        return mistake;
    }
    let graph = graph::expand_privately(input);
    quote!(const _: () = { #graph };)
}

fn only_a_path(input: ParseStream<'_>) -> syn::Result<(TokenStream, ExprPath)> {
    let krate;
    bracketed!(krate in input);
    Ok((krate.parse()?, input.parse()?))
}
