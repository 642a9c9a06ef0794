//! The code that a graph becomes.

mod assemble;
mod checks;
mod keys;
mod layout;
mod meta;
mod node;
mod nodes;

use std::{collections::HashSet, iter};

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use self::{keys::Keys, layout::Layout};
use super::{
    attributes, docs,
    model::{Graph, written},
};

/// The graph's type, and everything that goes with it. Of a graph that is not right, not all that is written is in use.
pub(super) fn graph(graph: &Graph, is_right: bool) -> TokenStream {
    let Graph {
        krate,
        attributes,
        visibility,
        name,
        ..
    } = graph;
    let docs = docs::of_graph(graph);
    let layout = Layout::of(graph);
    let items = &layout.items;
    let parts = parts(graph, &layout);
    let key = keys::function(graph);
    let Keys {
        items: keys,
        clashes,
    } = keys::of(graph, &layout);
    let meta = meta::of(graph, &layout, is_right && clashes.is_empty());
    // Collected, and not quoted: a stream that is quoted is cloned, token by token if nothing was added to it but tokens.
    let members: TokenStream = [keys, assemble::functions(graph, &layout, is_right)]
        .into_iter()
        .collect();
    let checks = checks::of(graph, &layout);
    // The compiler shows all of it where it shows it, so all of it is at the name.
    let item = quote_spanned!(name.span()=> struct #name {});
    quote! {
        #(#attributes)*
        #docs
        #[allow(dead_code, missing_copy_implementations, missing_debug_implementations, rustdoc::private_intra_doc_links)]
        #visibility #item

        const _: () = {
            use #krate::__private as __depgraph;
            #[allow(unused_imports)]
            use __depgraph::Unknown as _;

            #items
            #meta
            #parts
            #key

            #[allow(clippy::too_many_arguments, clippy::type_complexity, dead_code, rustdoc::private_intra_doc_links, unused_qualifications)]
            impl #name {
                #members
            }

            #clashes
            #checks
        };
    }
}

/// A graph of which no node is known: of what is done with its type, the compiler says nothing then.
pub(super) fn unknown(graph: &Graph, mistake: &TokenStream) -> TokenStream {
    let Graph {
        attributes,
        visibility,
        name,
        ..
    } = graph;
    let cfg = attributes::cfg(attributes);
    quote! {
        #cfg
        #[allow(dead_code)]
        #visibility type #name = #mistake;
    }
}

/// Says what is contained in the graph: itself, the one whose nodes it replaces, and those that it splices. Of one that could not
/// be read, anything may be.
fn parts(graph: &Graph, layout: &Layout<'_>) -> TokenStream {
    let name = &graph.name;
    if !graph.is_complete {
        return quote!(impl<Part> __depgraph::Contains<Part> for #name {});
    }
    let itself = (None, name, quote!(0));
    let base = layout.base.iter().map(|alias| (None, alias, quote!(0)));
    let mut seen = HashSet::new();
    let spliced = layout.splices().filter_map(|(splice, slot)| {
        let cfg = attributes::cfg(&splice.attributes);
        // That all its nodes are there twice is said of the second one.
        let is_first = seen.insert((
            written(&splice.graph.path),
            cfg.as_ref().map(ToString::to_string),
        ));
        is_first.then(|| (cfg, &slot.alias, slot.index.clone()))
    });
    let parts = iter::once(itself).chain(base).chain(spliced);
    let parts = parts.map(|(cfg, alias, index)| {
        quote! {
            #cfg
            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl __depgraph::Contains<#alias> for #name {
                const __FIRST_INDEX: usize = #index;
            }
        }
    });
    let parts: TokenStream = parts.collect();
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __depgraph::Contains<__depgraph::NoGraph> for #name {}
        #parts
    }
}

/// A local name that the user's code cannot see. The underscores are for what hygiene does not cover: a pattern that is
/// named like a unit struct of the user would be that struct.
fn local(name: &str) -> Ident {
    format_ident!("__{name}", span = Span::mixed_site())
}
