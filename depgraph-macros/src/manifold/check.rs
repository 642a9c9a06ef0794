//! Makes a manifold of a function and what the attribute says, and finds what is wrong with them.

use syn::{FnArg, Pat, PatType, Type};

use crate::{errors::Errors, message};

use super::{
    args::Args,
    function::Function,
    model::{Config, Input, InputKind, Manifold, Output, Parameter},
    types,
};

/// The manifold, as far as it can be understood.
pub(super) fn manifold(args: Args, function: Function, errors: &mut Errors) -> Manifold {
    let mut outputs: Vec<Output> = args
        .outputs
        .into_iter()
        .map(|ty| Output {
            ty,
            published: false,
        })
        .collect();
    let mut parameters = Vec::new();
    for parameter in &function.signature.inputs {
        let FnArg::Typed(parameter) = parameter else {
            errors.push(parameter, message::method());
            continue;
        };
        parameters.extend(self::parameter(
            parameter,
            &args.inputs,
            &mut outputs,
            errors,
        ));
    }
    Manifold {
        name: args.name.unwrap_or_else(|| function.name().clone()),
        krate: args.krate,
        parameters,
        outputs,
        filter: args.filter,
        blocking: args.blocking.is_some(),
        policy: args.policy,
        function,
    }
}

fn parameter(
    parameter: &PatType,
    inputs: &[syn::Ident],
    outputs: &mut [Output],
    errors: &mut Errors,
) -> Option<Parameter> {
    let Pat::Ident(pattern) = &*parameter.pat else {
        errors.push(&parameter.pat, message::pattern());
        return None;
    };
    let name = &pattern.ident;
    let ty = types::peel(&parameter.ty);
    if inputs.contains(name) {
        let (kind, ty) = input_kind(ty);
        return Some(Parameter::Input(Input {
            name: name.clone(),
            kind,
            ty: ty.clone(),
        }));
    }
    let (ty, by_reference) = if let Type::Reference(reference) = ty {
        (types::peel(&reference.elem), true)
    } else {
        (ty, false)
    };
    if let Some(of) = types::parameter_of(ty, "Publish") {
        let port = outputs
            .iter()
            .position(|output| types::same(&output.ty, of))?;
        outputs[port].published = true;
        return Some(Parameter::Publish {
            port,
            ty: of.clone(),
        });
    }
    match types::last_name(ty).map(ToString::to_string).as_deref() {
        Some("Run") => Some(Parameter::Run { by_reference }),
        Some("Stop") => Some(Parameter::Stop),
        _ => Some(Parameter::Config(Config {
            name: name.clone(),
            stored: if by_reference {
                types::owned(ty)
            } else {
                ty.clone()
            },
            by_reference,
        })),
    }
}

fn input_kind(ty: &Type) -> (InputKind, &Type) {
    [
        ("Option", InputKind::Optional),
        ("Latest", InputKind::Latest),
        ("Watch", InputKind::Watch),
    ]
    .into_iter()
    .find_map(|(name, kind)| Some((kind, types::parameter_of(ty, name)?)))
    .unwrap_or((InputKind::Required, ty))
}
