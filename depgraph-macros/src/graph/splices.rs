//! Reads a spliced graph, and the path of one.

use proc_macro2::{Ident, TokenTree};
use syn::{
    Attribute, ExprPath, Path, PathSegment, Token, ext::IdentExt as _, parse::ParseStream, token,
};

use super::{
    model::{Splice, plain, written},
    nodes,
    parse::call,
    recover::{at_end, next},
};
use crate::{errors::Errors, message};

pub(super) fn splice(
    attributes: Vec<Attribute>,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<Splice> {
    let at = next(input);
    let has_dots = input.parse::<Option<Token![..]>>().ok()?.is_some();
    let Some(path) = graph_path(input, errors) else {
        errors.push(at, message::no_splice());
        return None;
    };
    if !has_dots {
        errors.push(&path, message::splice_without_dots(written(&path)));
    }
    left_out(input, errors);
    let mut graph = call(path, input, errors);
    left_out(input, errors);
    if begins_clause(input) {
        errors.push(next(input), message::splice_with_clause());
        graph.is_unclear |= graph.arguments.is_none();
        while begins_clause(input) {
            input.parse::<TokenTree>().ok()?;
        }
    }
    // If only a comma is missing, what follows is no part of it.
    graph.is_unclear |= graph.arguments.is_none() && !at_end(input);
    Some(Splice { attributes, graph })
}

/// ```text
/// common::Common(config)
/// ```
pub(super) fn lacks_dots(input: ParseStream<'_>) -> bool {
    let last = Path::parse_mod_style(input).map(|path| path.segments.last().cloned());
    let is_graph = last.is_ok_and(|last| {
        last.is_some_and(|last| plain(&last.ident).starts_with(char::is_uppercase))
    });
    is_graph && input.peek(token::Paren)
}

fn left_out(input: ParseStream<'_>, errors: &mut Errors) {
    if input.peek(Token![?]) {
        errors.push(next(input), message::splice_left_out());
        // It is there.
        drop(input.parse::<Token![?]>());
    }
}

/// The path of a graph, without the `new` that makes one.
pub(super) fn graph_path(input: ParseStream<'_>, errors: &mut Errors) -> Option<ExprPath> {
    let mut path = nodes::path(input)?;
    let is_new = |last: &PathSegment| last.ident == "new";
    if path.path.segments.len() > 1 && path.path.segments.last().is_some_and(is_new) {
        let new = path.path.segments.pop();
        path.path.segments.pop_punct();
        errors.push(new, message::new_of_a_graph(written(&path)));
    }
    Some(path)
}

/// Whether this is what may follow a node: braces, or `when` or `with` that names no node itself.
pub(super) fn begins_clause(input: ParseStream<'_>) -> bool {
    let fork = input.fork();
    let word = fork.call(Ident::parse_any);
    let is_word = word.is_ok_and(|word| word == "when" || word == "with");
    let is_group = input.peek(token::Brace) || input.peek(token::Bracket);
    is_group || is_word && !fork.peek(Token![:]) && !fork.peek(Token![?])
}
