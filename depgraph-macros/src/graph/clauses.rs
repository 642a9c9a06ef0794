//! Reads what follows the manifold of a node.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Attribute, Expr, ExprPath, Token, braced, bracketed,
    ext::IdentExt as _,
    parenthesized,
    parse::{ParseBuffer, ParseStream, discouraged::Speculative as _},
    token,
};

use super::{
    model::{Node, Wire, plain},
    nodes::{name, wires_in_parentheses},
    parse,
    recover::{at_end, has_attributes, list, next, starts_item},
    splices::begins_clause,
};
use crate::{
    errors::Errors,
    message::{self, Message},
    suggest,
};

/// What stands where a clause is expected, and is none.
pub(super) enum Wrong {
    /// A clause that is not written as one.
    Clause(Message),
    /// A word that begins no clause.
    Word(Message),
}

/// Reads the clauses; returns what is wrong with what comes then, if it is meant as one.
pub(super) fn clauses(
    node: &mut Node,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<Wrong> {
    loop {
        attribute(input, errors);
        let Some(clause) = clause(input) else { break };
        let at = next(input);
        match clause {
            Clause::Wires if node.wires.is_some() => {
                errors.push(at, message::wires_twice());
                // One of them may be something else.
                node.wires = Some(Vec::new());
                node.is_unclear = true;
                input.parse::<TokenTree>().ok()?;
            }
            Clause::Wires => {
                let content = braces(input).ok()?;
                let wires = list(&content, errors, |input, errors| wire(input, errors).into());
                node.is_unclear |= wires.hides_items;
                node.wires = Some(wires.items);
            }
            Clause::When => {
                let content = after_word(input, brackets).ok()?;
                let names = list(&content, errors, |input, errors| {
                    condition(input, errors).into()
                });
                once(&mut node.when, names.items, at, "when", errors);
            }
            Clause::With => {
                let content = after_word(input, braces).ok()?;
                let settings = list(&content, errors, |input, errors| {
                    setting(input, errors).into()
                });
                once(&mut node.policy, settings.items, at, "with", errors);
            }
            Clause::LateConfiguration => {
                let name = &node.name;
                if wires_in_parentheses(name, input, errors) {
                    node.is_unclear = true;
                    continue;
                }
                errors.push(at, message::late_configuration());
                let late = parse::arguments(input).ok();
                node.manifold.arguments = node.manifold.arguments.take().or(late);
                node.is_unclear |= node.manifold.arguments.is_none();
            }
            Clause::Wrong(wrong) => return Some(wrong),
        }
    }
    None
}

/// Reports an attribute on a clause, and goes past it.
fn attribute(input: ParseStream<'_>, errors: &mut Errors) {
    if !input.peek(Token![#]) {
        return;
    }
    let at = next(input);
    let fork = input.fork();
    if fork.call(Attribute::parse_outer).is_ok() && begins_clause(&fork) {
        errors.push(at, message::attribute_on_a_part());
        input.advance_to(&fork);
    }
}

/// What may follow the manifold of a node.
enum Clause {
    Wires,
    When,
    With,
    LateConfiguration,
    Wrong(Wrong),
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
    let is_entry = fork.peek(Token![?]) || fork.peek(Token![:]) && !fork.peek(Token![::]);
    let is_clause = fork.peek2(token::Bracket) || fork.peek2(token::Brace);
    if is_entry && !(is_clause && ["when", "with"].contains(&word.as_str())) {
        return None;
    }
    Some(match word.as_str() {
        "when" if fork.peek(token::Bracket) => Clause::When,
        "when" => {
            let nodes = unbracketed(&fork).unwrap_or_else(|_| "node, other".to_owned());
            Clause::Wrong(Wrong::Clause(message::when_without_brackets(nodes)))
        }
        "with" if fork.peek(token::Brace) => Clause::With,
        "with" => Clause::Wrong(Wrong::Clause(message::with_without_braces())),
        word => Clause::Wrong(match suggest::closest(word, ["when", "with"]) {
            Some(meant) => Wrong::Clause(message::misspelt_clause(word, meant)),
            None => Wrong::Word(message::unknown_clause(word)),
        }),
    })
}

/// The conditions, if brackets are all that they lack.
///
/// ```text
/// when migrated, settings
/// when (migrated, settings)
/// ```
fn unbracketed(input: ParseStream<'_>) -> syn::Result<String> {
    let is_word = input.peek(Ident::peek_any) && !begins_clause(input);
    let nodes = if is_word {
        let mut nodes = vec![input.call(Ident::parse_any)?];
        while let Some(node) = listed(input) {
            nodes.push(node);
        }
        nodes
    } else {
        let content;
        if input.peek(token::Paren) {
            parenthesized!(content in input);
        } else {
            braced!(content in input);
        }
        let nodes = content.parse_terminated(Ident::parse_any, Token![,])?;
        nodes.into_iter().collect()
    };
    let is_all = at_end(input) || begins_clause(input);
    if nodes.is_empty() || !is_all {
        return Err(input.error("this is more"));
    }
    let nodes: Vec<_> = nodes.iter().map(Ident::to_string).collect();
    Ok(nodes.join(", "))
}

/// Goes past a comma and a name behind it, if that begins no entry and so is another one of a list without brackets.
pub(super) fn listed(input: ParseStream<'_>) -> Option<Ident> {
    let fork = input.fork();
    fork.parse::<Token![,]>().ok()?;
    let name = name(&fork)?;
    let is_listed = at_end(&fork) || begins_clause(&fork);
    is_listed.then(|| {
        input.advance_to(&fork);
        name
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
    if input.is_empty() || input.peek(Token![,]) {
        return Some(Wire {
            node: to.clone(),
            input: to,
        });
    }
    if input.peek(Ident::peek_any) {
        errors.push(next(input), message::no_comma_or_colon());
        return None;
    }
    if input.peek(Token![;]) {
        errors.push(next(input), message::semicolon());
        return None;
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
    let at = next(input);
    let name = name(input);
    // A path, a field, a call: no name of a node goes on like this.
    let goes_on = !at_end(input) && !starts_item(input);
    if name.is_none() || goes_on {
        errors.push(at, message::no_condition());
        return None;
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
        // It may stand before a colon, too.
        input.parse::<Option<Token![:]>>().ok()?;
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
