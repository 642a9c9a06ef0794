//! How a node is made: its configuration and its policy.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::{
    errors::ends_of_path,
    graph::model::{Arguments, Node},
};

/// The node, if it is not left out.
pub(super) fn spec(node: &Node) -> TokenStream {
    let spec = of_manifold(node);
    let settings = node.policy();
    if settings.is_empty() {
        return spec;
    }
    let settings = settings
        .iter()
        .map(|(name, value)| quote_spanned!(name.span()=> .#name(#value)));
    let policy = quote_spanned!(Span::mixed_site()=> &__depgraph::Policy::new()#(#settings)*);
    quote!(__depgraph::with_policy(#spec, #policy))
}

/// The same, with the policy of its manifold.
fn of_manifold(node: &Node) -> TokenStream {
    let path = &node.manifold.path;
    // Spanned so that the compiler underlines the path and nothing else.
    let (first, last) = ends_of_path(path);
    let arguments = node.manifold.arguments.as_ref();
    let Some(value) = arguments.and_then(Arguments::value) else {
        return quote_spanned!(first=> <#path as __depgraph::Manifold<_, _>>::given(()));
    };
    let make = if node.optional.is_some() {
        "optional"
    } else {
        "configured"
    };
    let make = Ident::new(make, first);
    // A function is returned and called: so the path ends here.
    let mut end = Group::new(Delimiter::Parenthesis, TokenStream::new());
    end.set_span(last);
    quote_spanned!(first=> <#path as __depgraph::Manifold<_, _>>::#make #end (#value))
}
