//! What a function must not be to be a manifold.

use syn::{GenericArgument, GenericParam, PathArguments, Safety, Type};

use crate::{errors::Errors, message, text};

use super::{args::Args, function::Function, types};

/// The most parameters: the library calls a function with eight lists of eight.
const MOST_PARAMETERS: usize = 64;

/// Reports everything about the function itself that keeps it from being a manifold.
pub(super) fn check(function: &Function, args: &Args, errors: &mut Errors) {
    let signature = &function.signature;
    let name = function.name();
    if let Some(token) = &signature.constness {
        errors.push(token, message::const_function(name));
    }
    if let Some(variadic) = &signature.variadic {
        // Such a function is `unsafe` and `extern`, too, for want of another way.
        errors.push(variadic, message::variadic(name));
    } else {
        if let Safety::Unsafe(token) = &signature.safety {
            errors.push(token, message::unsafe_function(name));
        }
        if let Some(abi) = &signature.abi {
            errors.push(abi, message::foreign_function(name));
        }
    }
    let generic = signature
        .generics
        .params
        .iter()
        .find(|param| !matches!(param, GenericParam::Lifetime(_)));
    if let Some(param) = generic {
        errors.push(param, message::generic(name));
    }
    if let Some(parameter) = signature.inputs.get(MOST_PARAMETERS) {
        errors.push(parameter, message::too_many_parameters());
    }
    returns(function, errors);
    if let (Some(blocking), true) = (&args.blocking, function.is_async()) {
        errors.push(blocking, message::blocking_async(name));
    }
}

/// What is plain from the signature; what a type is, only the compiler knows.
fn returns(function: &Function, errors: &mut Errors) {
    let name = function.name();
    match function.returns().map(types::peel) {
        None => errors.push(name, message::no_return(name)),
        Some(Type::Tuple(unit)) if unit.elems.is_empty() => {
            errors.push(unit, message::no_return(name));
        }
        Some(ty @ Type::ImplTrait(_)) if types::mentions(ty, "Future") => {
            errors.push(ty, message::future_return(name));
        }
        Some(ty) if function.returns_self => {
            errors.push(ty, message::self_type());
        }
        Some(ty) => {
            if let Some(lent) = function.returns_what_is_lent(ty) {
                errors.push(lent, message::borrowed_return(text::of_type(lent), name));
            }
        }
    }
}

/// Whether the function is its own run, as far as can be seen without knowing its aliases: it returns a `Result` of
/// `()` or `Exit`.
pub(super) fn is_own_run(function: &Function) -> bool {
    let Some(Type::Path(path)) = function.returns().map(types::peel) else {
        return false;
    };
    let Some(last) = path
        .path
        .segments
        .last()
        .filter(|last| last.ident == "Result")
    else {
        return false;
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return false;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(Type::Tuple(tuple))) => tuple.elems.is_empty(),
        Some(GenericArgument::Type(ty)) => types::last_name(ty).is_some_and(|name| name == "Exit"),
        Some(_) | None => false,
    }
}
