//! Reads a parameter of a graph.

use proc_macro2::Ident;
use syn::{Token, Type, parse::ParseStream};

use super::{
    model::{Parameter, plain},
    recover::{at_end, has_attributes, next, skip_to_comma},
};
use crate::{
    errors::Errors,
    message::{self, Message},
    text,
};

/// Reads a parameter of the graph of this name.
pub(super) fn parameter(
    graph: &Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> Option<Parameter> {
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
    match &parameter {
        Ok(parameter) => default(parameter, graph, input, errors),
        Err(_) => errors.push(at, message::no_parameter()),
    }
    parameter.ok()
}

/// ```text
/// port: u16 = 80
/// ```
fn default(parameter: &Parameter, graph: &Ident, input: ParseStream<'_>, errors: &mut Errors) {
    if input.peek(Token![=]) {
        let written = format!("{}: {}", parameter.name, text::of_type(&parameter.ty));
        errors.push(
            next(input),
            message::default_of_parameter(written, plain(graph)),
        );
        skip_to_comma(input);
    }
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
