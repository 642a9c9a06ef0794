//! What the code of `#[manifold]` calls with the user's function, or with what it returned.

use std::future::ready;

use crate::{Exit, Start, Worker, driver::StartCx, error::BoxError};

/// What a start function may return. `W` is the worker that it comes down to.
///
/// This is the only bound on a return type, and all else that a worker must be follows from it: so one mistake is one
/// error.
#[diagnostic::on_unimplemented(
    message = "a start function cannot return `{Self}`",
    label = "not something that can be started",
    note = "return a type that implements `depgraph::Worker`, a `Start<W>`, a `Result` of either, or `Result<Exit, E>` or `Result<(), E>` if the function is its own run",
    note = "the error type must convert into `Box<dyn Error + Send + Sync>`"
)]
pub trait IntoStart<W>: Sized {
    /// Whether the function is its own run: it counts as started when it is first polled.
    const IS_RUN: bool = false;

    /// Runs what was started, after `expose` has taken the outputs from it.
    fn run(
        self,
        cx: &StartCx,
        expose: ExposeFn<W>,
    ) -> impl Future<Output = Result<Exit, BoxError>> + Send;
}

/// Takes the outputs from a worker.
pub(crate) type ExposeFn<W> = fn(&StartCx, &W);

/// Takes nothing: the worker has no outputs, or publishes them.
pub fn expose_nothing<W>(_: &StartCx, _: &W) {}

/// Awaits an `async` start function, and runs what it made.
///
/// # Errors
///
/// Those of the function and of the worker.
#[expect(
    clippy::manual_async_fn,
    reason = "the signature says `Send`, so that rustc does not look into the future for every manifold"
)]
pub fn run_async<R, W, F>(
    cx: &StartCx,
    start: F,
    expose: ExposeFn<W>,
) -> impl Future<Output = Result<Exit, BoxError>> + Send
where
    R: IntoStart<W>,
    F: Future<Output = R> + Send,
{
    async move {
        if R::IS_RUN {
            cx.started()?;
        }
        start.await.run(cx, expose).await
    }
}

/// Runs what a plain start function made.
///
/// # Errors
///
/// Those of the function and of the worker.
pub fn run_sync<R, W>(
    cx: &StartCx,
    start: R,
    expose: ExposeFn<W>,
) -> impl Future<Output = Result<Exit, BoxError>> + Send
where
    R: IntoStart<W>,
{
    let started = if R::IS_RUN { cx.started() } else { Ok(()) };
    let run = start.run(cx, expose);
    async move {
        started?;
        run.await
    }
}

/// Calls a start function that blocks, and runs what it made.
///
/// # Errors
///
/// Those of the function and of the worker.
pub fn run_blocking<R, W, F>(
    cx: &StartCx,
    start: F,
    expose: ExposeFn<W>,
) -> impl Future<Output = Result<Exit, BoxError>> + Send
where
    R: IntoStart<W> + Send + 'static,
    F: FnOnce() -> R + Send + 'static,
{
    run_async(cx, cx.blocking(start), expose)
}

impl<W: Worker> IntoStart<W> for W {
    fn run(
        self,
        cx: &StartCx,
        expose: ExposeFn<W>,
    ) -> impl Future<Output = Result<Exit, BoxError>> + Send {
        run_worker(cx, Ok(Start::Run(self)), expose)
    }
}

impl<W: Worker> IntoStart<W> for Start<W> {
    fn run(
        self,
        cx: &StartCx,
        expose: ExposeFn<W>,
    ) -> impl Future<Output = Result<Exit, BoxError>> + Send {
        run_worker(cx, Ok(self), expose)
    }
}

impl<W: Worker, E: Into<BoxError>> IntoStart<W> for Result<W, E> {
    fn run(
        self,
        cx: &StartCx,
        expose: ExposeFn<W>,
    ) -> impl Future<Output = Result<Exit, BoxError>> + Send {
        run_worker(cx, self.map(Start::Run).map_err(Into::into), expose)
    }
}

impl<W: Worker, E: Into<BoxError>> IntoStart<W> for Result<Start<W>, E> {
    fn run(
        self,
        cx: &StartCx,
        expose: ExposeFn<W>,
    ) -> impl Future<Output = Result<Exit, BoxError>> + Send {
        run_worker(cx, self.map_err(Into::into), expose)
    }
}

/// The worker of a function that is its own run: there is none.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it has no value, and never will")]
pub enum OwnRun {}

impl<E: Into<BoxError>> IntoStart<OwnRun> for Result<(), E> {
    const IS_RUN: bool = true;

    fn run(
        self,
        _: &StartCx,
        _: ExposeFn<OwnRun>,
    ) -> impl Future<Output = Result<Exit, BoxError>> + Send {
        ready(self.map(|()| Exit::Done).map_err(Into::into))
    }
}

impl<E: Into<BoxError>> IntoStart<OwnRun> for Result<Exit, E> {
    const IS_RUN: bool = true;

    fn run(
        self,
        _: &StartCx,
        _: ExposeFn<OwnRun>,
    ) -> impl Future<Output = Result<Exit, BoxError>> + Send {
        ready(self.map_err(Into::into))
    }
}

async fn run_worker<W: Worker>(
    cx: &StartCx,
    start: Result<Start<W>, BoxError>,
    expose: ExposeFn<W>,
) -> Result<Exit, BoxError> {
    match start? {
        Start::Exit(exit) => Ok(exit),
        Start::Run(worker) => {
            expose(cx, &worker);
            cx.started()?;
            worker.run(cx.stop()).await.map_err(Into::into)
        }
    }
}
