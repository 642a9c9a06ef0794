//! Every kind of parameter, in any order.

#![deny(warnings, missing_docs)]

use std::path::Path;

use depgraph::{Exit, Latest, Output, Publish, Run, Stop, Watch, manifold};

/// Settings.
#[derive(Clone, PartialEq, Output)]
pub struct Settings(pub u32);

/// A store.
#[derive(Clone, Output)]
pub struct Store;

/// An index.
#[derive(Clone, Output)]
pub struct Index;

/// A certificate.
#[derive(Clone, Output)]
pub struct Certificate;

/// Readiness.
#[derive(Clone, PartialEq, Output)]
pub struct Ready;

/// Takes everything.
///
/// # Errors
///
/// None.
#[manifold(inputs = [settings, store, index, certificate], outputs = [Ready])]
pub async fn serve(
    stop: Stop,
    store: Option<Store>,
    ready: Publish<Ready>,
    root: &Path,
    settings: Settings,
    run: &Run,
    certificate: Latest<Certificate>,
    mut index: Watch<Index>,
) -> Result<Exit, std::io::Error> {
    let _ = (settings.0, store.is_some(), root, certificate.get(), run.name());
    drop(ready.set(Ready));
    let _ = index.changed().await;
    stop.requested().await;
    Ok(Exit::Stopped)
}

fn main() {}
