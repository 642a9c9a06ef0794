//! The functions that evaluate the configuration of a graph.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Expr, ExprPath, spanned::Spanned as _};

use super::{layout::Layout, local};
use crate::graph::{
    attributes,
    model::{Arguments, Call, Entry, Graph, Node, plain},
};

/// `new`, and what the graphs call that splice this one or replace nodes of it.
pub(super) fn functions(graph: &Graph, layout: &Layout) -> TokenStream {
    let Graph {
        krate,
        visibility,
        name,
        parameters,
        ..
    } = graph;
    let names: Vec<_> = parameters.iter().map(|parameter| &parameter.name).collect();
    let types: Vec<_> = parameters.iter().map(|parameter| &parameter.ty).collect();
    let mutable = parameters.iter().map(|parameter| &parameter.mutability);
    let docs = format!("A [`{0}`](Self), ready to run.", plain(name));
    let cx = local("cx");
    let body = match &graph.base {
        None => entries(graph, &cx),
        Some(base) => replacements(graph, base, layout, &cx),
    };
    // Its name is what an error about the arguments points at.
    let pack = Ident::new("__parameters", name.span());
    quote! {
        #[doc = #docs]
        #visibility fn new(#(#names: #types),*) -> #krate::Graph<<Self as #krate::GraphType>::Base> {
            #krate::Graph::assemble(
                <Self as #krate::GraphType>::META,
                |#cx| Self::__assemble((#(#names,)*), #cx),
            )
        }

        #[doc(hidden)]
        #visibility fn #pack(#(#names: #types),*) -> (#(#types,)*) {
            (#(#names,)*)
        }

        #[doc(hidden)]
        #visibility fn __assemble(
            (#(#mutable #names,)*): (#(#types,)*),
            mut #cx: #krate::__private::Assembly,
        ) -> #krate::__private::Assembly {
            #body
        }
    }
}

/// Every node in its turn.
fn entries(graph: &Graph, cx: &Ident) -> TokenStream {
    let krate = &graph.krate;
    let entries = graph.entries.iter().map(|entry| match entry {
        Entry::Splice(splice) => {
            let cfg = attributes::cfg(&splice.attributes);
            let lints = attributes::lints(&splice.attributes);
            let parameters = parameters(&splice.graph, krate);
            let itself = itself(&splice.graph.path, krate);
            quote!(#cfg #(#lints)* { #cx = #itself::__assemble(#parameters, #cx); })
        }
        Entry::Node(node) => {
            let cfg = attributes::cfg(&node.attributes);
            let (lets, spec, policy) = spec(node, krate);
            quote! {
                #cfg
                if #cx.wants_next() {
                    #lets
                    #cx.push(#spec, #policy);
                }
            }
        }
    });
    quote!(#(#entries)* #cx)
}

/// The arguments of the base, then the replacements, then the base around them.
fn replacements(graph: &Graph, base: &Call, layout: &Layout, cx: &Ident) -> TokenStream {
    let krate = &graph.krate;
    let parameters = parameters(base, krate);
    let itself = itself(&base.path, krate);
    let entries = graph.entries.iter().zip(&layout.indices);
    let replacements = entries.filter_map(|(entry, index)| {
        let Entry::Node(node) = entry else {
            return None;
        };
        let cfg = attributes::cfg(&node.attributes);
        let (lets, spec, policy) = spec(node, krate);
        Some(quote! {
            #cfg
            if #cx.wants(#index) {
                #lets
                #cx.replace(#index, #spec, #policy);
            }
        })
    });
    quote! {
        let base = #parameters;
        #(#replacements)*
        #itself::__assemble(base, #cx)
    }
}

/// The path as a type whose functions can be called; where it is no graph, that is the only error.
fn itself(path: &ExprPath, krate: &TokenStream) -> TokenStream {
    quote_spanned!(path.span()=> <<#path as #krate::GraphType>::Itself>)
}

fn parameters(graph: &Call, krate: &TokenStream) -> TokenStream {
    let itself = itself(&graph.path, krate);
    let values = graph
        .arguments
        .iter()
        .flat_map(|arguments| &arguments.values);
    quote_spanned!(graph.path.span()=> #itself::__parameters(#(#values),*))
}

/// Statements that evaluate what the node is configured with, an optional node specification, and its policy.
fn spec(node: &Node, krate: &TokenStream) -> (TokenStream, TokenStream, TokenStream) {
    let lints = attributes::lints(&node.attributes);
    let config = local("config");
    let path = &node.manifold.path;
    let span = path.span();
    let manifold = quote_spanned!(span=> <#path as #krate::Manifold>);
    let policy = policy(node, krate);
    let value = node.manifold.arguments.as_ref().and_then(value);
    let Some((value, value_span)) = value else {
        let nothing = quote_spanned!(span=> #krate::__private::unconfigured::<#manifold::Config>());
        return (
            TokenStream::new(),
            quote_spanned!(span=> #nothing.map(#manifold::node)),
            policy,
        );
    };
    if node.optional.is_some() {
        return (
            quote_spanned! {span=>
                #(#lints)*
                let #config: ::core::option::Option<#manifold::Config> = #value;
            },
            quote_spanned!(span=> #config.map(#manifold::node)),
            policy,
        );
    }
    let configured = quote_spanned! {value_span=>
        <<#path as #krate::Manifold>::Takes
            as #krate::__private::Configured<<#path as #krate::Manifold>::Config>>
    };
    (
        quote_spanned!(span=> #(#lints)* let #config: #configured::Value = #value;),
        quote_spanned! {span=>
            ::core::option::Option::Some(#manifold::node(#configured::config(#config)))
        },
        policy,
    )
}

/// One expression, or several as a tuple.
fn value(arguments: &Arguments) -> Option<(TokenStream, Span)> {
    let span = arguments.span;
    let values = &arguments.values;
    match &**values {
        [] => None,
        [value] => Some((quote!(#value), value.span())),
        [..] => Some((quote_spanned!(span=> (#(#values),*)), span)),
    }
}

fn policy(node: &Node, krate: &TokenStream) -> TokenStream {
    let settings = node
        .policy
        .iter()
        .map(|(name, value): &(Ident, Expr)| quote!(.#name(#value)));
    quote_spanned!(Span::mixed_site()=> #krate::Policy::new()#(#settings)*)
}
