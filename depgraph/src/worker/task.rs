//! A worker made of a future.

use std::{fmt, pin::Pin};

use crate::{Exit, Stop, Worker, error::BoxError};

/// A worker made of a future, with a type that can be named.
///
/// # Examples
///
/// A start function that has work to do before it counts as started, and then runs a loop:
///
/// ```
/// use depgraph::{Exit, Task, manifold};
///
/// #[manifold]
/// pub async fn listen(address: String) -> Result<Task<std::io::Error>, std::io::Error> {
///     let listener = tokio::net::TcpListener::bind(&address).await?;
///     Ok(Task::new(async move |stop| {
///         loop {
///             tokio::select! {
///                 () = stop.requested() => return Ok(Exit::Stopped),
///                 connection = listener.accept() => drop(connection?),
///             }
///         }
///     }))
/// }
/// ```
#[must_use = "a worker does nothing until the engine runs it: a start function returns it"]
pub struct Task<E> {
    run: Box<dyn FnOnce(Stop) -> TaskFuture<E> + Send>,
}

type TaskFuture<E> = Pin<Box<dyn Future<Output = Result<Exit, E>> + Send>>;

impl<E: Into<BoxError> + 'static> Task<E> {
    /// A worker that runs the future that `run` makes.
    pub fn new<F>(run: impl FnOnce(Stop) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Exit, E>> + Send + 'static,
    {
        Self {
            run: Box::new(|stop| Box::pin(run(stop))),
        }
    }
}

impl<E: Into<BoxError> + 'static> Worker for Task<E> {
    type Error = E;

    async fn run(self, stop: Stop) -> Result<Exit, E> {
        (self.run)(stop).await
    }
}

impl<E> fmt::Debug for Task<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Task").finish_non_exhaustive()
    }
}
