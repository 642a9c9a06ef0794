//! How fast depgraph is, and how fast the same graphs are when they are wired by hand.
//!
//! `cargo bench -p depgraph --bench engine -- [filter]`, where the filter is a part of a line's name:
//! `multi/chain/1000`. See BENCHMARKS.md.

#[path = "../common/mod.rs"]
mod common;
mod crash_loop;
mod graphs;
mod growth;
mod measure;
mod report;
mod step;
mod traced;

use self::{common::table::Table, measure::Flavour};

fn main() {
    traced::install();
    measure::warm_up_allocator();
    let mut table = Table::new();
    for flavour in [Flavour::CurrentThread, Flavour::MultiThread] {
        graphs::run(flavour, &mut table);
        growth::run(flavour, &mut table);
        report::run(flavour, &mut table);
        crash_loop::run(flavour, &mut table);
    }
    step::run(&mut table);
}
