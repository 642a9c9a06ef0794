//! Where each entry's nodes are in the list of all nodes.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};

use crate::graph::{
    attributes,
    model::{Entry, Graph, plain},
};

/// The indices, as constant expressions.
pub(super) struct Layout {
    /// The constants that the indices are counted from.
    pub(super) anchors: TokenStream,
    /// The index of each entry's first node.
    pub(super) indices: Vec<TokenStream>,
}

impl Layout {
    pub(super) fn of(graph: &Graph) -> Self {
        if graph.base.is_some() {
            Self::of_replacements(graph)
        } else {
            Self::of_entries(graph)
        }
    }

    /// Counts on from the last entry whose number of nodes the macro cannot know.
    fn of_entries(graph: &Graph) -> Self {
        let krate = &graph.krate;
        let mut anchors = TokenStream::new();
        let mut indices = Vec::new();
        let mut next = Index {
            anchor: None,
            offset: 0,
        };
        for (number, entry) in graph.entries.iter().enumerate() {
            indices.push(next.to_token_stream());
            let (attributes, nodes) = match entry {
                Entry::Node(node) => (&node.attributes, quote!(1)),
                Entry::Splice(splice) => {
                    let path = &splice.graph.path;
                    let nodes = quote!(<#path as #krate::GraphType>::META.len());
                    (&splice.attributes, nodes)
                }
            };
            let condition = attributes::condition(attributes);
            if matches!(entry, Entry::Node(_)) && condition.is_none() {
                next.offset += 1;
                continue;
            }
            let anchor = format_ident!("__AFTER_{}", number);
            let cfg = attributes::cfg(attributes);
            anchors.extend(quote!(#cfg const #anchor: usize = #next + #nodes;));
            anchors
                .extend(condition.map(
                    |condition| quote!(#[cfg(not(#condition))] const #anchor: usize = #next;),
                ));
            next = Index {
                anchor: Some(anchor),
                offset: 0,
            };
        }
        Self { anchors, indices }
    }

    /// A replacement is where the node is that it replaces.
    fn of_replacements(graph: &Graph) -> Self {
        let krate = &graph.krate;
        let base = graph.base.as_ref().map(|base| &base.path);
        let mut anchors = TokenStream::new();
        let mut indices = Vec::new();
        for (number, entry) in graph.entries.iter().enumerate() {
            let anchor = format_ident!("__AT_{}", number);
            if let Entry::Node(node) = entry {
                let name = plain(&node.name);
                let cfg = attributes::cfg(&node.attributes);
                anchors.extend(quote! {
                    #cfg
                    const #anchor: usize = #krate::__private::compose::index_in(
                        <#base as #krate::GraphType>::META,
                        #name,
                    );
                });
            }
            indices.push(anchor.to_token_stream());
        }
        Self { anchors, indices }
    }
}

/// A literal, where that is possible: it is cheaper to compile.
struct Index {
    anchor: Option<Ident>,
    offset: usize,
}

impl ToTokens for Index {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { anchor, offset } = self;
        tokens.extend(match anchor {
            None => quote!(#offset),
            Some(anchor) if *offset == 0 => quote!(#anchor),
            Some(anchor) => quote!(#anchor + #offset),
        });
    }
}
