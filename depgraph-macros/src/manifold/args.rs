//! The arguments of the attribute.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Expr, Path, Token, Type, TypePath, bracketed,
    buffer::Cursor,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser as _},
};

use super::types;
use crate::{errors::Errors, message, policy, suggest, usual};

/// What the attribute says.
#[derive(Default)]
pub(super) struct Args {
    pub(super) inputs: Vec<Ident>,
    pub(super) outputs: Vec<Type>,
    pub(super) filter: Option<Expr>,
    pub(super) blocking: Option<Ident>,
    pub(super) name: Option<Ident>,
    pub(super) krate: Option<Path>,
    pub(super) policy: Vec<(Ident, Expr)>,
}

impl Args {
    /// Adds what `other` says of the parameters and the outputs.
    pub(super) fn add(&mut self, other: Self) {
        for input in other.inputs {
            if !self.inputs.contains(&input) {
                self.inputs.push(input);
            }
        }
        for output in other.outputs {
            if !self.outputs.iter().any(|ty| types::same(ty, &output)) {
                self.outputs.push(output);
            }
        }
    }
}

const KNOWN: [&str; 6] = ["inputs", "outputs", "filter", "blocking", "as", "crate"];

/// The arguments that can be read; one that cannot is an error.
pub(super) fn parse(attribute: TokenStream, errors: &mut Errors) -> Args {
    let mut args = Args::default();
    let mut seen: Vec<Ident> = Vec::new();
    let parse = |input: ParseStream<'_>| {
        while !input.is_empty() {
            let Ok(name) = input.call(Ident::parse_any) else {
                errors.push(next(input.cursor()), message::no_argument_name());
                skip_argument(input);
                skip_comma(input);
                continue;
            };
            if let Some(first) = seen.iter().find(|first| **first == name) {
                errors.push(&name, message::argument_twice(first));
                skip_argument(input);
                skip_comma(input);
                continue;
            }
            argument(&name, input, &mut args, errors);
            expect_comma(&name, input, errors);
            seen.push(name);
        }
        Ok(())
    };
    if let Err(error) = parse.parse2(attribute) {
        errors.push_syntax(error);
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
fn list<T>(
    name: &Ident,
    example: &str,
    item: Item<T>,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Vec<T> {
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
    Vec::new()
}

fn items<T>(
    name: &Ident,
    example: &str,
    item: Item<T>,
    content: ParseStream<'_>,
    errors: &mut Errors,
) -> Vec<T> {
    let mut items = Vec::new();
    while !content.is_empty() {
        let at = content.cursor();
        if let Ok(item) = item(content) {
            items.push(item);
        } else {
            errors.push(next(at), message::expected_item(name, example));
            skip_argument(content);
        }
        if skip_comma(content) {
            continue;
        }
        let at = content.cursor();
        if item(&content.fork()).is_ok() {
            errors.push(next(at), message::no_comma());
        } else {
            errors.push(next(at), message::expected_item(name, example));
            skip_argument(content);
            skip_comma(content);
        }
    }
    items
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

/// After an argument comes a comma, or nothing.
fn expect_comma(name: &Ident, input: ParseStream<'_>, errors: &mut Errors) {
    if !skip_comma(input) {
        errors.push(next(input.cursor()), message::no_argument_comma(name));
        skip_argument(input);
        skip_comma(input);
    }
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
