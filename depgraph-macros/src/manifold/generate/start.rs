//! How a run starts: one call, that says how to come by the arguments, what to call with them, and what becomes of the
//! result.
//!
//! Each statement, closure or `async` block more is what rustc would take longest to check, in every manifold again. So
//! there are none, but for a function that borrows what it is called with, or takes a great many arguments.

use proc_macro2::{Ident, Literal, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, quote, quote_spanned};
use syn::{Token, token};

use super::{
    super::{
        model::{Config, Input, InputKind, Manifold, Output, Parameter},
        types,
    },
    aliases::Alias,
    local,
};
use crate::errors::ends;

/// How many arguments a list has at most. A longer list is a list of lists.
const LONGEST: usize = 8;

/// The function that starts a run.
pub(super) fn start(manifold: &Manifold) -> TokenStream {
    let function = manifold.function.name();
    let cx = local("cx", function.span());
    let arguments = arguments(manifold);
    let function = if arguments.len() > LONGEST || manifold.borrows() {
        closure(manifold)
    } else {
        function.to_token_stream()
    };
    let arguments = list(&arguments);
    let exposes = exposes(manifold);
    let begin = begin(manifold);
    quote! {
        fn start(#cx: __depgraph::StartCx) -> __depgraph::Began {
            #begin(#cx, #arguments, #function, #exposes)
        }
    }
}

/// How to come by an argument: an item of a type, as an implementor of a trait.
struct Argument {
    ty: Alias,
    of: Ident,
    item: Ident,
    port: Option<Literal>,
}

impl ToTokens for Argument {
    /// Token by token: to add one stream to another costs a macro that is not optimized far more.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        <Token![<]>::default().to_tokens(tokens);
        self.ty.to_tokens(tokens);
        <Token![as]>::default().to_tokens(tokens);
        tokens.append(Ident::new("__depgraph", Span::call_site()));
        <Token![::]>::default().to_tokens(tokens);
        self.of.to_tokens(tokens);
        <Token![>]>::default().to_tokens(tokens);
        <Token![::]>::default().to_tokens(tokens);
        self.item.to_tokens(tokens);
        if let Some(port) = &self.port {
            token::Paren::default().surround(tokens, |tokens| port.to_tokens(tokens));
        }
    }
}

fn arguments(manifold: &Manifold) -> Vec<Argument> {
    let mut inputs = 0..;
    let argument = |parameter: &Parameter| {
        let (ty, of, item, port) = match parameter {
            Parameter::Input(Input { ty, kind, .. }) => {
                let item = match kind {
                    InputKind::Required => "__REQUIRED",
                    InputKind::Optional => "__OPTIONAL",
                    InputKind::Latest => "__LATEST",
                    InputKind::Watch => "__WATCH",
                };
                // The next of the inputs is the first that has had no parameter yet.
                let alias = Alias::of_input(inputs.next().unwrap_or_default(), ty);
                (alias, "Output", item, None)
            }
            Parameter::Config(Config {
                by_reference: true, ..
            }) => (Alias::of_itself(), "Given", "LENT", None),
            Parameter::Config(Config { stored, .. }) => {
                let (first, _) = types::ends(stored);
                (Alias::of_config(first), "ByValue", "COPY", None)
            }
            Parameter::Run { .. } => (Alias::of_itself(), "Given", "RUN", None),
            Parameter::Stop => (Alias::of_itself(), "Given", "STOP", None),
            Parameter::Publish { port } => {
                let alias = Alias::of_output(*port, &manifold.outputs[*port].ty);
                (alias, "Output", "__publish", Some(*port))
            }
        };
        Argument {
            ty,
            of: Ident::new(of, Span::call_site()),
            item: Ident::new(item, Span::call_site()),
            port: port.map(Literal::usize_unsuffixed),
        }
    };
    manifold.parameters.iter().map(argument).collect()
}

/// A tuple; if it is long, of tuples.
fn list(elements: &[impl ToTokens]) -> TokenStream {
    if elements.len() <= LONGEST {
        return quote!((#(#elements,)*));
    }
    let lists: Vec<TokenStream> = elements.chunks(LONGEST).map(list).collect();
    list(&lists)
}

/// Calls the function with what it borrows.
fn closure(manifold: &Manifold) -> TokenStream {
    let function = manifold.function.name();
    let span = function.span();
    let names: Vec<Ident> = (0..manifold.parameters.len())
        .map(|number| local(&format!("argument{number}"), span))
        .collect();
    let parameters = manifold.parameters.iter().zip(&names);
    let arguments = parameters.map(|(parameter, name)| match parameter {
        Parameter::Config(Config {
            by_reference: true, ..
        }) => {
            let alias = Alias::of_config(Span::call_site());
            quote!(__depgraph::Lent::<#alias>::get(&#name))
        }
        Parameter::Run { by_reference: true } => quote!(&#name),
        Parameter::Input(_)
        | Parameter::Config(_)
        | Parameter::Run { .. }
        | Parameter::Stop
        | Parameter::Publish { .. } => quote!(#name),
    });
    let call = quote_spanned!(span=> #function(#(#arguments),*));
    let call = if manifold.function.is_async() {
        quote_spanned!(span=> async move { #call.await })
    } else {
        call
    };
    let patterns = list(&names);
    let call = quote_spanned!(span=> |#patterns| #call);
    // The function is called with a tuple, and so is the closure.
    quote!(__depgraph::OfTuple(#call))
}

/// What the returned type says about how it goes on.
fn begin(manifold: &Manifold) -> TokenStream {
    let function = manifold.function.name();
    let returns = manifold.function.returns();
    let (first, last) = returns.map_or_else(|| ends(function), types::ends);
    let begin = if manifold.blocking {
        "begin_blocking"
    } else if manifold.function.is_async() {
        "begin_async"
    } else {
        "begin"
    };
    let begin = Ident::new(begin, first);
    // Underlined as the type that is returned, which is not named: where it does not resolve, that is said once.
    let mut end = Punct::new('>', Spacing::Alone);
    end.set_span(last);
    quote_spanned!(first=> <__depgraph::Itself<_ #end as __depgraph::IntoStart<_>>::#begin)
}

/// How to take the outputs from the worker: most have one.
fn exposes(manifold: &Manifold) -> TokenStream {
    let outputs = manifold.outputs.iter().enumerate();
    let exposed = outputs.filter(|(_, output)| !output.published);
    let exposed = exposed.map(|(port, Output { ty, .. })| {
        let ty = Alias::of_output(port, ty);
        // The worker, of which rustc finds out the type, and underlines the output.
        let worker = Ident::new("_", ty.first());
        quote! {
            <#ty as __depgraph::Output>::__exposed(<#worker as __depgraph::Expose<#ty>>::expose, #port)
        }
    });
    let exposed: Vec<TokenStream> = exposed.collect();
    match exposed.as_slice() {
        [only] => only.clone(),
        several => list(several),
    }
}
