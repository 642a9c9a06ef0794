//! Makes a manifold of a function and what the attribute says, and finds what is wrong with them.

use std::collections::VecDeque;

use syn::{FnArg, Ident, Pat, PatType, Type};

use crate::{errors::Errors, message, text};

use super::{
    args::Args,
    function::{Function, Incomplete},
    inputs, lifetimes,
    model::{Config, Doubt, Input, InputKind, Manifold, Output, Parameter, Unclear},
    own, publishers, signature, types, unfit,
};

/// The most outputs that a manifold can have: the engine keeps a bit for each.
const MOST_OUTPUTS: usize = 64;

/// The manifold, as far as it can be understood.
pub(super) fn manifold(args: Args, mut function: Function, errors: &mut Errors) -> Manifold {
    if !function.is_readable {
        return unreadable(args, function, errors);
    }
    signature::check(&function, &args, errors);
    let (wrong, outputs) = args
        .outputs
        .items
        .into_iter()
        .partition(|ty| unfit::as_output(ty, errors) || unfit::as_listed(ty, errors));
    let (inputs, unclaimed) = inputs::listed(&args.inputs.items, &function, errors);
    let hidden = Hidden {
        inputs: args.inputs.is_unclear || !unclaimed.is_empty(),
        outputs: args.outputs.is_unclear,
    };
    let mut checker = Checker {
        inputs,
        unclaimed,
        hidden,
        outputs: self::outputs(outputs, errors),
        wrong_outputs: wrong,
        config: None,
        is_config_unclear: false,
        is_unclear: false,
        is_refused: false,
        doubts: Vec::new(),
        number: 0,
        incomplete: Vec::new(),
        errors,
    };
    let parameters =
        function
            .signature
            .inputs
            .iter()
            .enumerate()
            .filter_map(|(number, parameter)| match parameter {
                FnArg::Typed(parameter) => checker.parameter(number, parameter),
                FnArg::Receiver(_) => {
                    checker.errors.push(parameter, message::method());
                    None
                }
            });
    let parameters = parameters.collect();
    let (is_unclear, is_refused) = (checker.is_unclear, checker.is_refused);
    let unclear = Unclear {
        config: checker.is_config_unclear || hidden.inputs,
        outputs: hidden.outputs || !checker.wrong_outputs.is_empty() || !checker.doubts.is_empty(),
    };
    let (doubts, incomplete, mut outputs) = (checker.doubts, checker.incomplete, checker.outputs);
    if signature::is_own_run(&function) {
        // A `Publish` that is wrong is the mistake, and not that nothing publishes.
        let is_told = is_unclear || !doubts.is_empty() || !errors.is_empty();
        all_published(&mut outputs, is_told, errors);
    }
    Manifold {
        name: args.name.unwrap_or_else(|| function.name().clone()),
        krate: args.krate,
        parameters,
        outputs,
        filter: args.filter,
        blocking: args.blocking.is_some(),
        policy: args.policy,
        is_refused,
        unclear,
        doubts,
        incomplete: function.complete(incomplete),
        function,
    }
}

/// Of a function that is its own run, each output is published, unless something else is wrong, as `is_told`.
fn all_published(outputs: &mut [Output], is_told: bool, errors: &mut Errors) {
    for output in outputs.iter_mut().filter(|output| !output.published) {
        if is_told {
            output.published = true;
        } else {
            let ty = text::of_type(&output.ty);
            errors.push(&output.ty, message::unpublished_output(ty));
        }
    }
}

/// The manifold of a function of which rustc says that it cannot read it: it has a name, and outputs.
fn unreadable(args: Args, function: Function, errors: &mut Errors) -> Manifold {
    Manifold {
        name: args.name.unwrap_or_else(|| function.name().clone()),
        krate: args.krate,
        parameters: Vec::new(),
        outputs: outputs(args.outputs.items, errors),
        filter: None,
        blocking: false,
        policy: Vec::new(),
        is_refused: true,
        unclear: Unclear {
            config: true,
            outputs: args.outputs.is_unclear,
        },
        doubts: Vec::new(),
        incomplete: Vec::new(),
        function,
    }
}

/// Every output is listed once, and there are not too many.
fn outputs(types: Vec<Type>, errors: &mut Errors) -> Vec<Output> {
    let mut outputs: Vec<Output> = Vec::new();
    for ty in types {
        if outputs.iter().any(|output| types::same(&output.ty, &ty)) {
            errors.push(&ty, message::output_twice(text::of_type(&ty)));
        } else if outputs.len() == MOST_OUTPUTS {
            errors.push(&ty, message::too_many_outputs());
            break;
        } else {
            outputs.push(Output {
                ty,
                published: false,
            });
        }
    }
    outputs
}

/// Whether there may be more than what is listed: something could not be read, or is no parameter.
#[derive(Clone, Copy)]
struct Hidden {
    inputs: bool,
    outputs: bool,
}

/// Finds out what each parameter is for.
struct Checker<'c, 'f> {
    inputs: Vec<String>,
    /// What is listed, and may be meant by a parameter of another name, or of none.
    unclaimed: VecDeque<String>,
    outputs: Vec<Output>,
    /// What is listed, but cannot be an output.
    wrong_outputs: Vec<Type>,
    hidden: Hidden,
    /// The name of the configuration and its type, once there is one.
    config: Option<(&'f Ident, &'f Type)>,
    /// Whether there is another one: either may be an input that is not listed.
    is_config_unclear: bool,
    /// Whether there is a `Publish` of which rustc says that it is wrong.
    is_unclear: bool,
    /// Whether there is a parameter of a type that no function can take, as rustc says.
    is_refused: bool,
    doubts: Vec<Doubt>,
    /// The types that lack a parameter. A mistake stands for each, since rustc would say of it that it is wrong, too.
    incomplete: Vec<Incomplete>,
    /// Of the parameter that is looked at.
    number: usize,
    errors: &'c mut Errors,
}

impl<'f> Checker<'_, 'f> {
    fn parameter(&mut self, number: usize, parameter: &'f PatType) -> Option<Parameter> {
        self.number = number;
        let Pat::Ident(pattern) = &*parameter.pat else {
            let mistake = match self.unclaimed.pop_front() {
                Some(input) => message::pattern_for_input(input),
                None => message::pattern(),
            };
            self.errors.push(&parameter.pat, mistake);
            return None;
        };
        if pattern.by_ref.is_some() || pattern.subpat.is_some() {
            self.errors.push(pattern, message::pattern());
            return None;
        }
        let name = &pattern.ident;
        let ty = types::peel(&parameter.ty);
        if publishers::is_of_any(&self.wrong_outputs, ty) {
            return None;
        }
        if let Some((at, mistake)) = unfit::as_parameter(parameter, name) {
            self.errors.push(at, mistake);
            let config = self.lasting(name, ty);
            self.is_config_unclear |= config.is_some();
            return config.map(Parameter::Config);
        }
        if types::is_unsized(ty) || matches!(ty, Type::Infer(_)) {
            self.is_refused = true;
            return None;
        }
        if self.inputs.contains(&name.to_string()) {
            if let Type::Reference(reference) = ty {
                let (mistake, meant) = inputs::by_reference(name, types::peel(&reference.elem));
                self.errors.push(reference, mistake);
                let config = meant.filter(|_| self.config.is_none());
                self.is_config_unclear |= config.is_some();
                return config.map(Parameter::Config);
            }
            return self.input(name, ty).map(Parameter::Input);
        }
        let reference = if let Type::Reference(reference) = ty {
            Some(reference)
        } else {
            None
        };
        if let Some(mutability) = reference.and_then(|reference| reference.mutability.as_ref()) {
            let of = reference.map(|reference| &*reference.elem);
            if let Some(own) = of.filter(|of| types::last_name(of).is_some_and(own::is_own)) {
                let mistake = message::by_value_only(text::of_type(own), "&mut");
                self.errors.push(ty, mistake);
            } else {
                self.errors
                    .push(mutability, message::mutable_reference(name));
            }
            return None;
        }
        let ty = reference.map_or(ty, |reference| types::peel(&reference.elem));
        self.unlisted(name, parameter, ty, reference.is_some())
    }

    /// What a parameter is for that is not in `inputs`.
    fn unlisted(
        &mut self,
        name: &'f Ident,
        parameter: &PatType,
        ty: &'f Type,
        by_reference: bool,
    ) -> Option<Parameter> {
        if matches!(ty, Type::TraitObject(_)) {
            let mistake = message::unsized_config(name, text::of_type(ty), types::shared(ty));
            self.errors.push(&parameter.ty, mistake);
            return None;
        }
        match types::last_name(ty).map(ToString::to_string).as_deref() {
            Some("Run") => Some(Parameter::Run {
                by_reference,
                word: text::word(ty).cloned(),
            }),
            Some("Stop" | "Publish") if by_reference => {
                self.errors.push(
                    &parameter.ty,
                    message::by_value_only(text::of_type(ty), "&"),
                );
                None
            }
            Some("Stop") => Some(Parameter::Stop {
                word: text::word(ty).cloned(),
            }),
            Some("Publish") => self.publish(name, ty),
            // Without a parameter it is another type of that name.
            Some("Latest" | "Watch") if text::word(ty).is_none() => {
                if !self.hidden.inputs {
                    self.errors
                        .push(name, message::followed_config(name, text::of_type(ty)));
                }
                None
            }
            Some(_) | None => self.config(name, ty, by_reference),
        }
    }

    /// The configuration that a parameter would be whose type borrows: a graph gives it a value, of which nothing is to be said.
    fn lasting(&self, name: &Ident, ty: &Type) -> Option<Config> {
        if self.config.is_some() || self.inputs.contains(&name.to_string()) {
            return None;
        }
        Some(Config {
            name: name.clone(),
            stored: lifetimes::lasting(ty)?,
            slice_of: None,
            by_reference: false,
            derefs: false,
        })
    }

    fn input(&mut self, name: &Ident, ty: &Type) -> Option<Input> {
        let kind = match types::last_name(ty).map(ToString::to_string).as_deref() {
            Some("Run" | "Stop" | "Publish") => {
                self.errors
                    .push(ty, message::not_an_input(name, text::of_type(ty)));
                return None;
            }
            Some("Option") => InputKind::Optional,
            Some("Latest") => InputKind::Latest,
            Some("Watch") => InputKind::Watch,
            Some(_) | None => InputKind::Required,
        };
        let of = match kind {
            InputKind::Required => None,
            InputKind::Optional | InputKind::Latest | InputKind::Watch => types::parameter(ty),
        };
        if let Some(mistake) = of.and_then(|of| inputs::nested(name, ty, of)) {
            self.errors.push(ty, mistake);
            return None;
        }
        if kind != InputKind::Required
            && let (None, Some(word)) = (of, text::word(ty))
        {
            self.of_what(name, word);
            return None;
        }
        // A longer path without a parameter leads to another type of that name.
        let (kind, ty) = of.map_or((InputKind::Required, ty), |of| (kind, of));
        if kind != InputKind::Required && types::is_unsized(ty) {
            self.is_refused = true;
            return None;
        }
        if text::word(ty).is_none() && unfit::as_output(ty, self.errors) {
            return None;
        }
        Some(Input {
            name: name.clone(),
            kind,
            ty: ty.clone(),
        })
    }

    /// Says of a parameter that its type, a word, lacks a parameter.
    fn of_what(&mut self, name: &Ident, word: &Ident) {
        let example = publishers::example(word, name, &self.outputs);
        let mistake = message::of_what(name, word, example);
        self.incomplete.push((self.number, word.clone(), mistake));
        self.is_refused = true;
        self.is_unclear = true;
    }

    fn publish(&mut self, name: &'f Ident, ty: &'f Type) -> Option<Parameter> {
        let Some(of) = types::parameter(ty) else {
            if let Some(word) = text::word(ty) {
                self.of_what(name, word);
                return None;
            }
            // A longer path leads to another type of that name, or rustc says what is missing.
            self.is_unclear = true;
            return self.config(name, ty, false);
        };
        let mut types = self.outputs.iter().map(|output| &output.ty);
        let is_same = types.position(|ty| types::same(ty, of));
        let Some(port) = is_same.or_else(|| publishers::by_last_name(&self.outputs, of)) else {
            if !self.hidden.outputs {
                self.doubts.push(publishers::doubt(&self.outputs, of));
            }
            return None;
        };
        if std::mem::replace(&mut self.outputs[port].published, true) {
            self.errors
                .push(of, message::publish_twice(text::of_type(of)));
        }
        Some(Parameter::Publish {
            port,
            written: is_same.is_none().then(|| Box::new(of.clone())),
        })
    }

    fn config(&mut self, name: &'f Ident, ty: &'f Type, by_reference: bool) -> Option<Parameter> {
        if let Some(first) = self.config {
            if !self.hidden.inputs {
                let mistake = own::second_config((name, ty), first);
                self.errors.push(name, mistake);
            }
            self.is_config_unclear = true;
            return None;
        }
        self.config = Some((name, ty));
        let owned = by_reference.then(|| types::owned(ty)).flatten();
        let derefs = owned.is_some();
        Some(Parameter::Config(Config {
            name: name.clone(),
            stored: owned.unwrap_or_else(|| ty.clone()),
            slice_of: types::element(ty).cloned().map(Box::new),
            by_reference,
            derefs,
        }))
    }
}
