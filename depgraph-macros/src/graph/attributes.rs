//! The attributes of a node: which of them go where.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Meta, Token, punctuated::Punctuated};

/// When the thing with these attributes is compiled: the predicate of one `#[cfg]`, if it has any.
pub(super) fn condition(attributes: &[Attribute]) -> Option<TokenStream> {
    let mut conditions = attributes
        .iter()
        .flat_map(|attribute| conditions(&attribute.meta));
    let first = conditions.next()?;
    let rest: Vec<_> = conditions.collect();
    Some(if rest.is_empty() {
        first
    } else {
        quote!(all(#first, #(#rest),*))
    })
}

/// The one `#[cfg]` that stands for all of them.
pub(super) fn cfg(attributes: &[Attribute]) -> Option<TokenStream> {
    condition(attributes).map(|condition| quote!(#[cfg(#condition)]))
}

/// Those that say how strictly the compiler reads: they belong to the expressions.
pub(super) fn lints(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes.iter().filter(|attribute| is_lint(attribute))
}

/// What they let pass, for a path that stands once more beside the expressions.
pub(super) fn allowed(attributes: &[Attribute]) -> impl Iterator<Item = TokenStream> {
    attributes.iter().filter_map(|attribute| {
        let Meta::List(list) = &attribute.meta else {
            return None;
        };
        let lints = &list.tokens;
        // What is expected happens in the expressions.
        let is_lenient = list.path.is_ident("allow") || list.path.is_ident("expect");
        is_lenient.then(|| quote!(#[allow(#lints)]))
    })
}

/// Those that belong to the key: documentation, and whatever else there may be.
pub(super) fn of_key(attributes: &[Attribute]) -> impl Iterator<Item = &Attribute> {
    attributes
        .iter()
        .filter(|attribute| !is_lint(attribute) && conditions(&attribute.meta).is_empty())
}

fn is_lint(attribute: &Attribute) -> bool {
    ["allow", "expect", "warn", "deny", "forbid"]
        .iter()
        .any(|lint| attribute.path().is_ident(lint))
}

/// The predicates in `cfg(predicate)` and `cfg_attr(when, cfg(predicate))`.
fn conditions(meta: &Meta) -> Vec<TokenStream> {
    let Meta::List(list) = meta else {
        return Vec::new();
    };
    if list.path.is_ident("cfg") {
        return vec![list.tokens.clone()];
    }
    if !list.path.is_ident("cfg_attr") {
        return Vec::new();
    }
    let metas = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
    let mut metas = metas.into_iter().flatten();
    let Some(when) = metas.next() else {
        return Vec::new();
    };
    metas
        .flat_map(|meta| conditions(&meta))
        .map(|condition| quote!(any(not(#when), #condition)))
        .collect()
}
