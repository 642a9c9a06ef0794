//! A graph without a body has no nodes, and of whoever asks for one nothing is said.

use depgraph::{Engine, Hold, Output, graph, hold, manifold};

#[derive(Clone, Output)]
pub struct Store(u32);

#[manifold(outputs = [Store])]
pub fn open(number: u32) -> Hold<Store> {
    hold(Store(number))
}

graph! {
    pub Agent(number: u32);
    store: open(number),
}

graph! {
    pub Whole(number: u32) {
        ..Agent(number),
        archive: open(number),
    }
}

pub async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let engine = Engine::start(Agent::new(7))?;
    ask(&engine);
    Ok(engine.wait().await?)
}

pub fn ask(engine: &Engine<Agent>) {
    drop(engine.output::<Store>(Agent::STORE).get());
}

pub fn ask_all(engine: &Engine<Whole>) {
    drop(engine.output::<Store>(Agent::STORE.within()).get());
    drop(engine.output::<Store>(Whole::ARCHIVE).get());
}

fn main() {}
