//! What the entries of a graph are called in the generated code, and where their nodes are in the list of all nodes.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, format_ident, quote};
use syn::{Attribute, ExprPath, Token, spanned::Spanned as _};

use crate::graph::{
    attributes,
    model::{Entry, Graph, Node, Splice, plain, word},
};

pub(super) struct Layout<'a> {
    /// The aliases and constants that the rest refers to.
    pub(super) items: TokenStream,
    /// The alias of the graph of which nodes are replaced.
    pub(super) base: Option<Ident>,
    /// One for each entry.
    pub(super) slots: Vec<Slot<'a>>,
    /// How many nodes they make, if they replace none; a constant expression.
    pub(super) len: TokenStream,
}

pub(super) struct Slot<'a> {
    pub(super) entry: &'a Entry,
    /// The alias of the path. Of a path that does not resolve the compiler would say different things in different
    /// places, so it gets to see only one of them.
    pub(super) alias: Ident,
    /// The index of the first node, a constant expression.
    pub(super) index: TokenStream,
}

impl<'a> Slot<'a> {
    /// The node, if it is one.
    pub(super) fn node(&self) -> Option<(&'a Node, &Self)> {
        match self.entry {
            Entry::Node(node) => Some((node, self)),
            Entry::Splice(_) => None,
        }
    }
}

impl<'a> Layout<'a> {
    pub(super) fn of(graph: &'a Graph) -> Self {
        let mut layout = Self {
            items: TokenStream::new(),
            base: None,
            slots: Vec::new(),
            len: TokenStream::new(),
        };
        if let Some(base) = &graph.base {
            let alias = layout.alias("Base", &base.path, &[]);
            layout.base = Some(alias);
        }
        let mut next = Index {
            anchor: None,
            offset: 0,
        };
        for (number, entry) in graph.entries.iter().enumerate() {
            let (path, attributes) = entry.path_and_attributes();
            let alias = layout.alias(&number.to_string(), path, attributes);
            let index = match (&layout.base, entry) {
                (Some(base), Entry::Node(node)) => layout.index_in(&base.clone(), node, number),
                (_, Entry::Node(_) | Entry::Splice(_)) => {
                    layout.step(&mut next, &alias, entry, number)
                }
            };
            layout.slots.push(Slot {
                entry,
                alias,
                index,
            });
        }
        layout.len = next.to_token_stream();
        layout
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = (&'a Node, &Slot<'a>)> {
        self.slots.iter().filter_map(|slot| slot.node())
    }

    pub(super) fn splices(&self) -> impl Iterator<Item = (&'a Splice, &Slot<'a>)> {
        self.slots.iter().filter_map(|slot| match slot.entry {
            Entry::Node(_) => None,
            Entry::Splice(splice) => Some((splice, slot)),
        })
    }

    fn alias(&mut self, name: &str, path: &ExprPath, attributes: &[Attribute]) -> Ident {
        let span = word(path).map_or_else(|| path.span(), Ident::span);
        let alias = format_ident!("__Path{name}", span = span);
        let cfg = attributes::cfg(attributes);
        let allowed = attributes::allowed(attributes);
        // Token by token: to add one stream to another costs a macro that is not optimized far more.
        let items = &mut self.items;
        items.append_all(cfg);
        items.append_all(allowed);
        <Token![type]>::default().to_tokens(items);
        alias.to_tokens(items);
        <Token![=]>::default().to_tokens(items);
        path.to_tokens(items);
        <Token![;]>::default().to_tokens(items);
        alias
    }

    /// The index of an entry, which is counted on from the last one of which the macro cannot know how many nodes it has.
    fn step(
        &mut self,
        next: &mut Index,
        alias: &Ident,
        entry: &Entry,
        number: usize,
    ) -> TokenStream {
        let index = next.to_token_stream();
        let (_, attributes) = entry.path_and_attributes();
        let condition = attributes::condition(attributes);
        let nodes = match entry {
            Entry::Node(_) if condition.is_none() => {
                next.offset += 1;
                return index;
            }
            Entry::Node(_) => quote!(1),
            Entry::Splice(_) => quote!(__depgraph::Probe::<#alias>::GRAPH.len()),
        };
        let anchor = format_ident!("__AFTER_{number}");
        let cfg = attributes::cfg(attributes);
        let without = condition
            .map(|condition| quote!(#[cfg(not(#condition))] const #anchor: usize = #index;));
        self.items.extend(quote! {
            #cfg
            const #anchor: usize = #index + #nodes;
            #without
        });
        *next = Index {
            anchor: Some(anchor),
            offset: 0,
        };
        index
    }

    /// A replacement is where the node is that it replaces.
    fn index_in(&mut self, base: &Ident, node: &Node, number: usize) -> TokenStream {
        let index = format_ident!("__AT_{number}");
        let name = plain(&node.name);
        let cfg = attributes::cfg(&node.attributes);
        self.items.extend(quote! {
            #cfg
            const #index: usize =
                __depgraph::compose::index_in(__depgraph::Probe::<#base>::GRAPH, #name);
        });
        index.to_token_stream()
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
        match anchor {
            None => offset.to_tokens(tokens),
            Some(anchor) if *offset == 0 => anchor.to_tokens(tokens),
            Some(anchor) => tokens.extend(quote!(#anchor + #offset)),
        }
    }
}
