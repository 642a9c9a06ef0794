//! What anyone may ask of a running engine.

use std::sync::Arc;

use tokio::sync::oneshot;

use super::{Events, reporting};
use crate::{
    Report,
    driver::{Command, EngineShared, Snapshot},
};

/// What anyone may ask of a running engine: a worker gets it from [`Run::engine`](crate::Run::engine).
///
/// It does not keep the engine going, and cannot wait for its end: a worker that did would wait for itself.
///
/// # Examples
///
/// A worker that shows what the whole graph is at:
///
/// ```
/// use std::time::Duration;
///
/// use depgraph::{Every, Run, every, manifold};
///
/// #[manifold]
/// pub fn tell(run: Run) -> Every {
///     let engine = run.engine();
///     every(Duration::from_secs(60), move || {
///         let engine = engine.clone();
///         async move {
///             for node in engine.report().await.nodes {
///                 println!("{} is {}", node.name, node.state);
///             }
///             Ok::<(), std::io::Error>(())
///         }
///     })
/// }
/// ```
#[derive(Clone)]
pub struct Handle {
    pub(super) shared: Arc<EngineShared>,
}

impl Handle {
    pub(crate) const fn new(shared: Arc<EngineShared>) -> Self {
        Self { shared }
    }

    /// What is going on: of every node its state, what it waits for, its last error, when it is tried next.
    ///
    /// It runs no user code and waits for none, and it lets other tasks run while it is being made. Once the engine has ended, it is the last there was to say.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing.
    pub async fn report(&self) -> Report {
        let snapshot = self.snapshot().await;
        reporting::report(&self.shared.directory, &self.shared.clock, &snapshot).await
    }

    async fn snapshot(&self) -> Snapshot {
        let (to, answer) = oneshot::channel();
        let room = Box::new(Snapshot::of_nothing(&self.shared.directory));
        self.shared.command(Command::Report(room, to));
        match answer.await {
            Ok(snapshot) => *snapshot,
            Err(_ended) => self.shared.ended().await.snapshot.clone(),
        }
    }

    /// What happens from now on.
    #[must_use]
    pub fn events(&self) -> Events {
        Events::new(&self.shared)
    }

    /// Asks the engine to stop everything, in order, and to end with exit code 0. Does not wait for it.
    pub fn stop(&self) {
        self.shared.command(Command::Shutdown(0));
    }
}

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handle")
            .field("graph", &self.shared.directory.graph)
            .finish_non_exhaustive()
    }
}
