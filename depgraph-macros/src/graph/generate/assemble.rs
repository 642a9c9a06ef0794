//! The functions that evaluate the configuration of a graph.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens as _, TokenStreamExt as _, quote, quote_spanned};
use syn::{Expr, ExprPath, Token, spanned::Spanned as _};

use super::{layout::Layout, local, meta, node};
use crate::{
    errors::ends_of_path,
    graph::{
        attributes,
        model::{Arguments, Call, Entry, Graph, Node, Parameter, plain},
    },
};

/// `new`, the drawings, and what the graphs call that splice this one or replace nodes of it.
pub(super) fn functions(graph: &Graph, layout: &Layout<'_>, is_right: bool) -> TokenStream {
    let visibility = &graph.visibility;
    let assembly = if graph.mistake.is_some() {
        unknown(graph)
    } else {
        assembly(graph, layout, is_right)
    };
    quote! {
        #assembly

        /// The graph in the language of Graphviz, to be drawn.
        #[must_use]
        #visibility fn dot() -> impl ::core::fmt::Display {
            __depgraph::draw::dot(<Self as __depgraph::GraphType>::__CHECKED_GRAPH)
        }

        /// The graph in the language of Mermaid, to be drawn.
        #[must_use]
        #visibility fn mermaid() -> impl ::core::fmt::Display {
            __depgraph::draw::mermaid(<Self as __depgraph::GraphType>::__CHECKED_GRAPH)
        }
    }
}

/// What stands for `new` where the parameters are not known: of its type the compiler says nothing, and so not that it cannot
/// be called.
fn unknown(graph: &Graph) -> TokenStream {
    let visibility = &graph.visibility;
    quote! {
        #[allow(non_upper_case_globals)]
        #visibility const new: <Self as __depgraph::GraphType>::Itself =
            <Self as __depgraph::GraphType>::__VALUE_TO_CALL;
    }
}

fn assembly(graph: &Graph, layout: &Layout<'_>, is_right: bool) -> TokenStream {
    let Graph {
        visibility,
        name,
        parameters,
        ..
    } = graph;
    let names: Vec<_> = parameters.iter().map(|parameter| &parameter.name).collect();
    let types: Vec<_> = parameters.iter().map(|parameter| &parameter.ty).collect();
    let mutable = parameters.iter().map(|parameter| &parameter.mutability);
    let docs = format!("A graph of [`{0}`](Self), ready to run.", plain(name));
    // Clippy has opinions on units.
    let packed = (!names.is_empty()).then(|| quote!((#(#names,)*)));
    let packed_type = packed.as_ref().map(|_| quote!(-> (#(#types,)*)));
    let cx = local("cx");
    let base = meta::base(graph);
    let (first, last) = meta::base_ends(graph);
    // Spanned as the base is: if that is no graph, the compiler would say it here, too.
    let end = quote_spanned!(last=> >);
    let returns = quote_spanned!(first=> __depgraph::Graph<#base #end);
    let body = match &graph.base {
        None => entries(parameters, layout, &cx),
        Some(base) => replacements(base, layout, &cx),
    };
    // What reads a parameter may be what could not be read.
    let lints = (!is_right).then(|| quote!(#[allow(unused_mut, unused_variables)]));
    // An error about the arguments points at the name of the function, and so at that of the graph.
    let [new, parameters] =
        ["new", "__parameters"].map(|function| Ident::new(function, name.span()));
    let assembled = quote_spanned!(name.span()=> __depgraph::Assembled);
    quote! {
        #[doc = #docs]
        #visibility fn #new(
            #(#names: #types),*
        ) -> #returns {
            __depgraph::Graph::assemble(<Self as __depgraph::GraphType>::__CHECKED_GRAPH, |#cx| {
                Self {}.__assemble((#(#names,)*), #cx);
            })
        }

        #[doc(hidden)]
        #visibility fn #parameters(self, #(#names: #types),*) #packed_type {
            #packed
        }

        // It returns something, so that a `return` in an expression, behind which nodes would be left out, is an error.
        #[doc(hidden)]
        #lints
        #visibility fn __assemble(
            self,
            (#(#mutable #names,)*): (#(#types,)*),
            #cx: &__depgraph::Assembly,
        ) -> #assembled {
            #body
            __depgraph::Assembled
        }
    }
}

/// Every node in its turn.
fn entries(parameters: &[Parameter], layout: &Layout<'_>, cx: &Ident) -> TokenStream {
    let mut entries = TokenStream::new();
    for slot in &layout.slots {
        entry(slot.entry, parameters, cx, &mut entries);
    }
    entries
}

fn entry(entry: &Entry, parameters: &[Parameter], cx: &Ident, tokens: &mut TokenStream) {
    match entry {
        Entry::Splice(splice) if splice.graph.is_unclear => {}
        Entry::Splice(splice) => {
            let cfg = attributes::cfg(&splice.attributes);
            let lints = attributes::lints(&splice.attributes);
            let arguments = self::parameters(&splice.graph);
            let itself = itself(&splice.graph.path);
            tokens.extend([quote!(#cfg #(#lints)* { #itself.__assemble(#arguments, #cx); })]);
        }
        Entry::Node(node) => {
            tokens.append_all(attributes::cfg(&node.attributes));
            tokens.append_all(attributes::lints(&node.attributes));
            let spec = Group::new(Delimiter::Parenthesis, node::spec(node));
            if has_effect(node, parameters) {
                tokens.extend([quote!(if #cx.wants_next() { #cx.push #spec; })]);
            } else {
                // Token by token: to add one stream to another costs a macro that is not optimized far more.
                cx.to_tokens(tokens);
                <Token![.]>::default().to_tokens(tokens);
                tokens.append(Ident::new("push", Span::call_site()));
                tokens.append(spec);
                <Token![;]>::default().to_tokens(tokens);
            }
        }
    }
}

/// Whether somebody could notice that the configuration of a node which is replaced is evaluated, and so must not be.
///
/// Nobody notices that of a literal, of a parameter of the graph, or of a field of one (a `Deref` on the way to it is to
/// have no effect), and most nodes have nothing else: for these the compiler is spared the question. All else may have an
/// effect: a call, an operator, a macro, even the name of a constant, whose value may do something as it is dropped.
fn has_effect(node: &Node, parameters: &[Parameter]) -> bool {
    !node.policy().is_empty() || !node.values().all(|value| is_inert(value, parameters))
}

fn is_inert(value: &Expr, parameters: &[Parameter]) -> bool {
    if let Expr::Field(field) = value {
        is_inert(&field.base, parameters)
    } else if let Expr::Path(path) = value {
        let mut names = parameters.iter().map(|parameter| &parameter.name);
        names.any(|name| path.path.is_ident(name))
    } else {
        matches!(value, Expr::Lit(_))
    }
}

/// The arguments of the base, then the replacements, then the base around them.
fn replacements(base: &Call, layout: &Layout<'_>, cx: &Ident) -> TokenStream {
    if base.is_unclear {
        return TokenStream::new();
    }
    let parameters = parameters(base);
    let itself = itself(&base.path);
    let base = local("base");
    let replacements = layout.nodes().map(|(node, slot)| {
        let cfg = attributes::cfg(&node.attributes);
        let index = &slot.index;
        let spec = node::spec(node);
        let lints = attributes::lints(&node.attributes);
        quote!(#cfg #(#lints)* if #cx.wants(#index) { #cx.replace(#index, #spec); })
    });
    quote! {
        let #base = #parameters;
        #(#replacements)*
        #itself.__assemble(#base, #cx);
    }
}

fn parameters(graph: &Call) -> TokenStream {
    let itself = itself(&graph.path);
    let (_, last) = ends_of_path(&graph.path);
    let arguments = graph
        .arguments
        .as_ref()
        .map_or_else(|| quote_spanned!(last=> ()), Arguments::tokens);
    quote_spanned!(last=> #itself.__parameters #arguments)
}

/// A value of the graph's type, to call functions on.
fn itself(path: &ExprPath) -> TokenStream {
    quote_spanned!(path.span()=> <#path as __depgraph::GraphType>::__VALUE_TO_CALL)
}
