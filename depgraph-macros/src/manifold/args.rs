//! The arguments of the attribute.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{
    Expr, Path, Token, Type, TypePath, bracketed,
    buffer::Cursor,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser as _, discouraged::Speculative as _},
    token,
};

use super::types;
use crate::{errors::Errors, message, policy, suggest, usual};

/// What the attribute says.
#[derive(Default)]
pub(super) struct Args {
    pub(super) inputs: List<Ident>,
    pub(super) outputs: List<Type>,
    pub(super) filter: Option<Expr>,
    pub(super) blocking: Option<Ident>,
    pub(super) name: Option<Ident>,
    pub(super) krate: Option<Path>,
    pub(super) policy: Vec<(Ident, Expr)>,
}

/// What is listed.
pub(super) struct List<T> {
    pub(super) items: Vec<T>,
    /// Whether something could not be read that may have been an item.
    pub(super) is_unclear: bool,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            is_unclear: false,
        }
    }
}

impl Args {
    /// Adds what `other` says of the parameters and the outputs.
    pub(super) fn add(&mut self, other: Self) {
        self.inputs.is_unclear |= other.inputs.is_unclear;
        self.outputs.is_unclear |= other.outputs.is_unclear;
        let inputs = &mut self.inputs.items;
        for input in other.inputs.items {
            if !inputs.contains(&input) {
                inputs.push(input);
            }
        }
        let outputs = &mut self.outputs.items;
        for output in other.outputs.items {
            if !outputs.iter().any(|ty| types::same(ty, &output)) {
                outputs.push(output);
            }
        }
    }

    /// Something could not be read that may have been any argument.
    const fn be_unclear(&mut self) {
        self.inputs.is_unclear = true;
        self.outputs.is_unclear = true;
    }
}

const KNOWN: [&str; 6] = ["inputs", "outputs", "filter", "blocking", "as", "crate"];

/// The arguments that can be read; one that cannot is an error.
pub(super) fn parse(attribute: TokenStream, errors: &mut Errors) -> Args {
    let mut args = Args::default();
    let mut seen: Vec<Ident> = Vec::new();
    // Whether the last argument is a mistake, and the next one may be the rest of it.
    let mut is_broken = false;
    let parse = |input: ParseStream<'_>| {
        while !input.is_empty() {
            if is_broken && !begins_like_argument(input) {
                is_broken = false;
                skip_argument(input);
                skip_comma(input);
                continue;
            }
            let before = errors.len();
            let Ok(name) = input.call(Ident::parse_any) else {
                errors.push(next(input.cursor()), message::no_argument_name());
                args.be_unclear();
                skip_argument(input);
                skip_comma(input);
                continue;
            };
            if let Some(first) = seen.iter().find(|first| **first == name) {
                errors.push(&name, message::argument_twice(first));
                args.be_unclear();
                skip_argument(input);
            } else {
                argument(&name, input, &mut args, errors);
                seen.push(name.clone());
            }
            is_broken = errors.len() > before;
            let is_again = input.cursor().ident().is_some_and(|(next, _)| next == name);
            if !skip_comma(input) && !is_again {
                is_broken = true;
                errors.push(next(input.cursor()), message::no_argument_comma(&name));
                if !input.peek(Ident::peek_any) {
                    // Something else stands for the comma.
                    input.parse::<TokenTree>()?;
                }
                if !begins_like_argument(input) {
                    args.be_unclear();
                }
            }
        }
        Ok(())
    };
    if let Err(error) = parse.parse2(attribute) {
        errors.push_left_over(error);
    }
    args
}

/// Reads what comes after `name`.
fn argument(name: &Ident, input: ParseStream<'_>, args: &mut Args, errors: &mut Errors) {
    match name.to_string().as_str() {
        "inputs" => args.inputs = list(name, "[settings, store]", Ident::parse, input, errors),
        "outputs" => args.outputs = list(name, "[Store]", ty, input, errors),
        "filter" => args.filter = value(name, "path::of::a_function", input, errors),
        "blocking" => {
            if input.peek(Token![=]) {
                errors.push(name, message::flag_with_value(name));
                skip_argument(input);
            }
            args.blocking = Some(name.clone());
        }
        "as" => args.name = value(name, "NewName", input, errors),
        "crate" => args.krate = library(name, input, errors),
        setting if policy::SETTINGS.contains(&setting) => {
            let Some(value) = value(name, "a_value", input, errors) else {
                return;
            };
            match policy::mistake(name, &value) {
                Some(mistake) => errors.push(value, mistake),
                None => args.policy.push((name.clone(), value)),
            }
        }
        setting if policy::SETTINGS_OF_THE_ENGINE.contains(&setting) => {
            errors.push(name, message::setting_of_the_engine(setting));
            skip_argument(input);
        }
        unknown => {
            let known = || KNOWN.into_iter().chain(policy::SETTINGS);
            let list = suggest::list(known());
            if input.peek(Token![=]) && input.peek2(token::Bracket) {
                args.be_unclear();
            }
            skip_argument(input);
            errors.push(
                name,
                match suggest::closest(unknown, known()) {
                    Some(meant) => message::misspelt_argument(unknown, meant, list),
                    None => message::unknown_argument(unknown, list),
                },
            );
        }
    }
}

fn value<T: Parse>(
    name: &Ident,
    example: &str,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<T> {
    let value = input.parse::<Token![=]>().and_then(|_| input.parse());
    if value.is_err() {
        errors.push(name, message::expected_value(name, example));
        skip_argument(input);
    }
    value.ok()
}

/// A path without parameters, and nothing after it.
fn library(name: &Ident, input: ParseStream<'_>, errors: &mut Errors) -> Option<Path> {
    let path = input
        .parse::<Token![=]>()
        .and_then(|_| Path::parse_mod_style(input));
    if (input.is_empty() || input.peek(Token![,])) && path.is_ok() {
        return path.ok();
    }
    errors.push(name, message::expected_library());
    skip_argument(input);
    None
}

/// Reads an item of a list.
type Item<T> = fn(ParseStream<'_>) -> syn::Result<T>;

/// Reads a list in brackets. What is no item of it is an error where it stands, and the rest counts.
fn list<T: ToTokens>(
    name: &Ident,
    example: &str,
    item: Item<T>,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> List<T> {
    let brackets = || {
        input.parse::<Token![=]>()?;
        let content;
        bracketed!(content in input);
        syn::Result::Ok(content)
    };
    if let Ok(content) = brackets() {
        return items(name, example, item, &content, errors);
    }
    errors.push(name, message::expected_list(name, example));
    skip_argument(input);
    while skip_listed(input).is_some() {}
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
    while !content.is_empty() {
        let at = content.cursor();
        if let Ok(item) = item(content) {
            list.items.push(item);
        } else {
            errors.push(next(at), message::expected_item(name, example));
            list.is_unclear = true;
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
            Err(_) => {
                errors.push(next(at), message::expected_item(name, example));
                list.is_unclear = true;
                skip_argument(content);
                skip_comma(content);
            }
        }
    }
    list
}

fn text(item: &impl ToTokens) -> String {
    item.to_token_stream().to_string()
}

/// Most are words: syn takes five times as long for a type that may be any.
fn ty(input: ParseStream<'_>) -> syn::Result<Type> {
    let Some(path) = usual::read(input, Path::parse_mod_style) else {
        return input.parse();
    };
    Ok(Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path,
    }))
}

fn next(at: Cursor<'_>) -> Option<TokenTree> {
    at.token_tree().map(|(token, _)| token)
}

/// Goes on to the comma that ends the argument.
fn skip_argument(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}

/// Whether this is an argument beyond doubt.
fn begins_like_argument(input: ParseStream<'_>) -> bool {
    let fork = input.fork();
    let name = fork.call(Ident::parse_any);
    name.is_ok_and(|name| name == "blocking" || fork.peek(Token![=]))
}

/// Goes past a comma and what may have been meant to be listed, as in `inputs = settings, store`.
fn skip_listed(input: ParseStream<'_>) -> Option<()> {
    let fork = input.fork();
    fork.parse::<Token![,]>().ok()?;
    match fork.parse().ok()? {
        TokenTree::Group(_) => {}
        TokenTree::Ident(word) if !KNOWN.contains(&word.to_string().as_str()) => {}
        TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => return None,
    }
    if !fork.is_empty() && !fork.peek(Token![,]) {
        return None;
    }
    input.advance_to(&fork);
    Some(())
}

/// Takes the comma that ends an argument; the last may do without.
fn skip_comma(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.parse::<Token![,]>().is_ok()
}

#[cfg(test)]
mod tests {
    use crate::usual::assert_reads_like_syn;

    #[test]
    fn an_output_that_is_read_word_by_word_is_what_syn_reads() {
        assert_reads_like_syn(
            super::ty,
            &[
                "Store",
                "r#Store",
                "crate::storage::Store",
                "::storage::Store",
                "Self",
                "Shared<Ready>",
                "storage::Shared::<Ready>",
                "Store::",
                "Fn(Store) -> Ready",
                "Store + Send",
                "dyn Store",
                "(Store, Ready)",
                "store!()",
                "type",
            ],
        );
    }
}
