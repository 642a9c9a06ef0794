//! `#[derive(Output)]`: parse, check, generate.

mod check;
mod generate;
mod plain;

use proc_macro2::TokenStream;
use quote::quote;
use syn::DeriveInput;

use crate::errors::Errors;

/// The impls of `Output` and, where asked for, of `Deref` and `From`.
pub(crate) fn expand(item: TokenStream) -> TokenStream {
    if let Some(name) = plain::name(item.clone()) {
        return generate::plain(&name);
    }
    let mut errors = Errors::default();
    let output = syn::parse2::<DeriveInput>(item)
        .map_err(|error| errors.push_syntax(error))
        .ok()
        .and_then(|item| check::output(item, &mut errors));
    let mistakes = errors.into_tokens();
    let generated = output.as_ref().map(generate::output);
    quote!(#generated #mistakes)
}
