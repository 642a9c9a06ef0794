//! A worker that does something again and again.

use std::{fmt, pin::Pin, time::Duration};

use tokio::time::MissedTickBehavior;

use crate::{Exit, Stop, Worker, error::BoxError};

/// A worker that does something again and again: made by [`every`].
#[must_use = "a worker does nothing until the engine runs it: a start function returns it"]
pub struct Every {
    period: Duration,
    tick: Tick,
}

type Tick = Box<dyn FnMut() -> Pin<Box<dyn Future<Output = Result<(), BoxError>> + Send>> + Send>;

/// Calls `tick` at once and then every `period`, until it is asked to stop or `tick` fails.
///
/// A tick that has begun is finished before it stops. One that takes longer than the period delays the next; none are
/// made up for. A period of zero means one tick right after another.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use depgraph::{Every, every, manifold};
///
/// #[manifold]
/// pub fn heartbeat(period: Duration) -> Every {
///     every(period, async || {
///         println!("still here");
///         Ok::<(), std::io::Error>(())
///     })
/// }
/// ```
///
/// The future of a tick owns what it uses, because it may outlive the call of the closure: so each tick gets a clone.
///
/// ```
/// # use std::{io, time::Duration};
/// # use depgraph::{Every, Output, every, manifold};
/// # #[derive(Clone, Output)]
/// # pub struct Store;
/// # impl Store { async fn vacuum(&self) -> io::Result<()> { Ok(()) } }
/// #[manifold(inputs = [store])]
/// pub fn vacuum(store: Store, period: Duration) -> Every {
///     every(period, move || {
///         let store = store.clone();
///         async move { store.vacuum().await }
///     })
/// }
/// ```
pub fn every<F, E>(period: Duration, mut tick: impl FnMut() -> F + Send + 'static) -> Every
where
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Into<BoxError>,
{
    let tick: Tick = Box::new(move || {
        let ticked = tick();
        Box::pin(async move { ticked.await.map_err(Into::into) })
    });
    Every { period, tick }
}

impl Worker for Every {
    type Error = BoxError;

    async fn run(mut self, stop: Stop) -> Result<Exit, BoxError> {
        // tokio's interval has no period of zero.
        let mut interval = tokio::time::interval(self.period.max(Duration::from_nanos(1)));
        interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = stop.requested() => return Ok(Exit::Stopped),
                _ = interval.tick() => (self.tick)().await?,
            }
        }
    }
}

impl fmt::Debug for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Every")
            .field("period", &self.period)
            .finish_non_exhaustive()
    }
}
