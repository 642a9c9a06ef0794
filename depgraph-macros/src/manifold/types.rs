//! Types as they are written.

use proc_macro2::{Ident, Span};
use quote::ToTokens as _;
use syn::{
    GenericArgument, PathArguments, PathSegment, Type, TypeGroup, TypeParen, TypePath,
    parse_quote_spanned, spanned::Spanned as _,
};

use crate::{
    errors,
    shared::any_word,
    text::{self, plain, word},
};

/// The type without parentheses and the invisible ones that `macro_rules!` adds.
pub(super) fn peel(mut ty: &Type) -> &Type {
    while let Type::Group(TypeGroup { elem, .. }) | Type::Paren(TypeParen { elem, .. }) = ty {
        ty = elem;
    }
    ty
}

/// Where the type begins and ends.
pub(super) fn ends(ty: &Type) -> (Span, Span) {
    path_ends(ty).unwrap_or_else(|| errors::ends(ty))
}

/// Of a path, as most are: there is no need then to look at all of its tokens.
fn path_ends(ty: &Type) -> Option<(Span, Span)> {
    let Type::Path(TypePath {
        qself: None, path, ..
    }) = ty
    else {
        return None;
    };
    let (first, last) = (path.segments.first()?, path.segments.last()?);
    let first = path
        .leading_colon
        .map_or_else(|| first.ident.span(), |colons| colons.spans[0]);
    match &last.arguments {
        PathArguments::None => Some((first, last.ident.span())),
        PathArguments::AngleBracketed(arguments) => Some((first, arguments.gt_token.span)),
        PathArguments::Parenthesized(_) => None,
    }
}

/// Whether the type is a single token.
pub(super) fn is_token(ty: &Type) -> bool {
    word(ty).is_some() || ty.to_token_stream().into_iter().nth(1).is_none()
}

/// The last name of a path: `Publish` of `depgraph::Publish<T>`.
pub(super) fn last_name(ty: &Type) -> Option<&Ident> {
    last_segment(ty).map(|segment| &segment.ident)
}

/// The name of a type that is written as one word, with parameters or without.
pub(super) fn only_name(ty: &Type) -> Option<&Ident> {
    let Type::Path(TypePath {
        qself: None, path, ..
    }) = ty
    else {
        return None;
    };
    let is_word = path.leading_colon.is_none() && path.segments.len() == 1;
    is_word.then(|| last_name(ty))?
}

/// Whether the type of this name says how its parameter is taken.
pub(super) fn is_kind(name: &Ident) -> bool {
    ["Option", "Latest", "Watch"]
        .iter()
        .any(|kind| name == kind)
}

/// The type of an input within all that says how it is taken.
pub(super) fn innermost(ty: &Type) -> &Type {
    match last_name(ty) {
        Some(name) if is_kind(name) => parameter(ty).map_or(ty, innermost),
        Some(_) | None => ty,
    }
}

/// The `T` of `Name<T>`.
pub(super) fn parameter(ty: &Type) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &last_segment(ty)?.arguments else {
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

/// The `T` of what the standard library wraps around it, or this one: `Arc<T>`, `Watch<T>`. Another type of such a name has a
/// path of its own.
pub(super) fn wrapped(ty: &Type) -> Option<&Type> {
    const KNOWN: [&str; 9] = [
        "Arc", "Box", "Hold", "Latest", "Option", "Publish", "Rc", "Vec", "Watch",
    ];
    let of = parameter(ty)?;
    let Type::Path(TypePath {
        qself: None, path, ..
    }) = peel(ty)
    else {
        return None;
    };
    let (first, last) = (path.segments.first()?, path.segments.last()?);
    let is_of_these = path.segments.len() == 1
        || ["std", "alloc", "core", "depgraph"]
            .iter()
            .any(|of| first.ident == of);
    let is_wrapped = is_of_these && KNOWN.iter().any(|known| last.ident == known);
    is_wrapped.then_some(of)
}

/// The types in a tuple, or between the angle brackets of a path.
pub(super) fn parts(ty: &Type) -> Vec<&Type> {
    if let Type::Tuple(tuple) = peel(ty) {
        return tuple.elems.iter().collect();
    }
    let Some(PathArguments::AngleBracketed(list)) = last_segment(ty).map(|last| &last.arguments)
    else {
        return Vec::new();
    };
    let types = list.args.iter().filter_map(|argument| {
        if let GenericArgument::Type(ty) = argument {
            Some(ty)
        } else {
            None
        }
    });
    types.collect()
}

/// Whether both are written alike.
pub(super) fn same(a: &Type, b: &Type) -> bool {
    text::of_type(a) == text::of_type(b)
}

/// Whether the last names of both are written alike, with their parameters, and more is in one of them alone: `Store` and
/// `storage::Store`.
pub(super) fn ends_alike(a: &Type, b: &Type) -> bool {
    let last = |ty| Some(last_segment(ty)?.to_token_stream().to_string());
    last(a).is_some_and(|a| Some(a) == last(b))
}

/// Whether `name` stands somewhere in the type.
pub(super) fn mentions(ty: &Type, name: &str) -> bool {
    has_word(ty, &|word| word == name)
}

/// Whether a word stands somewhere in the type for which `is` holds.
pub(super) fn has_word(ty: &Type, is: &dyn Fn(&Ident) -> bool) -> bool {
    if let Some(word) = word(ty) {
        return is(word);
    }
    // Most others are paths: there is no need then to take a stream of tokens apart.
    let Type::Path(TypePath {
        qself: None, path, ..
    }) = ty
    else {
        return any_word(ty.to_token_stream(), is);
    };
    let is_in_argument = |argument: &GenericArgument| {
        if let GenericArgument::Type(ty) = argument {
            has_word(ty, is)
        } else {
            any_word(argument.to_token_stream(), is)
        }
    };
    path.segments.iter().any(|segment| {
        is(&segment.ident)
            || match &segment.arguments {
                PathArguments::None => false,
                PathArguments::AngleBracketed(list) => list.args.iter().any(is_in_argument),
                PathArguments::Parenthesized(list) => any_word(list.to_token_stream(), is),
            }
    })
}

/// The path of the type without its parameters, as rustdoc knows it; `None` if it has none.
pub(super) fn page(ty: &Type) -> Option<String> {
    // A primitive type is known to everybody, and `$crate` to nobody else.
    let is_known = |first: &str, last: &str| {
        last.starts_with(char::is_uppercase) && first != "$crate" && first != "Self"
    };
    if let Some(word) = word(ty) {
        let name = plain(word);
        return is_known(&name, &name).then_some(name);
    }
    let Type::Path(TypePath {
        qself: None, path, ..
    }) = peel(ty)
    else {
        return None;
    };
    let segments = path.segments.iter();
    let names: Vec<String> = segments.map(|segment| plain(&segment.ident)).collect();
    is_known(names.first()?, names.last()?).then(|| names.join("::"))
}

/// The `T` of `[T]`.
pub(super) fn element(ty: &Type) -> Option<&Type> {
    if let Type::Slice(slice) = peel(ty) {
        Some(&slice.elem)
    } else {
        None
    }
}

/// Whether values of the type can have any size, as far as can be seen: its name may stand for such a type.
pub(super) fn is_unsized(ty: &Type) -> bool {
    let ty = peel(ty);
    matches!(ty, Type::Slice(_) | Type::TraitObject(_))
        || word(ty).is_some_and(|word| word == "str")
}

/// What of the type keeps it from being an output, as far as can be seen: `str` of `&str`, `dyn Trait` of `Arc<dyn Trait>`.
pub(super) fn unshareable(ty: &Type) -> Option<&Type> {
    let ty = peel(ty);
    if let Type::Reference(reference) = ty {
        return Some(peel(&reference.elem));
    }
    if is_unsized(ty) || matches!(ty, Type::ImplTrait(_)) {
        return Some(ty);
    }
    if word(ty).is_some() {
        return None;
    }
    // Another name may be an alias for anything.
    let known = ["Arc", "Box", "Mutex", "Rc", "RwLock", "Vec"];
    let is_known = last_name(ty).is_some_and(|name| known.contains(&name.to_string().as_str()));
    parameter(ty).filter(|_| is_known).and_then(unshareable)
}

/// The type as that of a value which several threads share.
pub(super) fn shared(ty: &Type) -> String {
    let text = text::of_type(ty);
    if !matches!(ty, Type::TraitObject(_) | Type::ImplTrait(_)) {
        return text;
    }
    let missing = ["Send", "Sync"]
        .into_iter()
        .filter(|marker| !mentions(ty, marker));
    missing.fold(text.replacen("impl ", "dyn ", 1), |text, marker| {
        format!("{text} + {marker}")
    })
}

/// What holds the value that a `&ty` is borrowed from, if that is another type.
pub(super) fn owned(ty: &Type) -> Option<Type> {
    let span = ty.span();
    if let Some(element) = element(ty) {
        return Some(parse_quote_spanned!(span=> ::std::vec::Vec<#element>));
    }
    match last_name(ty)?.to_string().as_str() {
        "str" => Some(parse_quote_spanned!(span=> ::std::string::String)),
        "Path" => Some(parse_quote_spanned!(span=> ::std::path::PathBuf)),
        "OsStr" => Some(parse_quote_spanned!(span=> ::std::ffi::OsString)),
        "CStr" => Some(parse_quote_spanned!(span=> ::std::ffi::CString)),
        _ => None,
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    if let Type::Path(path) = peel(ty) {
        path.path.segments.last()
    } else {
        None
    }
}
