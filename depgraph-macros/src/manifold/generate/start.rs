//! How a run starts: the arguments, the call, and what becomes of the result.
//!
//! This is a plain function, not an `async` block: such a block for every manifold is the dearest of what rustc would
//! have to check.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use crate::{errors::ends, place::Krate};

use super::{
    super::model::{Config, Input, InputKind, Manifold, Output, Parameter},
    as_input, as_output, config_alias, local, output_alias,
};

/// The body of the function.
pub(super) fn start(manifold: &Manifold, krate: &Krate) -> TokenStream {
    let function = manifold.function.name();
    let cx = local("cx", function.span());
    let (bindings, arguments) = arguments(manifold, krate, &cx);
    let call = quote_spanned!(function.span()=> #function(#(#arguments),*));
    let run = run(manifold, &call, krate, &cx);
    quote! {
        #bindings
        ::core::result::Result::Ok(#run)
    }
}

/// Statements that make the arguments, and the expressions to call the function with. What is borrowed is borrowed in
/// the call.
fn arguments(manifold: &Manifold, krate: &Krate, cx: &Ident) -> (TokenStream, Vec<TokenStream>) {
    let span = manifold.function.name().span();
    let mut bindings = TokenStream::new();
    let mut arguments = Vec::new();
    let mut inputs = 0;
    for (number, parameter) in manifold.parameters.iter().enumerate() {
        let name = local(&format!("argument{number}"), span);
        let value = match parameter {
            Parameter::Input(taken) => {
                bindings.extend(input(taken, inputs, &name, krate, cx));
                inputs += 1;
                arguments.push(quote!(#name));
                continue;
            }
            Parameter::Config(Config {
                stored,
                by_reference: true,
                ..
            }) => {
                let alias = config_alias(stored);
                arguments.push(quote!(#cx.config::<#alias>()));
                continue;
            }
            Parameter::Run { by_reference: true } => {
                arguments.push(quote!(&#cx.run()));
                continue;
            }
            Parameter::Config(Config { stored, .. }) => {
                let krate = krate.at(stored.span());
                let alias = config_alias(stored);
                quote_spanned! {stored.span()=>
                    <#alias as #krate::bounds::ByValue>::by_value(#cx.config::<#alias>())
                }
            }
            Parameter::Run { .. } => quote!(#cx.run()),
            Parameter::Stop => quote!(#cx.stop()),
            Parameter::Publish { port } => {
                let output = as_output(&manifold.outputs[*port].ty, krate);
                quote!(#output::__publish(&#cx, #port))
            }
        };
        bindings.extend(quote!(let #name = #value;));
        arguments.push(quote!(#name));
    }
    (bindings, arguments)
}

/// Binds input `index` to `name`. A `?` instead of the `else` would double what rustc has to do for the function.
fn input(input: &Input, index: usize, name: &Ident, krate: &Krate, cx: &Ident) -> TokenStream {
    let output = as_input(input, krate);
    let krate = krate.path();
    let or_return = quote!(else { return #krate::__private::input_gone(); });
    let some = quote!(::core::option::Option::Some(#name));
    match input.kind {
        InputKind::Required => quote!(let #some = #output::__value(&#cx, #index) #or_return;),
        InputKind::Optional => quote!(let #name = #output::__value(&#cx, #index);),
        InputKind::Latest => quote!(let #some = #output::__latest(&#cx, #index) #or_return;),
        InputKind::Watch => quote!(let #name = #output::__watch(&#cx, #index);),
    }
}

/// The future of the whole run.
fn run(manifold: &Manifold, call: &TokenStream, krate: &Krate, cx: &Ident) -> TokenStream {
    let function = manifold.function.name();
    let expose = expose(manifold, krate);
    let returns = manifold.function.returns();
    let (first, last) = returns.map_or_else(|| ends(function), ends);
    let krate = krate.at(first);
    let (how, start) = if manifold.blocking || manifold.function.is_async() {
        (quote!(start), starting(manifold, call, cx))
    } else {
        (quote!(go_on), call.clone())
    };
    // Underlined as the type that is returned, which is not named: where it does not resolve, that is said once.
    let end = quote_spanned!(last=> >);
    let returned = quote_spanned!(first=> #krate::__private::Returned<_ #end);
    quote!(<#returned as #krate::bounds::IntoStart<_>>::#how(#start, #cx, #expose))
}

/// The boxed future of a start function that takes its time.
fn starting(manifold: &Manifold, call: &TokenStream, cx: &Ident) -> TokenStream {
    let span = manifold.function.name().span();
    if manifold.blocking {
        let lent = if manifold.borrows() {
            quote!(#cx)
        } else {
            quote!(_)
        };
        return quote_spanned!(span=> #cx.blocking(move |#lent| #call));
    }
    let future = if manifold.borrows() {
        quote_spanned!(span=> {
            let #cx = ::core::clone::Clone::clone(&#cx);
            async move { #call.await }
        })
    } else {
        call.clone()
    };
    quote_spanned!(span=> ::std::boxed::Box::pin(#future))
}

/// What takes the outputs from the worker.
fn expose(manifold: &Manifold, krate: &Krate) -> TokenStream {
    let function = manifold.function.name().span();
    let (cx, worker) = (local("cx", function), local("worker", function));
    let exposed = manifold
        .outputs
        .iter()
        .enumerate()
        .filter(|(_, output)| !output.published);
    let exposed = exposed.map(|(port, Output { ty, .. })| {
        let output = as_output(ty, krate);
        let krate = krate.at(ty.span());
        let alias = Ident::new(&output_alias(port), ty.span());
        let expose = quote_spanned!(ty.span()=> <_ as #krate::Expose<#alias>>::expose);
        quote!(#output::__expose(#expose, #worker, #cx, #port);)
    });
    let exposed: TokenStream = exposed.collect();
    if exposed.is_empty() {
        let krate = krate.path();
        quote!(#krate::__private::expose_nothing)
    } else {
        quote!(|#cx, #worker| { #exposed })
    }
}
