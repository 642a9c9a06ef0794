//! How a run starts: the arguments, the call, and what becomes of the result.
//!
//! This is a plain function, not an `async` block: such a block for every manifold is the dearest of what rustc would
//! have to check.

use proc_macro2::{Ident, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use crate::place::Krate;

use super::{
    super::{
        model::{Config, Input, InputKind, Manifold, Output, Parameter},
        types,
    },
    as_output, local,
};

pub(super) fn start(manifold: &Manifold, krate: &Krate) -> TokenStream {
    let function = manifold.function.name();
    let cx = local("cx", function.span());
    let (bindings, arguments) = arguments(manifold, krate, &cx);
    let call = quote_spanned!(function.span()=> #function(#(#arguments),*));
    let run = run(manifold, &call, krate, &cx);
    let krate = krate.path();
    quote! {
        fn start(
            #cx: #krate::__private::StartCx,
        ) -> ::core::result::Result<#krate::__private::RunFuture, #krate::BoxError> {
            #bindings
            ::core::result::Result::Ok(#run)
        }
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
                arguments.push(quote!(#cx.config::<#stored>()));
                continue;
            }
            Parameter::Run { by_reference: true } => {
                arguments.push(quote!(&#cx.run()));
                continue;
            }
            Parameter::Config(Config { stored, .. }) => {
                let krate = krate.at(stored.span());
                quote_spanned! {stored.span()=>
                    <#stored as #krate::bounds::ByValue>::by_value(#cx.config::<#stored>())
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
    let output = as_output(&input.ty, krate);
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
    let start = starting(manifold, call, cx);
    let expose = expose(manifold, krate);
    // A type with an `impl Trait` in it has no name.
    let ty = manifold
        .function
        .returns()
        .filter(|ty| !types::mentions(ty, "impl"));
    let span = ty.map_or_else(|| function.span(), syn::spanned::Spanned::span);
    let ty = ty.map_or_else(|| quote!(_), |ty| quote!(#ty));
    let krate = krate.at(span);
    let into_start = quote_spanned!(span=> <#ty as #krate::bounds::IntoStart<_>>::start);
    quote!(#into_start(#start, #cx, #expose))
}

/// The boxed future of the start function.
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
    let future = if !manifold.function.is_async() {
        quote_spanned!(span=> ::core::future::ready(#call))
    } else if manifold.borrows() {
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
        let expose = quote_spanned!(ty.span()=> <_ as #krate::Expose<#ty>>::expose);
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
