//! Types as they are written.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{
    GenericArgument, PathArguments, PathSegment, Type, TypeGroup, TypeParen, parse_quote_spanned,
    spanned::Spanned as _,
};

/// The type without parentheses and the invisible ones that `macro_rules!` adds.
pub(super) fn peel(mut ty: &Type) -> &Type {
    while let Type::Group(TypeGroup { elem, .. }) | Type::Paren(TypeParen { elem, .. }) = ty {
        ty = elem;
    }
    ty
}

/// The last name of a path: `Publish` of `depgraph::Publish<T>`.
pub(super) fn last_name(ty: &Type) -> Option<&Ident> {
    last_segment(ty).map(|segment| &segment.ident)
}

/// The `T` of `Name<T>`.
pub(super) fn parameter_of<'a>(ty: &'a Type, name: &str) -> Option<&'a Type> {
    let segment = last_segment(ty).filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| {
        if let GenericArgument::Type(ty) = argument {
            Some(ty)
        } else {
            None
        }
    })
}

/// Whether both are written alike.
pub(super) fn same(a: &Type, b: &Type) -> bool {
    text(a) == text(b)
}

/// Whether the type contains an `impl Trait`.
pub(super) fn mentions_impl(ty: &Type) -> bool {
    any_token(
        ty.to_token_stream(),
        &|token| matches!(token, TokenTree::Ident(ident) if ident == "impl"),
    )
}

fn any_token(tokens: TokenStream, is: &dyn Fn(&TokenTree) -> bool) -> bool {
    tokens.into_iter().any(|token| {
        let within = match &token {
            TokenTree::Group(group) => any_token(group.stream(), is),
            TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        };
        within || is(&token)
    })
}

/// The type as a person writes it.
pub(super) fn text(ty: &Type) -> String {
    let text = ty.to_token_stream().to_string();
    [
        (" < ", "<"),
        (" >", ">"),
        (" :: ", "::"),
        (":: ", "::"),
        ("& ", "&"),
        (" ,", ","),
    ]
    .into_iter()
    .fold(text, |text, (from, to)| text.replace(from, to))
}

/// What holds the value that a `&ty` is borrowed from.
pub(super) fn owned(ty: &Type) -> Type {
    let span = ty.span();
    if let Type::Slice(slice) = peel(ty) {
        let element = &slice.elem;
        return parse_quote_spanned!(span=> ::std::vec::Vec<#element>);
    }
    match last_name(ty).map(ToString::to_string).as_deref() {
        Some("str") => parse_quote_spanned!(span=> ::std::string::String),
        Some("Path") => parse_quote_spanned!(span=> ::std::path::PathBuf),
        Some("OsStr") => parse_quote_spanned!(span=> ::std::ffi::OsString),
        _ => ty.clone(),
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    if let Type::Path(path) = peel(ty) {
        path.path.segments.last()
    } else {
        None
    }
}
