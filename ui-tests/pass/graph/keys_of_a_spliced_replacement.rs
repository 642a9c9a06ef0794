//! Where a graph is spliced that replaces nodes, the keys of the one that it stands for fit through it.

#![deny(warnings, missing_docs)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{Common, settings, storage, web};

graph! {
    /// What is real.
    pub Storage(file: String) {
        ..Common(1),
        store: storage::open(file),
    }
}

graph! {
    /// Replaces a node.
    pub TestStorage = Storage("main.db".to_owned()) {
        store: storage::open("test.db".to_owned()),
    }
}

graph! {
    /// Replaces another, which the one that it stands for has spliced.
    pub OtherStorage = TestStorage {
        settings: settings::watch(7),
    }
}

graph! {
    /// Splices the replacement of a replacement.
    pub Both {
        web: web::serve(80),
        ..OtherStorage,
    }
}

graph! {
    /// Splices it in turn.
    pub Whole {
        ..Both,
    }
}

/// Takes the keys of what is replaced and of what is not, also of a graph that is two levels down.
pub fn restart(both: &Engine<Both>, whole: &Engine<Whole>) {
    let store = Storage::STORE
        .within::<TestStorage>()
        .within::<OtherStorage>();
    let settings = Common::SETTINGS
        .within::<Storage>()
        .within::<TestStorage>()
        .within::<OtherStorage>();
    both.restart(store);
    both.restart(settings);
    whole.restart(store.within::<Both>());
    whole.restart(settings.within::<Both>());
    let _ = both.output::<storage::Store>(store);
}

fn main() {}
