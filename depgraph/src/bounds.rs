//! What [`#[manifold]`](macro@crate::manifold) demands of what you write. You never name these: the compiler does, in its
//! messages.
//!
//! Each demand is made in one place of the generated code, and all else follows from it: so one mistake is one error.

mod filter;
mod into_error;
mod judging;
mod nothing;
mod own;
mod own_run;
mod port;
mod shared;

use std::{
    convert::Infallible,
    future,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

#[doc(hidden)]
pub use self::{
    filter::All,
    judging::{Fails, Judged, Judging, OfAnother, OfAny, OfRun, OfStart},
    nothing::{NoWorker, Nothing},
    own_run::ExposedByItself,
};
pub use self::{
    filter::Filter, into_error::IntoError, own_run::OwnRun, port::Port, shared::Shared,
};
#[doc(hidden)]
pub use self::{
    own::{Own, OwnLent},
    port::Listed,
    shared::{Checked, checked},
};
// Here for the compiler, which shows the path.
#[doc(hidden)]
pub use crate::driver::{
    Argument, Arguments, Borrowed, Borrower, Exposed, Exposes, Function, Given, Keeps, Lender,
    LenderOfTarget, Lends, Lent, OfTuple, StartCx,
};
use crate::{
    Exit, Start, Stop, Worker,
    driver::{Began, Live, Started, Work},
    error::BoxError,
};

/// What a start function may return. `W` is the worker that it comes down to.
#[diagnostic::on_unimplemented(
    message = "a start function cannot return `{Self}`",
    label = "nothing that can be started",
    note = "return a type that implements `depgraph::Worker`, a `Start` of one, or a `Result` of either",
    note = "a worker goes from thread to thread: it is `Send`, and so is all that it holds",
    note = "if the function is its own run, return `Result<Exit, E>` or `Result<(), E>`"
)]
// That `W` is a worker is not demanded: of what is none, rustc would say that, too.
pub trait IntoStart<W>: Sized {
    /// Why a start can fail. That it is a [`IntoError`] is demanded where the start begins: of an error that is none, rustc would
    /// say here that all of what is returned cannot be.
    type Error;

    /// The same, with an error that goes from thread to thread.
    #[doc(hidden)]
    type Sent: IntoStart<W, Error: IntoError> + Send + 'static;

    /// Begins a node whose start function is `async`.
    ///
    /// Its future is `Send`, since after each `.await` a node may go on on another thread: what is not, such as an `Rc` or the
    /// guard of a `std::sync::Mutex`, is dropped before.
    ///
    /// # Errors
    ///
    /// If an input has gone by now.
    fn begin_async<A, F>(
        cx: StartCx,
        arguments: A,
        start_function: F,
        exposes: impl Exposes<W>,
    ) -> Began
    where
        F: Function<A>,
        F::Returned: Future<Output = Self> + Send + 'static,
        Self::Error: IntoError,
    {
        let Some(arguments) = F::take(arguments, &cx) else {
            return Err(StartCx::input_gone());
        };
        Ok(Self::work(start_function.call(arguments), cx, exposes))
    }

    /// Begins a node whose start function is `async`, and borrows its configuration or its run.
    ///
    /// Its future is `Send`, as in [`begin_async`](Self::begin_async), and what it returns borrows nothing.
    ///
    /// # Errors
    ///
    /// If an input has gone by now.
    fn begin_borrowing<A, F>(
        cx: StartCx,
        arguments: A,
        start_function: F,
        exposes: impl Exposes<W>,
    ) -> Began
    where
        F: for<'a> Borrower<'a, A, Self> + Send + 'static,
        Self::Error: IntoError,
    {
        let Some(arguments) = F::take(arguments, &cx) else {
            return Err(StartCx::input_gone());
        };
        let run = cx.run();
        let start = async move { start_function.call(arguments, &run).await };
        Ok(Self::work(start, cx, exposes))
    }

    /// Begins a node whose start function blocks its thread.
    ///
    /// What it takes is `Send`: it is called on a thread for what blocks, and the node goes on on another one.
    ///
    /// # Errors
    ///
    /// If an input has gone by now.
    fn begin_blocking<A, F>(
        cx: StartCx,
        arguments: A,
        start_function: F,
        exposes: impl Exposes<W>,
    ) -> Began
    where
        F: Function<A, Returned = Self, Values: Send + 'static> + Send + 'static,
        Self::Error: IntoError,
    {
        let Some(arguments) = F::take(arguments, &cx) else {
            return Err(StartCx::input_gone());
        };
        let start = cx.blocking(move || start_function.call(arguments).into_sent());
        Ok(Self::Sent::work(start, cx, exposes))
    }

    /// Begins a node whose start function returns at once.
    ///
    /// # Errors
    ///
    /// If an input has gone by now.
    fn begin<A, F>(cx: StartCx, arguments: A, start_function: F, exposes: impl Exposes<W>) -> Began
    where
        F: Function<A, Returned = Self>,
        Self::Error: IntoError,
    {
        let Some(arguments) = F::take(arguments, &cx) else {
            return Err(StartCx::input_gone());
        };
        Ok(start_function.call(arguments).into_work(cx, exposes))
    }

    /// Awaits the start function, takes the outputs from the worker, and runs it.
    #[doc(hidden)]
    fn work(
        start: impl Future<Output = Self> + Send + 'static,
        cx: StartCx,
        exposes: impl Exposes<W>,
    ) -> Work
    where
        Self::Error: IntoError;

    /// The same where the start function has returned. That what it returned is `Send` is not demanded again here.
    #[doc(hidden)]
    fn into_work(self, cx: StartCx, exposes: impl Exposes<W>) -> Work
    where
        Self::Error: IntoError;

    #[doc(hidden)]
    fn into_sent(self) -> Self::Sent
    where
        Self::Error: IntoError;

    /// The worker, if there is one.
    #[doc(hidden)]
    fn into_start(self) -> Result<Start<W>, Self::Error>;
}

pin_project! {
    // Written by hand: rustc builds it for each manifold again, and takes longer for an `async` block.
    #[project = Phase]
    enum Life<S, X, W, R> {
        Starting {
            #[pin]
            start: S,
            rest: Option<Rest<X, W, R>>,
        },
        // The worker is kept here while its outputs are taken from it, so that it is not dropped as a panic unwinds.
        Made {
            worker: Option<W>,
            rest: Option<Rest<X, W, R>>,
        },
        Running {
            #[pin]
            run: R,
        },
    }
}

/// What is done with the worker.
struct Rest<X, W, R> {
    cx: StartCx,
    exposes: X,
    run: fn(W, Stop) -> R,
}

impl<W, S, X, R> Live for Life<S, X, W, R>
where
    W: Worker,
    S: Future<Output: IntoStart<W, Error: IntoError>> + Send,
    X: Exposes<W>,
    R: Future<Output = Result<Exit, W::Error>> + Send,
{
    fn poll_start(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Started, BoxError>> {
        if let Phase::Starting { start, rest } = self.as_mut().project() {
            let worker = match ready!(start.poll(cx)).into_start() {
                Ok(Start::Run(worker)) => Some(worker),
                Ok(Start::Exit(exit)) => return Poll::Ready(Ok(Started::Over(exit))),
                Err(error) => return Poll::Ready(Err(error.into_box())),
            };
            let rest = rest.take();
            self.set(Self::Made { worker, rest });
        }
        if let Phase::Made {
            worker: Some(worker),
            rest: Some(rest),
        } = self.project()
        {
            rest.exposes.expose(&rest.cx, worker);
        }
        Poll::Ready(Ok(Started::Runs))
    }

    fn poll_run(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<Exit, BoxError>> {
        if let Phase::Made { worker, rest } = self.as_mut().project()
            && let (Some(worker), Some(rest)) = (worker.take(), rest.take())
        {
            let run = (rest.run)(worker, rest.cx.stop());
            self.set(Self::Running { run });
        }
        match self.project() {
            Phase::Running { run } => match ready!(run.poll(cx)) {
                Ok(exit) => Poll::Ready(Ok(exit)),
                Err(error) => Poll::Ready(Err(error.into())),
            },
            Phase::Starting { .. } | Phase::Made { .. } => Poll::Pending,
        }
    }
}

/// How all go on that come down to a worker.
macro_rules! with_worker {
    () => {
        fn work(
            start: impl Future<Output = Self> + Send + 'static,
            cx: StartCx,
            exposes: impl Exposes<W>,
        ) -> Work
        where
            Self::Error: IntoError,
        {
            let rest = Rest {
                cx,
                exposes,
                run: W::run,
            };
            Work::new(Box::pin(Life::Starting {
                start,
                rest: Some(rest),
            }))
        }

        fn into_work(self, cx: StartCx, exposes: impl Exposes<W>) -> Work
        where
            Self::Error: IntoError,
        {
            let start = self.into_start().map_err(IntoError::into_box);
            Result::work(future::ready(start), cx, exposes)
        }
    };
}

/// A type that is made of several tokens, so that the compiler underlines a whole type where it stands for that.
#[doc(hidden)]
pub type Itself<T> = T;

#[diagnostic::do_not_recommend]
impl<W: Worker> IntoStart<W> for W {
    type Error = Infallible;
    type Sent = Self;

    with_worker!();

    fn into_sent(self) -> Self {
        self
    }

    fn into_start(self) -> Result<Start<W>, Infallible> {
        Ok(Start::Run(self))
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker> IntoStart<W> for Start<W> {
    type Error = Infallible;
    type Sent = Self;

    with_worker!();

    fn into_sent(self) -> Self {
        self
    }

    fn into_start(self) -> Result<Self, Infallible> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker, E> IntoStart<W> for Result<W, E> {
    type Error = E;
    type Sent = Result<W, BoxError>;

    with_worker!();

    fn into_sent(self) -> Self::Sent
    where
        E: IntoError,
    {
        self.map_err(E::into_box)
    }

    fn into_start(self) -> Result<Start<W>, E> {
        self.map(Start::Run)
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker, E> IntoStart<W> for Result<Start<W>, E> {
    type Error = E;
    type Sent = Result<Start<W>, BoxError>;

    with_worker!();

    fn into_sent(self) -> Self::Sent
    where
        E: IntoError,
    {
        self.map_err(E::into_box)
    }

    fn into_start(self) -> Self {
        self
    }
}

/// A configuration that a start function takes by value: whatever is `Clone`.
#[diagnostic::on_unimplemented(
    message = "a configuration that is taken by value must be `Clone`, and `{Self}` is not",
    label = "every run of a node gets its own copy of this",
    note = "derive `Clone` for `{Self}`, or take it by reference: `&{Self}`"
)]
// Were it shown, the documentation of every type in the user's crate that is `Clone` would mention it.
#[doc(hidden)]
pub trait ByValue: Sized {
    /// The copy for one run.
    #[doc(hidden)]
    const __CONFIG_COPIED: Argument<Self>;
}

impl<C: Clone + 'static> ByValue for C {
    const __CONFIG_COPIED: Argument<Self> = Argument::only(|cx, _| Some(cx.config::<C>().clone()));
}
