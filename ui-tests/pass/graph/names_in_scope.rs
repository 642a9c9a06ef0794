//! Nothing in scope changes what is generated, and expressions see what the user sees.

#![deny(warnings, missing_docs)]
#![allow(non_camel_case_types, dead_code)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage};

mod core {}
mod std {}

type Option = ();
type Result = ();
type Graph = ();
type Node = ();

struct config;
struct cx;
struct base;
struct assembly;

/// Named like what is generated.
pub const __META: u32 = 1;
/// Named like what is generated.
pub const __NODES: u32 = 1;

graph! {
    /// Its nodes are named like its functions and parameters.
    pub Agent(cx_: u32, self_: String) {
        config: settings::watch(cx_ + crate::__META + crate::__NODES),
        new: storage::open(self_),
        dot: storage::migrate { store: new },
        assembly: storage::open({
            let _ = (cx, base);
            ::std::string::String::new()
        }),
    }
}

fn main() {
    let _ = (Agent::NEW, Agent::DOT, Agent::CONFIG, Agent::ASSEMBLY);
    drop(Agent::new(1, ::std::string::String::new()));
}
