//! A key for each node, and what to say where several would have one.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Visibility;

use super::layout::{Layout, Slot};
use crate::{
    graph::{
        attributes, docs,
        model::{Graph, Node, key, plain},
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
        const fn __key<__M: ?::core::marker::Sized>(index: usize) -> __depgraph::Node<#name, __M> {
            __depgraph::Node::new(index)
        }
    }
}

/// What the keys become.
pub(super) struct Keys {
    /// The keys, as items of the type; none, if the nodes have those of another graph.
    pub(super) items: TokenStream,
    /// An error for each node whose key an earlier one has, which shows both.
    pub(super) clashes: TokenStream,
}

pub(super) fn of(graph: &Graph, layout: &Layout<'_>) -> Keys {
    let mut keys = Vec::new();
    let mut clashes = TokenStream::new();
    let mut namesakes = Namesakes::default();
    for (node, slot) in layout.nodes() {
        let name = key(&node.name);
        let earlier = namesakes.add(&name, node);
        for earlier in &earlier {
            let message = clash_of(graph, earlier, node, &name);
            clashes.extend(clash(earlier, node, message));
        }
        let conditions = earlier
            .iter()
            .map(|earlier| attributes::condition(&earlier.attributes));
        let conditions: Option<Vec<_>> = conditions.collect();
        // `None`: an earlier one is there in any case.
        if let (None, Some(others)) = (&graph.base, conditions) {
            keys.push(Key {
                name,
                node,
                slot,
                cfg: cfg(node, &others),
            });
        }
    }
    let mut items = items(&keys, &graph.visibility);
    items.extend(unread(graph, &namesakes));
    Keys { items, clashes }
}

/// The keys of nodes of which no more than a name is known, so that nobody who asks for them is told that there are none.
fn unread(graph: &Graph, namesakes: &Namesakes<'_>) -> Option<TokenStream> {
    if graph.unread.is_empty() || graph.base.is_some() {
        return None;
    }
    let keys = graph.unread.iter().map(key).collect::<BTreeSet<_>>();
    let keys = keys
        .into_iter()
        .filter(|key| !namesakes.0.contains_key(&key.to_string()));
    let visibility = &graph.visibility;
    Some(
        quote!(#(#visibility const #keys: __depgraph::Node<Self, __depgraph::Unread> = __key(0);)*),
    )
}

fn clash_of(graph: &Graph, earlier: &Node, later: &Node, key: &Ident) -> Message {
    let (first, second) = (plain(&earlier.name), plain(&later.name));
    if first != second {
        message::key_twice(first, second, key)
    } else if graph.base.is_some() {
        message::replaced_twice(first)
    } else {
        message::node_twice(first)
    }
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

struct Key<'a> {
    name: Ident,
    node: &'a Node,
    slot: &'a Slot<'a>,
    cfg: Option<TokenStream>,
}

/// When a node has a key: unless one of the `others` is there, each of which has a condition.
fn cfg(node: &Node, others: &[TokenStream]) -> Option<TokenStream> {
    let own = attributes::condition(&node.attributes);
    (own.is_some() || !others.is_empty()).then(|| {
        let own = own.into_iter();
        quote!(#[cfg(all(#(#own,)* #(not(#others)),*))])
    })
}

/// The keys, in one stream: to add one stream to another costs a macro that is not optimized far more than tokens do.
fn items(keys: &[Key<'_>], visibility: &Visibility) -> TokenStream {
    let cfgs = keys.iter().map(|key| &key.cfg);
    let docs = keys.iter().map(|key| docs::of_key(key.node));
    let attributes = keys.iter().map(|key| {
        let attributes = attributes::of_key(&key.node.attributes);
        attributes.collect::<Vec<_>>()
    });
    let names = keys.iter().map(|key| &key.name);
    let aliases = keys.iter().map(|key| &key.slot.alias);
    let indices = keys.iter().map(|key| {
        let index = key.slot.index.clone();
        Group::new(Delimiter::Parenthesis, index)
    });
    quote! {
        #(
            #cfgs
            #[doc = #docs]
            #(#attributes)*
            #visibility const #names: __depgraph::Node<Self, #aliases> = __key #indices;
        )*
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
