//! The code that a manifold becomes.
//!
//! A mistake that only rustc can find is reported at the tokens that a demand is spanned at. So each demand is spanned
//! at what the user wrote, through a path that begins there, and is made once, or in the same words each time.

mod meta;
mod start;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Attribute, Expr, Type, spanned::Spanned as _};

use crate::place::Krate;

use super::{
    docs,
    model::{Input, InputKind, Manifold, Output},
    types,
};

/// The type, and what it implements. If there are `mistakes`, nothing is said about the manifold, so that the compiler
/// draws no conclusions from what may be wrong.
///
/// What the user wrote stands in functions, constants and aliases, not in `impl`s: there rustc would say something else
/// of a type that does not resolve than where the user wrote it, and so say it twice.
pub(super) fn manifold(manifold: &Manifold, mistakes: &TokenStream) -> TokenStream {
    let krate = &Krate::new(manifold.krate.as_ref());
    let path = krate.path();
    let name = &manifold.name;
    let attributes = inherited(&manifold.function.attributes);
    let provides = provides(manifold, krate);
    let (config, takes) = match manifold.config() {
        Some(config) => (config.stored.to_token_stream(), quote!(TakesConfig)),
        None => (quote!(()), quote!(TakesNothing)),
    };
    let alias = config_alias(&config);
    let [config_item, meta_item, start_item] =
        ["__Config", "__META", "__start"].map(|item| named(item, manifold));
    let (meta, start, node) = if mistakes.is_empty() {
        let meta = meta::meta(manifold, krate);
        (meta, start::start(manifold, krate), node(manifold, krate))
    } else {
        let meta = quote!(#path::__private::ManifoldMeta::UNKNOWN);
        (meta, quote!(::core::unreachable!()), None)
    };
    let cx = local("cx", manifold.function.name().span());
    let implementation = quote! {
        #[allow(deprecated)]
        const _: () = {
            type #config_item = #config;
            const #meta_item: #path::__private::ManifoldMeta = #meta;
            fn #start_item(
                #cx: #path::__private::StartCx,
            ) -> ::core::result::Result<#path::__private::RunFuture, #path::BoxError> {
                #start
            }
            #provides

            #[automatically_derived]
            #[diagnostic::do_not_recommend]
            impl #path::Manifold for #name {
                type Config = #alias;
                type Takes = #path::__private::#takes;
                const META: #path::__private::ManifoldMeta = __META;
                const START: #path::__private::StartFn = __start;
                #node
            }
        };
    };
    item(manifold, &attributes, &implementation, krate)
}

/// The type. The compiler shows all of it where it shows it, so all of it is at the name.
///
/// What it implements comes with it, in an attribute: in an `impl` block, which rustc alone can see around it, a type is
/// one error, and what is in its attributes is none.
fn item(
    manifold: &Manifold,
    attributes: &[&Attribute],
    implementation: &TokenStream,
    krate: &Krate,
) -> TokenStream {
    let name = &manifold.name;
    let vis = &manifold.function.visibility;
    let docs = docs::text(manifold);
    let item = quote_spanned! {name.span()=>
        struct #name {
            #[doc(hidden)]
            never: ::core::convert::Infallible,
        }
    };
    let krate = krate.path();
    quote! {
        #(#attributes)*
        #[#krate::__private::with(#implementation)]
        #[doc = #docs]
        #[allow(non_camel_case_types, dead_code, unreachable_pub)]
        #[allow(missing_copy_implementations, missing_debug_implementations)]
        #[allow(rustdoc::broken_intra_doc_links, rustdoc::private_intra_doc_links)]
        #vis #item
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

fn provides(manifold: &Manifold, krate: &Krate) -> TokenStream {
    let name = &manifold.name;
    let krate = krate.path();
    let provides = manifold.outputs.iter().enumerate();
    let provides = provides.map(|(port, Output { ty, .. })| {
        let alias = named(&output_alias(port), manifold);
        quote! {
            type #alias = #ty;
            #[automatically_derived]
            impl #krate::Provides<#alias> for #name {}
        }
    });
    provides.collect()
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
        let judging = judging(manifold, krate, filter);
        let krate = krate.at(filter.span());
        node = quote_spanned! {filter.span()=> {
            #judging
            #krate::bounds::Filter::<_>::on(#filter, #node)
        }};
    }
    Some(quote! {
        fn node(#config: Self::Config) -> #path::__private::NodeSpec {
            #node
        }
    })
}

/// Has the compiler find out whether the filter is ever asked. Of a type that cannot be named here, it cannot.
fn judging(manifold: &Manifold, krate: &Krate, filter: &Expr) -> Option<TokenStream> {
    let returns = manifold.function.returns()?;
    if types::mentions(returns, "impl") || types::borrows(returns) {
        return None;
    }
    let path = krate.path();
    let krate = krate.at(filter.span());
    let item = named("__Returns", manifold);
    let judging = quote_spanned! {filter.span()=>
        (&&&&#krate::bounds::Filter::<_>::judging::<__Returns>(&#filter)).is_asked();
    };
    Some(quote! {
        let _ = || {
            use #path::bounds::{OfAny as _, OfAnother as _, OfRun as _, OfStart as _};
            type #item = #returns;
            #judging
        };
    })
}

/// `<T as Output>`: every demand that a type be an output looks like this, and rustc reports equal ones once.
fn as_output(ty: &Type, krate: &Krate) -> TokenStream {
    let krate = krate.at(ty.span());
    quote_spanned!(ty.span()=> <#ty as #krate::Output>)
}

/// The name of an item. Of a type that does not resolve rustc proposes a parameter, right after the name of the item where
/// it stands: after the function's own, here as there, so that it says the same and is heard once.
fn named(item: &str, manifold: &Manifold) -> Ident {
    Ident::new(item, manifold.function.name().span())
}

/// What is demanded of an input. What the user wrote in angle brackets stands in such here, too: rustc says more of that.
fn as_input(input: &Input, krate: &Krate) -> TokenStream {
    let ty = &input.ty;
    match input.kind {
        InputKind::Required => as_output(ty, krate),
        InputKind::Optional | InputKind::Latest | InputKind::Watch => {
            let path = krate.at(ty.span());
            let ty = quote_spanned!(ty.span()=> #path::__private::Returned<#ty>);
            quote_spanned!(ty.span()=> <#ty as #path::Output>)
        }
    }
}

/// The name of the alias for the type of an output.
fn output_alias(port: usize) -> String {
    format!("__Output{port}")
}

/// The name of the alias for the type that a node is configured with.
fn config_alias(config: &impl ToTokens) -> Ident {
    Ident::new("__Config", config.span())
}

/// A name that the user's code cannot see, in an expression that stands for what is at `span`. The underscores are for
/// what hygiene does not cover: a pattern that is named like a unit struct of the user would be that struct.
fn local(name: &str, span: Span) -> Ident {
    format_ident!("__{name}", span = Span::mixed_site().located_at(span))
}
