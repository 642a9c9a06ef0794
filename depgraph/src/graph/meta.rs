//! What the macros tell about a manifold and a graph, as constants.

use std::fmt;

pub use super::manifold_meta::{InputMeta, ManifoldMeta};
pub(crate) use super::manifold_meta::{WATCH, split};
use crate::graph::check::{Size, Tables, Wiring};

/// A place in the user's source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path of the file, as rustc was given it.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}

impl Place {
    pub(super) const UNKNOWN: Self = Self { file: "", line: 0 };
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// How a manifold takes an input: see the table in [`crate::manifold`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(rename_all = "snake_case")
)]
#[expect(clippy::exhaustive_enums, reason = "the four kinds are the model")]
pub enum InputKind {
    /// `T`: the node waits for it, and is bounced when it changes.
    Required,
    /// `Option<T>`: awaited while it is on its way, absent otherwise; the node is bounced when it comes, changes or goes.
    Optional,
    /// `Latest<T>`: the node waits for the first value, then follows it without a bounce.
    Latest,
    /// `Watch<T>`: seen to come, change and go; orders nothing.
    Watch,
}

impl InputKind {
    /// Whether the node cannot start without it.
    pub(crate) const fn is_needed(self) -> bool {
        matches!(self, Self::Required | Self::Latest)
    }
}

/// One node of a graph.
#[derive(Clone, Copy, Debug)]
pub struct NodeMeta {
    /// The node's name, without `r#`.
    pub name: &'static str,
    /// Where the node is written.
    pub at: Place,
    /// Its manifold.
    pub manifold: ManifoldMeta,
    /// The explicit wires, `{ input: node }`, by name.
    pub wires: &'static [(&'static str, &'static str)],
    /// The conditions, `when [node, ..]`, by name.
    pub when: &'static [&'static str],
    /// Whether the node can be left out, `name?:`.
    pub optional: bool,
    /// The graph that the node comes from, if it is not written in this one.
    pub origin: Option<Origin>,
    /// The manifold of the node that this one replaces.
    pub replaces: Option<&'static ManifoldMeta>,
}

impl NodeMeta {
    /// Stands for a node that cannot be read.
    pub const UNKNOWN: Self = Self::new("", "", 0, ManifoldMeta::UNKNOWN);

    /// A node that is nothing but the manifold's; it is written here.
    #[must_use]
    pub const fn new(
        name: &'static str,
        file: &'static str,
        line: u32,
        manifold: ManifoldMeta,
    ) -> Self {
        Self {
            name,
            at: Place { file, line },
            manifold,
            wires: &[],
            when: &[],
            optional: false,
            origin: None,
            replaces: None,
        }
    }
}

/// Where a node comes from that was spliced, or that a replacing graph took over. It keeps the wiring that it was
/// checked with there.
#[derive(Clone, Copy, Debug)]
pub struct Origin {
    /// The graph in which the node was wired.
    pub graph: &'static GraphMeta,
    /// Which node of that graph it is.
    pub index: usize,
    /// The index that node 0 of that graph has in this one.
    pub shift: usize,
}

/// One graph: its nodes, and how they are wired.
#[derive(Clone, Copy, Debug)]
pub struct GraphMeta {
    /// The name of the graph's type.
    pub name: &'static str,
    /// Where the graph is written.
    pub at: Place,
    /// The nodes and their wiring.
    pub wiring: Wiring<'static>,
    /// Whether the macro understood all that is written: else nodes may be wired in ways that are not known here.
    pub is_read: bool,
}

impl GraphMeta {
    /// Stands for a type that is no graph.
    pub(super) const UNKNOWN: Self = Self {
        name: "",
        at: Place::UNKNOWN,
        wiring: {
            const NODES: &[NodeMeta] = &[NodeMeta::UNKNOWN];
            const TABLES: &Tables<1, 0, 1> = &Tables::new(NODES, false);
            TABLES.wiring(NODES)
        },
        is_read: false,
    };

    /// The number of outputs.
    #[must_use]
    pub const fn outputs(&self) -> usize {
        Size::of(self.wiring.nodes).outputs
    }

    /// The number of nodes.
    #[expect(clippy::len_without_is_empty, reason = "a graph has nodes")]
    #[must_use]
    pub const fn len(&self) -> usize {
        self.wiring.nodes.len()
    }
}
