//! The behaviour of depgraph, promise by promise.

mod backing_off;
mod cancel_safety;
mod conditions;
mod crashing;
mod events;
mod fatal;
mod following;
mod large_graph;
mod misbehaving;
mod optional;
mod publishing;
mod restart_table;
mod settled;
mod simulation;
mod smoke;
mod starting;
mod stimulus_table;
mod stopping;
mod support;
mod tidy;
mod watching;
mod waves;
