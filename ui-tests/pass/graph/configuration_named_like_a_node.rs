//! What has the name of a node and is none is written in parentheses, of which no lint says anything.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, graph, hold, manifold};

/// Has the name of a node below.
pub const fn check() -> u32 {
    3
}

#[manifold]
fn judge(check: fn() -> u32) -> Hold<u32> {
    hold(check())
}

#[manifold]
fn count(number: u32) -> Hold<u32> {
    hold(number)
}

graph! {
    /// Two nodes, of which one has the name of a function.
    pub Agent {
        check: count(check()),
        judge: judge((check)),
    }
}

/// Does the same with a function that no path leads to.
pub fn local() {
    const fn check() -> u32 {
        4
    }
    graph! {
        Agent {
            check: count(1),
            judge: judge((check)),
        }
    }
    drop(Agent::new());
}

fn main() {}
