//! The second crate of cross-crate ui cases: manifolds and graphs that other crates use.

use std::convert::Infallible;

use depgraph::{Exit, Hold, Latest, Output, Publish, Stop, Watch, hold, manifold};

/// Where settings come from.
pub mod settings {
    use super::{Hold, Output, hold, manifold};

    /// What the others are set to.
    #[derive(Clone, Debug, PartialEq, Output)]
    pub struct Settings(pub u32);

    /// Provides the settings.
    #[manifold(outputs = [Settings])]
    pub fn watch(first: u32) -> Hold<Settings> {
        hold(Settings(first))
    }
}

/// Where things are stored.
pub mod storage {
    use super::{Hold, Output, hold, manifold, settings::Settings};

    /// A store.
    #[derive(Clone, Debug, Output)]
    pub struct Store(pub String);

    /// Says that the schema is up to date.
    #[derive(Clone, Debug, Output)]
    pub struct Migrated;

    /// Opens a store.
    #[manifold(inputs = [settings], outputs = [Store])]
    pub fn open(settings: Settings, file: &str) -> Hold<Store> {
        hold(Store(format!("{file} {}", settings.0)))
    }

    /// Brings the schema up to date.
    #[manifold(inputs = [store], outputs = [Migrated])]
    pub fn migrate(store: Store) -> Hold<Migrated> {
        drop(store);
        hold(Migrated)
    }
}

/// Who serves.
pub mod web {
    use super::{Exit, Infallible, Output, Publish, Stop, manifold, storage::Store};

    /// Where the page is.
    #[derive(Clone, Debug, PartialEq, Output)]
    pub struct Address(pub u16);

    /// Serves what the store holds.
    ///
    /// # Errors
    ///
    /// None.
    #[manifold(inputs = [store], outputs = [Address])]
    pub async fn serve(
        store: Store,
        port: u16,
        address: Publish<Address>,
        stop: Stop,
    ) -> Result<Exit, Infallible> {
        drop(store);
        drop(address.set(Address(port)));
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

/// Who looks on.
pub mod watchers {
    use super::{
        Hold, Latest, Watch, hold, manifold, settings::Settings, storage::Store, web::Address,
    };

    /// Follows the settings.
    #[manifold(inputs = [settings])]
    pub fn follow(settings: Latest<Settings>) -> Hold<u32> {
        hold(settings.get().0)
    }

    /// Goes on without a store.
    #[manifold(inputs = [store])]
    pub fn alert(store: Option<Store>) -> Hold<bool> {
        hold(store.is_some())
    }

    /// Sees addresses come and go.
    #[manifold(inputs = [address])]
    pub fn look(address: Watch<Address>) -> Hold<bool> {
        hold(address.get().is_some())
    }
}

depgraph::graph! {
    /// What every agent has.
    pub Common(first: u32) {
        settings: settings::watch(first),
    }
}

depgraph::graph! {
    /// An agent of another crate.
    pub Agent(file: String) {
        settings: settings::watch(3),
        store: storage::open(file),
        web: web::serve(80),
    }
}

depgraph::graph! {
    /// An agent with everything that a graph can have.
    pub WholeAgent(file: String, port: Option<u16>) {
        ..Common(3),
        /// Holds what is measured.
        store: storage::open(file) with { stop_timeout: std::time::Duration::from_secs(3) },
        migrated: storage::migrate when [settings],
        web?: web::serve(port) { store } when [migrated],
        follow: watchers::follow,
        #[cfg(not(windows))]
        alert: watchers::alert { store: store },
        look: watchers::look,
    }
}

depgraph::graph! {
    /// The same, with settings of a test.
    pub TestAgent(file: String) = WholeAgent(file, None) {
        settings: settings::watch(7),
    }
}

depgraph::graph! {
    /// An agent in which everything is used.
    pub SmallAgent {
        ..Common(1),
        follow: watchers::follow,
    }
}

depgraph::validate!(SmallAgent);

depgraph::validate! {
    Checked {
        ..SmallAgent,
        store: storage::open(String::new()),
    }
}

pub mod strict;
