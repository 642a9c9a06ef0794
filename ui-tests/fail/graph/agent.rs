//! The README shows this error: two nodes that wait for each other, and the two ways out.

use depgraph::{Hold, Output, graph, hold, manifold};

#[derive(Clone, Output)]
pub struct Settings;

#[derive(Clone, Output)]
pub struct Store;

/// Reads the settings, which are kept in the store.
#[manifold(inputs = [store], outputs = [Settings])]
pub fn read(store: Store) -> Hold<Settings> {
    drop(store);
    hold(Settings)
}

/// Opens the store, as the settings say.
#[manifold(inputs = [settings], outputs = [Store])]
pub fn open(settings: Settings) -> Hold<Store> {
    drop(settings);
    hold(Store)
}

graph! {
    pub Agent {
        settings: read,
        store: open,
    }
}

fn main() {}
