//! The nodes of a graph while its configuration is evaluated.

use std::{cell::RefCell, collections::BTreeMap, fmt};

use crate::{Policy, driver::NodeSpec};

/// Takes the nodes in the order in which the graph lists them.
///
/// All of a graph's nodes are made in one function, with one of these. It is lent to be read, since the compiler compares
/// each use of what is lent to be changed with all others.
pub struct Assembly(RefCell<Nodes>);

struct Nodes {
    specs: Vec<Option<NodeSpec>>,
    replacements: BTreeMap<usize, Option<NodeSpec>>,
}

impl Assembly {
    pub(super) fn new(nodes: usize) -> Self {
        Self(RefCell::new(Nodes {
            specs: Vec::with_capacity(nodes),
            replacements: BTreeMap::new(),
        }))
    }

    pub(super) fn into_specs(self) -> Vec<Option<NodeSpec>> {
        self.0.into_inner().specs
    }

    /// Whether the next node is still to be made. If it is replaced, the replacement is taken. To be asked where it could be
    /// noticed that the configuration of a node that is replaced is evaluated.
    #[must_use]
    pub fn wants_next(&self) -> bool {
        let nodes = &mut *self.0.borrow_mut();
        match nodes.replacements.remove(&nodes.specs.len()) {
            Some(spec) => {
                nodes.specs.push(spec);
                false
            }
            None => true,
        }
    }

    /// Takes the next node, or what replaces it; `None` leaves it out.
    pub fn push(&self, spec: Option<NodeSpec>) {
        if self.wants_next() {
            self.0.borrow_mut().specs.push(spec);
        }
    }

    /// Whether node `index` of the graph that comes next has not been replaced yet.
    #[must_use]
    pub fn wants(&self, index: usize) -> bool {
        let nodes = self.0.borrow();
        let index = nodes.specs.len() + index;
        !nodes.replacements.contains_key(&index)
    }

    /// Replaces node `index` of the graph that comes next.
    pub fn replace(&self, index: usize, spec: Option<NodeSpec>) {
        let nodes = &mut *self.0.borrow_mut();
        let index = nodes.specs.len() + index;
        nodes.replacements.insert(index, spec);
    }
}

impl fmt::Debug for Assembly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Assembly").finish_non_exhaustive()
    }
}

/// All nodes have been made.
// Here for the compiler, which shows the path to whoever writes a `?` in an expression.
#[doc(hidden)]
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "the macros match the library")]
pub struct Assembled;

/// A manifold has a configuration.
#[derive(Debug)]
#[non_exhaustive]
pub struct TakesConfig;

/// A manifold has no configuration.
#[derive(Debug)]
#[non_exhaustive]
pub struct TakesNothing;

/// Says that the expression with which a node is configured, if its manifold takes a `C`, is a `V`.
///
/// One that takes nothing is given anything here: that this is wrong is said at another place.
pub trait Configured<C, V> {}

impl<C> Configured<C, C> for TakesConfig {}

impl<C, V> Configured<C, V> for TakesNothing {}

/// A node, with what `policy` overrides of its manifold's.
#[must_use]
pub fn with_policy(spec: Option<NodeSpec>, policy: &Policy) -> Option<NodeSpec> {
    spec.map(|spec| spec.with_policy(policy))
}
