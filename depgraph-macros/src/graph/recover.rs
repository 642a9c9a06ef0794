//! Goes on after what cannot be read.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{Token, buffer::Cursor, ext::IdentExt as _, parse::ParseStream, token};

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

/// Whether attributes come next, where there can be none: what they stand on is skipped, as it may not be there.
pub(super) fn has_attributes(
    input: ParseStream<'_>,
    errors: &mut Errors,
    message: fn() -> Message,
) -> bool {
    let has_attributes = input.peek(Token![#]);
    if has_attributes {
        errors.push(next(input), message());
        skip_to_comma(input);
    }
    has_attributes
}

/// Skips everything up to the next comma.
pub(super) fn skip_to_comma(input: ParseStream<'_>) {
    while !at_end(input) {
        // There is a token: the input is not empty.
        drop(input.parse::<TokenTree>());
    }
}

/// What has been read of an item of a list.
pub(super) enum Item<T> {
    Whole(T),
    /// There is a mistake, which has been reported: so nothing more is said of how it goes on.
    Broken(Option<T>),
}

impl<T> Item<T> {
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Item<U> {
        match self {
            Self::Whole(item) => Item::Whole(change(item)),
            Self::Broken(item) => Item::Broken(item.map(change)),
        }
    }
}

impl<T> From<Option<T>> for Item<T> {
    fn from(item: Option<T>) -> Self {
        item.map_or(Self::Broken(None), Self::Whole)
    }
}

/// Skips everything up to the next comma, or to what begins like another item. Returns whether there was anything.
pub(super) fn skip(input: ParseStream<'_>) -> bool {
    let mut is_anything = false;
    while !at_end(input) && !begins_like_item(input) {
        is_anything = true;
        // There is a token: the input is not empty.
        drop(input.parse::<TokenTree>());
    }
    is_anything
}

/// Items between commas.
pub(super) struct List<T> {
    pub(super) items: Vec<T>,
    /// Whether something was skipped that may have been another one.
    pub(super) hides_items: bool,
}

/// Reads items between commas. Of what stands behind a mistake only what is an item beyond doubt is read again.
pub(super) fn list<T>(
    input: ParseStream<'_>,
    errors: &mut Errors,
    mut item: impl FnMut(ParseStream<'_>, &mut Errors) -> Item<T>,
) -> List<T> {
    let mut items = Vec::new();
    let mut hides_items = false;
    let mut end = End::Whole;
    while !input.is_empty() {
        if end.goes_on_with(input) {
            skip_to_comma(input);
            hides_items = true;
            end = End::Whole;
        } else {
            let begin = input.cursor();
            end = match item(input, errors) {
                Item::Whole(item) => {
                    items.push(item);
                    End::Whole
                }
                Item::Broken(item) => {
                    hides_items |= item.is_none();
                    items.extend(item);
                    skip_broken(input, begin)
                }
            };
        }
        hides_items |= separator(input, end, errors);
    }
    List { items, hides_items }
}

/// How an item has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Whole,
    /// There is a mistake in it.
    Broken,
    /// There is one, and the last token is a sign: something is missing behind it.
    BrokenOff,
}

impl End {
    /// Whether what comes next, behind a comma, is the rest of the item, and no other one.
    fn goes_on_with(self, input: ParseStream<'_>) -> bool {
        match self {
            Self::Whole => false,
            Self::Broken => !starts_item(input),
            Self::BrokenOff => !begins_like_item(input),
        }
    }
}

/// Skips what is left of a broken item.
fn skip_broken(input: ParseStream<'_>, begin: Cursor<'_>) -> End {
    if input.cursor() == begin {
        // It is there.
        drop(input.parse::<TokenTree>());
    }
    skip(input);
    let (mut at, mut end) = (begin, End::Broken);
    while at != input.cursor()
        && let Some((token, behind)) = at.token_tree()
    {
        end = match token {
            TokenTree::Punct(_) => End::BrokenOff,
            TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => End::Broken,
        };
        at = behind;
    }
    end
}

/// Goes past what separates two items, which is to be a comma. Returns whether more was skipped.
fn separator(input: ParseStream<'_>, end: End, errors: &mut Errors) -> bool {
    let mut is_more = false;
    if !input.is_empty() && !input.peek(Token![,]) {
        if end == End::Whole {
            let is_semicolon = input.peek(Token![;]);
            let mistake = if is_semicolon {
                message::semicolon()
            } else {
                message::no_comma()
            };
            errors.push(next(input), mistake);
        }
        while input.peek(Token![;]) {
            // It is there.
            drop(input.parse::<Token![;]>());
        }
        is_more = skip(input);
    }
    // At the end there may be none.
    drop(input.parse::<Option<Token![,]>>());
    is_more
}

/// Whether the item ends here, be it with what is no comma but stands for one.
pub(super) fn at_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,]) || input.peek(Token![;])
}

/// Whether this looks as if only the comma before it were forgotten.
pub(super) fn starts_item(input: ParseStream<'_>) -> bool {
    input.peek(Ident::peek_any) || input.peek(Token![#]) || input.peek(Token![..])
}

/// Whether it does so beyond doubt.
fn begins_like_item(input: ParseStream<'_>) -> bool {
    let fork = input.fork();
    if fork.call(Ident::parse_any).is_err() {
        return input.peek(Token![..]) || input.peek(Token![#]) && input.peek2(token::Bracket);
    }
    // Of a node that may be left out.
    drop(fork.parse::<Option<Token![?]>>());
    fork.peek(Token![:]) && !fork.peek(Token![::])
}
