//! A key for each node, and what to say where several would have one.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Visibility;

use super::layout::{Layout, Slot};
use crate::{
    graph::{
        attributes, docs,
        model::{Graph, Node, plain},
    },
    message::{self, Message},
};

/// What makes each key: with one parameter for the compiler to find out, and not two.
pub(super) fn function(graph: &Graph) -> TokenStream {
    if graph.base.is_some() {
        return TokenStream::new();
    }
    let name = &graph.name;
    quote! {
        // Every node may be configured away.
        #[allow(dead_code)]
        const fn __key<M>(index: usize) -> __depgraph::Node<#name, M> {
            __depgraph::Node::new(index)
        }
    }
}

/// The keys, as items of the type.
pub(super) fn of(graph: &Graph, layout: &Layout<'_>) -> TokenStream {
    if graph.base.is_some() {
        return TokenStream::new();
    }
    let mut namesakes = Namesakes::default();
    layout
        .nodes()
        .filter_map(|(node, slot)| {
            let key = node.key();
            let mut conditions: Vec<_> = attributes::condition(&node.attributes)
                .into_iter()
                .collect();
            for earlier in namesakes.add(&key, node) {
                let condition = attributes::condition(&earlier.attributes)?;
                conditions.push(quote!(not(#condition)));
            }
            Some(item(&graph.visibility, &key, node, slot, &conditions))
        })
        .collect()
}

/// An error for each node whose key an earlier one has, which shows both.
pub(super) fn clashes(layout: &Layout<'_>) -> TokenStream {
    let mut namesakes = Namesakes::default();
    layout
        .nodes()
        .flat_map(|(node, _)| {
            let key = node.key();
            let earlier = namesakes.add(&key, node);
            earlier.into_iter().map(move |earlier| {
                let (first, second) = (plain(&earlier.name), plain(&node.name));
                let message = if first != second {
                    message::key_twice(first, second, &key)
                } else if layout.base.is_some() {
                    message::replaced_twice(first)
                } else {
                    message::node_twice(first)
                };
                clash(earlier, node, message)
            })
        })
        .collect()
}

/// The nodes of each key.
#[derive(Default)]
struct Namesakes<'a>(BTreeMap<String, Vec<&'a Node>>);

impl<'a> Namesakes<'a> {
    /// Adds a node. Returns the earlier ones that have its key, up to the first that is there in any case.
    fn add(&mut self, key: &Ident, node: &'a Node) -> Vec<&'a Node> {
        let namesakes = self.0.entry(key.to_string()).or_default();
        let is_certain = |node: &&Node| attributes::condition(&node.attributes).is_none();
        let until = namesakes
            .iter()
            .position(is_certain)
            .map_or(namesakes.len(), |first| first + 1);
        let earlier = namesakes[..until].to_vec();
        namesakes.push(node);
        earlier
    }
}

fn item(
    visibility: &Visibility,
    key: &Ident,
    node: &Node,
    slot: &Slot<'_>,
    conditions: &[TokenStream],
) -> TokenStream {
    let cfg = (!conditions.is_empty()).then(|| quote!(#[cfg(all(#(#conditions),*))]));
    let docs = docs::of_key(node);
    let attributes = attributes::of_key(&node.attributes);
    let Slot { alias, index, .. } = slot;
    quote! {
        #cfg
        #[doc = #docs]
        #(#attributes)*
        #visibility const #key: __depgraph::Node<Self, #alias> = __key(#index);
    }
}

/// The compiler shows the call, which is at the later name, and the failure inside of it, which is at the earlier one.
fn clash(earlier: &Node, later: &Node, message: Message) -> TokenStream {
    let text = message.into_text();
    let conditions = [earlier, later].map(|node| attributes::condition(&node.attributes));
    let conditions = conditions.iter().flatten();
    let first = format_ident!("first_{}", plain(&earlier.name), span = earlier.name.span());
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
