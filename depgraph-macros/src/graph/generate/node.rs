//! How a node is made: its configuration and its policy.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{layout::Slot, local};
use crate::{
    errors::ends,
    graph::model::{Arguments, Node},
};

/// Statements that evaluate what the node is configured with; then the node, if it is not left out.
pub(super) fn spec(node: &Node, slot: &Slot<'_>) -> (TokenStream, TokenStream) {
    let (lets, spec) = of_manifold(node, &slot.alias);
    let settings = node.policy();
    if settings.is_empty() {
        return (lets, spec);
    }
    let settings = settings
        .iter()
        .map(|(name, value)| quote_spanned!(name.span()=> .#name(#value)));
    let policy = quote_spanned!(Span::mixed_site()=> &__depgraph::Policy::new()#(#settings)*);
    (lets, quote!(__depgraph::with_policy(#spec, #policy)))
}

/// The same, with the policy of its manifold.
fn of_manifold(node: &Node, alias: &Ident) -> (TokenStream, TokenStream) {
    let path = &node.manifold.path;
    let (first, last) = ends(path);
    // Spanned so that the compiler underlines the path and nothing else.
    let manifold = quote_spanned!(first=> <#path as __depgraph::Manifold>);
    let end = quote_spanned!(last=> >);
    let arguments = node.manifold.arguments.as_ref();
    let Some(value) = arguments.and_then(Arguments::value) else {
        let spec = quote_spanned!(first=> #manifold::configured(()));
        return (TokenStream::new(), spec);
    };
    let config = local("config");
    let config_type = quote_spanned!(last=> Config);
    if node.optional.is_some() {
        return (
            quote_spanned! {first=>
                let #config: ::core::option::Option<#manifold::#config_type #end = #value;
            },
            quote_spanned!(first=> #manifold::optional(#config)),
        );
    }
    let ty = quote_spanned!(first=> __depgraph::Value<#alias, _ #end);
    (
        quote_spanned!(first=> let #config: #ty = #value;),
        quote_spanned!(first=> #manifold::configured(#config)),
    )
}
