//! The nodes of a graph while its configuration is evaluated.

use std::{collections::BTreeMap, fmt};

use crate::{Policy, driver::NodeSpec};

/// Takes the nodes in the order in which the graph lists them.
pub struct Assembly {
    specs: Vec<Option<NodeSpec>>,
    replacements: BTreeMap<usize, Option<NodeSpec>>,
}

impl Assembly {
    pub(super) fn new(nodes: usize) -> Self {
        Self {
            specs: Vec::with_capacity(nodes),
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

    /// Takes the next node; `None` leaves it out.
    pub fn push(&mut self, spec: Option<NodeSpec>) {
        self.specs.push(spec);
    }

    /// Whether node `index` of the graph that comes next has not been replaced yet.
    #[must_use]
    pub fn wants(&self, index: usize) -> bool {
        let index = self.specs.len() + index;
        !self.replacements.contains_key(&index)
    }

    /// Replaces node `index` of the graph that comes next.
    pub fn replace(&mut self, index: usize, spec: Option<NodeSpec>) {
        let index = self.specs.len() + index;
        self.replacements.insert(index, spec);
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

/// Says what the expression `V` has to be that a node is configured with, if its manifold takes a `C`.
///
/// One that takes nothing is given anything here: that this is wrong is said at another place.
pub trait Configured<C, V> {
    /// The type of the expression.
    type Value;
}

impl<C> Configured<C, C> for TakesConfig {
    type Value = C;
}

impl<C, V> Configured<C, V> for TakesNothing {
    type Value = V;
}

/// A node, with what `policy` overrides of its manifold's.
#[must_use]
pub fn with_policy(spec: Option<NodeSpec>, policy: &Policy) -> Option<NodeSpec> {
    spec.map(|spec| spec.with_policy(policy))
}
