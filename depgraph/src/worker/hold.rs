//! A worker that holds a value.

use std::{fmt, pin::Pin};

use crate::{Exit, Expose, Stop, Worker, error::BoxError};

/// A worker that holds a value until it is asked to stop: made by [`hold`].
pub struct Hold<T> {
    value: T,
    on_stop: Option<OnStop<T>>,
}

type OnStop<T> =
    Box<dyn FnOnce(T) -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>> + Send>;

/// Holds `value` and exposes it, until it is asked to stop.
///
/// # Examples
///
/// ```
/// use depgraph::{Hold, Output, hold, manifold};
///
/// #[derive(Clone, Output)]
/// #[output(deref)]
/// pub struct HostName(String);
///
/// #[manifold(outputs = [HostName])]
/// pub fn name_host(name: String) -> Hold<HostName> {
///     hold(name.into())
/// }
/// ```
pub const fn hold<T: Send + 'static>(value: T) -> Hold<T> {
    Hold {
        value,
        on_stop: None,
    }
}

impl<T: Send + 'static> Hold<T> {
    /// Calls `close` with the value when the worker is asked to stop: everyone who held a clone has ended by then.
    ///
    /// # Examples
    ///
    /// ```
    /// use depgraph::{Hold, Output, hold};
    ///
    /// #[derive(Clone, Output)]
    /// pub struct Pool(/* .. */);
    ///
    /// impl Pool {
    ///     async fn close(self) -> std::io::Result<()> {
    ///         Ok(())
    ///     }
    /// }
    ///
    /// fn open() -> Hold<Pool> {
    ///     hold(Pool()).on_stop(Pool::close)
    /// }
    /// ```
    #[must_use]
    pub fn on_stop<F, E>(mut self, close: impl FnOnce(T) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<(), E>> + Send + 'static,
        E: Into<BoxError>,
    {
        self.on_stop = Some(Box::new(|value| {
            let closed = close(value);
            Box::pin(async move { closed.await.map_err(Into::into) })
        }));
        self
    }
}

impl<T: Send + 'static> Worker for Hold<T> {
    type Error = BoxError;

    async fn run(self, stop: Stop) -> Result<Exit, BoxError> {
        stop.requested().await;
        if let Some(close) = self.on_stop {
            close(self.value).await?;
        }
        Ok(Exit::Stopped)
    }
}

impl<T: Clone> Expose<T> for Hold<T> {
    fn expose(&self) -> T {
        self.value.clone()
    }
}

impl<T: fmt::Debug> fmt::Debug for Hold<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hold")
            .field("value", &self.value)
            .field("on_stop", &self.on_stop.is_some())
            .finish()
    }
}
