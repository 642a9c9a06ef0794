//! Of the keys of a graph that was to be spliced nothing is said where it cannot be read, or cannot be spliced. (2 errors)

#![allow(unused)]

use depgraph::{Engine, graph};
use depgraph_ui_tests::{settings, storage};

graph! {
    pub Common {
        settings: settings::watch(1),
    }
}

graph! {
    pub Unreadable {
        ...Common,
        store: storage::open("main.db".to_owned()),
    }
}

graph! {
    pub Itself {
        ..Itself,
        store: storage::open("main.db".to_owned()) when [settings],
    }
}

fn restart(unreadable: &Engine<Unreadable>, itself: &Engine<Itself>) {
    unreadable.restart(Common::SETTINGS);
    unreadable.output::<settings::Settings>(Common::SETTINGS);
    itself.restart(Common::SETTINGS);
    itself.restart(Itself::STORE);
}

fn main() {}
