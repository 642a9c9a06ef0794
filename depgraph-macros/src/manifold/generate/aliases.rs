//! What the user wrote, under names that the rest of the generated code uses.
//!
//! A type that does not resolve is reported wherever it stands. It stands in these aliases and in what the user wrote, and
//! rustc says the same of both, and so says it once: what it proposes as a remedy is a parameter, right after the name of
//! the item, and so the aliases are at the name of the function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::Type;

use super::super::{
    model::{InputKind, Manifold},
    types,
};

/// The aliases of the configuration, the inputs and the outputs.
pub(super) fn of(manifold: &Manifold) -> TokenStream {
    let span = manifold.function.name().span();
    let config = manifold
        .config()
        .map_or_else(|| quote!(()), |config| config.stored.to_token_stream());
    let config_alias = Ident::new("__Config", span);
    let inputs = manifold.inputs().enumerate().map(|(index, input)| {
        let alias = format_ident!("__Input{index}", span = span);
        let ty = &input.ty;
        match input.kind {
            InputKind::Required => quote!(type #alias = #ty;),
            // In angle brackets, as the user wrote it: there rustc says more of it.
            InputKind::Optional | InputKind::Latest | InputKind::Watch => {
                quote!(type #alias = __depgraph::Itself<#ty>;)
            }
        }
    });
    let outputs = manifold.outputs.iter().enumerate().map(|(port, output)| {
        let alias = format_ident!("__Output{port}", span = span);
        let ty = &output.ty;
        quote!(type #alias = #ty;)
    });
    quote! {
        type #config_alias = #config;
        #(#inputs)*
        #(#outputs)*
    }
}

/// The type of input `index`, to be underlined as `ty` is.
pub(super) fn input(index: usize, ty: &Type) -> TokenStream {
    underlined(
        &format_ident!("__Input{index}", span = types::ends(ty).0),
        ty,
    )
}

/// The type of output `port`, to be underlined as `ty` is.
pub(super) fn output(port: usize, ty: &Type) -> TokenStream {
    underlined(
        &format_ident!("__Output{port}", span = types::ends(ty).0),
        ty,
    )
}

/// The type that a node is configured with, to be underlined at `span`.
pub(super) fn config(span: Span) -> Ident {
    Ident::new("__Config", span)
}

/// The compiler underlines a type from its first token to its last.
fn underlined(alias: &Ident, ty: &Type) -> TokenStream {
    if types::is_token(ty) {
        return quote!(#alias);
    }
    let (first, last) = types::ends(ty);
    let end = quote_spanned!(last=> >);
    quote_spanned!(first=> __depgraph::Itself<#alias #end)
}
