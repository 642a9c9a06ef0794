//! The code that a manifold becomes.
//!
//! A mistake that only rustc can find is reported at the tokens that a demand is spanned at. So each demand is spanned
//! at what the user wrote, through a path that begins there, and is made once, or in the same words each time.

mod meta;
mod start;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{Attribute, Type, spanned::Spanned as _};

use crate::place::Krate;

use super::{
    docs,
    model::{Manifold, Output},
};

/// The type, and what it implements. If there are `mistakes`, nothing is said about the manifold, so that the compiler
/// draws no conclusions from what may be wrong.
pub(super) fn manifold(manifold: &Manifold, mistakes: &TokenStream) -> TokenStream {
    let krate = &Krate::new(manifold.krate.as_ref());
    let path = krate.path();
    let name = &manifold.name;
    let vis = &manifold.function.visibility;
    let docs = docs::text(manifold);
    let inherited = inherited(&manifold.function.attributes);
    let is_cfg = |attribute: &&&Attribute| attribute.path().is_ident("cfg");
    let cfg: Vec<_> = inherited.iter().filter(is_cfg).collect();
    let cfg = quote!(#(#cfg)*);
    let provides = manifold
        .outputs
        .iter()
        .map(|output| provides(name, output, krate));
    let (config, takes) = match manifold.config() {
        Some(config) => (config.stored.to_token_stream(), quote!(TakesConfig)),
        None => (quote!(()), quote!(TakesNothing)),
    };
    let implementation = if mistakes.is_empty() {
        let meta = meta::meta(manifold, krate);
        let start = start::start(manifold, krate);
        let node = node(manifold, krate);
        quote!(#meta #start #node)
    } else {
        unknown(krate)
    };
    quote! {
        #(#inherited)*
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code, missing_debug_implementations, unreachable_pub)]
        #vis struct #name {
            never: ::core::convert::Infallible,
        }

        #(#cfg #provides)*

        #cfg
        #[automatically_derived]
        #[allow(deprecated)]
        impl #path::Manifold for #name {
            type Config = #config;
            type Takes = #path::__private::#takes;
            #implementation
        }
    }
}

/// The attributes of the function that are true of the type, too.
fn inherited(attributes: &[Attribute]) -> Vec<&Attribute> {
    let is_inherited = |attribute: &&Attribute| {
        let path = attribute.path();
        path.is_ident("cfg") || path.is_ident("deprecated")
    };
    attributes.iter().filter(is_inherited).collect()
}

fn provides(name: &Ident, output: &Output, krate: &Krate) -> TokenStream {
    let ty = &output.ty;
    let krate = krate.at(ty.span());
    quote_spanned! {ty.span()=>
        #[automatically_derived]
        #[allow(deprecated)]
        impl #krate::Provides<#ty> for #name {}
    }
}

/// How a node is made, where that is not as of every manifold.
fn node(manifold: &Manifold, krate: &Krate) -> Option<TokenStream> {
    if manifold.policy.is_empty() && manifold.filter.is_none() {
        return None;
    }
    let path = krate.path();
    let config = local("config", Span::call_site());
    let mut node = quote!(#path::__private::NodeSpec::new::<Self>(#config));
    if !manifold.policy.is_empty() {
        let (settings, values): (Vec<_>, Vec<_>) = manifold.policy.iter().cloned().unzip();
        node.extend(quote!(.with_policy(&#path::Policy::new()#(.#settings(#values))*)));
    }
    if let Some(filter) = &manifold.filter {
        let krate = krate.at(filter.span());
        node = quote_spanned!(filter.span()=> #krate::bounds::Filter::<_>::on(#filter, #node));
    }
    Some(quote! {
        fn node(#config: Self::Config) -> #path::__private::NodeSpec {
            #node
        }
    })
}

fn unknown(krate: &Krate) -> TokenStream {
    let krate = krate.path();
    quote! {
        const META: #krate::__private::ManifoldMeta = #krate::__private::ManifoldMeta::UNKNOWN;

        fn start(
            _: #krate::__private::StartCx,
        ) -> ::core::result::Result<#krate::__private::RunFuture, #krate::BoxError> {
            ::core::unreachable!()
        }
    }
}

/// `<T as Output>`: every demand that a type be an output looks like this, and rustc reports equal ones once.
fn as_output(ty: &Type, krate: &Krate) -> TokenStream {
    let krate = krate.at(ty.span());
    quote_spanned!(ty.span()=> <#ty as #krate::Output>)
}

/// A name that the user's code cannot see, in an expression that stands for what is at `span`. The underscores are for
/// what hygiene does not cover: a pattern that is named like a unit struct of the user would be that struct.
fn local(name: &str, span: Span) -> Ident {
    format_ident!("__{name}", span = Span::mixed_site().located_at(span))
}
