//! Graphs may come out of a `macro_rules!`, with nodes that it was given.

#![deny(warnings, missing_docs)]

use depgraph::graph;
use depgraph_ui_tests::{settings, storage, web};

macro_rules! agent {
    ($name:ident($first:expr) { $($node:ident: $manifold:path => $config:expr),* $(,)? }) => {
        graph! {
            /// A graph.
            pub $name {
                settings: settings::watch($first),
                $($node: $manifold($config),)*
            }
        }
    };
}

agent! {
    One(1) {
        store: storage::open => "main.db".to_owned(),
        web: web::serve => 80,
    }
}

agent!(Two(2) {});

fn main() {
    let _ = (One::STORE, One::WEB, One::SETTINGS, Two::SETTINGS);
    drop((One::new(), Two::new()));
}
