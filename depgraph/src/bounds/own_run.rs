//! A start function that is its own run.

use std::{convert::Infallible, future};

use super::{IntoError, IntoStart};
use crate::{
    Exit, Expose, Start, Stop, Worker,
    driver::{Exposes, StartCx, Work},
    error::BoxError,
};

/// The worker of a function that is its own run: there is none. Such a function publishes its outputs, and has started before
/// its first line.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it has no value, and never will")]
pub enum OwnRun {}

impl Worker for OwnRun {
    type Error = Infallible;

    async fn run(self, _: Stop) -> Result<Exit, Infallible> {
        match self {}
    }
}

/// An output that a function which is its own run could expose: there is none.
#[diagnostic::on_unimplemented(
    message = "nothing sets output `{Self}`: a function that is its own run has no worker to expose it",
    label = "not published",
    note = "take a parameter of type `Publish<{Self}>`, and set it"
)]
#[doc(hidden)]
pub trait ExposedByItself: Sized {
    /// The output.
    fn expose() -> Self;
}

// Without it, the advice would be to write this impl.
#[doc(hidden)]
impl<T: ExposedByItself> Expose<T> for OwnRun {
    fn expose(&self) -> T {
        T::expose()
    }
}

#[diagnostic::do_not_recommend]
impl<E> IntoStart<OwnRun> for Result<Exit, E> {
    type Error = E;
    type Sent = Result<Exit, BoxError>;

    fn work(
        run: impl Future<Output = Self> + Send + 'static,
        _: StartCx,
        _: impl Exposes<OwnRun>,
    ) -> Work
    where
        E: IntoError,
    {
        Work::new(Box::pin(async move {
            match run.await {
                Ok(exit) => Ok(exit),
                Err(error) => Err(error.into_box()),
            }
        }))
    }

    fn into_work(self, _: StartCx, _: impl Exposes<OwnRun>) -> Work
    where
        E: IntoError,
    {
        Work::new(Box::pin(future::ready(self.map_err(E::into_box))))
    }

    fn into_sent(self) -> Self::Sent
    where
        E: IntoError,
    {
        self.map_err(E::into_box)
    }

    // Never called: both that would call it are overridden above.
    fn into_start(self) -> Result<Start<OwnRun>, E> {
        self.map(Start::Exit)
    }
}

#[diagnostic::do_not_recommend]
impl<E> IntoStart<OwnRun> for Result<(), E> {
    type Error = E;
    type Sent = Result<(), BoxError>;

    fn work(
        run: impl Future<Output = Self> + Send + 'static,
        cx: StartCx,
        exposes: impl Exposes<OwnRun>,
    ) -> Work
    where
        E: IntoError,
    {
        let run = async move {
            match run.await {
                Ok(()) => Ok(Exit::Done),
                Err(error) => Err(error),
            }
        };
        Result::<Exit, E>::work(run, cx, exposes)
    }

    fn into_work(self, cx: StartCx, exposes: impl Exposes<OwnRun>) -> Work
    where
        E: IntoError,
    {
        self.map(|()| Exit::Done).into_work(cx, exposes)
    }

    fn into_sent(self) -> Self::Sent
    where
        E: IntoError,
    {
        self.map_err(E::into_box)
    }

    fn into_start(self) -> Result<Start<OwnRun>, E> {
        self.map(|()| Exit::Done).into_start()
    }
}
