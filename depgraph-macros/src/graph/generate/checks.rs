//! One constant for each token that can be wrong, spanned at that token.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};

use super::layout::{Layout, Slot};
use crate::{
    errors::ends,
    graph::{
        attributes,
        model::{Graph, Node, plain, written},
    },
};

pub(super) fn of(graph: &Graph, layout: &Layout<'_>) -> TokenStream {
    let name = &graph.name;
    let nodes = layout
        .nodes()
        .map(|(node, slot)| of_node(name, node, slot, layout));
    let splices = layout.splices().map(|(splice, slot)| {
        let cfg = attributes::cfg(&splice.attributes);
        let (alias, index) = (&slot.alias, &slot.index);
        let (first, last) = ends(&splice.graph.path);
        let call = quote_spanned!(first=> __depgraph::check::splice::<#name>);
        let spliced = quote!(__depgraph::Probe::<#alias>::GRAPH);
        let arguments = quote_spanned!(last=> (#index, #spliced));
        quote!(#cfg const _: () = #call #arguments;)
    });
    let others = graph.base.as_ref().map(|base| {
        let (first, last) = ends(&base.path);
        let call = quote_spanned!(first=> __depgraph::check::others::<#name>);
        let arguments = quote_spanned!(last=> ());
        quote!(const _: () = #call #arguments;)
    });
    quote! {
        #(#nodes)*
        #(#splices)*
        #others
    }
}

fn of_node(graph: &Ident, node: &Node, slot: &Slot<'_>, layout: &Layout<'_>) -> TokenStream {
    let index = &slot.index;
    let span = node.name.span();
    let mut checks = Vec::new();
    if let Some(base) = &layout.base {
        let name = plain(&node.name);
        checks.push(quote_spanned! {span=>
            __depgraph::check::replacement::<#graph>(__depgraph::Probe::<#base>::GRAPH, #name)
        });
    }
    let check = quote_spanned!(span=> __depgraph::check::node::<#graph>(#index));
    // One constant for both, for the sake of the time that rustc takes for each: the first that fails says everything.
    checks.push(match configuration(graph, node, index) {
        Some(configuration) => quote!({ #configuration; #check }),
        None => check,
    });
    for (number, wire) in node.wires().iter().enumerate() {
        checks.push(quote_spanned! {wire.input.span()=>
            __depgraph::check::wire_input::<#graph>(#index, #number)
        });
        checks.push(quote_spanned! {wire.node.span()=>
            __depgraph::check::wire_node::<#graph>(#index, #number)
        });
    }
    for (number, condition) in node.when().iter().enumerate() {
        checks.push(quote_spanned! {condition.span()=>
            __depgraph::check::condition::<#graph>(#index, #number)
        });
    }
    let cfg = attributes::cfg(&node.attributes);
    quote!(#(#cfg const _: () = #checks;)*)
}

/// A missing configuration is reported at the path, a superfluous one where it stands. A node that can be left out has
/// an `Option`, of which its type says whether it is right.
fn configuration(graph: &Ident, node: &Node, index: &TokenStream) -> Option<TokenStream> {
    let path = &node.manifold.path;
    let text = written(path);
    let (check, (first, last)) = match &node.manifold.arguments {
        Some(arguments) if !arguments.values.is_empty() => ("configured", ends(&arguments.values)),
        Some(_) | None => ("unconfigured", ends(path)),
    };
    if node.optional.is_some() {
        return None;
    }
    let check = Ident::new(check, first);
    let call = quote_spanned!(first=> __depgraph::check::#check::<#graph>);
    let arguments = quote_spanned!(last=> (#index, #text));
    Some(quote!(#call #arguments))
}
