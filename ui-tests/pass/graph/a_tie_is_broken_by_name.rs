//! Of several providers, the one that is named like the input is meant.

#![deny(warnings, missing_docs)]

use depgraph::{graph, validate};
use depgraph_ui_tests::{settings, storage, web};

graph! {
    /// With two stores.
    pub Agent {
        settings: settings::watch(1),
        archive: storage::open("archive.db".to_owned()),
        store: storage::open("main.db".to_owned()),
        web: web::serve(80),
        done: storage::migrate { store: archive },
    }
}

validate! {
    Checked {
        ..Agent,
        other: storage::open("other.db".to_owned()),
        more: web::serve(81),
    }
}

fn main() {
    assert!(Agent::dot().to_string().contains(r#""store" -> "web""#));
    assert!(Agent::mermaid().to_string().starts_with("flowchart"));
}
