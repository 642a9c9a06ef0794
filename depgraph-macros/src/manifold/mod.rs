//! `#[manifold]`: parse, check, generate.

mod args;
mod check;
mod docs;
mod function;
mod generate;
mod model;
mod signature;
mod types;

use proc_macro2::TokenStream;
use quote::quote;

use crate::errors::Errors;

/// The function as it was written, and the manifold that is made of it.
pub(crate) fn expand(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let args = args::parse(attribute, &mut errors);
    let manifold = function::parse(item, &mut errors)
        .map(|function| check::manifold(args, function, &mut errors));
    let mistakes = errors.into_tokens();
    // Where a method stands, no type can.
    let generated = manifold
        .filter(|manifold| !manifold.function.is_method())
        .map(|manifold| generate::manifold(&manifold, &mistakes));
    quote! { #item #generated #mistakes }
}
