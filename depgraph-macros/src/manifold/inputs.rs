//! Which parameters are inputs.

use std::collections::VecDeque;

use syn::{FnArg, Ident, Pat, PatType, Type};

use super::{function::Function, model::Config, types};
use crate::{
    errors::Errors,
    message::{self, Message},
    suggest, text,
};

/// The names of the inputs, and of the parameters that are meant by those which are misspelt. Every input is a parameter,
/// and is listed once. Those that no parameter has are returned besides: where a parameter has no name, that is the mistake.
pub(super) fn listed(
    inputs: &[Ident],
    function: &Function,
    errors: &mut Errors,
) -> (Vec<String>, VecDeque<String>) {
    let has_pattern = function.signature.inputs.iter().any(|p| name(p).is_none());
    let mut unclaimed = VecDeque::new();
    let parameters = function.signature.inputs.iter().filter_map(name);
    // To compare two identifiers is to make texts of both.
    let parameters: Vec<String> = parameters.map(ToString::to_string).collect();
    let mut names: Vec<String> = inputs.iter().map(ToString::to_string).collect();
    for (place, input) in inputs.iter().enumerate() {
        let name = &names[place];
        if names[..place].contains(name) {
            errors.push(input, message::input_twice(input));
        } else if !parameters.contains(name) {
            let others = parameters.iter().filter(|name| !names.contains(name));
            let meant = suggest::closest(name, others.map(String::as_str));
            let mistake = if let Some(meant) = meant {
                let mistake = message::misspelt_input(input, function.name(), meant);
                names.push(meant.to_owned());
                mistake
            } else {
                unclaimed.push_back(name.clone());
                if has_pattern {
                    continue;
                }
                message::input_without_parameter(input, function.name())
            };
            errors.push(input, mistake);
        }
    }
    (names, unclaimed)
}

/// What is wrong with an input that is a reference to a `ty`, and the configuration, if it can be nothing else: a graph gives it
/// a value, of which nothing is to be said.
pub(super) fn by_reference(input: &Ident, ty: &Type) -> (Message, Option<Config>) {
    let text = text::of_type(ty);
    let mistake = match types::last_name(ty).map(ToString::to_string).as_deref() {
        Some("Run" | "Stop" | "Publish") => message::not_an_input(input, text),
        Some("Option" | "Latest" | "Watch") => message::own_input_by_reference(input, text),
        _ if matches!(ty, Type::TraitObject(_)) => message::not_an_output(text, types::shared(ty)),
        _ => {
            let owned = types::owned(ty).or_else(|| is_plain_data(ty).then(|| ty.clone()));
            let Some(stored) = owned else {
                return (message::input_by_reference(input, text), None);
            };
            let config = Config {
                name: input.clone(),
                stored,
                slice_of: None,
                by_reference: false,
                derefs: false,
            };
            return (message::borrowed_config_as_input(input, text), Some(config));
        }
    };
    (mistake, None)
}

/// Whether the type is one of the standard library that is often borrowed, and never an output.
fn is_plain_data(ty: &Type) -> bool {
    types::only_name(ty).is_some_and(|name| {
        let name = name.to_string();
        // The primitive types alone have such names.
        name.starts_with(char::is_lowercase)
            || ["OsString", "PathBuf", "String", "Vec"].contains(&name.as_str())
    })
}

/// What is wrong with an input of type `ty`, of which `of` is the parameter, if that is none that a node provides. A path of
/// several words may lead to a type of the user's.
pub(super) fn nested(input: &Ident, ty: &Type, of: &Type) -> Option<Message> {
    let name = types::only_name(of)?;
    if types::is_kind(name) && types::parameter(of).is_some() {
        let of = text::of_type(types::innermost(of));
        return Some(message::nested_kind(input, text::of_type(ty), of));
    }
    match name.to_string().as_str() {
        "Run" | "Stop" => Some(message::not_an_input(input, text::of_type(of))),
        "Publish" => Some(message::optional_publisher(input, text::of_type(of))),
        _ => None,
    }
}

fn name(parameter: &FnArg) -> Option<&Ident> {
    if let FnArg::Typed(PatType { pat, .. }) = parameter
        && let Pat::Ident(pattern) = &**pat
    {
        return Some(&pattern.ident);
    }
    None
}
