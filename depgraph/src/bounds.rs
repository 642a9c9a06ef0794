//! What [`#[manifold]`](macro@crate::manifold) demands of what you write. You never name these: the compiler does, in its
//! messages.
//!
//! Each demand is made in one place of the generated code, and all else follows from it: so one mistake is one error.

mod judging;

use std::{
    error::Error,
    future,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
};

use pin_project_lite::pin_project;

#[doc(hidden)]
pub use self::judging::{Fails, Judged, Judging, OfAnother, OfAny, OfRun, OfStart};
use crate::{
    Exit, Start, Verdict, Worker,
    driver::{Argument, Began, Exposes, Function, NodeSpec, StartCx, Started, Work},
    error::BoxError,
};

/// What a start function may return. `W` is the worker that it comes down to.
#[diagnostic::on_unimplemented(
    message = "a start function cannot return `{Self}`",
    label = "nothing that can be started",
    note = "return a type that implements `depgraph::Worker`, a `Start` of one, or a `Result` of either",
    note = "if the function is its own run, return `Result<Exit, E>` or `Result<(), E>`",
    note = "the error `E` must convert into `Box<dyn Error + Send + Sync>`"
)]
pub trait IntoStart<W: 'static>: Sized + 'static {
    /// Calls an `async` function.
    #[doc(hidden)]
    fn begin_async<A, F>(cx: StartCx, arguments: A, function: F, exposes: impl Exposes<W>) -> Began
    where
        F: Function<A>,
        F::Returned: Future<Output = Self> + Send + 'static,
    {
        let Some(arguments) = F::take(arguments, &cx) else {
            return Err(StartCx::input_gone());
        };
        Ok(Self::work(function.call(arguments), cx, exposes))
    }

    /// Calls a function that blocks its thread.
    #[doc(hidden)]
    fn begin_blocking<A, F>(
        cx: StartCx,
        arguments: A,
        function: F,
        exposes: impl Exposes<W>,
    ) -> Began
    where
        Self: Send,
        F: Function<A, Returned = Self, Values: Send + 'static> + Send + 'static,
    {
        let Some(arguments) = F::take(arguments, &cx) else {
            return Err(StartCx::input_gone());
        };
        let start = cx.blocking(move || function.call(arguments));
        Ok(Self::work(start, cx, exposes))
    }

    /// Calls a function that returns at once.
    #[doc(hidden)]
    fn begin<A, F>(cx: StartCx, arguments: A, function: F, exposes: impl Exposes<W>) -> Began
    where
        F: Function<A, Returned = Self>,
    {
        let Some(arguments) = F::take(arguments, &cx) else {
            return Err(StartCx::input_gone());
        };
        Ok(function.call(arguments).into_work(&cx, exposes))
    }

    /// Awaits the start function, and takes the outputs from the worker.
    #[doc(hidden)]
    fn work(
        start: impl Future<Output = Self> + Send + 'static,
        cx: StartCx,
        exposes: impl Exposes<W>,
    ) -> Work {
        Work::starts(Box::pin(Starting {
            start,
            cx,
            exposes,
            of: PhantomData,
        }))
    }

    /// The same where the start function has returned. That what it returned is `Send` is not demanded again here.
    #[doc(hidden)]
    fn into_work(self, cx: &StartCx, exposes: impl Exposes<W>) -> Work {
        Work::starts(Box::pin(future::ready(self.into_started(cx, &exposes))))
    }

    /// The worker, of which the outputs have been taken.
    #[doc(hidden)]
    fn into_started(self, cx: &StartCx, exposes: &impl Exposes<W>) -> Result<Started, BoxError>;
}

pin_project! {
    // Written by hand: rustc builds it for each manifold again, and takes longer for an `async` block.
    struct Starting<F, X, W> {
        #[pin]
        start: F,
        cx: StartCx,
        exposes: X,
        of: PhantomData<fn() -> W>,
    }
}

impl<W: 'static, R: IntoStart<W>, F: Future<Output = R>, X: Exposes<W>> Future
    for Starting<F, X, W>
{
    type Output = Result<Started, BoxError>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let returned = ready!(this.start.poll(cx));
        Poll::Ready(returned.into_started(this.cx, this.exposes))
    }
}

/// A type that is made of several tokens, so that the compiler underlines a whole type where it stands for that.
#[doc(hidden)]
pub type Itself<T> = T;

#[diagnostic::do_not_recommend]
impl<W: Worker> IntoStart<W> for W {
    fn into_started(self, cx: &StartCx, exposes: &impl Exposes<W>) -> Result<Started, BoxError> {
        exposes.expose(cx, &self);
        let stop = cx.stop();
        let run = async move {
            match self.run(stop).await {
                Ok(exit) => Ok(exit),
                Err(error) => Err(error.into()),
            }
        };
        Ok(Started::Worker(Box::pin(run)))
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker> IntoStart<W> for Start<W> {
    fn into_started(self, cx: &StartCx, exposes: &impl Exposes<W>) -> Result<Started, BoxError> {
        match self {
            Self::Run(worker) => worker.into_started(cx, exposes),
            Self::Exit(exit) => Ok(Started::Over(exit)),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker, E: Into<BoxError> + 'static> IntoStart<W> for Result<W, E> {
    fn into_started(self, cx: &StartCx, exposes: &impl Exposes<W>) -> Result<Started, BoxError> {
        match self {
            Ok(worker) => worker.into_started(cx, exposes),
            Err(error) => Err(error.into()),
        }
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker, E: Into<BoxError> + 'static> IntoStart<W> for Result<Start<W>, E> {
    fn into_started(self, cx: &StartCx, exposes: &impl Exposes<W>) -> Result<Started, BoxError> {
        match self {
            Ok(start) => start.into_started(cx, exposes),
            Err(error) => Err(error.into()),
        }
    }
}

/// The worker of a function that is its own run: there is none. Such a function publishes its outputs.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it has no value, and never will")]
pub enum OwnRun {}

// Such a function has started before its first line.
#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + 'static> IntoStart<OwnRun> for Result<Exit, E> {
    fn work(
        run: impl Future<Output = Self> + Send + 'static,
        _: StartCx,
        _: impl Exposes<OwnRun>,
    ) -> Work {
        Work::runs(Box::pin(async move {
            match run.await {
                Ok(exit) => Ok(exit),
                Err(error) => Err(error.into()),
            }
        }))
    }

    fn into_started(self, _: &StartCx, _: &impl Exposes<OwnRun>) -> Result<Started, BoxError> {
        let end = self.map_err(Into::into);
        Ok(Started::Worker(Box::pin(future::ready(end))))
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + 'static> IntoStart<OwnRun> for Result<(), E> {
    fn work(
        run: impl Future<Output = Self> + Send + 'static,
        cx: StartCx,
        exposes: impl Exposes<OwnRun>,
    ) -> Work {
        let run = async move {
            match run.await {
                Ok(()) => Ok(Exit::Done),
                Err(error) => Err(error),
            }
        };
        Result::<Exit, E>::work(run, cx, exposes)
    }

    fn into_started(
        self,
        cx: &StartCx,
        exposes: &impl Exposes<OwnRun>,
    ) -> Result<Started, BoxError> {
        self.map(|()| Exit::Done).into_started(cx, exposes)
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
    const COPY: Argument<Self>;
}

impl<C: Clone + 'static> ByValue for C {
    const COPY: Argument<Self> = Argument::only(|cx, _| Some(cx.config::<C>().clone()));
}

/// A filter: a `fn(&E) -> Verdict`, asked about the errors of a node that are an `E`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a filter",
    label = "not a filter",
    note = "a filter is a `fn(&E) -> depgraph::Verdict`, where `E` is the error that it is asked about, and implements `std::error::Error`"
)]
pub trait Filter<E> {
    /// The node that asks this filter.
    #[doc(hidden)]
    fn on(self, node: NodeSpec) -> NodeSpec;

    /// What is known of it as the filter of a start function that returns `T`.
    #[doc(hidden)]
    fn judging<T>(&self) -> Judging<E, T> {
        Judging::new()
    }
}

#[diagnostic::do_not_recommend]
impl<E: Error + 'static, F: Fn(&E) -> Verdict + Send + Sync + 'static> Filter<E> for F {
    fn on(self, node: NodeSpec) -> NodeSpec {
        node.with_filter(self)
    }
}
