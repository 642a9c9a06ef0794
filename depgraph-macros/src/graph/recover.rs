//! Goes on after what cannot be read.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Token, parse::ParseStream};

/// The next token, to underline it; nothing at the end of what there is to read.
pub(super) fn next(input: ParseStream<'_>) -> TokenStream {
    input
        .fork()
        .parse::<TokenTree>()
        .map(TokenStream::from)
        .unwrap_or_default()
}

/// Skips what is left of an entry, and the comma after it.
pub(super) fn skip_entry(input: ParseStream<'_>) {
    while !input.is_empty() {
        let is_end = input.peek(Token![,]);
        // There is one: the input is not empty.
        if input.parse::<TokenTree>().is_err() || is_end {
            return;
        }
    }
}
