//! The code that a manifold becomes.
//!
//! A mistake that only rustc can find is reported at the tokens that a demand is spanned at. So each demand is spanned
//! at what the user wrote, through a path that begins there, and is made once, or in the same words each time.

mod meta;
mod names;
mod start;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Expr;

use crate::{errors::ends, place, text::code};

use self::names::Names;
use super::{docs, model::Manifold, types};

/// The type, and what it implements. If there are `mistakes`, nothing is said about the manifold, so that the compiler
/// draws no conclusions from what may be wrong.
pub(super) fn manifold(manifold: &Manifold, mistakes: &TokenStream) -> TokenStream {
    let krate = place::library(manifold.krate.as_ref());
    let name = &manifold.name;
    let names = Names::of(manifold);
    let Names {
        config,
        outputs,
        definitions,
        ..
    } = &names;
    let takes = match manifold.config() {
        Some(_) => "__DepgraphTakesConfig",
        None => "__DepgraphTakesNothing",
    };
    let takes = Ident::new(takes, Span::call_site());
    // Where the function is public and this is not, rustc underlines all of the item.
    let stored = quote_spanned!(config.first()=> type Config = #config;);
    let items = mistakes.is_empty().then(|| items(manifold, &names));
    let implementation = quote! {
        #[allow(deprecated, unused_qualifications, closure_returning_async_block)]
        const _: () = {
            use #krate::__private::words::*;

            #(#definitions)*
            #(impl __DepgraphProvides<#outputs> for #name {})*

            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl __DepgraphManifold for #name {
                #stored
                type Takes = #takes;
                #items
            }
        };
    };
    item(manifold, &implementation, &krate)
}

/// What is said of a manifold without a mistake: what `graph!` checks a graph with, and how a run starts.
fn items(manifold: &Manifold, names: &Names<'_>) -> TokenStream {
    let types = names.inputs.iter().chain(&names.outputs);
    let meta = meta::fields(manifold);
    let start = start::start(manifold, names);
    let node = node(manifold);
    quote! {
        const META: __DepgraphManifoldMeta = __DepgraphManifoldMeta {
            types: &[#(<#types as __DepgraphOutput>::KEY),*],
            #meta
        };

        #start
        #node
    }
}

/// The type. The compiler shows all of it where it shows it, so all of it is at the name.
///
/// What it implements comes with it, in an attribute: in an `impl` block, which rustc alone can see around it, a type is
/// one error, and what is in its attributes is none.
fn item(manifold: &Manifold, implementation: &TokenStream, krate: &TokenStream) -> TokenStream {
    let name = &manifold.name;
    let attributes = manifold.function.inherited();
    let vis = &manifold.function.visibility;
    let docs_and_lints = code(&format!(
        "#[doc = {:?}]
        #[allow(
            non_camel_case_types,
            dead_code,
            unreachable_pub,
            missing_copy_implementations,
            missing_debug_implementations
        )]",
        docs::text(manifold)
    ));
    let item = quote_spanned! {name.span()=>
        struct #name { never: ::core::convert::Infallible }
    };
    quote! {
        #(#attributes)*
        #[#krate::__private::with(#implementation)]
        #docs_and_lints
        #vis #item
    }
}

/// How a node is made, where that is not as of every manifold.
fn node(manifold: &Manifold) -> Option<TokenStream> {
    if manifold.policy.is_empty() && manifold.filter.is_none() {
        return None;
    }
    let config = local("config", Span::call_site());
    let mut node = quote!(__depgraph::NodeSpec::new::<Self>(#config));
    if !manifold.policy.is_empty() {
        let (settings, values): (Vec<_>, Vec<_>) = manifold.policy.iter().cloned().unzip();
        node.extend(quote!(.with_policy(&__depgraph::Policy::new()#(.#settings(#values))*)));
    }
    if let Some(filter) = &manifold.filter {
        let judging = judging(manifold, filter);
        let (first, _) = ends(filter);
        node = quote_spanned! {first=> {
            #judging
            __depgraph::bounds::Filter::<_>::on(#filter, #node)
        }};
    }
    Some(quote! {
        fn node(#config: Self::Config) -> __depgraph::NodeSpec {
            #node
        }
    })
}

/// Has the compiler find out whether the filter is ever asked. Of a type that cannot be named here, it cannot.
fn judging(manifold: &Manifold, filter: &Expr) -> Option<TokenStream> {
    let returns = manifold.function.returns()?;
    if types::mentions(returns, "impl") || types::borrows(returns) {
        return None;
    }
    let item = Ident::new("__DepgraphReturns", manifold.function.name().span());
    let (first, _) = ends(filter);
    let judging = quote_spanned! {first=>
        (&&&&__depgraph::bounds::Filter::<_>::judging::<__DepgraphReturns>(&#filter)).is_asked();
    };
    Some(quote! {
        let _ = || {
            use __depgraph::bounds::{OfAny as _, OfAnother as _, OfRun as _, OfStart as _};
            type #item = #returns;
            #judging
        };
    })
}

/// A name that the user's code cannot see, in an expression that stands for what is at `span`. The underscores are for
/// what hygiene does not cover: a pattern that is named like a unit struct of the user would be that struct.
fn local(name: &str, span: Span) -> Ident {
    format_ident!("__{name}", span = Span::mixed_site().located_at(span))
}
