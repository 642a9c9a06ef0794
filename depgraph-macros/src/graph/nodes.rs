//! Reads a node.

use proc_macro2::{Ident, TokenTree};
use syn::{
    AngleBracketedGenericArguments, Attribute, ExprPath, LitStr, Path, PathArguments, Token,
    Visibility,
    ext::IdentExt as _,
    parenthesized,
    parse::{ParseStream, discouraged::Speculative as _},
    token,
};

use super::{
    clauses::{Wrong, clauses, listed},
    model::{Node, plain, word, written},
    parse,
    recover::{Item, at_end, next, skip, skip_to_comma, starts_item},
};
use crate::{errors::Errors, message};

/// Reads a node: `Broken` if something is wrong where it ends, or if it has no name or no manifold, which is reported then. If
/// it has a name, that is `unread`.
pub(super) fn node(
    attributes: Vec<Attribute>,
    input: ParseStream<'_>,
    unread: &mut Vec<Ident>,
    errors: &mut Errors,
) -> Item<Node> {
    let Some(mut node) = head(attributes, input, unread, errors) else {
        return Item::Broken(None);
    };
    if late_mark(&node.name, input, errors) {
        // Of an `Option`, or of a `Result` that is not unwrapped; or it stands for a comma.
        node.manifold.arguments = None;
        node.is_unclear = true;
        if !at_end(input) && starts_item(input) {
            return Item::Broken(Some(node));
        }
    }
    match clauses(&mut node, input, errors) {
        Some(Wrong::Clause(mistake)) => {
            errors.push(next(input), mistake);
            skip_to_comma(input);
            while listed(input).is_some() {
                skip_to_comma(input);
            }
            node.hides_entry = true;
        }
        Some(Wrong::Word(mistake)) => {
            errors.push(next(input), mistake);
            drop(input.parse::<TokenTree>());
            node.hides_entry = skip(input);
        }
        None if ends_too_early(input) => {
            errors.push(next(input), message::sign_in_a_node(plain(&node.name)));
            drop(input.parse::<TokenTree>());
            node.hides_entry = skip(input);
        }
        None if at_end(input) || starts_item(input) => return Item::Whole(node),
        None => {
            errors.push(next(input), message::after_manifold(plain(&node.name)));
            // The first token is no entry: it is what is wrong.
            drop(input.parse::<TokenTree>());
            node.hides_entry = skip(input);
        }
    }
    node.is_unclear = true;
    Item::Broken(Some(node))
}

/// Whether a comma, or what stands for one, is before what can only belong to the node.
fn ends_too_early(input: ParseStream<'_>) -> bool {
    let is_group = input.peek2(token::Paren) || input.peek2(token::Brace);
    let goes_on = is_group || input.peek2(token::Bracket) || input.peek2(Token![::]);
    at_end(input) && (goes_on || is_clause(&input.fork()))
}

/// ```text
/// , when [migrated]
/// ```
fn is_clause(input: ParseStream<'_>) -> bool {
    let is_sign = input.parse::<TokenTree>().is_ok();
    let word = input.call(Ident::parse_any);
    let is_word = word.is_ok_and(|word| word == "when" || word == "with");
    is_sign && is_word && (input.peek(token::Bracket) || input.peek(token::Brace))
}

/// What a node has before its clauses.
fn head(
    attributes: Vec<Attribute>,
    input: ParseStream<'_>,
    unread: &mut Vec<Ident>,
    errors: &mut Errors,
) -> Option<Node> {
    visibility(input, errors);
    let is_let = is_let(input, errors);
    let Some(name) = name(input).or_else(|| quoted(input, errors)) else {
        errors.push(next(input), message::no_node());
        return None;
    };
    let optional = input.parse().ok()?;
    let has_colon = input.parse::<Token![:]>().is_ok() || is_let && equals(input).is_some();
    if !has_colon && no_colon(&name, input, errors).is_none() {
        unread.push(name);
        return None;
    }
    let Some(path) = path(input) else {
        errors.push(&name, message::no_manifold(plain(&name)));
        unread.push(name);
        return None;
    };
    if input.peek(Token![.]) && !input.peek(Token![..]) {
        errors.push(next(input), message::after_manifold(plain(&name)));
        unread.push(name);
        return None;
    }
    let mut is_unclear = late_mark(&name, input, errors);
    is_unclear |= wires_in_parentheses(&name, input, errors);
    let manifold = parse::call(path, input, errors);
    is_unclear |= manifold.is_unclear;
    Some(Node {
        attributes,
        name,
        optional,
        manifold,
        wires: None,
        when: None,
        policy: None,
        is_unclear,
        hides_entry: false,
    })
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
/// let store = storage::open
/// ```
fn is_let(input: ParseStream<'_>, errors: &mut Errors) -> bool {
    let is_there = input.peek(Token![let]) && input.peek2(Ident::peek_any);
    if is_there {
        errors.push(next(input), message::let_before_a_node());
        // It is there.
        drop(input.parse::<Token![let]>());
    }
    is_there
}

/// ```text
/// "store": storage::open
/// ```
fn quoted(input: ParseStream<'_>, errors: &mut Errors) -> Option<Ident> {
    let text: LitStr = input.fork().parse().ok()?;
    let mut name: Ident = text.parse().ok()?;
    name.set_span(text.span());
    errors.push(&name, message::quoted_node(&name));
    input.parse::<LitStr>().ok()?;
    Some(name)
}

/// Says that there is no colon, and goes past what stands for one, if a manifold comes then.
///
/// ```text
/// store = storage::open
/// store, storage::open(config)
/// ```
fn no_colon(name: &Ident, input: ParseStream<'_>, errors: &mut Errors) -> Option<()> {
    let manifold = input.fork();
    let is_sign = equals(&manifold).is_some();
    if !is_sign {
        drop(manifold.parse::<Option<Token![,]>>());
    }
    let behind = manifold.fork();
    let path = path(&behind).filter(|path| is_sign || is_manifold(path, &behind));
    let example = path.as_ref().map(|path| {
        let parentheses = if behind.peek(token::Paren) {
            "(..)"
        } else {
            ""
        };
        written(path) + parentheses
    });
    let example = example.unwrap_or_else(|| "path::of::a_manifold(configuration)".to_owned());
    errors.push(name, message::no_colon(plain(name), example));
    path.map(|_| input.advance_to(&manifold))
}

/// Whether the path is that of a function beyond doubt, and not the name of another node that lacks its colon.
fn is_manifold(path: &ExprPath, behind: ParseStream<'_>) -> bool {
    let last = path.path.segments.last();
    // Of a graph, the dots may be what is missing.
    let is_graph = last.is_some_and(|last| plain(&last.ident).starts_with(char::is_uppercase));
    !is_graph && (behind.peek(token::Paren) || word(path).is_none())
}

/// What others write for a colon.
fn equals(input: ParseStream<'_>) -> Option<()> {
    if input.peek(Token![=>]) {
        input.parse::<Token![=>]>().ok()?;
    } else {
        input.parse::<Token![=]>().ok()?;
    }
    // It may stand before a colon, too.
    drop(input.parse::<Option<Token![?]>>());
    drop(input.parse::<Option<Token![:]>>());
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
pub(super) fn wires_in_parentheses(
    name: &Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> bool {
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
    let is_name = word(&path).is_some() && fork.peek(Token![:]);
    if !path.attrs.is_empty() || is_name {
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
pub(super) fn name(input: ParseStream<'_>) -> Option<Ident> {
    if input.peek(Token![_]) {
        return None;
    }
    input.call(Ident::parse_any).ok()
}
