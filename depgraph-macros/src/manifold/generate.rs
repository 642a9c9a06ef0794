//! The code that a manifold becomes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Attribute, ext::IdentExt as _, spanned::Spanned as _};

use crate::place;

use super::{
    docs,
    model::{Input, InputKind, Manifold, Parameter},
    types,
};

/// The type, and what it implements. `mistakes` stand where the compiler reads about the manifold, so that it does not
/// draw conclusions from what may be wrong.
pub(super) fn manifold(manifold: &Manifold, mistakes: &TokenStream) -> TokenStream {
    let krate = place::krate(manifold.krate.as_ref());
    let name = &manifold.name;
    let vis = &manifold.function.visibility;
    let docs = docs::text(manifold);
    let inherited = inherited(&manifold.function.attributes);
    let cfg = inherited
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"));
    let provides = manifold.outputs.iter().map(|output| {
        let ty = &output.ty;
        quote_spanned! {ty.span()=>
            #[automatically_derived]
            impl #krate::Provides<#ty> for #name {}
        }
    });
    let config = config(manifold);
    let takes = manifold.config().map_or_else(
        || quote!(#krate::__private::TakesNothing),
        |_| quote!(#krate::__private::TakesConfig),
    );
    let (meta, node) = if mistakes.is_empty() {
        (meta(manifold, &krate), node(manifold, &krate))
    } else {
        (quote!({ #mistakes }), no_node(&krate))
    };
    quote! {
        #(#inherited)*
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code, missing_debug_implementations, unreachable_pub)]
        #vis struct #name {
            never: ::core::convert::Infallible,
        }

        #(#cfg)*
        const _: () = {
            #(#provides)*

            #[automatically_derived]
            #[allow(deprecated)]
            impl #krate::Manifold for #name {
                type Config = #config;
                type Takes = #takes;
                const META: #krate::__private::ManifoldMeta = #meta;
                #node
            }
        };
    }
}

/// The attributes of the function that are true of the type, too.
fn inherited(attributes: &[Attribute]) -> Vec<&Attribute> {
    attributes
        .iter()
        .filter(|attribute| {
            let path = attribute.path();
            path.is_ident("cfg") || path.is_ident("deprecated")
        })
        .collect()
}

fn config(manifold: &Manifold) -> TokenStream {
    manifold
        .config()
        .map_or_else(|| quote!(()), |config| config.stored.to_token_stream())
}

fn meta(manifold: &Manifold, krate: &TokenStream) -> TokenStream {
    let function = manifold.function.name();
    let path = format!("::{}", manifold.name.unraw());
    let at = place::place(function.span(), krate);
    let inputs = manifold.inputs().map(|input| input_meta(input, krate));
    let outputs = manifold.outputs.iter().map(|output| {
        let ty = &output.ty;
        let published = output.published;
        quote_spanned! {ty.span()=>
            #krate::__private::OutputMeta {
                key: <#ty as #krate::Output>::KEY,
                type_id: ::core::any::TypeId::of::<#ty>,
                published: #published,
            }
        }
    });
    let config = manifold.config().map_or_else(
        || quote!(::core::option::Option::None),
        |config| {
            let text = format!("{}: {}", config.name.unraw(), types::text(&config.stored));
            quote!(::core::option::Option::Some(#text))
        },
    );
    quote! {
        #krate::__private::ManifoldMeta {
            path: ::core::concat!(::core::module_path!(), #path),
            at: #at,
            inputs: &[#(#inputs),*],
            outputs: &[#(#outputs),*],
            config: #config,
        }
    }
}

fn input_meta(input: &Input, krate: &TokenStream) -> TokenStream {
    let ty = &input.ty;
    let name = input.name.unraw().to_string();
    let at = place::place(input.name.span(), krate);
    let kind = match input.kind {
        InputKind::Required => quote!(Required),
        InputKind::Optional => quote!(Optional),
        InputKind::Latest => quote!(Latest),
        InputKind::Watch => quote!(Watch),
    };
    quote_spanned! {ty.span()=>
        #krate::__private::InputMeta {
            name: #name,
            kind: #krate::__private::InputKind::#kind,
            key: <#ty as #krate::Output>::KEY,
            type_id: ::core::any::TypeId::of::<#ty>,
            at: #at,
        }
    }
}

fn node(manifold: &Manifold, krate: &TokenStream) -> TokenStream {
    let config = local("config");
    let cx = local("cx");
    let run = run(manifold, krate, &cx);
    let filter = manifold
        .filter
        .as_ref()
        .map(|filter| quote_spanned!(filter.span()=> .with_filter(#filter)));
    let policy = (!manifold.policy.is_empty()).then(|| {
        let (settings, values): (Vec<_>, Vec<_>) = manifold.policy.iter().cloned().unzip();
        quote!(.with_policy(&#krate::Policy::new()#(.#settings(#values))*))
    });
    quote! {
        fn node(#config: Self::Config) -> #krate::__private::NodeSpec {
            #krate::__private::NodeSpec::new(#config, |#cx| {
                ::std::boxed::Box::pin(async move { #run })
            }) #filter #policy
        }
    }
}

fn no_node(krate: &TokenStream) -> TokenStream {
    quote! {
        fn node(_: Self::Config) -> #krate::__private::NodeSpec {
            ::core::unreachable!()
        }
    }
}

/// Builds the arguments, calls the function, and hands over what it returns.
fn run(manifold: &Manifold, krate: &TokenStream, cx: &Ident) -> TokenStream {
    let function = manifold.function.name();
    let expose = expose(manifold, krate);
    let mut lets = TokenStream::new();
    let mut arguments = Vec::new();
    let mut input = 0;
    for (number, parameter) in manifold.parameters.iter().enumerate() {
        let name = local(&format!("argument{number}"));
        let value = match parameter {
            Parameter::Input(taken) => {
                let value = input_value(taken, input, cx);
                input += 1;
                value
            }
            Parameter::Run { .. } => quote!(#cx.run()),
            Parameter::Stop => quote!(#cx.stop()),
            Parameter::Publish { port, ty } => {
                quote_spanned!(ty.span()=> #cx.publish::<#ty>(#port))
            }
            Parameter::Config(config) => {
                let stored = &config.stored;
                let borrowed = quote!(#cx.config::<#stored>());
                if config.by_reference {
                    arguments.push(borrowed);
                    continue;
                }
                let span = stored.span();
                quote_spanned!(span=> <#stored as ::core::clone::Clone>::clone(#borrowed))
            }
        };
        lets.extend(quote!(let #name = #value;));
        arguments.push(match parameter {
            Parameter::Run { by_reference: true } => quote!(&#name),
            Parameter::Run {
                by_reference: false,
            }
            | Parameter::Input(_)
            | Parameter::Config(_)
            | Parameter::Stop
            | Parameter::Publish { .. } => name.to_token_stream(),
        });
    }
    let call = quote!(#function(#(#arguments),*));
    if manifold.blocking {
        quote! {
            #lets
            let work = #cx.clone();
            #krate::__private::run_blocking(&#cx, move || { let #cx = work; #call }, #expose).await
        }
    } else if manifold.function.is_async() {
        quote!(#lets #krate::__private::run_async(&#cx, #call, #expose).await)
    } else {
        quote!(#lets #krate::__private::run_sync(&#cx, #call, #expose).await)
    }
}

fn input_value(input: &Input, index: usize, cx: &Ident) -> TokenStream {
    let ty = &input.ty;
    match input.kind {
        InputKind::Required => quote_spanned!(ty.span()=> #cx.required::<#ty>(#index)?),
        InputKind::Optional => quote_spanned!(ty.span()=> #cx.optional::<#ty>(#index)),
        InputKind::Latest => quote_spanned!(ty.span()=> #cx.latest::<#ty>(#index)?),
        InputKind::Watch => quote_spanned!(ty.span()=> #cx.watch::<#ty>(#index)),
    }
}

/// What takes the outputs from the worker.
fn expose(manifold: &Manifold, krate: &TokenStream) -> TokenStream {
    let cx = local("cx");
    let worker = local("worker");
    let exposed = manifold
        .outputs
        .iter()
        .enumerate()
        .filter(|(_, output)| !output.published)
        .map(|(port, output)| {
            let ty = &output.ty;
            quote_spanned!(ty.span()=> #cx.expose::<#ty>(#port, #krate::Expose::<#ty>::expose(#worker));)
        });
    let exposed: TokenStream = exposed.collect();
    if exposed.is_empty() {
        quote!(#krate::__private::expose_nothing)
    } else {
        quote!(|#cx, #worker| { #exposed })
    }
}

/// A name that the user's code cannot see.
fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
