//! The arguments of the attribute.

mod list;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Expr, LitStr, Path, Token, Type, TypePath,
    buffer::Cursor,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser as _},
    token,
};

use self::list::list;
use super::types;
use crate::{errors::Errors, message, policy, suggest, text, usual};

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

pub(crate) const KNOWN: [&str; 6] = ["inputs", "outputs", "filter", "blocking", "as", "crate"];

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
                seen.push(name.clone());
                argument(&name, input, &mut args, &mut seen, errors);
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
fn argument(
    name: &Ident,
    input: ParseStream<'_>,
    args: &mut Args,
    seen: &mut Vec<Ident>,
    errors: &mut Errors,
) {
    match name.to_string().as_str() {
        "inputs" => args.inputs = list(name, "[settings, store]", Ident::parse, input, errors),
        "outputs" => args.outputs = list(name, "[Store]", ty, input, errors),
        "filter" => args.filter = value(name, "path::of::a_function", input, errors),
        "blocking" => {
            if Sign::is_next(input) {
                errors.push(name, message::flag_with_value(name));
                skip_argument(input);
            }
            args.blocking = Some(name.clone());
        }
        "as" => args.name = new_name(name, input, errors),
        "crate" => args.krate = library(name, input, errors),
        setting if policy::SETTINGS.contains(&setting) => {
            let Some((sign, value)) = signed(name, "a_value", input, errors) else {
                return;
            };
            if let Some(mistake) = policy::mistake(name, &value) {
                errors.push(value, mistake);
            } else {
                sign.check(name, errors);
                args.policy.push((name.clone(), value));
            }
        }
        setting if policy::SETTINGS_OF_THE_ENGINE.contains(&setting) => {
            errors.push(name, message::setting_of_the_engine(setting));
            skip_argument(input);
        }
        "when" => {
            errors.push(name, message::condition_of_a_node(listed(input)));
            skip_argument(input);
        }
        kind @ ("optional" | "latest" | "watch") => {
            let ty = text::as_type(name);
            let ty = if kind == "optional" { "Option" } else { &ty };
            errors.push(name, message::kind_as_argument(kind, ty, listed(input)));
            skip_argument(input);
            args.inputs.is_unclear = true;
        }
        "config" | "configuration" => {
            errors.push(name, message::config_as_argument(name));
            skip_argument(input);
        }
        unknown => {
            let known = || KNOWN.into_iter().chain(policy::SETTINGS);
            let list = suggest::list(known());
            let Some(meant) = suggest::closest(unknown, known()) else {
                errors.push(name, message::unknown_argument(unknown, list));
                return skip_unknown(input, args);
            };
            errors.push(name, message::misspelt_argument(unknown, meant, list));
            if meant == "blocking" || seen.iter().any(|name| name == meant) {
                return skip_unknown(input, args);
            }
            // The slip is the mistake, and none that is in what it takes along.
            let meant = Ident::new(meant, name.span());
            seen.push(meant.clone());
            argument(&meant, input, args, seen, &mut Errors::default());
        }
    }
}

/// The list that follows, as it is written.
fn listed(input: ParseStream<'_>) -> String {
    let fork = input.fork();
    let list = Sign::read(&fork).and_then(|_| {
        let is_list = fork.peek(token::Bracket);
        is_list.then(|| fork.parse::<TokenTree>().ok())?
    });
    list.map_or_else(|| "[..]".to_owned(), |list| text::of_tokens(&list.into()))
}

/// Goes past the value of an argument that may have been meant to list something.
fn skip_unknown(input: ParseStream<'_>, args: &mut Args) {
    if Sign::read(input).is_some() && input.peek(token::Bracket) {
        args.be_unclear();
    }
    skip_argument(input);
}

/// What stands between an argument and its value.
enum Sign {
    Equals,
    /// As a setting of a node has it, or a field; with the value as it is written.
    Colon(Token![:], String),
}

impl Sign {
    fn is_next(input: ParseStream<'_>) -> bool {
        input.peek(Token![=]) || input.peek(Token![:]) && !input.peek(Token![::])
    }

    fn read(input: ParseStream<'_>) -> Option<Self> {
        if !Self::is_next(input) {
            return None;
        }
        if input.parse::<Token![=]>().is_ok() {
            return Some(Self::Equals);
        }
        let colon = input.parse().ok()?;
        // Both stand in `:=`.
        input.parse::<Option<Token![=]>>().ok()?;
        let value = skip_argument(&input.fork());
        Some(Self::Colon(colon, text::of_tokens(&value)))
    }

    /// Reports what is wrong with it, where that is all that is.
    fn check(self, name: &Ident, errors: &mut Errors) {
        match self {
            Self::Equals => {}
            Self::Colon(colon, value) => {
                errors.push(colon, message::colon_for_equals(name, value));
            }
        }
    }
}

fn value<T: Parse>(
    name: &Ident,
    example: &str,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<T> {
    let (sign, value) = signed(name, example, input, errors)?;
    sign.check(name, errors);
    Some(value)
}

fn signed<T: Parse>(
    name: &Ident,
    example: &str,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<(Sign, T)> {
    let signed = Sign::read(input).and_then(|sign| Some((sign, input.parse().ok()?)));
    if signed.is_none() {
        errors.push(name, message::expected_value(name, example));
        skip_argument(input);
    }
    signed
}

/// The name of the type. In quotes it can be read, too.
fn new_name(name: &Ident, input: ParseStream<'_>, errors: &mut Errors) -> Option<Ident> {
    let fork = input.fork();
    let quoted = Sign::read(&fork).and_then(|_| fork.parse::<LitStr>().ok());
    let unquoted = |quoted: &LitStr| quoted.parse::<Ident>().ok();
    let Some((new, quoted)) = quoted.and_then(|quoted| Some((unquoted(&quoted)?, quoted))) else {
        return value(name, "NewName", input, errors);
    };
    skip_argument(input);
    errors.push(quoted, message::quoted_name(name, &new));
    Some(new)
}

/// A path without parameters, and nothing after it.
fn library(name: &Ident, input: ParseStream<'_>, errors: &mut Errors) -> Option<Path> {
    let path = Sign::read(input).and_then(|sign| Some((sign, Path::parse_mod_style(input).ok()?)));
    if let Some((sign, path)) = path
        && (input.is_empty() || input.peek(Token![,]))
    {
        sign.check(name, errors);
        return Some(path);
    }
    errors.push(name, message::expected_library());
    skip_argument(input);
    None
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

/// Goes on to the comma that ends the argument, past what is returned.
fn skip_argument(input: ParseStream<'_>) -> TokenStream {
    let mut skipped = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        let Ok(token) = input.parse::<TokenTree>() else {
            break;
        };
        skipped.extend([token]);
    }
    skipped
}

/// Whether this is an argument beyond doubt.
fn begins_like_argument(input: ParseStream<'_>) -> bool {
    let fork = input.fork();
    let name = fork.call(Ident::parse_any);
    name.is_ok_and(|name| name == "blocking" || Sign::is_next(&fork))
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
