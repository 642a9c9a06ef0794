//! The arguments that are lists.

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    LitStr, Path, Token, bracketed,
    parse::{ParseStream, Parser as _, discouraged::Speculative as _},
    punctuated::Punctuated,
};

use super::{KNOWN, List, Sign, next, skip_argument, skip_comma};
use crate::{errors::Errors, message, text};

/// Reads an item of a list.
type Item<T> = fn(ParseStream<'_>) -> syn::Result<T>;

/// Reads a list in brackets. What is no item of it is an error where it stands, and the rest counts.
pub(super) fn list<T: ToTokens>(
    name: &Ident,
    example: &str,
    item: Item<T>,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> List<T> {
    let sign = Sign::read(input);
    let at = input.cursor();
    let brackets = || {
        let content;
        bracketed!(content in input);
        syn::Result::Ok(content)
    };
    if let Ok(content) = brackets() {
        if let Some(sign) = sign {
            sign.check(name, errors);
        } else {
            let list = next(at).into_token_stream();
            let mistake = message::no_equals(name, text::of_tokens(&list));
            errors.push(list, mistake);
        }
        return items(name, example, item, &content, errors);
    }
    let mut listed = skip_argument(input);
    while let Some(more) = skip_listed(input) {
        listed.extend(more);
    }
    let meant = meant(item, listed);
    let meant = meant.as_deref().unwrap_or(example);
    errors.push(name, message::expected_list(name, meant));
    List {
        items: Vec::new(),
        is_unclear: true,
    }
}

fn items<T: ToTokens>(
    name: &Ident,
    example: &str,
    item: Item<T>,
    content: ParseStream<'_>,
    errors: &mut Errors,
) -> List<T> {
    let mut list = List::default();
    let all = content.cursor();
    let mut wrong: Vec<Option<TokenTree>> = Vec::new();
    while !content.is_empty() {
        let start = content.cursor();
        if let Ok(item) = item(content) {
            list.items.push(item);
        } else {
            wrong.push(next(start));
            skip_argument(content);
        }
        if skip_comma(content) {
            continue;
        }
        let at = content.cursor();
        let last = list.items.last();
        match item(&content.fork()) {
            // Listed twice, which is reported with all that is.
            Ok(again) if last.is_some_and(|last| text(last) == text(&again)) => {}
            Ok(_) => errors.push(next(at), message::no_comma()),
            // A type, of which the first word has been taken for a name.
            Err(_) if content.peek(Token![<]) => {
                list.items.pop();
                wrong.push(next(start));
                skip_argument(content);
                skip_comma(content);
            }
            Err(_) => {
                wrong.push(next(at));
                skip_argument(content);
                skip_comma(content);
            }
        }
    }
    if !wrong.is_empty() {
        list.is_unclear = true;
        let meant = meant(item, without_types(all.token_stream()));
        let meant = meant.as_deref().unwrap_or(example);
        for token in wrong {
            errors.push(token, message::expected_item(name, meant));
        }
    }
    list
}

fn text(item: &impl ToTokens) -> String {
    item.to_token_stream().to_string()
}

/// The list as it has to be written, if it can be read but for its brackets, quotes, and references.
fn meant<T: ToTokens>(item: Item<T>, listed: TokenStream) -> Option<String> {
    let mut tokens = listed.clone().into_iter();
    let listed = match (tokens.next(), tokens.next()) {
        (Some(TokenTree::Group(group)), None) if group.delimiter() != Delimiter::None => {
            group.stream()
        }
        _ => listed,
    };
    let listed = listed.into_iter().filter(|token| !is_reference(token));
    let listed: TokenStream = listed.map(unquoted).collect();
    let items =
        |input: ParseStream<'_>| Punctuated::<T, Token![,]>::parse_terminated_with(input, item);
    let items = items.parse2(listed).ok()?;
    let items: Vec<String> = items
        .iter()
        .map(|item| text::of_tokens(&item.to_token_stream()))
        .collect();
    (!items.is_empty()).then(|| format!("[{}]", items.join(", ")))
}

/// Whether this is of `&store`, or of `&mut store`.
fn is_reference(token: &TokenTree) -> bool {
    match token {
        TokenTree::Punct(punct) => punct.as_char() == '&',
        TokenTree::Ident(word) => word == "mut",
        TokenTree::Literal(_) | TokenTree::Group(_) => false,
    }
}

/// What is in the quotes, if it is a name or a path.
fn unquoted(token: TokenTree) -> TokenStream {
    let unquoted = match &token {
        TokenTree::Literal(literal) => syn::parse2::<LitStr>(literal.to_token_stream())
            .and_then(|quoted| quoted.parse::<Path>())
            .ok(),
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Group(_) => None,
    };
    unquoted.map_or_else(|| token.into(), ToTokens::into_token_stream)
}

/// The items of which each is a name, as in `store: Store`, without what follows.
fn without_types(listed: TokenStream) -> TokenStream {
    let (mut is_path, mut is_type) = (false, false);
    let is_kept = |token: &TokenTree| {
        if let TokenTree::Punct(punct) = token {
            is_type = match punct.as_char() {
                ',' => false,
                ':' => is_type || !is_path && punct.spacing() == Spacing::Alone,
                _ => is_type,
            };
            is_path = punct.spacing() == Spacing::Joint;
        }
        !is_type
    };
    listed.into_iter().filter(is_kept).collect()
}

/// Goes past a comma and what may have been meant to be listed, as in `inputs = settings, store`.
fn skip_listed(input: ParseStream<'_>) -> Option<TokenStream> {
    let fork = input.fork();
    let comma = fork.parse::<Token![,]>().ok()?;
    let mut skipped = comma.into_token_stream();
    let token = fork.parse().ok()?;
    match &token {
        TokenTree::Group(_) => {}
        TokenTree::Ident(word) if !KNOWN.contains(&word.to_string().as_str()) => {}
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => return None,
    }
    if !fork.is_empty() && !fork.peek(Token![,]) {
        return None;
    }
    input.advance_to(&fork);
    skipped.extend([token]);
    Some(skipped)
}
