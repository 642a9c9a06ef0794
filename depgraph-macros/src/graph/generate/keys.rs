//! A key for each node, and what to say where several would have one.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::Visibility;

use super::layout::{Layout, Slot};
use crate::{
    graph::{
        attributes, docs,
        model::{Graph, Node, plain},
    },
    message,
};

/// The keys, as items of the type.
pub(super) fn of(graph: &Graph, layout: &Layout<'_>) -> TokenStream {
    if graph.base.is_some() {
        return TokenStream::new();
    }
    let nodes: Vec<_> = layout.nodes().collect();
    nodes
        .iter()
        .enumerate()
        .filter_map(|(number, (node, slot))| {
            let mut conditions: Vec<_> = attributes::condition(&node.attributes)
                .into_iter()
                .collect();
            for earlier in namesakes(&nodes[..number], node) {
                let condition = attributes::condition(&earlier.attributes)?;
                conditions.push(quote!(not(#condition)));
            }
            Some(key(&graph.visibility, node, slot, &conditions))
        })
        .collect()
}

/// An error for each node whose key an earlier one has, which shows both.
pub(super) fn clashes(layout: &Layout<'_>) -> TokenStream {
    let nodes: Vec<_> = layout.nodes().collect();
    nodes
        .iter()
        .enumerate()
        .flat_map(|(number, (node, _))| {
            namesakes(&nodes[..number], node)
                .into_iter()
                .map(|earlier| clash(earlier, node))
        })
        .collect()
}

/// Those of the `earlier` nodes that have the key of `node`, up to the first that is there in any case.
fn namesakes<'a>(earlier: &[(&'a Node, &Slot<'a>)], node: &Node) -> Vec<&'a Node> {
    let key = node.key();
    let mut namesakes = Vec::new();
    for (earlier, _) in earlier {
        if earlier.key() == key {
            namesakes.push(*earlier);
            if attributes::condition(&earlier.attributes).is_none() {
                break;
            }
        }
    }
    namesakes
}

fn key(
    visibility: &Visibility,
    node: &Node,
    slot: &Slot<'_>,
    conditions: &[TokenStream],
) -> TokenStream {
    let cfg = (!conditions.is_empty()).then(|| quote!(#[cfg(all(#(#conditions),*))]));
    let docs = docs::of_key(node);
    let attributes = attributes::of_key(&node.attributes);
    let key = node.key();
    let Slot { alias, index, .. } = slot;
    quote! {
        #cfg
        #[doc = #docs]
        #(#attributes)*
        #visibility const #key: __depgraph::Node<Self, #alias> = __depgraph::Node::new(#index);
    }
}

/// The compiler shows the call, which is at the later name, and the failure inside of it, which is at the earlier one.
fn clash(earlier: &Node, later: &Node) -> TokenStream {
    let names = (plain(&earlier.name), plain(&later.name));
    let message = if names.0 == names.1 {
        message::node_twice(&names.0)
    } else {
        message::key_twice(&names.0, &names.1, earlier.key())
    };
    let text = message.into_text();
    let conditions = [earlier, later].map(|node| attributes::condition(&node.attributes));
    let conditions = conditions.iter().flatten();
    let first = format_ident!("first_{}", names.0, span = earlier.name.span());
    let fail = quote_spanned!(earlier.name.span()=> __depgraph::check::fail(#text));
    let mut call = first.clone();
    call.set_span(later.name.span());
    let call = quote_spanned!(later.name.span()=> #call());
    quote! {
        #[cfg(all(#(#conditions),*))]
        const _: () = {
            #[allow(non_snake_case)]
            const fn #first() {
                #fail
            }
            #call
        };
    }
}
