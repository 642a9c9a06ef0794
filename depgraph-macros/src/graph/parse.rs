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

use proc_macro2::{Ident, Spacing, TokenStream, TokenTree};
use syn::{
    Attribute, Expr, ExprField, ExprPath, Lifetime, Member, Token, Visibility, braced, bracketed,
    ext::IdentExt as _,
    parenthesized,
    parse::{ParseStream, Parser as _, discouraged::Speculative as _},
    token,
};

use super::{
    model::{Arguments, Call, Entry, Graph, plain, written},
    nodes,
    parameters::parameter,
    recover::{Item, list, next},
    splices::{graph_path, lacks_dots, splice},
};
use crate::{errors::Errors, message, usual};

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
    keyword(input, errors);
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

/// ```text
/// struct Agent { .. }
/// graph Agent { .. }
/// ```
fn keyword(input: ParseStream<'_>, errors: &mut Errors) {
    let fork = input.fork();
    let Ok(word) = fork.call(Ident::parse_any) else {
        return;
    };
    let name = fork.parse::<Ident>().ok();
    // One in upper case may be the name, and what is behind it the mistake. After `let` comes a node.
    let may_be_one = !plain(&word).starts_with(char::is_uppercase) && word != "let";
    if is_item_keyword(input) || may_be_one && name.is_some() && may_follow_name(&fork) {
        let name = name.map_or_else(|| "Agent".to_owned(), |name| name.to_string());
        errors.push(word, message::item_keyword(name));
        // It is there.
        drop(input.call(Ident::parse_any));
    }
}

fn may_follow_name(input: ParseStream<'_>) -> bool {
    input.is_empty()
        || input.peek(token::Paren)
        || input.peek(token::Brace)
        || input.peek(Token![<])
        || input.peek(Token![=])
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
    let is_generic = input.peek(Token![<]);
    if is_generic {
        generics(input, errors)?;
        graph.hides_parameters = true;
    }
    if input.peek(Token![:]) && input.peek2(token::Paren) {
        errors.push(next(input), message::before_body(plain(&graph.name)));
        input.parse::<Token![:]>()?;
    }
    let mut head = plain(&graph.name);
    if input.peek(token::Paren) {
        head.push_str("(..)");
        let content;
        parenthesized!(content in input);
        let parameters = list(&content, errors, |input, errors| {
            parameter(&graph.name, input, errors).into()
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
        graph.base = graph_path(input, errors).map(|path| call(path, input, errors));
    } else if input.parse::<Option<Token![=]>>()?.is_some() {
        let Some(path) = graph_path(input, errors) else {
            errors.push(next(input), message::no_base());
            return Ok(());
        };
        graph.base = Some(call(path, input, errors));
    }
    if let Some(base) = &graph.base {
        let arguments = base.arguments.as_ref().map_or("", |_| "(..)");
        head = format!("{head} = {}{arguments}", written(&base.path));
    }
    before_body(graph, head, is_generic, input, errors)?;
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

/// ```text
/// Agent<'a, T>
/// ```
fn generics(input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<()> {
    let at = next(input);
    let mut has_types = false;
    while !input.is_empty() && !input.peek(token::Paren) && !input.peek(token::Brace) {
        if input.parse::<Option<Lifetime>>()?.is_none() {
            has_types |= matches!(input.parse()?, TokenTree::Ident(_));
        }
    }
    let mistake = if has_types {
        message::generic_graph()
    } else {
        message::lifetime_of_graph()
    };
    errors.push(at, mistake);
    Ok(())
}

/// Goes past what stands before the body, behind the head.
///
/// ```text
/// Agent[config: AgentConfig] { .. }
/// Agent(config: AgentConfig) -> Result<(), AgentError> { .. }
/// ```
fn before_body(
    graph: &mut Graph,
    head: String,
    is_generic: bool,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    if input.peek(Token![->]) || input.peek(Token![where]) {
        let fork = input.fork();
        let mut between = TokenStream::new();
        while !fork.is_empty() && !fork.peek(token::Brace) {
            between.extend([fork.parse::<TokenTree>()?]);
        }
        if fork.peek(token::Brace) {
            input.advance_to(&fork);
            // Of bounds, the parameters of type are the mistake.
            if !is_generic {
                errors.push(between, message::between_head_and_body(head));
            }
        }
    } else if has_body_behind(input) {
        let name = plain(&graph.name);
        let mistake = if head == name {
            message::before_body(name)
        } else {
            message::between_head_and_body(head)
        };
        errors.push(next(input), mistake);
        graph.hides_parameters = true;
        input.parse::<TokenTree>()?;
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

fn entry(input: ParseStream<'_>, unread: &mut Vec<Ident>, errors: &mut Errors) -> Item<Entry> {
    let attributes = match input.call(Attribute::parse_outer) {
        Ok(attributes) => attributes,
        Err(error) => {
            errors.push_syntax(error);
            return Item::Broken(None);
        }
    };
    let may_be_node = input.peek2(Token![:]) && !input.peek2(Token![::]);
    if input.peek(Token![..]) || !may_be_node && lacks_dots(&input.fork()) {
        splice(attributes, input, errors).map(Entry::Splice).into()
    } else {
        nodes::node(attributes, input, unread, errors).map(|node| Entry::Node(Box::new(node)))
    }
}

/// What follows a path: nothing, or expressions in parentheses.
pub(super) fn call(path: ExprPath, input: ParseStream<'_>, errors: &mut Errors) -> Call {
    let mut call = Call {
        path,
        arguments: None,
        is_unclear: false,
    };
    if input.peek(token::Paren) {
        let begin = input.cursor();
        match arguments(input) {
            Ok(arguments) => call.arguments = Some(arguments),
            Err(error) => {
                match begin.token_tree() {
                    Some((parentheses, _)) if has_wires(&parentheses) => {
                        errors.push(parentheses, message::wires_beside_a_configuration());
                    }
                    Some(_) | None => errors.push_syntax(error),
                }
                call.is_unclear = true;
            }
        }
    }
    call
}

/// ```text
/// (config.listen, store: archive)
/// ```
fn has_wires(parentheses: &TokenTree) -> bool {
    let TokenTree::Group(parentheses) = parentheses else {
        return false;
    };
    let tokens: Vec<_> = parentheses.stream().into_iter().collect();
    let sign = |token: &TokenTree| match token {
        TokenTree::Punct(sign) => Some((sign.as_char(), sign.spacing())),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Literal(_) => None,
    };
    tokens.windows(3).any(|part| {
        sign(&part[0]) == Some((',', Spacing::Alone))
            && matches!(part[1], TokenTree::Ident(_))
            && sign(&part[2]) == Some((':', Spacing::Alone))
    })
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
