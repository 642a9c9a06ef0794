//! What `#[manifold]` makes of a function.

use std::convert::Infallible;

use crate::{
    Exit, Start, Stop, Worker, driver::NodeSpec, error::BoxError, graph::meta::ManifoldMeta,
    output::Output,
};

/// A kind of node: its inputs, how it starts, its outputs. Made by [`#[manifold]`](macro@crate::manifold) from a
/// function, under the function's own name; not meant to be implemented by hand.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a manifold",
    label = "not a manifold",
    note = "put `#[depgraph::manifold]` on the worker's start function and name that function here"
)]
pub trait Manifold: Sized + 'static {
    /// What a node of this manifold is configured with; `()` if with nothing.
    type Config: Send + Sync + 'static;

    /// What the compiler checks a graph with.
    #[doc(hidden)]
    const META: ManifoldMeta;

    /// A node of this manifold.
    #[doc(hidden)]
    fn node(config: Self::Config) -> NodeSpec;
}

/// Says that every node of this manifold has an output `T`. Implemented by [`#[manifold]`](macro@crate::manifold).
#[diagnostic::on_unimplemented(
    message = "a node of `{Self}` has no output `{T}`",
    label = "`{T}` is not in its `outputs`"
)]
pub trait Provides<T: Output>: Manifold {}

/// What a start function may return. `W` is the worker that it comes down to.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a start function cannot return `{Self}`",
    label = "not something that can be started",
    note = "return a type that implements `depgraph::Worker`, a `Start<W>`, a `Result` of either, or `Result<Exit, E>` or `Result<(), E>` if the function is its own run",
    note = "the error type must convert into `Box<dyn Error + Send + Sync>`"
)]
pub trait IntoStart<W> {
    /// Whether the function is its own run: it counts as started when it is first polled.
    const IS_RUN: bool = false;

    /// The worker, or how the run ends without one.
    fn into_start(self) -> Result<Start<W>, BoxError>;
}

impl<W: Worker> IntoStart<W> for W {
    fn into_start(self) -> Result<Start<W>, BoxError> {
        Ok(Start::Run(self))
    }
}

impl<W: Worker> IntoStart<W> for Start<W> {
    fn into_start(self) -> Result<Self, BoxError> {
        Ok(self)
    }
}

impl<W: Worker, E: Into<BoxError>> IntoStart<W> for Result<W, E> {
    fn into_start(self) -> Result<Start<W>, BoxError> {
        self.map(Start::Run).map_err(Into::into)
    }
}

impl<W: Worker, E: Into<BoxError>> IntoStart<W> for Result<Start<W>, E> {
    fn into_start(self) -> Result<Start<W>, BoxError> {
        self.map_err(Into::into)
    }
}

impl<E: Into<BoxError>> IntoStart<OwnRun> for Result<(), E> {
    const IS_RUN: bool = true;

    fn into_start(self) -> Result<Start<OwnRun>, BoxError> {
        self.map(|()| Start::Exit(Exit::Done)).map_err(Into::into)
    }
}

impl<E: Into<BoxError>> IntoStart<OwnRun> for Result<Exit, E> {
    const IS_RUN: bool = true;

    fn into_start(self) -> Result<Start<OwnRun>, BoxError> {
        self.map(Start::Exit).map_err(Into::into)
    }
}

/// The worker of a function that is its own run: there is none.
#[doc(hidden)]
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it has no value, and never will")]
pub enum OwnRun {}

impl Worker for OwnRun {
    type Error = Infallible;

    async fn run(self, _: Stop) -> Result<Exit, Infallible> {
        match self {}
    }
}
