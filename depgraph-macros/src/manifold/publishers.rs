//! Which output a `Publish` publishes that is not written as any of them.

use syn::{Ident, Type};

use super::{
    model::{Doubt, Output},
    types,
};
use crate::{message, suggest, text};

/// The output whose path ends as that of `of` does, if there is one alone: each may be a path to the same type.
pub(super) fn by_last_name(outputs: &[Output], of: &Type) -> Option<usize> {
    let is_alike = |(_, output): &(usize, &Output)| types::ends_alike(&output.ty, of);
    let mut alike = outputs.iter().enumerate().filter(is_alike);
    let (port, _) = alike.next()?;
    alike.next().is_none().then_some(port)
}

/// Of what type a parameter is that says `kind` alone: the one output that there is to publish, or one called as it is.
pub(super) fn example(kind: &Ident, parameter: &Ident, outputs: &[Output]) -> String {
    match outputs {
        [only] if kind == "Publish" => text::of_type(&only.ty),
        _ => text::as_type(parameter),
    }
}

/// Whether a parameter of type `ty` publishes one of these outputs, which have been reported, or a part of one.
pub(super) fn is_of_any(wrong_outputs: &[Type], ty: &Type) -> bool {
    // Most have none: the first question costs nothing then.
    if wrong_outputs.is_empty() || types::last_name(ty).is_none_or(|name| name != "Publish") {
        return false;
    }
    types::parameter(ty).is_some_and(|of| {
        let is_of = |output| {
            types::same(output, of)
                || types::parts(output)
                    .iter()
                    .any(|part| types::same(part, of))
        };
        wrong_outputs.iter().any(is_of)
    })
}

/// What is wrong with the publisher of a type that is none of the outputs.
pub(super) fn doubt(outputs: &[Output], of: &Type) -> Doubt {
    let published = text::of_type(of);
    let others = outputs.iter().filter(|output| !output.published);
    let others: Vec<String> = others.map(|output| text::of_type(&output.ty)).collect();
    let message = if let Some(wrapped) = types::wrapped(of) {
        let is_output = |output: &Output| types::same(&output.ty, wrapped);
        let wrapped_text = text::of_type(wrapped);
        // Several values are another one.
        let is_one = types::last_name(of).is_none_or(|name| name != "Vec");
        if is_one && outputs.iter().any(is_output) {
            message::publish_wrapped(&published, wrapped_text)
        } else {
            message::publish_wrapped_without_output(&published, wrapped_text)
        }
    } else if let Some(meant) = suggest::closest(&published, others.iter().map(String::as_str)) {
        message::misspelt_publish(&published, meant)
    } else if others.is_empty() {
        message::publish_without_output(&published)
    } else {
        message::publish_of_another(&published, suggest::list(&others))
    };
    Doubt {
        published: of.clone(),
        text: message.into_text(),
    }
}
