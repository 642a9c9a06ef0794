//! The arguments of the attribute.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Expr, Path, Token, Type, bracketed,
    ext::IdentExt as _,
    parse::{Parse, ParseStream, Parser as _},
};

use crate::{errors::Errors, message, policy, suggest};

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

const KNOWN: [&str; 6] = ["inputs", "outputs", "filter", "blocking", "as", "crate"];

/// The arguments that can be read; one that cannot is an error.
pub(super) fn parse(attribute: TokenStream, errors: &mut Errors) -> Args {
    let mut args = Args::default();
    let mut seen: Vec<Ident> = Vec::new();
    let parse = |input: ParseStream<'_>| {
        while !input.is_empty() {
            let Ok(name) = input.call(Ident::parse_any) else {
                errors.push(next(input), message::no_argument_name());
                skip_to_comma(input);
                continue;
            };
            if let Some(first) = seen.iter().find(|first| **first == name) {
                errors.push(&name, message::argument_twice(first));
                skip_to_comma(input);
                continue;
            }
            argument(&name, input, &mut args, errors);
            seen.push(name);
            skip_to_comma(input);
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
        "inputs" => args.inputs = list(input, errors),
        "outputs" => args.outputs = list(input, errors),
        "filter" => args.filter = value(input, errors),
        "blocking" => args.blocking = Some(name.clone()),
        "as" => args.name = value(input, errors),
        "crate" => args.krate = value(input, errors),
        setting if policy::SETTINGS.contains(&setting) => {
            let value = value(input, errors);
            args.policy.extend(value.map(|value| (name.clone(), value)));
        }
        unknown => {
            let known = || KNOWN.into_iter().chain(policy::SETTINGS);
            let list = suggest::list(known());
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

fn value<T: Parse>(input: ParseStream<'_>, errors: &mut Errors) -> Option<T> {
    let value = input.parse::<Token![=]>().and_then(|_| input.parse());
    value.map_err(|error| errors.push_syntax(error)).ok()
}

fn list<T: Parse>(input: ParseStream<'_>, errors: &mut Errors) -> Vec<T> {
    let parse = || {
        input.parse::<Token![=]>()?;
        let content;
        bracketed!(content in input);
        content.parse_terminated(T::parse, Token![,])
    };
    match parse() {
        Ok(list) => list.into_iter().collect(),
        Err(error) => {
            errors.push_syntax(error);
            Vec::new()
        }
    }
}

fn next(input: ParseStream<'_>) -> Option<TokenTree> {
    input.fork().parse().ok()
}

fn skip_to_comma(input: ParseStream<'_>) {
    while !input.is_empty() {
        if input.parse::<Token![,]>().is_ok() || input.parse::<TokenTree>().is_err() {
            return;
        }
    }
}
