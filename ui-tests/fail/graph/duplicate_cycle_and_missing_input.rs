//! A node that is there twice hides neither the cycle that it is on nor what another lacks. (3 errors)

#![allow(unused)]

use depgraph::{Hold, Output, graph, hold, manifold};
use depgraph_ui_tests::{settings, storage, web};

#[derive(Clone, Output)]
pub struct Load(u32);

#[derive(Clone, Output)]
pub struct Quota(u32);

#[manifold(inputs = [quota], outputs = [Load])]
pub fn work(quota: Quota) -> Hold<Load> {
    hold(Load(quota.0))
}

#[manifold(inputs = [load], outputs = [Quota])]
pub fn limit(load: Load) -> Hold<Quota> {
    hold(Quota(load.0))
}

graph! {
    pub Agent {
        worker: work,
        limit: limit,
        worker: work,
        migrated: storage::migrate,
    }
}

fn main() {}
