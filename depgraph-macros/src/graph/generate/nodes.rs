//! The list of a graph's nodes.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{ToTokens, quote};

use super::layout::{Layout, Slot};
use crate::{
    graph::{
        attributes,
        model::{Graph, Node, plain},
    },
    place,
};

/// How many nodes there are, whether they are written here or not, and the array of them.
pub(super) fn of(graph: &Graph, layout: &Layout<'_>) -> (TokenStream, TokenStream) {
    if let Some(base) = &layout.base {
        let own = layout.nodes().map(replacement);
        let base = quote!(__depgraph::Probe::<#base>::GRAPH);
        let nodes = quote!(__depgraph::compose::replaced(#base, &[#(#own),*]));
        return (quote!(#base.len()), nodes);
    }
    let mut parts = parts(layout);
    let mut len = layout.len.clone();
    if !graph.is_complete {
        // What could not be read may provide anything.
        parts.push(Part::Nodes(quote!([__depgraph::NodeMeta::UNKNOWN])));
        len = quote!(#len + 1);
    }
    let nodes = match parts.as_slice() {
        [Part::Nodes(nodes)] => nodes.clone(),
        parts => quote!(__depgraph::compose::spliced(&[#(#parts),*])),
    };
    (len, nodes)
}

/// A stretch of the graph's body.
enum Part {
    /// Nodes that are written there.
    Nodes(TokenStream),
    /// A graph, as a part.
    Splice(TokenStream),
}

impl ToTokens for Part {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::Nodes(nodes) => quote!(__depgraph::compose::Part::Own(&#nodes)),
            Self::Splice(splice) => splice.clone(),
        });
    }
}

fn parts(layout: &Layout<'_>) -> Vec<Part> {
    let file = |slot: &Slot<'_>| {
        slot.node()
            .map(|(node, _)| place::file_and_line(node.name.span()).0)
    };
    let slots: Vec<_> = layout.slots.iter().map(|slot| (file(slot), slot)).collect();
    // Nodes of a macro of the user's may be in another file than those beside them.
    let stretches = slots.chunk_by(|(a, _), (b, _)| a.is_some() && a == b);
    let parts = stretches.filter_map(|stretch| {
        let (file, slot) = stretch.first()?;
        let nodes: Vec<_> = stretch.iter().filter_map(|(_, slot)| slot.node()).collect();
        Some(match file {
            Some(file) => Part::Nodes(written(file, &slot.index, &nodes)),
            None => Part::Splice(splice(slot)),
        })
    });
    parts.collect()
}

fn splice(slot: &Slot<'_>) -> TokenStream {
    let alias = &slot.alias;
    let (_, attributes) = slot.entry.path_and_attributes();
    let cfg = attributes::cfg(attributes);
    quote!(#cfg __depgraph::compose::Part::Splice(__depgraph::Probe::<#alias>::GRAPH))
}

/// Nodes of one file, of which the first one has the index `first`.
fn written(file: &str, first: &TokenStream, nodes: &[(&Node, &Slot<'_>)]) -> TokenStream {
    let cfgs: Vec<_> = nodes
        .iter()
        .map(|(node, _)| attributes::cfg(&node.attributes))
        .collect();
    let names = nodes.iter().map(|(node, _)| plain(&node.name));
    let lines = nodes.iter().map(|(node, _)| place::line(node.name.span()));
    let aliases: Vec<_> = nodes.iter().map(|(_, slot)| &slot.alias).collect();
    // Of a type that is private, rustc says so wherever it is found: at the path, as where the node is made.
    let [library, manifolds] = ["__depgraph", "MANIFOLD"].map(|word| {
        let words = aliases.iter().map(|alias| Ident::new(word, alias.span()));
        words.collect::<Vec<_>>()
    });
    let special = nodes.iter().filter(|(node, _)| is_special(node));
    let special = special.map(|(node, slot)| {
        let cfg = attributes::cfg(&node.attributes);
        let index = &slot.index;
        let (wires, when, optional) = (wires(node), when(node), node.optional.is_some());
        quote!(#cfg (#index - (#first), &#wires, &#when, #optional))
    });
    quote! {
        __depgraph::compose::written(
            #file,
            [#(#cfgs #names),*],
            [#(#cfgs #lines),*],
            [#(#cfgs #library::Probe::<#aliases, _, _>::#manifolds),*],
            &[#(#special),*],
        )
    }
}

/// Whether there is more to say of it than its manifold.
fn is_special(node: &Node) -> bool {
    node.optional.is_some() || !node.wires().is_empty() || !node.when().is_empty()
}

/// A node that takes the place of another.
fn replacement((node, slot): (&Node, &Slot<'_>)) -> TokenStream {
    let cfg = attributes::cfg(&node.attributes);
    let name = plain(&node.name);
    let (file, line) = place::file_and_line(node.name.span());
    let alias = &slot.alias;
    let (wires, when, optional) = (wires(node), when(node), node.optional.is_some());
    quote! {
        #cfg
        __depgraph::NodeMeta {
            wires: &#wires,
            when: &#when,
            optional: #optional,
            ..__depgraph::NodeMeta::new(#name, #file, #line, __depgraph::Probe::<#alias, _, _>::MANIFOLD)
        }
    }
}

fn wires(node: &Node) -> Group {
    let inputs = node.wires().iter().map(|wire| plain(&wire.input));
    let nodes = node.wires().iter().map(|wire| plain(&wire.node));
    Group::new(Delimiter::Bracket, quote!(#((#inputs, #nodes)),*))
}

fn when(node: &Node) -> Group {
    let when = node.when().iter().map(plain);
    Group::new(Delimiter::Bracket, quote!(#(#when),*))
}
