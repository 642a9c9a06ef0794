//! The behaviour of depgraph, promise by promise.

mod backing_off;
mod cancel_safety;
mod conditions;
mod crashing;
mod ending;
mod events;
mod fatal;
mod following;
mod large_graph;
mod logging;
mod misbehaving;
mod optional;
mod publishing;
mod report;
mod restart_table;
mod settled;
mod signals;
mod simulation;
mod smoke;
mod starting;
mod stimulus_table;
mod stopping;
mod support;
mod tidy;
mod watching;
mod waves;
