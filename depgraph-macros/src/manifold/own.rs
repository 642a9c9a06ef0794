//! What the engine gives to every run, where a parameter is not recognised that means it.

use syn::{Ident, Type};

use super::types;
use crate::{
    message::{self, Message},
    text,
};

const KINDS: [&str; 3] = ["Run", "Stop", "Publish"];

/// Whether this is the name of a type that the engine gives to every run.
pub(super) fn is_own(name: &Ident) -> bool {
    KINDS.iter().any(|kind| name == kind)
}

/// What is wrong with `second`, beside `first`: there is one configuration. If either is none, that is to be said.
pub(super) fn second_config(second: (&Ident, &Type), first: (&Ident, &Type)) -> Message {
    let meant = [second, first]
        .into_iter()
        .find_map(|(name, ty)| Some((name, meant(name, ty)?)));
    match meant {
        Some((name, ty)) => message::second_config_or_own(second.0, first.0, name, ty),
        None => message::second_config(second.0, first.0),
    }
}

/// The type that is meant, if the name of the parameter says it, or its type.
fn meant(name: &Ident, ty: &Type) -> Option<String> {
    let is_named = |kind: &str| text::as_type(name) == kind;
    let kind = KINDS
        .into_iter()
        .find(|kind| types::mentions(ty, kind))
        .or_else(|| KINDS.into_iter().find(|kind| is_named(kind)))?;
    if kind != "Publish" {
        return Some(kind.to_owned());
    }
    Some(match types::parameter(ty) {
        Some(of) if types::last_name(of).is_some_and(is_own) => text::of_type(of),
        Some(of) => format!("Publish<{}>", text::of_type(of)),
        None => "Publish<T>".to_owned(),
    })
}
