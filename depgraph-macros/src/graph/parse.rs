//! Reads a graph. What cannot be read is reported and skipped, up to the next comma.
//!
//! ```text
//! graph      = attributes visibility NAME [ "(" parameter,* ")" ] [ "=" call ] "{" entry,* "}"
//! parameter  = ["mut"] name ":" type
//! call       = path [ "(" expression,* ")" ]
//! entry      = attributes ( ".." call | name ["?"] ":" call clause* )
//! clause     = "{" wire,* "}" | "when" "[" name,* "]" | "with" "{" setting,* "}"
//! wire       = input [ ":" node ]
//! setting    = name [ ":" expression ]
//! ```

use proc_macro2::{Ident, TokenStream};
use syn::{
    Attribute, Expr, ExprPath, Path, Token, braced, bracketed, parenthesized,
    parse::{ParseStream, Parser as _},
    punctuated::Punctuated,
    token,
};

use super::{
    model::{Arguments, Call, Entry, Graph, Parameter, Splice},
    nodes,
    recover::{next, skip_entry},
};
use crate::{errors::Errors, message};

/// The graph, if it has as much as a name; `[path]` of the library comes first.
pub(crate) fn graph(input: TokenStream, errors: &mut Errors) -> Option<Graph> {
    let parse = |input: ParseStream<'_>| {
        let krate;
        bracketed!(krate in input);
        let krate = krate.parse()?;
        let graph = header(krate, input, errors);
        // Whatever follows has been reported.
        input.parse::<TokenStream>()?;
        Ok(graph)
    };
    match parse.parse2(input) {
        Ok(graph) => graph,
        Err(error) => {
            errors.push_syntax(error);
            None
        }
    }
}

fn header(krate: TokenStream, input: ParseStream<'_>, errors: &mut Errors) -> Option<Graph> {
    let attributes = match input.call(Attribute::parse_outer) {
        Ok(attributes) => attributes,
        Err(error) => {
            errors.push_syntax(error);
            return None;
        }
    };
    let visibility = input.parse().ok()?;
    let Ok(name) = input.parse::<Ident>() else {
        errors.push(next(input), message::no_graph_name());
        return None;
    };
    let mut graph = Graph {
        krate,
        attributes,
        visibility,
        name,
        parameters: Vec::new(),
        base: None,
        entries: Vec::new(),
        is_complete: false,
    };
    if let Err(error) = rest(&mut graph, input, errors) {
        errors.push_syntax(error);
    }
    Some(graph)
}

/// Everything after the name.
fn rest(graph: &mut Graph, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
    if input.peek(token::Paren) {
        let content;
        parenthesized!(content in input);
        graph.parameters = Punctuated::<_, Token![,]>::parse_terminated_with(&content, parameter)?
            .into_iter()
            .collect();
    }
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        graph.base = Some(call(input)?);
    }
    if !input.peek(token::Brace) {
        errors.push(next(input), message::no_graph_body(&graph.name));
        return Ok(());
    }
    let content;
    braced!(content in input);
    graph.is_complete = true;
    while !content.is_empty() {
        match entry(&content, errors) {
            Some(entry) => graph.entries.push(entry),
            None => graph.is_complete = false,
        }
    }
    if !input.is_empty() {
        errors.push(next(input), message::after_graph(&graph.name));
    }
    Ok(())
}

fn parameter(input: ParseStream<'_>) -> syn::Result<Parameter> {
    let mutability = input.parse()?;
    let name = input.parse()?;
    input.parse::<Token![:]>()?;
    Ok(Parameter {
        mutability,
        name,
        ty: input.parse()?,
    })
}

/// Reads one entry and the comma after it; `None` if it is unreadable, which is reported then.
fn entry(input: ParseStream<'_>, errors: &mut Errors) -> Option<Entry> {
    let attributes = match input.call(Attribute::parse_outer) {
        Ok(attributes) => attributes,
        Err(error) => {
            errors.push_syntax(error);
            skip_entry(input);
            return None;
        }
    };
    if input.peek(Token![..]) {
        return splice(attributes, input, errors).map(Entry::Splice);
    }
    nodes::node(attributes, input, errors).map(|node| Entry::Node(Box::new(node)))
}

fn splice(
    attributes: Vec<Attribute>,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<Splice> {
    let parse = || {
        input.parse::<Token![..]>()?;
        call(input)
    };
    match parse() {
        Ok(graph) => {
            nodes::end(&graph.path, input, errors);
            Some(Splice { attributes, graph })
        }
        Err(error) => {
            errors.push_syntax(error);
            skip_entry(input);
            None
        }
    }
}

/// `path` or `path(expression, ..)`.
pub(super) fn call(input: ParseStream<'_>) -> syn::Result<Call> {
    let path = ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: input.call(Path::parse_mod_style)?,
    };
    let arguments = if input.peek(token::Paren) {
        Some(arguments(input)?)
    } else {
        None
    };
    Ok(Call { path, arguments })
}

pub(super) fn arguments(input: ParseStream<'_>) -> syn::Result<Arguments> {
    let content;
    let parentheses = parenthesized!(content in input);
    Ok(Arguments {
        span: parentheses.span.join(),
        values: Punctuated::<Expr, Token![,]>::parse_terminated(&content)?
            .into_iter()
            .collect(),
    })
}
