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

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::{
    Attribute, Expr, ExprField, ExprPath, Member, Token, Type, Visibility, braced, bracketed,
    ext::IdentExt as _,
    parenthesized,
    parse::{ParseStream, Parser as _},
    token,
};

use super::{
    model::{Arguments, Call, Entry, Graph, Parameter, Splice, plain},
    nodes,
    recover::{Item, at_end, has_attributes, list, next},
};
use crate::{
    errors::Errors,
    message::{self, Message},
    text, usual,
};

/// The graph, if it has as much as a name. `[path]` of the library comes first.
pub(crate) fn graph(input: TokenStream, errors: &mut Errors) -> Option<Graph> {
    let mut graph = None;
    let parse = |input: ParseStream<'_>| {
        let krate;
        bracketed!(krate in input);
        let krate = krate.parse()?;
        graph = header(krate, input, errors);
        // What is left has been reported.
        input.parse::<TokenStream>()?;
        Ok(())
    };
    if let Err(error) = parse.parse2(input) {
        errors.push_left_over(error);
    }
    graph
}

fn header(krate: TokenStream, input: ParseStream<'_>, errors: &mut Errors) -> Option<Graph> {
    let start = input
        .call(Attribute::parse_outer)
        .and_then(|attributes| Ok((attributes, input.parse::<Visibility>()?)));
    let (attributes, visibility) = match start {
        Ok(start) => start,
        Err(error) => {
            errors.push_syntax(error);
            return None;
        }
    };
    if is_item_keyword(input) {
        errors.push(next(input), message::item_keyword());
        input.call(Ident::parse_any).ok()?;
    }
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
        hides_parameters: false,
        mistake: None,
        base: None,
        has_body: false,
        entries: Vec::new(),
        is_complete: false,
        unread: Vec::new(),
    };
    if let Err(error) = rest(&mut graph, input, errors) {
        errors.push_syntax(error);
    }
    Some(graph)
}

fn is_item_keyword(input: ParseStream<'_>) -> bool {
    input.peek(Token![struct])
        || input.peek(Token![enum])
        || input.peek(Token![mod])
        || input.peek(Token![fn])
        || input.peek(Token![type])
}

/// Everything after the name.
fn rest(graph: &mut Graph, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
    if input.peek(Token![<]) {
        errors.push(next(input), message::generic_graph());
        graph.hides_parameters = true;
        while !input.is_empty() && !input.peek(token::Paren) && !input.peek(token::Brace) {
            input.parse::<TokenTree>()?;
        }
    }
    if input.peek(Token![:]) && input.peek2(token::Paren) {
        errors.push(next(input), message::before_body(plain(&graph.name)));
        input.parse::<Token![:]>()?;
    }
    if input.peek(token::Paren) {
        let content;
        parenthesized!(content in input);
        let parameters = list(&content, errors, |input, errors| {
            parameter(input, errors).into()
        });
        graph.parameters = parameters.items;
        graph.hides_parameters |= parameters.hides_items;
    }
    if input.peek(Token![:]) && input.peek2(token::Brace) {
        errors.push(next(input), message::colon_before_body());
        input.parse::<Token![:]>()?;
    } else if input.peek(Token![:]) {
        errors.push(next(input), message::base_after_colon());
        input.parse::<Token![:]>()?;
        input.parse::<Option<Token![=]>>()?;
        graph.base = nodes::path(input).map(|path| call(path, input, errors));
    } else if input.parse::<Option<Token![=]>>()?.is_some() {
        let Some(path) = nodes::path(input) else {
            errors.push(next(input), message::no_base());
            return Ok(());
        };
        graph.base = Some(call(path, input, errors));
    }
    if has_body_behind(input) {
        errors.push(next(input), message::before_body(plain(&graph.name)));
        graph.hides_parameters = true;
        input.parse::<TokenTree>()?;
    }
    if !input.peek(token::Brace) {
        errors.push(next(input), message::no_graph_body(plain(&graph.name)));
        return Ok(());
    }
    let content;
    braced!(content in input);
    graph.has_body = true;
    let entries = list(&content, errors, |input, errors| {
        entry(input, &mut graph.unread, errors)
    });
    let hides_entry = |entry: &Entry| match entry {
        Entry::Node(node) => node.hides_entry,
        Entry::Splice(_) => false,
    };
    graph.is_complete = !entries.hides_items && !entries.items.iter().any(hides_entry);
    graph.entries = entries.items;
    if !input.is_empty() {
        errors.push(next(input), message::after_graph());
    }
    Ok(())
}

/// Whether something stands where the body is expected, and the body behind it.
fn has_body_behind(input: ParseStream<'_>) -> bool {
    if input.peek(token::Brace) {
        return input.peek2(token::Brace);
    }
    let fork = input.fork();
    fork.parse::<TokenTree>().is_ok() && fork.peek(token::Brace)
}

fn parameter(input: ParseStream<'_>, errors: &mut Errors) -> Option<Parameter> {
    if has_attributes(input, errors, message::attribute_on_a_parameter) {
        return None;
    }
    let at = next(input);
    let mut parse = || {
        let mutability = input.parse()?;
        let name = input.parse()?;
        if let Some(mistake) = no_colon(&name, input) {
            errors.push(&name, mistake);
            comma_or_equals(input)?;
        } else {
            input.parse::<Token![:]>()?;
        }
        let ty = input.parse()?;
        syn::Result::Ok(Parameter {
            mutability,
            name,
            ty,
        })
    };
    let parameter = parse();
    if parameter.is_err() {
        errors.push(at, message::no_parameter());
    }
    parameter.ok()
}

/// What to say if only the colon is missing, or is something else.
///
/// ```text
/// config AgentConfig
/// config, AgentConfig
/// config = AgentConfig
/// ```
fn no_colon(name: &Ident, input: ParseStream<'_>) -> Option<Message> {
    let fork = input.fork();
    let is_comma = fork.peek(Token![,]);
    comma_or_equals(&fork).ok()?;
    let ty: Type = fork.parse().ok()?;
    // Another parameter without a type would be one word, too.
    let is_type = text::word(&ty).is_none_or(|word| is_name_of_type(&plain(word)));
    let is_meant = at_end(&fork) && (is_type || !is_comma);
    is_meant.then(|| message::no_colon_of_parameter(plain(name), text::of_type(&ty)))
}

fn is_name_of_type(word: &str) -> bool {
    const PRIMITIVE: [&str; 16] = [
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16",
        "u32", "u64", "u128", "usize",
    ];
    word.starts_with(char::is_uppercase) || PRIMITIVE.contains(&word)
}

fn comma_or_equals(input: ParseStream<'_>) -> syn::Result<()> {
    if input.parse::<Option<Token![,]>>()?.is_none() {
        input.parse::<Option<Token![=]>>()?;
    }
    Ok(())
}

fn entry(input: ParseStream<'_>, unread: &mut Vec<Ident>, errors: &mut Errors) -> Item<Entry> {
    let attributes = match input.call(Attribute::parse_outer) {
        Ok(attributes) => attributes,
        Err(error) => {
            errors.push_syntax(error);
            return Item::Broken(None);
        }
    };
    if input.peek(Token![..]) {
        splice(attributes, input, errors).map(Entry::Splice).into()
    } else {
        nodes::node(attributes, input, unread, errors).map(|node| Entry::Node(Box::new(node)))
    }
}

fn splice(
    attributes: Vec<Attribute>,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<Splice> {
    let at = next(input);
    input.parse::<Token![..]>().ok()?;
    let Some(path) = nodes::path(input) else {
        errors.push(at, message::no_splice());
        return None;
    };
    let mut graph = call(path, input, errors);
    if input.peek(Token![?]) {
        errors.push(next(input), message::splice_left_out());
        input.parse::<Token![?]>().ok()?;
    }
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

/// Whether this is what may follow a node: braces, or `when` or `with` that names no node itself.
fn begins_clause(input: ParseStream<'_>) -> bool {
    let fork = input.fork();
    let word = fork.call(Ident::parse_any);
    let is_word = word.is_ok_and(|word| word == "when" || word == "with");
    let is_group = input.peek(token::Brace) || input.peek(token::Bracket);
    is_group || is_word && !fork.peek(Token![:]) && !fork.peek(Token![?])
}

/// What follows a path: nothing, or expressions in parentheses.
pub(super) fn call(path: ExprPath, input: ParseStream<'_>, errors: &mut Errors) -> Call {
    let mut call = Call {
        path,
        arguments: None,
        is_unclear: false,
    };
    if input.peek(token::Paren) {
        match arguments(input) {
            Ok(arguments) => call.arguments = Some(arguments),
            Err(error) => {
                errors.push_syntax(error);
                call.is_unclear = true;
            }
        }
    }
    call
}

pub(super) fn arguments(input: ParseStream<'_>) -> syn::Result<Arguments> {
    let content;
    let parentheses = parenthesized!(content in input);
    let values = content.parse_terminated(value, Token![,]);
    // What is left is a part of the mistake: syn would report it, too.
    content.parse::<TokenStream>()?;
    Ok(Arguments {
        parentheses,
        values: values?,
    })
}

fn value(input: ParseStream<'_>) -> syn::Result<Expr> {
    usual::read(input, fields).map_or_else(|| input.parse(), Ok)
}

/// A name, and fields of it, as most expressions are: syn takes seven times as long for one that may be any.
fn fields(input: ParseStream<'_>) -> syn::Result<Expr> {
    let name: Ident = input.parse()?;
    let mut value = Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path: name.into(),
    });
    while let Some(dot_token) = input.parse()? {
        value = Expr::Field(ExprField {
            attrs: Vec::new(),
            base: Box::new(value),
            dot_token,
            member: Member::Named(input.parse()?),
        });
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use crate::usual::assert_reads_like_syn;

    #[test]
    fn what_is_read_word_by_word_is_what_syn_reads() {
        assert_reads_like_syn(
            super::value,
            &[
                "config",
                "r#type",
                "config.store",
                "config.store.r#type",
                "config.0.file",
                "config.store.open()",
                "config.await",
                "config.",
                "config + 1",
                "self.store",
                "Config { file }",
                "config::FILE",
                "\"file\"",
                "#[cfg(unix)] config",
            ],
        );
    }
}
