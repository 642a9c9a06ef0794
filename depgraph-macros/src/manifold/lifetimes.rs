//! What is borrowed in types as they are written, and for how long.

use proc_macro2::{Group, TokenStream, TokenTree};
use quote::{ToTokens as _, TokenStreamExt as _, quote};
use syn::{GenericArgument, Ident, PathArguments, Type, TypePath};

use super::types::{last_name, mentions, parts};
use crate::shared::any_word;

/// Whether the type borrows something, as `&str` and `Cow<'_, str>` do. A function that takes a reference does not.
pub(super) fn borrows(ty: &Type) -> bool {
    let is_function = |ident: &Ident| {
        let ident = ident.to_string();
        [
            "fn",
            "Fn",
            "FnMut",
            "FnOnce",
            "AsyncFn",
            "AsyncFnMut",
            "AsyncFnOnce",
        ]
        .contains(&ident.as_str())
    };
    !is_of_paths(ty)
        && !any_word(ty.to_token_stream(), &is_function)
        && has_lifetime(ty.to_token_stream())
}

/// Whether nothing but paths is in the type, as in most: there is no need then to look for lifetimes among its tokens.
fn is_of_paths(ty: &Type) -> bool {
    let Type::Path(TypePath {
        qself: None, path, ..
    }) = ty
    else {
        return false;
    };
    let is_of_paths = |argument: &GenericArgument| matches!(argument, GenericArgument::Type(ty) if is_of_paths(ty));
    path.segments
        .iter()
        .all(|segment| match &segment.arguments {
            PathArguments::None => true,
            PathArguments::AngleBracketed(list) => list.args.iter().all(is_of_paths),
            PathArguments::Parenthesized(_) => false,
        })
}

/// Whether there is a lifetime other than `'static`, be it written or left out after a `&`.
fn has_lifetime(tokens: TokenStream) -> bool {
    let mut found = Vec::new();
    add_lifetimes(tokens, &mut found);
    !found.is_empty()
}

/// The lifetimes in the type other than `'static`; `_` is one that is left out.
pub(super) fn lifetimes(ty: &Type) -> Vec<String> {
    let mut found = Vec::new();
    if !is_of_paths(ty) {
        add_lifetimes(ty.to_token_stream(), &mut found);
    }
    found
}

fn add_lifetimes(tokens: TokenStream, found: &mut Vec<String>) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Group(group) => add_lifetimes(group.stream(), found),
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                if !is_punct(tokens.peek(), '\'') {
                    found.push("_".to_owned());
                }
            }
            TokenTree::Punct(punct) if punct.as_char() == '\'' => match tokens.peek() {
                Some(TokenTree::Ident(name)) if name == "static" => {}
                Some(name) => found.push(name.to_string()),
                None => {}
            },
            TokenTree::Punct(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// The smallest part of the type that borrows.
pub(super) fn borrowing(ty: &Type) -> Option<&Type> {
    if !borrows(ty) {
        return None;
    }
    let part = parts(ty).into_iter().find_map(borrowing);
    Some(part.unwrap_or(ty))
}

/// The type of a value that is lent as `ty`, if that borrows something: what the value borrows, it does so for ever.
pub(super) fn lasting(ty: &Type) -> Option<Type> {
    let lent = if let Type::Reference(reference) = ty
        && borrows(&reference.elem)
    {
        &reference.elem
    } else {
        ty
    };
    // Of another type there may be more to say: that it is no configuration at all.
    let can_be_inferred = match last_name(lent) {
        Some(name) => name == "Option" || name == "Cow" || name == "Vec",
        None => matches!(lent, Type::Reference(_)),
    };
    let borrows = borrows(lent) || matches!(lent, Type::Reference(_));
    let lasting = can_be_inferred && borrows && !mentions(lent, "impl");
    lasting.then(|| syn::parse2(for_ever(lent.to_token_stream())).ok())?
}

/// The tokens of a type, with `'static` for each lifetime, be it written or left out after a `&`.
fn for_ever(tokens: TokenStream) -> TokenStream {
    let mut lasting = TokenStream::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let TokenTree::Group(group) = token {
            lasting.append(Group::new(group.delimiter(), for_ever(group.stream())));
        } else if is_punct(Some(&token), '\'') {
            tokens.next();
            lasting.extend(quote!('static));
        } else {
            let is_reference = is_punct(Some(&token), '&');
            lasting.append(token);
            if is_reference && !is_punct(tokens.peek(), '\'') {
                lasting.extend(quote!('static));
            }
        }
    }
    lasting
}

fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}
