//! What is given to `validate!` for the path of a graph, and is more than that.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{
    ExprPath, PathSegment, Token, bracketed,
    ext::IdentExt as _,
    parenthesized,
    parse::{ParseStream, Parser as _, discouraged::Speculative as _},
    token,
};

use crate::{errors::Errors, graph::written, message, suggest};

/// The mistake, if it is one. What has a body, or may lack one, is a graph.
///
/// ```text
/// validate!(Agent(3));
/// validate!(Agent::new(config));
/// validate!(Agent, TestAgent);
/// ```
pub(super) fn mistake(input: TokenStream) -> Option<TokenStream> {
    let (graphs, rest) = graphs.parse2(input).ok()?;
    let paths: Vec<_> = graphs.iter().map(written).collect();
    let message = match paths.as_slice() {
        [path] => message::validate_of_more_than_a_path(path),
        paths => message::validate_of_several(suggest::list(
            paths.iter().map(|path| format!("validate!({path})")),
        )),
    };
    let mut errors = Errors::default();
    errors.push(rest, message);
    let mistake = errors.into_tokens();
    // Named, so that nothing is said of an import that would be unused.
    Some(quote! {
        #mistake
        const _: ::core::option::Option<fn(#(#graphs),*)> = ::core::option::Option::None;
    })
}

/// The graphs that are named, and what is more than the path of the first one.
fn graphs(input: ParseStream<'_>) -> syn::Result<(Vec<ExprPath>, TokenStream)> {
    let krate;
    bracketed!(krate in input);
    krate.parse::<TokenStream>()?;
    let (first, new) = path(input)?;
    let mut graphs = vec![first];
    let behind = input.fork();
    arguments(input)?;
    while !input.is_empty() {
        separator(input)?;
        if !input.is_empty() {
            graphs.push(path(input)?.0);
            arguments(input)?;
        }
    }
    // Where another graph follows, the comma is not what is wrong.
    let other = behind.fork();
    if graphs.len() > 1 && separator(&other).is_ok() {
        behind.advance_to(&other);
    }
    let mut rest = new.into_token_stream();
    rest.extend(behind.parse::<TokenStream>()?);
    Ok((graphs, rest))
}

/// The path, and the `new` that it ended in.
fn path(input: ParseStream<'_>) -> syn::Result<(ExprPath, Option<PathSegment>)> {
    let mut path: ExprPath = input.parse()?;
    let segments = &mut path.path.segments;
    let is_new = segments.len() > 1 && segments.last().is_some_and(|last| last.ident == "new");
    let new = if is_new { segments.pop() } else { None };
    segments.pop_punct();
    Ok((path, new))
}

/// Goes past a configuration. Parameters are those of a graph.
fn arguments(input: ParseStream<'_>) -> syn::Result<()> {
    if !input.peek(token::Paren) {
        return Ok(());
    }
    let content;
    parenthesized!(content in input);
    let has_colon = content.peek2(Token![:]) && !content.peek2(Token![::]);
    if content.peek(Token![mut]) || content.peek(Ident::peek_any) && has_colon {
        return Err(content.error("this is a parameter"));
    }
    content.parse::<TokenStream>()?;
    Ok(())
}

fn separator(input: ParseStream<'_>) -> syn::Result<()> {
    if input.parse::<Option<Token![;]>>()?.is_none() {
        input.parse::<Token![,]>()?;
    }
    Ok(())
}
