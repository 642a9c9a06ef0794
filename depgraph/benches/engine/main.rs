//! How fast depgraph is, and how fast the same graphs are when they are wired by hand.
//!
//! `cargo bench -p depgraph --bench engine -- [filter]`, where the filter is a part of a line's name:
//! `multi/chain/1000`. See BENCHMARKS.md.

#![expect(clippy::print_stdout, reason = "this is what a bench is for")]

#[path = "../common/mod.rs"]
mod common;
mod graphs;
mod measure;
mod table;
mod traced;

use self::{measure::Flavour, table::Table};

fn main() {
    traced::install();
    let mut table = Table::new(filter());
    for flavour in [Flavour::CurrentThread, Flavour::MultiThread] {
        graphs::run(flavour, &mut table);
    }
    table.print_json_lines();
}

/// The first argument that is no option: `cargo bench` adds some.
fn filter() -> String {
    std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'))
        .unwrap_or_default()
}
