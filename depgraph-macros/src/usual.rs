//! What is read word by word, because it is as most are: syn takes several times as long for what may be anything.

use syn::{
    Token,
    parse::{ParseStream, discouraged::Speculative as _},
    token,
};

/// Reads an item of a list, if `read` reads all of it. Otherwise nothing is read, and syn is to be asked. To that is left
/// an invisible group of a `macro_rules!` variable, too.
pub(crate) fn read<T>(
    input: ParseStream<'_>,
    read: impl FnOnce(ParseStream<'_>) -> syn::Result<T>,
) -> Option<T> {
    if input.peek(token::Group) {
        return None;
    }
    let fork = input.fork();
    let item = read(&fork).ok()?;
    if !fork.is_empty() && !fork.peek(Token![,]) {
        return None;
    }
    input.advance_to(&fork);
    Some(item)
}

/// Asserts that `read` makes of each text what syn does: the same kind of the same tokens, or the same error.
#[cfg(test)]
pub(crate) fn assert_reads_like_syn<T: syn::parse::Parse + quote::ToTokens>(
    read: fn(ParseStream<'_>) -> syn::Result<T>,
    texts: &[&str],
) {
    use syn::parse::Parser as _;

    let parts = |read: fn(ParseStream<'_>) -> syn::Result<T>, text| {
        let item = read.parse_str(text).map_err(|error| error.to_string())?;
        let kind = std::mem::discriminant(&item);
        Ok::<_, String>((kind, item.into_token_stream().to_string()))
    };
    for text in texts {
        assert_eq!(parts(read, text), parts(T::parse, text), "{text}");
    }
}
