//! What the code of `#[manifold]` says about the parameters of a start function.
//!
//! That code names each type once, in a list, and leaves the rest to inference: a statement for each parameter is what
//! rustc would take longest to check. The types that are listed carry no bounds along: what is no output is reported
//! where it is named, and nowhere else.

use std::marker::PhantomData;

use super::StartCx;
use crate::{Run, Stop};

/// How to come by the argument for one parameter.
#[derive(Debug)]
pub struct Argument<T> {
    /// `None` if it is not there.
    pub(crate) take: fn(&StartCx, usize) -> Option<T>,
    pub(crate) index: Index,
}

/// Which of its kind an argument is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Index {
    /// The input after those of the parameters before.
    NextInput,
    /// This port.
    Port(usize),
    /// The only one.
    Only,
}

impl Index {
    /// The number, where the next input is `next`.
    const fn of(self, next: &mut usize) -> usize {
        match self {
            Self::NextInput => {
                *next += 1;
                *next - 1
            }
            Self::Port(port) => port,
            Self::Only => 0,
        }
    }
}

/// What is there for every run of a node that is configured with this: the run itself, its stop signal, and the
/// configuration, to be borrowed. The first two do not depend on it, and `#[manifold]` takes those of `()`.
#[doc(hidden)]
pub trait Given: Sized + 'static {
    /// The run.
    const __RUN_OF_NODE: Argument<Run> = Argument::only(|cx, _| Some(cx.run()));
    /// The stop signal.
    const __STOP_OF_RUN: Argument<Stop> = Argument::only(|cx, _| Some(cx.stop()));
    /// The configuration.
    const __CONFIG_BORROWED: Argument<Lent<Self>> = Argument::only(|cx, _| {
        let (cx, of) = (cx.clone(), PhantomData);
        Some(Lent { cx, of })
    });
}

impl<C: 'static> Given for C {}

impl<T> Argument<T> {
    pub(crate) const fn only(take: fn(&StartCx, usize) -> Option<T>) -> Self {
        let index = Index::Only;
        Self { take, index }
    }

    pub(crate) const fn input(take: fn(&StartCx, usize) -> Option<T>) -> Self {
        let index = Index::NextInput;
        Self { take, index }
    }
}

/// A configuration that outlives the call of the start function that it is lent to.
#[derive(Debug)]
pub struct Lent<C> {
    cx: StartCx,
    of: PhantomData<fn() -> C>,
}

impl<C: 'static> Lent<C> {
    /// The configuration.
    #[must_use]
    pub fn get(&self) -> &C {
        self.cx.config()
    }
}

/// A list of arguments: a tuple, in which there may be others.
pub trait Arguments {
    /// What they are when they have been taken.
    type Values;

    /// Takes all of them, from input `next` on; `None` if one is not there.
    fn take(self, cx: &StartCx, next: &mut usize) -> Option<Self::Values>;
}

impl<T> Arguments for Argument<T> {
    type Values = T;

    fn take(self, cx: &StartCx, next: &mut usize) -> Option<T> {
        (self.take)(cx, self.index.of(next))
    }
}

/// A function that can be called with a list of arguments.
///
/// The arguments are part of this trait, so that rustc has one demand to check. A tuple of them is no case of
/// [`Arguments`]: rustc would ask each whether it is one.
#[diagnostic::on_unimplemented(
    message = "the engine cannot call this start function",
    label = "another item has this name, or a parameter another type than it seems",
    note = "of two items with one name, rename one",
    note = "`Option`, `Latest`, `Watch`, `Publish`, `Run` and `Stop` are recognised by their names: give a type of your own another one"
)]
pub trait Function<A> {
    /// The arguments when they have been taken.
    type Values;
    /// What it returns.
    type Returned;

    /// Takes the arguments; `None` if one is not there.
    fn take(arguments: A, cx: &StartCx) -> Option<Self::Values>;

    /// Calls it.
    fn call(self, values: Self::Values) -> Self::Returned;
}

/// A function of a tuple, or of a tuple of tuples.
#[derive(Debug)]
#[expect(clippy::exhaustive_structs, reason = "the macros match the library")]
pub struct OfTuple<F>(pub F);

#[diagnostic::do_not_recommend]
impl<A: Arguments, F: FnOnce(A::Values) -> R, R> Function<A> for OfTuple<F> {
    type Values = A::Values;
    type Returned = R;

    fn take(arguments: A, cx: &StartCx) -> Option<A::Values> {
        arguments.take(cx, &mut 0)
    }

    fn call(self, values: A::Values) -> R {
        self.0(values)
    }
}

#[diagnostic::do_not_recommend]
impl<F: FnOnce() -> R, R> Function<()> for F {
    type Values = ();
    type Returned = R;

    fn take((): (), _: &StartCx) -> Option<()> {
        Some(())
    }

    fn call(self, (): ()) -> R {
        self()
    }
}

macro_rules! tuples {
    ($($Argument:ident $argument:ident),*) => {
        impl<$($Argument: Arguments),*> Arguments for ($($Argument,)*) {
            type Values = ($($Argument::Values,)*);

            #[expect(clippy::question_mark, reason = "it is a call, which is built for each type again")]
            fn take(self, cx: &StartCx, next: &mut usize) -> Option<Self::Values> {
                let ($($argument,)*) = self;
                $(let Some($argument) = $argument.take(cx, next) else { return None };)*
                Some(($($argument,)*))
            }
        }

        #[diagnostic::do_not_recommend]
        impl<F: FnOnce($($Argument),*) -> R, R, $($Argument),*> Function<($(Argument<$Argument>,)*)> for F {
            type Values = ($($Argument,)*);
            type Returned = R;

            #[expect(clippy::question_mark, reason = "it is a call, which is built for each type again")]
            fn take(arguments: ($(Argument<$Argument>,)*), cx: &StartCx) -> Option<Self::Values> {
                let (($($argument,)*), next) = (arguments, &mut 0);
                $(let Some($argument) = $argument.take(cx, next) else { return None };)*
                Some(($($argument,)*))
            }

            fn call(self, ($($argument,)*): Self::Values) -> R {
                self($($argument),*)
            }
        }

        impl<W, $($Argument: Exposes<W>),*> Exposes<W> for ($($Argument,)*) {
            fn expose(&self, cx: &StartCx, worker: &W) {
                let ($($argument,)*) = self;
                $($argument.expose(cx, worker);)*
            }
        }
    };
}

tuples!(A a);
tuples!(A a, B b);
tuples!(A a, B b, C c);
tuples!(A a, B b, C c, D d);
tuples!(A a, B b, C c, D d, E e);
tuples!(A a, B b, C c, D d, E e, G g);
tuples!(A a, B b, C c, D d, E e, G g, H h);
tuples!(A a, B b, C c, D d, E e, G g, H h, I i);

/// How an output is kept: its port, and its value.
pub type Keep<T> = fn(&StartCx, usize, T);

/// How to take an output `T` from a worker `W`.
#[derive(Debug)]
pub struct Exposed<W, T: ?Sized> {
    expose: fn(&W) -> T,
    keep: Keep<T>,
    port: usize,
}

impl<W, T> Exposed<W, T> {
    pub(crate) const fn new(expose: fn(&W) -> T, keep: Keep<T>, port: usize) -> Self {
        Self { expose, keep, port }
    }
}

/// An output that a worker exposes, or a list of several: a tuple, in which there may be others.
pub trait Exposes<W>: Send + 'static {
    /// Takes them from the worker, and keeps them.
    fn expose(&self, cx: &StartCx, worker: &W);
}

impl<W> Exposes<W> for () {
    fn expose(&self, _: &StartCx, _: &W) {}
}

impl<W: 'static, T: 'static> Exposes<W> for Exposed<W, T> {
    fn expose(&self, cx: &StartCx, worker: &W) {
        (self.keep)(cx, self.port, (self.expose)(worker));
    }
}
