//! What is plainly no output, and no parameter.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Ident, PatType, Type};

use super::{lifetimes, types};
use crate::{
    errors::Errors,
    message::{self, Message},
    text,
};

/// Whether it is plain that the type cannot be an output, which is reported.
pub(super) fn as_output(ty: &Type, errors: &mut Errors) -> bool {
    let part = types::unshareable(ty);
    if let Some(part) = part {
        errors.push(
            ty,
            message::not_an_output(text::of_type(ty), types::shared(part)),
        );
    }
    part.is_some()
}

/// Whether an output is listed with what is wrapped around it by the standard library, or this one: that is no output, and
/// no worker exposes it. Of an input the compiler says so, and nothing else.
pub(super) fn as_listed(ty: &Type, errors: &mut Errors) -> bool {
    let mistake = listed(ty);
    let is_wrong = mistake.is_some();
    if let Some(mistake) = mistake {
        errors.push(ty, mistake);
    }
    is_wrong
}

fn listed(ty: &Type) -> Option<Message> {
    if text::word(ty).is_some() {
        return None;
    }
    if let Type::Tuple(tuple) = types::peel(ty) {
        let each: Vec<String> = tuple.elems.iter().map(text::of_type).collect();
        return (!each.is_empty()).then(|| message::tuple_as_output(each.join(", ")));
    }
    let of = text::of_type(types::wrapped(ty)?);
    let ty_text = text::of_type(ty);
    Some(match types::last_name(ty)?.to_string().as_str() {
        "Latest" | "Watch" => message::followed_output(ty_text, of),
        "Publish" => message::publisher_as_output(ty_text, of),
        _ => message::wrapped_output(ty_text, of),
    })
}

/// What no parameter of a manifold may be, and where it is.
pub(super) fn as_parameter(parameter: &PatType, name: &Ident) -> Option<(TokenStream, Message)> {
    if let Some(condition) = parameter.attrs.iter().find(|attribute| is_cfg(attribute)) {
        let mistake = message::conditional_parameter(name);
        return Some((condition.to_token_stream(), mistake));
    }
    let ty = types::peel(&parameter.ty);
    if text::word(ty).is_some_and(|word| word != "Self") {
        return None;
    }
    let (behind, lifetime) = if let Type::Reference(reference) = ty {
        (&*reference.elem, reference.lifetime.as_ref())
    } else {
        (ty, None)
    };
    let mistake = if types::mentions(ty, "impl") {
        message::impl_parameter()
    } else if types::mentions(ty, "Self") {
        message::self_type()
    } else if lifetimes::borrows(behind) {
        message::borrowed_parameter(name)
    } else if lifetime.is_some_and(|lifetime| lifetime.ident == "static") {
        message::static_reference(name, text::of_type(behind))
    } else {
        return None;
    };
    Some((ty.to_token_stream(), mistake))
}

fn is_cfg(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
}
