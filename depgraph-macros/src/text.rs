//! Text as code, and names and types as text.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens as _;
use syn::{Type, TypePath};

/// The code, at the call of the macro. rustc, which is optimized, reads a long text in a fraction of the time in which a
/// macro, which is not, puts tokens together.
pub(crate) fn code(text: &str) -> TokenStream {
    let tokens = if proc_macro::is_available() {
        text.parse::<proc_macro::TokenStream>().ok().map(Into::into)
    } else {
        text.parse().ok()
    };
    tokens.unwrap_or_default()
}

/// A name without `r#`. To make another identifier of it first, as syn does, takes as long again.
pub(crate) fn plain(name: &Ident) -> String {
    let mut text = name.to_string();
    if text.starts_with("r#") {
        text.drain(..2);
    }
    text
}

/// What a person would call the type of a value of this name: `WebSettings` of `web_settings`.
pub(crate) fn as_type(name: &Ident) -> String {
    let name = plain(name);
    let words = name.split('_').map(|word| {
        let mut letters = word.chars();
        let first = letters.next().map(|first| first.to_ascii_uppercase());
        first.into_iter().chain(letters)
    });
    words.flatten().collect()
}

/// The type as a person writes it.
pub(crate) fn of_type(ty: &Type) -> String {
    if let Some(word) = word(ty) {
        return word.to_string();
    }
    of_tokens(&ty.to_token_stream())
}

/// The tokens as a person writes them.
pub(crate) fn of_tokens(tokens: &TokenStream) -> String {
    [
        (" < ", "<"),
        (" >", ">"),
        (" :: ", "::"),
        (":: ", "::"),
        ("& ", "&"),
        (" ,", ","),
        ("$crate::", "crate::"),
        // What `owned` adds, or a careful user: a person leaves it out.
        ("::std::string::", ""),
        ("::std::path::", ""),
        ("::std::ffi::", ""),
        ("::std::vec::", ""),
    ]
    .into_iter()
    .fold(tokens.to_string(), |text, (from, to)| {
        text.replace(from, to)
    })
}

/// The type, if one word says it, as of most: there is no need then to look at its tokens.
pub(crate) fn word(ty: &Type) -> Option<&Ident> {
    if let Type::Path(TypePath {
        qself: None, path, ..
    }) = ty
    {
        path.get_ident()
    } else {
        None
    }
}
