//! `validate!` in both forms.

#![deny(warnings, missing_docs)]

use std::convert::Infallible;

use depgraph::{Exit, Hold, Output, Publish, graph, hold, manifold};
use depgraph_ui_tests::{settings, storage, watchers, web};

use depgraph::validate;

validate! {
    Checked(file: String) {
        settings: settings::watch(3),
        store: storage::open(file),
        migrated: storage::migrate,
    }
}

graph! {
    /// Strictly right.
    pub Agent(file: String) {
        settings: settings::watch(3),
        store: storage::open(file),
        web: web::serve(80),
        look: watchers::look,
    }
}

/// Nobody takes it as an input.
#[derive(Clone, Output)]
struct Leads;

#[manifold(outputs = [Leads])]
async fn campaign(leads: Publish<Leads>) -> Result<Exit, Infallible> {
    drop(leads.replace(Leads));
    Ok(Exit::Done)
}

#[manifold]
fn lead() -> Hold<()> {
    hold(())
}

graph! {
    /// A flag is used by those who are conditional on it.
    pub Flagged {
        leader: campaign,
        jobs: lead when [leader],
    }
}

validate!(Flagged);

validate!(Agent);

fn main() {}
