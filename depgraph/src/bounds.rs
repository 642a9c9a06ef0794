//! What [`#[manifold]`](macro@crate::manifold) demands of what you write. You never name these: the compiler does, in its
//! messages.
//!
//! Each demand is made in one place of the generated code, and all else follows from it: so one mistake is one error.

mod judging;

use std::{error::Error, future::ready, pin::Pin};

#[doc(hidden)]
pub use self::judging::{Fails, Judged, Judging, OfAnother, OfAny, OfRun, OfStart};
use crate::{
    Exit, Start, Verdict, Worker,
    driver::{Argument, Arguments, Began, Exposes, Function, NodeSpec, RunFuture, StartCx},
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
pub trait IntoStart<W>: Sized + 'static {
    /// Calls an `async` function.
    #[doc(hidden)]
    fn begin_async<A, F>(cx: StartCx, arguments: A, function: F, exposes: impl Exposes<W>) -> Began
    where
        A: Arguments,
        F: Function<A::Values>,
        F::Returned: Future<Output = Self> + Send + 'static,
    {
        let arguments = cx.arguments(arguments)?;
        let start = Box::pin(function.call(arguments));
        Ok(Self::start(start, cx, exposes))
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
        A: Arguments<Values: Send + 'static>,
        F: Function<A::Values, Returned = Self> + Send + 'static,
    {
        let arguments = cx.arguments(arguments)?;
        let start = cx.blocking(move || function.call(arguments));
        Ok(Self::start(start, cx, exposes))
    }

    /// Calls a function that returns at once.
    #[doc(hidden)]
    fn begin<A, F>(cx: StartCx, arguments: A, function: F, exposes: impl Exposes<W>) -> Began
    where
        A: Arguments,
        F: Function<A::Values, Returned = Self>,
    {
        let arguments = cx.arguments(arguments)?;
        Ok(function.call(arguments).go_on(cx, exposes))
    }

    /// The whole run: awaits the start function, takes the outputs from the worker, and runs it.
    #[doc(hidden)]
    fn start(start: Starting<Self>, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture;

    /// The same where the start function has returned. That what it returned is `Send` is not demanded again here.
    #[doc(hidden)]
    fn go_on(self, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture;
}

/// A type that is made of several tokens, so that the compiler underlines a whole type where it stands for that.
#[doc(hidden)]
pub type Itself<T> = T;

/// What a start function is at.
type Starting<R> = Pin<Box<dyn Future<Output = R> + Send>>;

#[diagnostic::do_not_recommend]
impl<W: Worker> IntoStart<W> for W {
    fn start(start: Starting<Self>, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture {
        run(start, |worker| Ok(Start::Run(worker)), cx, exposes)
    }

    fn go_on(self, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture {
        Self::start(Box::pin(ready(self)), cx, exposes)
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker> IntoStart<W> for Start<W> {
    fn start(start: Starting<Self>, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture {
        run(start, Ok, cx, exposes)
    }

    fn go_on(self, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture {
        Self::start(Box::pin(ready(self)), cx, exposes)
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker, E: Into<BoxError> + 'static> IntoStart<W> for Result<W, E> {
    fn start(start: Starting<Self>, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture {
        run(
            start,
            |start| start.map(Start::Run).map_err(Into::into),
            cx,
            exposes,
        )
    }

    fn go_on(self, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture {
        Result::<_, BoxError>::start(Box::pin(ready(self.map_err(Into::into))), cx, exposes)
    }
}

#[diagnostic::do_not_recommend]
impl<W: Worker, E: Into<BoxError> + 'static> IntoStart<W> for Result<Start<W>, E> {
    fn start(start: Starting<Self>, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture {
        run(start, |start| start.map_err(Into::into), cx, exposes)
    }

    fn go_on(self, cx: StartCx, exposes: impl Exposes<W>) -> RunFuture {
        Result::<_, BoxError>::start(Box::pin(ready(self.map_err(Into::into))), cx, exposes)
    }
}

fn run<R: 'static, W: Worker>(
    start: Starting<R>,
    into_start: fn(R) -> Result<Start<W>, BoxError>,
    cx: StartCx,
    exposes: impl Exposes<W>,
) -> RunFuture {
    Box::pin(async move {
        match into_start(start.await)? {
            Start::Exit(exit) => Ok(exit),
            Start::Run(worker) => {
                exposes.expose(&cx, &worker);
                cx.started().await?;
                worker.run(cx.stop()).await.map_err(Into::into)
            }
        }
    })
}

/// The worker of a function that is its own run: there is none. Such a function publishes its outputs.
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it has no value, and never will")]
pub enum OwnRun {}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + 'static> IntoStart<OwnRun> for Result<Exit, E> {
    fn start(start: Starting<Self>, cx: StartCx, _: impl Exposes<OwnRun>) -> RunFuture {
        own_run(start, |end| end.map_err(Into::into), cx)
    }

    fn go_on(self, cx: StartCx, exposes: impl Exposes<OwnRun>) -> RunFuture {
        Result::<_, BoxError>::start(Box::pin(ready(self.map_err(Into::into))), cx, exposes)
    }
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError> + 'static> IntoStart<OwnRun> for Result<(), E> {
    fn start(start: Starting<Self>, cx: StartCx, _: impl Exposes<OwnRun>) -> RunFuture {
        own_run(
            start,
            |end| end.map(|()| Exit::Done).map_err(Into::into),
            cx,
        )
    }

    fn go_on(self, cx: StartCx, exposes: impl Exposes<OwnRun>) -> RunFuture {
        Result::<_, BoxError>::start(Box::pin(ready(self.map_err(Into::into))), cx, exposes)
    }
}

/// Such a function counts as started when it is first polled.
fn own_run<R: 'static>(
    run: Starting<R>,
    into_end: fn(R) -> Result<Exit, BoxError>,
    cx: StartCx,
) -> RunFuture {
    Box::pin(async move {
        cx.started().await?;
        into_end(run.await)
    })
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
