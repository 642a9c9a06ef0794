//! A configuration is any expression: it is evaluated once, in order, and moves what it names.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, graph, hold, manifold};
use depgraph_ui_tests::{settings, storage};

/// What the agent is set to.
pub struct Config {
    /// How often.
    pub first: Option<u32>,
    /// Where.
    pub files: Vec<String>,
}

/// Takes what is hard to write.
#[manifold]
pub fn call(call: (fn(u32) -> u32, [u8; 2], Vec<String>)) -> Hold<u32> {
    hold(call.0(1))
}

graph! {
    /// Everything.
    pub Agent(mut config: Config) {
        settings: settings::watch(if let Some(first) = config.first { first } else { 0 }),
        main: storage::open(match config.files.pop() {
            Some(file) => file,
            None => String::default(),
        }),
        archive: storage::open({
            let name = ["a", "b"].concat();
            name
        }),
        call: call(|number| number + 1, [1, 2], config.files.iter().map(String::clone).collect::<Vec<_>>()),
        last: storage::open(config.files.into_iter().next().unwrap_or_default()),
    }
}

fn main() {
    drop(Agent::new(Config {
        first: None,
        files: vec!["c".to_owned()],
    }));
}
