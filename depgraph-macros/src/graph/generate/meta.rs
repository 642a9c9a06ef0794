//! What the library's validator reads.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use crate::{
    graph::{
        attributes,
        model::{Entry, Graph, Node, plain},
    },
    place::place,
};

/// The nodes, and the implementation of `GraphType` that has them wired.
pub(super) fn of(graph: &Graph) -> TokenStream {
    let Graph { krate, name, .. } = graph;
    let nodes = all(graph);
    let text = plain(name);
    let at = place(name.span(), krate);
    let base = graph.base.as_ref().map_or_else(
        || quote!(Self),
        |base| {
            let path = &base.path;
            quote_spanned!(path.span()=> <#path as #krate::GraphType>::Base)
        },
    );
    quote! {
        const __NODES: &[#krate::__private::NodeMeta] = #nodes;

        #[automatically_derived]
        impl #krate::GraphType for #name {
            type Base = #base;
            type Itself = Self;
            const META: &'static #krate::__private::GraphMeta = {
                const TABLES: &#krate::__private::check::Tables<
                    { __NODES.len() },
                    { #krate::__private::check::links_of(__NODES) },
                    { #krate::__private::check::outputs_of(__NODES) },
                > = &#krate::__private::check::Tables::new(__NODES);
                &#krate::__private::GraphMeta {
                    name: #text,
                    at: #at,
                    wiring: TABLES.wiring(__NODES),
                }
            };
        }
    }
}

/// All nodes, whether they are written here or not.
fn all(graph: &Graph) -> TokenStream {
    let krate = &graph.krate;
    if let Some(base) = &graph.base {
        let own = own(krate, graph.nodes());
        let path = &base.path;
        let base = quote_spanned!(path.span()=> <#path as #krate::GraphType>::META);
        return quote!(&#krate::__private::compose::replaced::<{ #base.len() }>(#base, &#own));
    }
    if graph.splices().next().is_none() {
        let own = own(krate, graph.nodes());
        return quote!(&#own);
    }
    let parts = parts(graph);
    quote! {{
        const PARTS: &[#krate::__private::compose::Part] = &[#parts];
        &#krate::__private::compose::spliced::<{ #krate::__private::compose::nodes_of(PARTS) }>(PARTS)
    }}
}

/// The stretches of nodes that are written here, and the splices between them.
fn parts(graph: &Graph) -> TokenStream {
    let krate = &graph.krate;
    let mut parts = TokenStream::new();
    let mut entries = graph.entries.iter().peekable();
    while let Some(entry) = entries.next() {
        match entry {
            Entry::Splice(splice) => {
                let cfg = attributes::cfg(&splice.attributes);
                let path = &splice.graph.path;
                let meta = quote_spanned!(path.span()=> <#path as #krate::GraphType>::META);
                parts.extend(quote!(#cfg #krate::__private::compose::Part::Splice(#meta),));
            }
            Entry::Node(node) => {
                let mut stretch = vec![&**node];
                while let Some(Entry::Node(node)) =
                    entries.next_if(|entry| matches!(entry, Entry::Node(_)))
                {
                    stretch.push(node);
                }
                let own = own(krate, stretch.into_iter());
                parts.extend(quote!(#krate::__private::compose::Part::Own(&#own),));
            }
        }
    }
    parts
}

fn own<'a>(krate: &TokenStream, nodes: impl Iterator<Item = &'a Node>) -> TokenStream {
    let nodes = nodes.into_iter().map(|node| {
        let cfg = attributes::cfg(&node.attributes);
        let node = self::node(node, krate);
        quote!(#cfg #node)
    });
    quote!([#(#nodes),*])
}

fn node(node: &Node, krate: &TokenStream) -> TokenStream {
    let name = plain(&node.name);
    let at = place(node.name.span(), krate);
    let path = &node.manifold.path;
    let manifold = quote_spanned!(path.span()=> <#path as #krate::Manifold>::META);
    let wires = node.wires.iter().map(|wire| {
        let (input, node) = (plain(&wire.input), plain(&wire.node));
        quote!((#input, #node))
    });
    let when = node.when.iter().map(plain);
    let optional = node.optional.is_some();
    quote! {
        #krate::__private::NodeMeta {
            name: #name,
            at: #at,
            manifold: &#manifold,
            wires: &[#(#wires),*],
            when: &[#(#when),*],
            optional: #optional,
            origin: ::core::option::Option::None,
        }
    }
}
