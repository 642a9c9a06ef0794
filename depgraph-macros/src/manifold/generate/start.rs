//! How a run starts: one call, that says how to come by the arguments, what to call with them, and what becomes of the
//! result.
//!
//! Each statement, closure or `async` block more is what rustc would take longest to check, in every manifold again. So
//! there are none, but for a function that borrows what it is called with, or takes a great many arguments.

use std::ops::RangeFrom;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::errors::ends;

use super::{
    super::{
        model::{Config, Input, InputKind, Manifold, Output, Parameter},
        types,
    },
    aliases::{self, Alias},
    local,
};

/// How many arguments a list has at most. A longer list is a list of lists.
const LONGEST: usize = 8;

/// The body of the function.
pub(super) fn start(manifold: &Manifold) -> TokenStream {
    let function = manifold.function.name();
    let cx = local("cx", function.span());
    let mut inputs = 0..;
    let arguments: Vec<_> = manifold
        .parameters
        .iter()
        .map(|parameter| argument(parameter, manifold, &mut inputs))
        .collect();
    let function = if arguments.len() > LONGEST || manifold.borrows() {
        closure(manifold)
    } else {
        quote!(#function)
    };
    let arguments = list(&arguments);
    let exposes = exposes(manifold);
    let begin = begin(manifold);
    quote!(#begin(#cx, #arguments, #function, #exposes))
}

/// How to come by the argument for a parameter. The next of the `inputs` is the first that has had no parameter yet.
fn argument(
    parameter: &Parameter,
    manifold: &Manifold,
    inputs: &mut RangeFrom<usize>,
) -> TokenStream {
    match parameter {
        Parameter::Input(Input { ty, kind, .. }) => {
            let alias = inputs.next().map(|index| Alias::of_input(index, ty));
            let item = match kind {
                InputKind::Required => "__REQUIRED",
                InputKind::Optional => "__OPTIONAL",
                InputKind::Latest => "__LATEST",
                InputKind::Watch => "__WATCH",
            };
            alias.map_or_else(TokenStream::new, |alias| alias.output(item))
        }
        Parameter::Config(Config {
            by_reference: true, ..
        }) => {
            let alias = aliases::config(Span::call_site());
            quote!(__depgraph::Argument::<__depgraph::Lent<#alias>>::LENT)
        }
        Parameter::Config(Config { stored, .. }) => {
            let (first, _) = types::ends(stored);
            let alias = aliases::config(first);
            quote_spanned!(first=> <#alias as __depgraph::ByValue>::COPY)
        }
        Parameter::Run { .. } => quote!(__depgraph::Argument::RUN),
        Parameter::Stop => quote!(__depgraph::Argument::STOP),
        Parameter::Publish { port } => {
            let publish = Alias::of_output(*port, &manifold.outputs[*port].ty).output("__publish");
            quote!(#publish(#port))
        }
    }
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
            let alias = aliases::config(Span::call_site());
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
        quote!(begin_blocking)
    } else if manifold.function.is_async() {
        quote!(begin_async)
    } else {
        quote!(begin)
    };
    // Underlined as the type that is returned, which is not named: where it does not resolve, that is said once.
    let end = quote_spanned!(last=> >);
    let returned = quote_spanned!(first=> __depgraph::Itself<_ #end);
    quote_spanned!(first=> <#returned as __depgraph::IntoStart<_>>::#begin)
}

/// How to take the outputs from the worker: most have one.
fn exposes(manifold: &Manifold) -> TokenStream {
    let outputs = manifold.outputs.iter().enumerate();
    let exposed = outputs.filter(|(_, output)| !output.published);
    let exposed = exposed.map(|(port, Output { ty, .. })| {
        let alias = Alias::of_output(port, ty);
        let exposed = alias.output("__exposed");
        let expose = quote_spanned!(alias.first()=> <_ as __depgraph::Expose<#alias>>::expose);
        quote!(#exposed(#expose, #port))
    });
    let exposed: Vec<TokenStream> = exposed.collect();
    match exposed.as_slice() {
        [only] => only.clone(),
        several => list(several),
    }
}
