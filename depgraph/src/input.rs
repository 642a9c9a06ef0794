//! Inputs that follow their provider without a bounce.

use std::fmt;

use crate::driver::{Cell, CellRef, Follower, Value, take};

/// An input that is followed without a bounce: a parameter of a start function.
///
/// The node waits for the first value. When the provider goes, the last value stays, and [`is_stale`](Self::is_stale).
/// A provider that has to stop is asked to when those that follow it and have to stop, too, have: so a worker hears that it
/// is to stop before it loses anything.
///
/// # Examples
///
/// ```
/// use depgraph::{Exit, Latest, Output, Stop, manifold};
///
/// #[derive(Clone, Output)]
/// pub struct Level(u8);
///
/// #[manifold(inputs = [level])]
/// pub async fn log(mut level: Latest<Level>, stop: Stop) -> Result<Exit, std::io::Error> {
///     loop {
///         println!("the level is {}", level.get().0);
///         tokio::select! {
///             () = stop.requested() => return Ok(Exit::Stopped),
///             _ = level.changed() => {}
///         }
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Latest<T> {
    cell: Follower,
    seen: u64,
    take: Take<T>,
}

/// Clones the value. Kept, so that no method demands of `T` what is said where `T` is listed: it would be said at each call.
type Take<T> = fn(&Value) -> Option<T>;

impl<T: Clone + 'static> Latest<T> {
    /// Nothing, if there has been no value.
    pub(crate) fn new(cell: CellRef) -> Option<Self> {
        let cell = Follower::new(cell)?;
        Some(Self {
            seen: cell.turn(),
            cell,
            take,
        })
    }
}

impl<T> Latest<T> {
    /// The latest value.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "it does not, as it says")]
    pub fn get(&self) -> T {
        let value = self.cell.latest().and_then(|value| (self.take)(&value));
        value.expect("what is followed has had a value, and keeps the last")
    }

    /// Whether the provider has gone, and this is the last value that it left.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        !self.cell.is_fresh()
    }

    /// Resolves with the next value, when there has been a change since this handle was made or last resolved.
    ///
    /// It also resolves when the value becomes stale. Never, once the engine has ended.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing: a change that it has not returned is returned by the next.
    pub async fn changed(&mut self) -> T {
        let seen = self.seen;
        let turn = |cell: &Cell| Some(cell.turn()).filter(|&turn| turn != seen);
        self.seen = self.cell.wait_for(turn).await;
        self.get()
    }
}

/// An input that is seen to come, change and go: a parameter of a start function, and what
/// [`Engine::output`](crate::Engine::output) returns.
///
/// # Examples
///
/// ```
/// use depgraph::{Exit, Output, Stop, Watch, manifold};
///
/// #[derive(Clone, Output)]
/// pub struct Peers(usize);
///
/// #[manifold(inputs = [peers])]
/// pub async fn meet(mut peers: Watch<Peers>, stop: Stop) -> Result<Exit, std::io::Error> {
///     loop {
///         match peers.get() {
///             Some(Peers(count)) => println!("{count} peers"),
///             None => println!("nobody says how many peers there are"),
///         }
///         tokio::select! {
///             () = stop.requested() => return Ok(Exit::Stopped),
///             _ = peers.changed() => {}
///         }
///     }
/// }
/// ```
#[derive(Clone)]
pub struct Watch<T> {
    cell: Option<CellRef>,
    seen: u64,
    take: Take<T>,
}

impl<T: Clone + 'static> Watch<T> {
    pub(crate) fn new(cell: Option<CellRef>) -> Self {
        let seen = cell.as_ref().map_or(0, |cell| cell.version());
        Self { cell, seen, take }
    }
}

impl<T> Watch<T> {
    /// The value, while there is one.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        (self.take)(&self.cell.as_ref()?.visible()?)
    }

    /// Resolves with what there is, when there has been a change since this handle was made or last resolved: a value,
    /// or `None` when it has gone.
    ///
    /// Never, if nothing provides the value, or once the engine has ended.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing: a change that it has not returned is returned by the next.
    pub async fn changed(&mut self) -> Option<T> {
        match &self.cell {
            Some(cell) => self.seen = next_version(cell, self.seen).await,
            None => std::future::pending().await,
        }
        self.get()
    }

    /// Resolves with the value, as soon as there is one.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing.
    pub async fn available(&mut self) -> T {
        loop {
            if let Some(value) = self.get() {
                return value;
            }
            let _gone_or_there = self.changed().await;
        }
    }
}

async fn next_version(cell: &CellRef, seen: u64) -> u64 {
    cell.wait_for(|cell| Some(cell.version()).filter(|&version| version != seen))
        .await
}

impl<T> fmt::Debug for Latest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Latest")
            .field("is_stale", &!self.cell.is_fresh())
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Watch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_available = self.cell.as_ref().is_some_and(|cell| cell.is_visible());
        f.debug_struct("Watch")
            .field("is_available", &is_available)
            .finish_non_exhaustive()
    }
}
