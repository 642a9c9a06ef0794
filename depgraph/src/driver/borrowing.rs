//! What the code of `#[manifold]` says about an `async` start function that borrows: from its run, which is kept beside the
//! future that borrows from it.
//!
//! That takes an `async` block. It is in this library, where rustc checks it once, and not in the code of each manifold.

use std::ops::Deref;

use super::{Argument, Arguments, StartCx};
use crate::Run;

/// An argument that is borrowed.
#[derive(Debug)]
pub struct Borrowed<T: ?Sized> {
    lend: fn(&Run) -> &T,
}

/// What there is to borrow from every run of a node that is configured with this. The run does not depend on it, and
/// `#[manifold]` takes that of `()`.
#[doc(hidden)]
pub trait Lender: Sized + 'static {
    /// The run.
    const __RUN_LENT: Borrowed<Run> = Borrowed { lend: |run| run };
    /// The node's configuration.
    const __CONFIG_LENT: Borrowed<Self> = Borrowed { lend: Run::config };
}

impl<C: 'static> Lender for C {}

/// The same of a configuration that derefs to something.
#[doc(hidden)]
pub trait LenderOfTarget: Deref + Sized + 'static {
    /// What the node's configuration derefs to.
    const __TARGET_LENT: Borrowed<Self::Target> = Borrowed {
        lend: |run| run.config::<Self>(),
    };
}

impl<C: Deref + 'static> LenderOfTarget for C {}

impl<T: ?Sized + 'static> Arguments for Borrowed<T> {
    type Values = Self;

    fn take(self, _: &StartCx, _: &mut usize) -> Option<Self> {
        Some(self)
    }
}

/// An argument of a function that borrows, this one or another.
pub trait Lends<'a>: Arguments<Values: Send + 'static> {
    /// What the function is called with.
    type Lent;

    /// Makes that of what has been taken.
    fn lend(taken: Self::Values, run: &'a Run) -> Self::Lent;
}

impl<'a, T: Send + 'static> Lends<'a> for Argument<T> {
    type Lent = T;

    fn lend(taken: T, _: &'a Run) -> T {
        taken
    }
}

impl<'a, T: ?Sized + 'static> Lends<'a> for Borrowed<T> {
    type Lent = &'a T;

    fn lend(taken: Self, run: &'a Run) -> &'a T {
        (taken.lend)(run)
    }
}

/// What a function that borrows is called with when it is first polled. A [`Borrower`] is one of these, so that a value that
/// cannot be kept is reported where the function is, and once.
#[doc(hidden)]
pub trait Keeps<A> {
    /// The arguments when they have been taken.
    type Values: Send + 'static;

    /// Takes the arguments; `None` if one is not there.
    fn take(arguments: A, cx: &StartCx) -> Option<Self::Values>;
}

impl<F, A: Arguments<Values: Send + 'static>> Keeps<A> for F {
    type Values = A::Values;

    fn take(arguments: A, cx: &StartCx) -> Option<A::Values> {
        arguments.take(cx, &mut 0)
    }
}

/// A function that can be called with a list of arguments, of which it borrows some, and returns a future of a `T`, which
/// borrows nothing.
///
/// All of that is one trait, so that rustc has one demand to check for every lifetime.
pub trait Borrower<'a, A, T>: Keeps<A> {
    /// What it returns.
    type Returned: Future<Output = T> + Send;

    /// Calls it.
    fn call(self, taken: Self::Values, run: &'a Run) -> Self::Returned;
}

macro_rules! tuples {
    ($($Argument:ident $argument:ident),*) => {
        impl<'a, F, R, T, $($Argument),*> Borrower<'a, ($($Argument,)*), T> for F
        where
            F: FnOnce($($Argument::Lent),*) -> R,
            R: Future<Output = T> + Send,
            $($Argument: Lends<'a>,)*
        {
            type Returned = R;

            fn call(self, ($($argument,)*): Self::Values, run: &'a Run) -> R {
                self($($Argument::lend($argument, run)),*)
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
