//! A manifold as the macro understands it.

use proc_macro2::Ident;
use syn::{Expr, Path, Type};

use super::function::Function;

/// Everything that the generated code depends on.
pub(super) struct Manifold {
    pub(super) function: Function,
    /// The name of the type.
    pub(super) name: Ident,
    pub(super) krate: Option<Path>,
    /// One for each parameter, in order.
    pub(super) parameters: Vec<Parameter>,
    pub(super) outputs: Vec<Output>,
    pub(super) filter: Option<Expr>,
    pub(super) blocking: bool,
    pub(super) policy: Vec<(Ident, Expr)>,
    /// Whether rustc refuses the function itself. Nothing else is said then of what it would be.
    pub(super) is_refused: bool,
    pub(super) unclear: Unclear,
    pub(super) doubts: Vec<Doubt>,
    /// The types for which a mistake stands in the function.
    pub(super) incomplete: Vec<Ident>,
}

/// A mistake, unless there is no such type: then rustc says that, and it is the mistake.
pub(super) struct Doubt {
    /// What is published, where the mistake is.
    pub(super) published: Type,
    pub(super) text: String,
}

/// What may be other than it looks for a mistake that has been reported.
pub(super) struct Unclear {
    /// What looks like the configuration may be an input.
    pub(super) config: bool,
    /// There may be more outputs.
    pub(super) outputs: bool,
}

pub(super) enum Parameter {
    Input(Input),
    Config(Config),
    Run {
        by_reference: bool,
        /// Its type, if that is one word: it may be another of that name.
        word: Option<Ident>,
    },
    Stop {
        word: Option<Ident>,
    },
    /// The publisher of an output.
    Publish {
        port: usize,
        /// The type, if it is not written as in the outputs.
        written: Option<Box<Type>>,
    },
}

pub(super) struct Input {
    pub(super) name: Ident,
    pub(super) kind: InputKind,
    /// The type of the output that it takes.
    pub(super) ty: Type,
}

/// How an input is taken; the names are those of `depgraph`'s `InputKind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InputKind {
    Required,
    Optional,
    Latest,
    Watch,
}

pub(super) struct Config {
    pub(super) name: Ident,
    /// What a node keeps.
    pub(super) stored: Type,
    /// The elements, if the parameter is a slice of them.
    pub(super) slice_of: Option<Box<Type>>,
    pub(super) by_reference: bool,
    /// Whether it is borrowed as what the stored one derefs to.
    pub(super) derefs: bool,
}

pub(super) struct Output {
    pub(super) ty: Type,
    /// Set through a `Publish` parameter, not exposed by the worker.
    pub(super) published: bool,
}

impl Manifold {
    pub(super) fn inputs(&self) -> impl Iterator<Item = &Input> {
        self.parameters
            .iter()
            .filter_map(|parameter| match parameter {
                Parameter::Input(input) => Some(input),
                Parameter::Config(_)
                | Parameter::Run { .. }
                | Parameter::Stop { .. }
                | Parameter::Publish { .. } => None,
            })
    }

    pub(super) fn config(&self) -> Option<&Config> {
        self.parameters
            .iter()
            .find_map(|parameter| match parameter {
                Parameter::Config(config) => Some(config),
                Parameter::Input(_)
                | Parameter::Run { .. }
                | Parameter::Stop { .. }
                | Parameter::Publish { .. } => None,
            })
    }

    /// Whether the function borrows an argument from the run.
    pub(super) fn borrows(&self) -> bool {
        self.parameters.iter().any(|parameter| match parameter {
            Parameter::Config(Config { by_reference, .. })
            | Parameter::Run { by_reference, .. } => *by_reference,
            Parameter::Input(_) | Parameter::Stop { .. } | Parameter::Publish { .. } => false,
        })
    }
}
