//! How a node is made: its configuration and its policy.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::local;
use crate::{
    errors::ends,
    graph::model::{Arguments, Node},
};

/// Statements that evaluate what the node is configured with; then an optional specification and a policy, as the
/// arguments of a function.
pub(super) fn spec(node: &Node) -> (TokenStream, TokenStream) {
    let path = &node.manifold.path;
    let (first, last) = ends(path);
    // Spanned so that the compiler underlines the path and nothing else.
    let manifold = quote_spanned!(first=> <#path as __depgraph::Manifold>);
    let config_type = quote_spanned!(last=> Config);
    let policy = policy(node);
    let arguments = node.manifold.arguments.as_ref();
    let Some(value) = arguments.and_then(Arguments::value) else {
        return (
            TokenStream::new(),
            quote_spanned!(first=> #manifold::configured(()), #policy),
        );
    };
    let config = local("config");
    if node.optional.is_some() {
        let end = quote_spanned!(last=> >);
        return (
            quote_spanned! {first=>
                let #config: ::core::option::Option<#manifold::#config_type #end = #value;
            },
            quote_spanned!(first=> #config.map(#manifold::node), #policy),
        );
    }
    let takes = quote_spanned!(last=> Takes);
    let value_type = quote_spanned!(last=> Value);
    let configured = quote_spanned! {first=>
        <#manifold::#takes as __depgraph::Configured<#manifold::#config_type, _>>::#value_type
    };
    (
        quote_spanned!(first=> let #config: #configured = #value;),
        quote_spanned!(first=> #manifold::configured(#config), #policy),
    )
}

fn policy(node: &Node) -> TokenStream {
    let settings = node.policy();
    if settings.is_empty() {
        return quote!(::core::option::Option::None);
    }
    let settings = settings
        .iter()
        .map(|(name, value)| quote_spanned!(name.span()=> .#name(#value)));
    let policy = quote_spanned!(Span::mixed_site()=> &__depgraph::Policy::new()#(#settings)*);
    quote!(::core::option::Option::Some(#policy))
}
