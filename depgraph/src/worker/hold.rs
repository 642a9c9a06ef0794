//! A worker that holds a value.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

use crate::{Exit, Expose, Output, Stop, Worker, error::BoxError};

/// A worker that holds a value until it is asked to stop: made by [`hold`].
#[must_use = "a worker does nothing until the engine runs it: a start function returns it"]
pub struct Hold<T> {
    value: T,
    on_stop: Option<OnStop<T>>,
}

type OnStop<T> = Box<dyn FnOnce(T) -> Closing + Send>;

type Closing = Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>>;

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
pub const fn hold<T>(value: T) -> Hold<T> {
    Hold {
        value,
        on_stop: None,
    }
}

impl<T> Hold<T> {
    /// Calls `close` with the value when the worker is asked to stop: everyone who took a clone as an input has ended by then,
    /// but for who follows it as [`Latest`](crate::Latest) or [`Watch`](crate::Watch).
    ///
    /// It is not the last clone: the engine keeps the one that it gives to others until the run has ended. So `close` closes
    /// what the clones share, and does not count on being the only one to have it, as `Arc::into_inner` does.
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

    fn run(self, stop: Stop) -> impl Future<Output = Result<Exit, BoxError>> + Send {
        Holding {
            hold: Some(self),
            until: requested(stop),
            closing: None,
        }
    }
}

async fn requested(stop: Stop) {
    stop.requested().await;
}

pin_project! {
    // Written by hand: rustc builds it for each type again, and an `async fn` comes to more than twice as much.
    struct Holding<T, U> {
        hold: Option<Hold<T>>,
        #[pin]
        until: U,
        closing: Option<Closing>,
    }
}

impl<T, U: Future<Output = ()>> Future for Holding<T, U> {
    type Output = Result<Exit, BoxError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if this.closing.is_none() {
            ready!(this.until.poll(cx));
            if let Some(Hold {
                value,
                on_stop: Some(close),
            }) = this.hold.take()
            {
                *this.closing = Some(close(value));
            }
        }
        closed(this.closing, cx)
    }
}

fn closed(closing: &mut Option<Closing>, cx: &mut Context<'_>) -> Poll<Result<Exit, BoxError>> {
    if let Some(closing) = closing {
        ready!(closing.as_mut().poll(cx))?;
    }
    Poll::Ready(Ok(Exit::Stopped))
}

impl<T: Output> Expose<T> for Hold<T> {
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
