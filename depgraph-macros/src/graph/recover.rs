//! Goes on after what cannot be read.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{Token, ext::IdentExt as _, parse::ParseStream};

use crate::{
    errors::Errors,
    message::{self, Message},
};

/// The next token, to underline it; nothing at the end of what there is to read.
pub(super) fn next(input: ParseStream<'_>) -> TokenStream {
    input
        .fork()
        .parse::<TokenTree>()
        .map(TokenStream::from)
        .unwrap_or_default()
}

/// Whether attributes come next, where there can be none: what they stand on is not to be read, as it may not be there.
pub(super) fn has_attributes(
    input: ParseStream<'_>,
    errors: &mut Errors,
    message: fn() -> Message,
) -> bool {
    let has_attributes = input.peek(Token![#]);
    if has_attributes {
        errors.push(next(input), message());
    }
    has_attributes
}

/// Skips everything up to the next comma.
pub(super) fn skip_to_comma(input: ParseStream<'_>) {
    while !at_end(input) {
        // There is a token: the input is not empty.
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

/// Reads items between commas. `item` reports what it cannot read, and returns `None` then.
pub(super) fn list<T>(
    input: ParseStream<'_>,
    errors: &mut Errors,
    mut item: impl FnMut(ParseStream<'_>, &mut Errors) -> Option<T>,
) -> Vec<T> {
    let mut items = Vec::new();
    while !input.is_empty() {
        match item(input, errors) {
            Some(item) => items.push(item),
            None => skip_to_comma(input),
        }
        if input.peek(Token![;]) {
            errors.push(next(input), message::semicolon());
            while input.peek(Token![;]) {
                // It is there.
                drop(input.parse::<Token![;]>());
            }
            continue;
        }
        if !at_end(input) {
            errors.push(next(input), message::no_comma());
            if starts_item(input) {
                continue;
            }
            skip_to_comma(input);
        }
        // At the end there may be none.
        drop(input.parse::<Token![,]>());
    }
    items
}

/// Whether the item ends here, be it with what is no comma but stands for one.
pub(super) fn at_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![;])
}

/// Whether this looks as if only the comma before it were forgotten.
pub(super) fn starts_item(input: ParseStream<'_>) -> bool {
    input.peek(Ident::peek_any) || input.peek(Token![#]) || input.peek(Token![..])
}
