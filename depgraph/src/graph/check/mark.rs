//! What is known to be wrong with a node: a set of these.

/// An earlier node has its name.
pub(super) const DUPLICATE: u8 = 1;

/// One of its inputs is missing, ambiguous or the like.
pub(super) const FAULTY: u8 = 2;

/// A cycle is reported here.
pub(super) const STARTS_CYCLE: u8 = 4;

/// One of its links closes a cycle; the rest of that cycle is what [`Wiring::reached`](super::Wiring) tells.
pub(super) const CLOSES_CYCLE: u8 = 8;

/// One of its explicit wires is wrong.
pub const MISWIRED: u8 = 16;

/// A later node has its name, which is not written in this graph: so it is here that this is reported.
pub(super) const HAS_DUPLICATE: u8 = 32;

/// What is reported at the node's name.
pub const REPORTED: u8 = DUPLICATE | HAS_DUPLICATE | FAULTY | STARTS_CYCLE;
