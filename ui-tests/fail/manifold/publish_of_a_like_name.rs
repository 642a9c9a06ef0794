//! What is published is written as in `outputs`: of a like name, the error says which was meant.

#![allow(unused)]

use std::io;

use depgraph::{Engine, Exit, Output, Publish, graph, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Setting(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[manifold(outputs = [Setting])]
pub async fn watch(settings: Publish<Settings>) -> Result<Exit, io::Error> {
    Ok(Exit::Done)
}

graph! {
    pub Agent {
        settings: watch,
    }
}

pub fn show(engine: &Engine<Agent>) {
    drop(engine.output::<Settings>(Agent::SETTINGS));
}

fn main() {}
