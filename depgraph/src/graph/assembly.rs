//! The nodes of a graph while its configuration is evaluated.

use std::{any::Any, collections::BTreeMap, fmt};

use crate::{Policy, driver::NodeSpec};

/// Takes the nodes in the order in which the graph lists them.
pub struct Assembly {
    specs: Vec<Option<NodeSpec>>,
    replacements: BTreeMap<usize, Option<NodeSpec>>,
}

impl Assembly {
    pub(super) const fn new() -> Self {
        Self {
            specs: Vec::new(),
            replacements: BTreeMap::new(),
        }
    }

    pub(super) fn into_specs(self) -> Vec<Option<NodeSpec>> {
        self.specs
    }

    /// Whether the next node is still to be made. If it is replaced, the replacement is taken.
    pub fn wants_next(&mut self) -> bool {
        match self.replacements.remove(&self.specs.len()) {
            Some(spec) => {
                self.specs.push(spec);
                false
            }
            None => true,
        }
    }

    /// Takes the next node, and what `policy` overrides of its manifold's; `None` leaves it out.
    pub fn push(&mut self, spec: Option<NodeSpec>, policy: Policy) {
        self.specs.push(with_policy(spec, policy));
    }

    /// Whether node `index` of the graph that comes next has not been replaced yet.
    #[must_use]
    pub fn wants(&self, index: usize) -> bool {
        let index = self.specs.len() + index;
        !self.replacements.contains_key(&index)
    }

    /// Replaces node `index` of the graph that comes next.
    pub fn replace(&mut self, index: usize, spec: Option<NodeSpec>, policy: Policy) {
        let index = self.specs.len() + index;
        self.replacements.insert(index, with_policy(spec, policy));
    }
}

impl fmt::Debug for Assembly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assembly").finish_non_exhaustive()
    }
}

/// A manifold has a configuration.
#[derive(Debug)]
#[non_exhaustive]
pub struct TakesConfig;

/// A manifold has no configuration.
#[derive(Debug)]
#[non_exhaustive]
pub struct TakesNothing;

/// The type of the expression that a node is configured with, for a manifold with a configuration `C`.
#[diagnostic::on_unimplemented(
    message = "the manifold of this node takes no configuration",
    label = "nothing takes this",
    note = "remove the parentheses and what is in them, or give the start function a parameter for it"
)]
pub trait Configured<C> {
    /// `C`.
    type Value;

    /// The configuration itself.
    fn config(value: Self::Value) -> C;
}

#[diagnostic::do_not_recommend]
impl<C> Configured<C> for TakesConfig {
    type Value = C;

    fn config(value: C) -> C {
        value
    }
}

/// The configuration of a node that is written without one. `None` if it needs one: then the graph does not compile.
pub fn unconfigured<C: 'static>() -> Option<C> {
    let nothing: Box<dyn Any> = Box::new(());
    nothing.downcast().ok().map(|nothing| *nothing)
}

fn with_policy(spec: Option<NodeSpec>, policy: Policy) -> Option<NodeSpec> {
    spec.map(|spec| {
        let policy = policy.over(&spec.policy);
        spec.with_policy(policy)
    })
}
