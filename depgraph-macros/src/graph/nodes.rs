//! Reads a node.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    AngleBracketedGenericArguments, Attribute, Expr, ExprPath, Path, PathArguments, Token,
    Visibility, braced, bracketed,
    ext::IdentExt as _,
    parenthesized,
    parse::{ParseBuffer, ParseStream, discouraged::Speculative as _},
    token,
};

use super::{
    model::{Node, Wire, plain},
    parse,
    recover::{at_end, has_attributes, list, next, skip_to_comma, starts_item},
};
use crate::{
    errors::Errors,
    message::{self, Message},
    suggest,
};

/// Reads a node; `None` if it has no name or no manifold, which is reported then.
pub(super) fn node(
    attributes: Vec<Attribute>,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<Node> {
    visibility(input, errors);
    let Some(name) = name(input) else {
        errors.push(next(input), message::no_node());
        return None;
    };
    let optional = input.parse().ok()?;
    if input.parse::<Token![:]>().is_err() {
        errors.push(&name, no_colon(&plain(&name), input));
        equals(input)?;
    }
    let Some(path) = path(input) else {
        errors.push(&name, message::no_manifold(plain(&name)));
        return None;
    };
    let mut is_unclear = late_mark(&name, input, errors);
    is_unclear |= wires_in_parentheses(&name, input, errors);
    let mut node = Node {
        attributes,
        name,
        optional,
        manifold: parse::call(path, input, errors),
        wires: None,
        when: None,
        policy: None,
        is_unclear,
    };
    if late_mark(&node.name, input, errors) {
        // Of an `Option`, or of a `Result` that is not unwrapped.
        node.manifold.arguments = None;
        node.is_unclear = true;
    }
    clauses(&mut node, input, errors);
    if !at_end(input) && !starts_item(input) {
        errors.push(next(input), message::after_manifold(plain(&node.name)));
        node.is_unclear = true;
        skip_to_comma(input);
    }
    Some(node)
}

/// ```text
/// pub store: storage::open
/// ```
fn visibility(input: ParseStream<'_>, errors: &mut Errors) {
    if !input.peek(Token![pub]) {
        return;
    }
    let fork = input.fork();
    // A node may be called `pub`.
    if let Ok(visibility) = fork.parse::<Visibility>()
        && fork.peek(Ident::peek_any)
    {
        errors.push(visibility, message::visibility_of_a_node());
        input.advance_to(&fork);
    }
}

/// ```text
/// store = storage::open
/// Common(config)
/// ```
fn no_colon(name: &str, input: ParseStream<'_>) -> Message {
    let is_graph = input.peek(token::Paren) && name.starts_with(char::is_uppercase);
    if is_graph {
        message::splice_without_dots(name)
    } else {
        message::no_colon(name)
    }
}

/// What others write for a colon, and can be read as if it were one.
fn equals(input: ParseStream<'_>) -> Option<()> {
    if input.peek(Token![=>]) {
        input.parse::<Token![=>]>().ok()?;
    } else {
        input.parse::<Token![=]>().ok()?;
    }
    Some(())
}

/// ```text
/// store: storage::open(option)?
/// ```
fn late_mark(name: &Ident, input: ParseStream<'_>, errors: &mut Errors) -> bool {
    let is_there = input.peek(Token![?]);
    if is_there {
        errors.push(next(input), message::late_mark(plain(name)));
        // It is there.
        drop(input.parse::<Token![?]>());
    }
    is_there
}

/// ```text
/// web: web::serve(store: main)
/// ```
fn wires_in_parentheses(name: &Ident, input: ParseStream<'_>, errors: &mut Errors) -> bool {
    let is_there = input.peek(token::Paren) && begins_with_a_wire(&input.fork()).is_ok_and(|is| is);
    if is_there {
        errors.push(next(input), message::wires_in_parentheses(plain(name)));
        // It is there.
        drop(input.parse::<TokenTree>());
    }
    is_there
}

fn begins_with_a_wire(input: ParseStream<'_>) -> syn::Result<bool> {
    let content;
    parenthesized!(content in input);
    content.call(Ident::parse_any)?;
    Ok(content.peek(Token![:]) && !content.peek(Token![::]))
}

/// A path, if there is one, and it is not the name of the next entry.
pub(super) fn path(input: ParseStream<'_>) -> Option<ExprPath> {
    let fork = input.fork();
    let mut path = words(&fork).or_else(|_| fork.parse()).ok()?;
    if !path.attrs.is_empty() || fork.peek(Token![:]) {
        return None;
    }
    input.advance_to(&fork);
    // As a type, and not as an expression: that it is no manifold is to be the one thing that is said of it.
    let fork = input.fork();
    if input.peek(Token![<]) && fork.parse::<AngleBracketedGenericArguments>().is_ok() {
        let mut arguments: AngleBracketedGenericArguments = input.parse().ok()?;
        arguments.colon2_token = Some(Token![::](arguments.lt_token.span));
        if let Some(last) = path.path.segments.last_mut() {
            last.arguments = PathArguments::AngleBracketed(arguments);
        }
    }
    Some(path)
}

/// A path of words, as most are: syn takes three times as long for one that may be more. Otherwise nothing is read.
fn words(input: ParseStream<'_>) -> syn::Result<ExprPath> {
    let fork = input.fork();
    let path = Path::parse_mod_style(&fork)?;
    input.advance_to(&fork);
    Ok(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// Any word, be it a keyword.
fn name(input: ParseStream<'_>) -> Option<Ident> {
    if input.peek(Token![_]) {
        return None;
    }
    input.call(Ident::parse_any).ok()
}

/// What may follow the manifold of a node.
enum Clause {
    Wires,
    When,
    With,
    LateConfiguration,
    Wrong(Message),
}

fn clauses(node: &mut Node, input: ParseStream<'_>, errors: &mut Errors) {
    while let Some(clause) = clause(input) {
        let at = next(input);
        match clause {
            Clause::Wires => {
                let Ok(content) = braces(input) else { return };
                let wires = list(&content, errors, |input, errors| {
                    let wire = wire(input, errors);
                    node.is_unclear |= wire.is_none();
                    wire
                });
                once(&mut node.wires, wires, at, "{ .. }", errors);
            }
            Clause::When => {
                let Ok(content) = after_word(input, brackets) else {
                    return;
                };
                let names = list(&content, errors, condition);
                once(&mut node.when, names, at, "when", errors);
            }
            Clause::With => {
                let Ok(content) = after_word(input, braces) else {
                    return;
                };
                let settings = list(&content, errors, setting);
                once(&mut node.policy, settings, at, "with", errors);
            }
            Clause::LateConfiguration => {
                errors.push(at, message::late_configuration());
                let late = parse::arguments(input).ok();
                node.manifold.arguments = node.manifold.arguments.take().or(late);
            }
            Clause::Wrong(message) => {
                errors.push(at, message);
                skip_to_comma(input);
            }
        }
    }
}

/// What clause comes next; `None` for an end, or what may be the next entry after a forgotten comma.
fn clause(input: ParseStream<'_>) -> Option<Clause> {
    if input.peek(token::Brace) {
        return Some(Clause::Wires);
    }
    if input.peek(token::Paren) {
        return Some(Clause::LateConfiguration);
    }
    let fork = input.fork();
    let word = plain(&fork.call(Ident::parse_any).ok()?);
    if fork.peek(Token![?]) || fork.peek(Token![:]) {
        return None;
    }
    Some(match word.as_str() {
        "when" if fork.peek(token::Bracket) => Clause::When,
        "when" => Clause::Wrong(message::when_without_brackets()),
        "with" if fork.peek(token::Brace) => Clause::With,
        "with" => Clause::Wrong(message::with_without_braces()),
        word => Clause::Wrong(match suggest::closest(word, ["when", "with"]) {
            Some(meant) => message::misspelt_clause(word, meant),
            None => message::unknown_clause(word),
        }),
    })
}

/// Keeps the first clause of each kind.
fn once<T>(slot: &mut Option<T>, value: T, at: TokenStream, clause: &str, errors: &mut Errors) {
    if slot.is_some() {
        errors.push(at, message::clause_twice(clause));
    } else {
        *slot = Some(value);
    }
}

fn braces(input: ParseStream<'_>) -> syn::Result<ParseBuffer<'_>> {
    let content;
    braced!(content in input);
    Ok(content)
}

fn brackets(input: ParseStream<'_>) -> syn::Result<ParseBuffer<'_>> {
    let content;
    bracketed!(content in input);
    Ok(content)
}

fn after_word<'a>(
    input: ParseStream<'a>,
    group: impl FnOnce(ParseStream<'a>) -> syn::Result<ParseBuffer<'a>>,
) -> syn::Result<ParseBuffer<'a>> {
    input.call(Ident::parse_any)?;
    group(input)
}

fn wire(input: ParseStream<'_>, errors: &mut Errors) -> Option<Wire> {
    if has_attributes(input, errors, message::attribute_on_a_part) {
        return None;
    }
    let at = next(input);
    let Some(to) = name(input) else {
        errors.push(at, message::no_wire());
        return None;
    };
    if at_end(input) || input.peek(Ident::peek_any) {
        return Some(Wire {
            node: to.clone(),
            input: to,
        });
    }
    if input.parse::<Token![:]>().is_err() {
        errors.push(at, message::no_wire());
        return None;
    }
    let at = if input.is_empty() { at } else { next(input) };
    let from = name(input);
    // A call, a path, a field: no name of a node goes on like this.
    let goes_on = !at_end(input) && !starts_item(input);
    let Some(node) = from.filter(|_| !goes_on) else {
        errors.push(at, message::wire_from_a_value(plain(&to)));
        return None;
    };
    Some(Wire { input: to, node })
}

fn condition(input: ParseStream<'_>, errors: &mut Errors) -> Option<Ident> {
    if has_attributes(input, errors, message::attribute_on_a_part) {
        return None;
    }
    let name = name(input);
    if name.is_none() {
        errors.push(next(input), message::no_condition());
    }
    name
}

fn setting(input: ParseStream<'_>, errors: &mut Errors) -> Option<(Ident, Expr)> {
    if has_attributes(input, errors, message::attribute_on_a_part) {
        return None;
    }
    let Some(name) = name(input) else {
        errors.push(next(input), message::no_setting());
        return None;
    };
    if input.peek(Token![,]) || input.is_empty() {
        // Not parsed: it may be a keyword, which is no setting then.
        let value = Expr::Path(ExprPath {
            attrs: Vec::new(),
            qself: None,
            path: name.clone().into(),
        });
        return Some((name, value));
    }
    if input.peek(Token![=]) {
        errors.push(next(input), message::setting_with_equals(plain(&name)));
        input.parse::<Token![=]>().ok()?;
    } else if input.parse::<Token![:]>().is_err() {
        errors.push(next(input), message::setting_without_value(plain(&name)));
        return None;
    }
    match input.parse() {
        Ok(value) => Some((name, value)),
        Err(error) => {
            errors.push_syntax(error);
            None
        }
    }
}
