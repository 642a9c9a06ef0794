//! What the library's validator reads.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use super::layout::{Layout, Slot};
use crate::{
    errors::ends,
    graph::{
        attributes,
        model::{Entry, Graph, Node, plain},
    },
    place,
};

/// The nodes, and the implementation of `GraphType` that has them wired.
pub(super) fn of(graph: &Graph, layout: &Layout<'_>) -> TokenStream {
    let name = &graph.name;
    let nodes = all(graph, layout);
    let text = plain(name);
    let at = place(name.span());
    let base = base(graph);
    let is_named = is_named(graph, layout);
    quote! {
        const __NODES: &[__depgraph::NodeMeta] = #nodes;

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __depgraph::GraphType for #name {
            type Base = #base;
            type Itself = Self;
            const ITSELF: Self = Self { private: () };
            const META: &'static __depgraph::GraphMeta = {
                const SIZE: __depgraph::check::Size = __depgraph::check::Size::of(__NODES);
                const TABLES: &__depgraph::check::Tables<
                    { __NODES.len() },
                    { SIZE.links },
                    { SIZE.outputs },
                > = &__depgraph::check::Tables::new(__NODES, #is_named);
                &__depgraph::GraphMeta {
                    name: #text,
                    at: #at,
                    wiring: TABLES.wiring(__NODES),
                }
            };
        }
    }
}

/// Whether nodes have to be found by their names, or two may have one name.
fn is_named(graph: &Graph, layout: &Layout<'_>) -> bool {
    let mut names = BTreeSet::new();
    graph.base.is_some()
        || layout.splices().next().is_some()
        || layout.nodes().any(|(node, _)| {
            let is_new = names.insert(plain(&node.name));
            !is_new || !node.wires().is_empty() || !node.when().is_empty()
        })
}

/// The graph whose keys the nodes have.
pub(super) fn base(graph: &Graph) -> TokenStream {
    graph.base.as_ref().map_or_else(
        || quote!(Self),
        |base| {
            let path = &base.path;
            let (first, last) = ends(path);
            let base = quote_spanned!(last=> Base);
            quote_spanned!(first=> <#path as __depgraph::GraphType>::#base)
        },
    )
}

/// All nodes, whether they are written here or not.
fn all(graph: &Graph, layout: &Layout<'_>) -> TokenStream {
    if let Some(base) = &layout.base {
        let own = own(&layout.slots);
        let base = quote!(__depgraph::Probe::<#base>::GRAPH);
        return quote!(&__depgraph::compose::replaced::<{ #base.len() }>(#base, &#own));
    }
    if layout.splices().next().is_none() && graph.is_complete {
        let own = own(&layout.slots);
        return quote!(&#own);
    }
    let is_node = |slot: &Slot<'_>| matches!(slot.entry, Entry::Node(_));
    let stretches = layout.slots.chunk_by(|a, b| is_node(a) && is_node(b));
    let parts = stretches.map(part);
    // What could not be read may provide anything.
    let unknown = (!graph.is_complete).then(|| {
        quote!(__depgraph::compose::Part::Own(&[
            __depgraph::NodeMeta::UNKNOWN
        ]))
    });
    quote! {{
        const PARTS: &[__depgraph::compose::Part] = &[#(#parts,)* #unknown];
        &__depgraph::compose::spliced::<{ __depgraph::compose::nodes_of(PARTS) }>(PARTS)
    }}
}

/// A splice, or the nodes between two.
fn part(slots: &[Slot<'_>]) -> TokenStream {
    match slots {
        [
            Slot {
                entry: Entry::Splice(splice),
                alias,
                ..
            },
        ] => {
            let cfg = attributes::cfg(&splice.attributes);
            quote!(#cfg __depgraph::compose::Part::Splice(__depgraph::Probe::<#alias>::GRAPH))
        }
        nodes => {
            let own = own(nodes);
            quote!(__depgraph::compose::Part::Own(&#own))
        }
    }
}

/// The nodes that are written here.
fn own(slots: &[Slot<'_>]) -> TokenStream {
    let nodes = slots.iter().filter_map(|slot| match slot.entry {
        Entry::Splice(_) => None,
        Entry::Node(node) => {
            let cfg = attributes::cfg(&node.attributes);
            let node = self::node(node, &slot.alias);
            Some(quote!(#cfg #node))
        }
    });
    quote!([#(#nodes),*])
}

fn node(node: &Node, manifold: &Ident) -> TokenStream {
    let name = plain(&node.name);
    let (file, line) = place::file_and_line(node.name.span());
    let new = quote! {
        __depgraph::NodeMeta::new(#name, #file, #line, __depgraph::Probe::<#manifold>::MANIFOLD)
    };
    let (wires, when, optional) = (node.wires(), node.when(), node.optional.is_some());
    if wires.is_empty() && when.is_empty() && !optional {
        // Each constant more is one that rustc has to check, and most nodes are like this one.
        return new;
    }
    let wires = wires.iter().map(|wire| {
        let (input, node) = (plain(&wire.input), plain(&wire.node));
        quote!((#input, #node))
    });
    let when = when.iter().map(plain);
    quote! {
        __depgraph::NodeMeta {
            wires: &[#(#wires),*],
            when: &[#(#when),*],
            optional: #optional,
            ..#new
        }
    }
}

fn place(span: Span) -> TokenStream {
    let (file, line) = place::file_and_line(span);
    quote!(__depgraph::Place { file: #file, line: #line })
}
