//! The pure state machine: events in, actions out.
//!
//! It owns everything that is known about the graph and decides everything. It knows no runtime, no clock, no chance
//! and no log: [`Machine::step`] is told the time, and an event that needs a random number brings it along. Values and
//! texts live with the driver; here a node is a dense number and an output is a bit.
//!
//! # Invariants
//!
//! 1. A node has at most one run that is up, and a new one begins only when the last is gone.
//! 2. A run that begins holds each of its required inputs and conditions, and every optional one that is there.
//! 3. In the step in which something that a run holds changes or goes, that run is on its way down.
//! 4. A run is told to stop only when no run that holds one of its outputs is up, stuck ones excepted.
//! 5. Nothing begins once shutdown has begun, or after its node was removed.
//! 6. `missing`, `users`, the counts of a port and those of a prospect agree with the edges that they count.
//! 7. A step costs as much as the nodes whose state it changes, and their edges; it allocates nothing once warm.

#![deny(clippy::disallowed_methods, clippy::disallowed_types)]

mod deadlines;
mod ending;
mod event;
mod inputs;
mod limits;
mod node;
mod port;
mod prospect;
mod seldom;
mod starting;
mod step;
mod stopping;
#[cfg(test)]
mod tests;
mod time;
mod topology;
mod view;

pub(crate) use self::{
    event::{Action, Cause, Change, Event, Kind, Op, Outcome},
    limits::Limits,
    node::{Down, Due, NodeId, Phase, State, Why},
    step::{Machine, NodeInit},
    time::Time,
    topology::{Need, NeedKind, Topology},
    view::{NodeView, View},
};
