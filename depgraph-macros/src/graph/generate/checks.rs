//! One constant for each token that can be wrong, spanned at that token.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::layout::{Layout, Slot};
use crate::{
    errors::ends,
    graph::{
        attributes,
        model::{Graph, Node, Splice, plain, written},
    },
};

pub(super) fn of(graph: &Graph, layout: &Layout<'_>) -> TokenStream {
    let mut checks = Checks::default();
    let nodes: Vec<_> = layout
        .nodes()
        .map(|(node, slot)| checks.of_node(node, slot, layout))
        .collect();
    let splices: Vec<_> = layout
        .splices()
        .map(|(splice, slot)| checks.of_splice(splice, slot))
        .collect();
    let others = graph.base.as_ref().map(|base| {
        let others = checks.call(Check::Others, ends(&base.path), &TokenStream::new());
        quote!(const _: () = #others;)
    });
    let functions = checks.functions(graph);
    quote! {
        #functions
        #(#nodes)*
        #(#splices)*
        #others
    }
}

/// The checks that are called.
#[derive(Default)]
struct Checks(BTreeSet<Check>);

impl Checks {
    fn of_node(&mut self, node: &Node, slot: &Slot<'_>, layout: &Layout<'_>) -> TokenStream {
        let index = &slot.index;
        let at = |name: &Ident| (name.span(), name.span());
        let mut checks = Vec::new();
        if let Some(base) = &layout.base {
            let name = plain(&node.name);
            let arguments = quote!(__depgraph::Probe::<#base>::GRAPH, #name);
            checks.push(self.call(Check::Replacement, at(&node.name), &arguments));
        }
        // One constant for both, for the sake of the time that rustc takes for each: the first that fails says everything.
        let configuration = self.of_configuration(node, index);
        let check = self.call(Check::Node, at(&node.name), index);
        checks.push(match configuration {
            Some(configuration) => quote!({ #configuration; #check }),
            None => check,
        });
        for (number, wire) in node.wires().iter().enumerate() {
            let arguments = quote!(#index, #number);
            checks.push(self.call(Check::WireInput, at(&wire.input), &arguments));
            checks.push(self.call(Check::WireNode, at(&wire.node), &arguments));
        }
        for (number, condition) in node.when().iter().enumerate() {
            checks.push(self.call(Check::Condition, at(condition), &quote!(#index, #number)));
        }
        let cfg = attributes::cfg(&node.attributes);
        quote!(#(#cfg const _: () = #checks;)*)
    }

    /// A missing configuration is reported at the path, a superfluous one where it stands. A node that can be left out has
    /// an `Option`, of which its type says whether it is right.
    fn of_configuration(&mut self, node: &Node, index: &TokenStream) -> Option<TokenStream> {
        if node.optional.is_some() {
            return None;
        }
        let path = &node.manifold.path;
        Some(match &node.manifold.arguments {
            Some(arguments) if !arguments.values.is_empty() => {
                self.call(Check::Configured, ends(&arguments.values), index)
            }
            Some(_) | None => {
                let text = written(path);
                self.call(Check::Unconfigured, ends(path), &quote!(#index, #text))
            }
        })
    }

    fn of_splice(&mut self, splice: &Splice, slot: &Slot<'_>) -> TokenStream {
        let cfg = attributes::cfg(&splice.attributes);
        let (alias, index) = (&slot.alias, &slot.index);
        let arguments = quote!(#index, __depgraph::Probe::<#alias>::GRAPH);
        let check = self.call(Check::Splice, ends(&splice.graph.path), &arguments);
        quote!(#cfg const _: () = #check;)
    }

    /// The call of a check, which the compiler underlines where it fails.
    fn call(
        &mut self,
        check: Check,
        (first, last): (Span, Span),
        arguments: &TokenStream,
    ) -> TokenStream {
        self.0.insert(check);
        let function = format_ident!("__{}", check.name(), span = first);
        let arguments = quote_spanned!(last=> (#arguments));
        quote!(#function #arguments)
    }

    /// The checks as functions that know the graph: rustc takes longer for a call of one that is generic, or is given the
    /// graph.
    fn functions(&self, graph: &Graph) -> TokenStream {
        let name = &graph.name;
        let functions = self.0.iter().map(|check| {
            let types = check.parameters();
            let names: Vec<_> = (0..types.len())
                .map(|number| format_ident!("__{number}"))
                .collect();
            let function = format_ident!("__{}", check.name());
            // A replacement of a node that there is not has no index.
            let is_of_node = !matches!(check, Check::Replacement | Check::Others);
            let condition =
                (graph.base.is_some() && is_of_node).then(|| quote!(if __0 < __GRAPH.len()));
            let check = format_ident!("{}", check.name());
            quote! {
                // The only call of it may be configured away.
                #[allow(dead_code)]
                #[track_caller]
                const fn #function(#(#names: #types),*) {
                    #condition { __depgraph::check::#check(__GRAPH, #(#names),*); }
                }
            }
        });
        quote! {
            #[allow(dead_code)]
            const __GRAPH: &__depgraph::GraphMeta = <#name as __depgraph::GraphType>::META;
            #(#functions)*
        }
    }
}

/// A check of the library's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Check {
    Replacement,
    Node,
    Configured,
    Unconfigured,
    WireInput,
    WireNode,
    Condition,
    Splice,
    Others,
}

impl Check {
    fn name(self) -> &'static str {
        match self {
            Self::Replacement => "replacement",
            Self::Node => "node",
            Self::Configured => "configured",
            Self::Unconfigured => "unconfigured",
            Self::WireInput => "wire_input",
            Self::WireNode => "wire_node",
            Self::Condition => "condition",
            Self::Splice => "splice",
            Self::Others => "others",
        }
    }

    /// The types of what it is given besides the graph.
    fn parameters(self) -> Vec<TokenStream> {
        let index = quote!(usize);
        let text = quote!(&str);
        let graph = quote!(&__depgraph::GraphMeta);
        match self {
            Self::Replacement => vec![graph, text],
            Self::Node | Self::Configured => vec![index],
            Self::Unconfigured => vec![index, text],
            Self::WireInput | Self::WireNode | Self::Condition => vec![index.clone(), index],
            Self::Splice => vec![index, graph],
            Self::Others => Vec::new(),
        }
    }
}
