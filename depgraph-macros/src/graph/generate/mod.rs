//! The code that a graph becomes.

mod assemble;
mod checks;
mod layout;
mod meta;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use self::layout::Layout;
use super::{
    attributes, docs,
    model::{Entry, Graph},
};

/// The graph's type, and everything that goes with it.
pub(super) fn graph(graph: &Graph) -> TokenStream {
    let Graph {
        attributes,
        visibility,
        name,
        ..
    } = graph;
    let docs = docs::of_graph(graph);
    let layout = Layout::of(graph);
    let anchors = &layout.anchors;
    let meta = meta::of(graph);
    let parts = parts(graph, &layout);
    let keys = keys(graph, &layout);
    let functions = assemble::functions(graph, &layout);
    let checks = checks::of(graph, &layout);
    quote! {
        #(#attributes)*
        #docs
        #[allow(dead_code, missing_debug_implementations, rustdoc::private_intra_doc_links)]
        #visibility struct #name {
            never: ::core::convert::Infallible,
        }

        const _: () = {
            #anchors
            #meta
            #parts

            #[allow(dead_code, rustdoc::private_intra_doc_links)]
            impl #name {
                #keys
                #functions
            }

            #checks
        };
    }
}

/// A key for each node.
fn keys(graph: &Graph, layout: &Layout) -> TokenStream {
    let Graph {
        krate,
        visibility,
        base: None,
        ..
    } = graph
    else {
        return TokenStream::new();
    };
    let entries = graph.entries.iter().zip(&layout.indices);
    entries
        .filter_map(|(entry, index)| match entry {
            Entry::Node(node) => Some((node, index)),
            Entry::Splice(_) => None,
        })
        .map(|(node, index)| {
            let cfg = attributes::cfg(&node.attributes);
            let docs = docs::of_key(node);
            let attributes = attributes::of_key(&node.attributes);
            let key = node.key();
            let path = &node.manifold.path;
            quote! {
                #cfg
                #[doc = #docs]
                #(#attributes)*
                #visibility const #key: #krate::Node<Self, #path> = #krate::Node::new(#index);
            }
        })
        .collect()
}

/// Says of the spliced graphs that they are parts of this one.
fn parts(graph: &Graph, layout: &Layout) -> TokenStream {
    let Graph { krate, name, .. } = graph;
    let entries = graph.entries.iter().zip(&layout.indices);
    entries
        .filter_map(|(entry, index)| match entry {
            Entry::Node(_) => None,
            Entry::Splice(splice) => Some((splice, index)),
        })
        .map(|(splice, index)| {
            let cfg = attributes::cfg(&splice.attributes);
            let path = &splice.graph.path;
            quote! {
                #cfg
                #[automatically_derived]
                impl #krate::PartOf<#name> for #path {
                    const SHIFT: usize = #index;
                }
            }
        })
        .collect()
}

/// A local name that the user's code cannot see.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
