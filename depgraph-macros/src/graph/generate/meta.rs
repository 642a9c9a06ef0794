//! What the library's validator reads.

use std::collections::BTreeSet;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Token;

use super::{layout::Layout, nodes};
use crate::{
    errors::{ends, ends_of_path},
    graph::model::{Graph, plain},
    place,
};

/// The nodes, and the implementation of `GraphType` that has them wired.
pub(super) fn of(graph: &Graph, layout: &Layout<'_>, is_right: bool) -> TokenStream {
    let name = &graph.name;
    let (len, nodes) = nodes::of(graph, layout);
    let text = plain(name);
    let at = place(name.span());
    // Where that is less visible than this graph, rustc underlines all of the item.
    let (first, last) = base_ends(graph);
    let end = Token![;](last);
    let base = base(graph);
    let base = quote_spanned!(first=> type Base = #base #end);
    let is_named = is_named(graph, layout);
    let (itself, value) = match &graph.mistake {
        None => (quote!(Self), quote!(Self {})),
        Some(mistake) => (mistake.clone(), quote!([])),
    };
    // Statics, because rustc looks at all that a constant refers to, anew for each constant, but never into another static
    // from a static. No method of theirs is called as one: a trait of the user's may have one of that name for every type.
    quote! {
        static __NODES: [__depgraph::NodeMeta; #len] = #nodes;
        const __SIZE: __depgraph::check::Size = __depgraph::check::Size::of(&__NODES);
        static __TABLES: __depgraph::check::Tables<
            { #len },
            { __SIZE.links },
            { __SIZE.buckets() },
        > = __depgraph::check::Tables::new(&__NODES, #is_named);
        static __GRAPH: __depgraph::GraphMeta = __depgraph::GraphMeta {
            name: #text,
            at: #at,
            wiring: __depgraph::check::Tables::wiring(&__TABLES, &__NODES),
            is_read: #is_right,
        };

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __depgraph::GraphType for #name {
            #base
            type Itself = #itself;
            const __VALUE_TO_CALL: Self::Itself = #value;
            const __CHECKED_GRAPH: &'static __depgraph::GraphMeta = &__GRAPH;
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

/// Where the path begins and ends of the graph whose keys the nodes have.
pub(super) fn base_ends(graph: &Graph) -> (Span, Span) {
    let base = graph.base.as_ref();
    base.map_or_else(|| ends(&graph.name), |base| ends_of_path(&base.path))
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

fn place(span: Span) -> TokenStream {
    let (file, line) = place::file_and_line(span);
    quote!(__depgraph::Place { file: #file, line: #line })
}
