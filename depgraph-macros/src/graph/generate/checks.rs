//! One constant for each token that can be wrong, spanned at that token.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, TokenStreamExt as _, format_ident, quote};
use syn::Token;

use super::layout::{Layout, Slot};
use crate::{
    errors::{ends, ends_of_path},
    graph::{
        attributes,
        model::{Graph, Node, Splice, plain, written},
    },
};

pub(super) fn of(graph: &Graph, layout: &Layout<'_>) -> TokenStream {
    let mut checks = Checks::default();
    for (node, slot) in layout.nodes() {
        checks.of_node(node, slot, layout);
    }
    for (splice, slot) in layout.splices() {
        checks.of_splice(splice, slot);
    }
    if let Some(base) = &graph.base {
        let call = checks.call(Check::Others, ends_of_path(&base.path), TokenStream::new());
        checks.item(None, call);
    }
    [checks.functions(graph), checks.items]
        .into_iter()
        .collect()
}

/// The checks. They are written token by token: to add one stream to another costs a macro that is not optimized far more.
#[derive(Default)]
struct Checks {
    items: TokenStream,
    called: BTreeSet<Check>,
}

/// The call of a check, which the compiler underlines where it fails.
type Call = [TokenTree; 2];

impl Checks {
    fn of_node(&mut self, node: &Node, slot: &Slot<'_>, layout: &Layout<'_>) {
        let index = &slot.index;
        let cfg = attributes::cfg(&node.attributes);
        let cfg = cfg.as_ref();
        let at = |name: &Ident| (name.span(), name.span());
        if let Some(base) = &layout.base {
            let name = plain(&node.name);
            let arguments = quote!(__depgraph::Probe::<#base>::GRAPH, #name);
            let call = self.call(Check::Replacement, at(&node.name), arguments);
            self.item(cfg, call);
        }
        // Of one that could not be read whole, what is missing may be there.
        if !node.is_unclear {
            // One constant for both, for the sake of the time that rustc takes for each: the first that fails says everything.
            let index_checked = self.of_configuration(node, index);
            let check = self.call(Check::Node, at(&node.name), index_checked);
            self.item(cfg, check);
        }
        for (number, wire) in node.wires().iter().enumerate() {
            let arguments = quote!(#index, #number);
            let call = self.call(Check::WireInput, at(&wire.input), arguments.clone());
            self.item(cfg, call);
            let call = self.call(Check::WireNode, at(&wire.node), arguments);
            self.item(cfg, call);
        }
        for (number, condition) in node.when().iter().enumerate() {
            let call = self.call(Check::Condition, at(condition), quote!(#index, #number));
            self.item(cfg, call);
        }
    }

    /// A missing configuration is reported at the path, a superfluous one where it stands. A node that can be left out has
    /// an `Option`, of which its type says whether it is right. What is returned stands for the index.
    fn of_configuration(&mut self, node: &Node, index: &TokenStream) -> TokenStream {
        if node.optional.is_some() {
            return index.clone();
        }
        let path = &node.manifold.path;
        let call = match &node.manifold.arguments {
            Some(arguments) if !arguments.values.is_empty() => {
                let at = ends(&arguments.values);
                self.call(Check::Configured, at, index.clone())
            }
            Some(_) | None => {
                let text = written(path);
                self.call(
                    Check::Unconfigured,
                    ends_of_path(path),
                    quote!(#index, #text),
                )
            }
        };
        call.into_iter().collect()
    }

    fn of_splice(&mut self, splice: &Splice, slot: &Slot<'_>) {
        let (alias, index) = (&slot.alias, &slot.index);
        let arguments = quote!(#index, __depgraph::Probe::<#alias>::GRAPH);
        let call = self.call(Check::Splice, ends_of_path(&splice.graph.path), arguments);
        self.item(attributes::cfg(&splice.attributes).as_ref(), call);
    }

    fn call(&mut self, check: Check, (first, last): (Span, Span), arguments: TokenStream) -> Call {
        self.called.insert(check);
        let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
        arguments.set_span(last);
        [Ident::new(check.function(), first).into(), arguments.into()]
    }

    /// `const _: () = value;`
    fn item(&mut self, cfg: Option<&TokenStream>, value: impl IntoIterator<Item = impl ToTokens>) {
        let items = &mut self.items;
        items.append_all(cfg);
        <Token![const]>::default().to_tokens(items);
        <Token![_]>::default().to_tokens(items);
        <Token![:]>::default().to_tokens(items);
        items.append(Group::new(Delimiter::Parenthesis, TokenStream::new()));
        <Token![=]>::default().to_tokens(items);
        items.append_all(value);
        <Token![;]>::default().to_tokens(items);
    }

    /// The checks as functions that know the graph: rustc takes longer for a call of one that is generic, or is given the
    /// graph.
    fn functions(&self, graph: &Graph) -> TokenStream {
        let functions = self.called.iter().map(|check| {
            let types = check.parameters();
            let names: Vec<_> = (0..types.len())
                .map(|number| format_ident!("__{number}"))
                .collect();
            let function = format_ident!("{}", check.function());
            // A replacement of a node that there is not has no index.
            let is_of_node = !matches!(check, Check::Replacement | Check::Others);
            let condition =
                (graph.base.is_some() && is_of_node).then(|| quote!(if __0 < <[_]>::len(&__NODES)));
            let suspicion = check.suspicion();
            let (returns, index) = if check.is_of_configuration() {
                (Some(quote!(-> usize)), Some(quote!(__0)))
            } else {
                (None, None)
            };
            let check = format_ident!("{}", check.name());
            quote! {
                // The only call of it may be configured away.
                #[allow(dead_code)]
                #[track_caller]
                const fn #function(#(#names: #types),*) #returns {
                    #condition { #suspicion { __depgraph::check::#check(&__GRAPH, #(#names),*); } }
                    #index
                }
            }
        });
        quote!(#(#functions)*)
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
    /// The function that knows the graph: the name of the library's, behind two underscores.
    fn function(self) -> &'static str {
        match self {
            Self::Replacement => "__replacement",
            Self::Node => "__node",
            Self::Configured => "__configured",
            Self::Unconfigured => "__unconfigured",
            Self::WireInput => "__wire_input",
            Self::WireNode => "__wire_node",
            Self::Condition => "__condition",
            Self::Splice => "__splice",
            Self::Others => "__others",
        }
    }

    fn name(self) -> &'static str {
        self.function().trim_start_matches('_')
    }

    /// Whether it is made first, in the place of the index that the check of the node is given.
    fn is_of_configuration(self) -> bool {
        matches!(self, Self::Configured | Self::Unconfigured)
    }

    /// The condition on which something may be wrong with node `__0`: to ask here takes rustc less than the call.
    fn suspicion(self) -> Option<TokenStream> {
        Some(match self {
            Self::Node => quote!(if __TABLES.marks[__0] & __depgraph::check::REPORTED != 0),
            Self::Configured => quote!(if !__NODES[__0].manifold.is_configured),
            Self::Unconfigured => quote!(if __NODES[__0].manifold.is_configured),
            Self::WireInput | Self::WireNode => {
                quote!(if __TABLES.marks[__0] & __depgraph::check::MISWIRED != 0)
            }
            Self::Replacement | Self::Condition | Self::Splice | Self::Others => return None,
        })
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
