//! Reads a node.

use proc_macro2::Ident;
use quote::ToTokens;
use syn::{
    Attribute, Expr, Token, braced, bracketed, ext::IdentExt as _, parse::ParseStream,
    punctuated::Punctuated, token,
};

use super::{
    model::{Node, Wire, plain},
    parse,
    recover::{next, skip_entry},
};
use crate::{errors::Errors, message};

/// Reads a node and the comma after it; `None` if it has no manifold that can be read.
pub(super) fn node(
    attributes: Vec<Attribute>,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<Node> {
    let Ok(name) = input.call(Ident::parse_any) else {
        errors.push(next(input), message::no_node());
        skip_entry(input);
        return None;
    };
    let parse = || {
        let optional = input.parse()?;
        input.parse::<Token![:]>()?;
        Ok((optional, parse::call(input)?))
    };
    let (optional, manifold) = match parse() {
        Ok(parsed) => parsed,
        Err(error) => {
            errors.push_syntax(error);
            skip_entry(input);
            return None;
        }
    };
    let mut node = Node {
        attributes,
        name,
        optional,
        manifold,
        wires: Vec::new(),
        when: Vec::new(),
        policy: Vec::new(),
    };
    if let Err(error) = clauses(&mut node, input) {
        errors.push_syntax(error);
        skip_entry(input);
        return Some(node);
    }
    end(&node.name, input, errors);
    Some(node)
}

/// The comma after the entry that begins with `name`, or the end.
pub(super) fn end(name: &impl ToTokens, input: ParseStream<'_>, errors: &mut Errors) {
    if input.is_empty() || input.parse::<Token![,]>().is_ok() {
        return;
    }
    errors.push(next(input), message::no_comma(name.to_token_stream()));
    skip_entry(input);
}

fn clauses(node: &mut Node, input: ParseStream<'_>) -> syn::Result<()> {
    loop {
        if input.peek(token::Brace) {
            let content;
            braced!(content in input);
            let wires = Punctuated::<_, Token![,]>::parse_terminated_with(&content, wire)?;
            node.wires.extend(wires);
        } else if is_clause(input, "when") {
            input.call(Ident::parse_any)?;
            let content;
            bracketed!(content in input);
            let names = content.parse_terminated(Ident::parse_any, Token![,])?;
            node.when.extend(names);
        } else if is_clause(input, "with") {
            input.call(Ident::parse_any)?;
            let content;
            braced!(content in input);
            let settings = content.parse_terminated(setting, Token![,])?;
            node.policy.extend(settings);
        } else {
            return Ok(());
        }
    }
}

fn is_clause(input: ParseStream<'_>, name: &str) -> bool {
    let is_next = input
        .fork()
        .call(Ident::parse_any)
        .is_ok_and(|ident| plain(&ident) == name);
    is_next && !input.peek2(Token![:]) && !input.peek2(Token![?])
}

fn wire(input: ParseStream<'_>) -> syn::Result<Wire> {
    let name = input.call(Ident::parse_any)?;
    let node = if input.parse::<Option<Token![:]>>()?.is_some() {
        input.call(Ident::parse_any)?
    } else {
        name.clone()
    };
    Ok(Wire { input: name, node })
}

fn setting(input: ParseStream<'_>) -> syn::Result<(Ident, Expr)> {
    let name: Ident = input.parse()?;
    let value = if input.parse::<Option<Token![:]>>()?.is_some() {
        input.parse()?
    } else {
        syn::parse_quote!(#name)
    };
    Ok((name, value))
}
