//! Inputs that follow their provider without a bounce.

use std::fmt;

use crate::{
    Output,
    driver::{CellRef, take, take_visible},
};

/// An input that is followed without a bounce: a parameter of a start function.
///
/// The node waits for the first value. When the provider goes, the last value stays, and [`is_stale`](Self::is_stale).
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
    cell: CellRef,
    first: T,
    seen: u64,
}

impl<T: Output> Latest<T> {
    pub(crate) fn new(cell: CellRef, first: T) -> Self {
        let seen = cell.version();
        Self { cell, first, seen }
    }

    /// The latest value.
    #[must_use]
    pub fn get(&self) -> T {
        self.cell
            .latest()
            .and_then(|(value, _)| take(&value))
            .unwrap_or_else(|| self.first.clone())
    }

    /// Whether the provider has gone, and this is the last value that it left.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        !self.cell.is_visible()
    }

    /// Resolves with the next value, when there has been a change since this handle was made or last resolved.
    ///
    /// It also resolves when the value becomes stale. Never, once the engine has ended.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing: a change that it has not returned is returned by the next.
    pub async fn changed(&mut self) -> T {
        self.seen = next_version(&self.cell, self.seen).await;
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
    of: std::marker::PhantomData<fn() -> T>,
}

impl<T: Output> Watch<T> {
    pub(crate) fn new(cell: Option<CellRef>) -> Self {
        let seen = cell.as_ref().map_or(0, |cell| cell.version());
        Self {
            cell,
            seen,
            of: std::marker::PhantomData,
        }
    }

    /// The value, while there is one.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        take_visible(self.cell.as_ref()?)
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
            .field("is_stale", &!self.cell.is_visible())
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
