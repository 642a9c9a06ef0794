//! Whether a filter is ever asked: where both the start function and its worker have errors of their own types, it has
//! to judge one of these.
//!
//! A type cannot say that it is not another one. So the compiler looks for a method: on what is behind fewer references
//! only if it finds none before. The one that it finds for a filter of another error demands what nothing fulfils.

use std::{error::Error, marker::PhantomData};

use super::OwnRun;
use crate::{Exit, Start, Worker};

/// The errors of what a start function returns: its own, and those of its worker.
pub trait Fails<W> {
    /// Why a start can fail.
    type Start;
    /// Why a run can fail.
    type Run;
}

impl<W: Worker> Fails<W> for W {
    type Start = W::Error;
    type Run = W::Error;
}

impl<W: Worker> Fails<W> for Start<W> {
    type Start = W::Error;
    type Run = W::Error;
}

impl<W: Worker, E> Fails<W> for Result<W, E> {
    type Start = E;
    type Run = W::Error;
}

impl<W: Worker, E> Fails<W> for Result<Start<W>, E> {
    type Start = E;
    type Run = W::Error;
}

impl<E> Fails<OwnRun> for Result<Exit, E> {
    type Start = E;
    type Run = E;
}

impl<E> Fails<OwnRun> for Result<(), E> {
    type Start = E;
    type Run = E;
}

/// A filter that judges `E`, of a start function that returns `T`.
#[derive(Debug)]
pub struct Judging<E, T>(PhantomData<fn(E, T)>);

impl<E, T> Judging<E, T> {
    pub(super) const fn new() -> Self {
        Self(PhantomData)
    }
}

/// An error that some run fails with: no type is known to be one.
#[diagnostic::on_unimplemented(
    message = "this filter is never asked: it judges `{Self}`, and no run fails with that",
    label = "judges `{Self}`",
    note = "a start fails with `{S}`, a run with `{R}`: judge one of these"
)]
pub trait Judged<S, R> {}

/// It judges what the start function fails with.
pub trait OfStart<W> {
    /// Accepts the filter.
    fn is_asked_by_depgraph(&self) {}
}

impl<E, W, T: Fails<W, Start = E>> OfStart<W> for &&&Judging<E, T> {}

/// It judges what the worker fails with.
pub trait OfRun<W> {
    /// Accepts the filter.
    fn is_asked_by_depgraph(&self) {}
}

impl<E, W, T: Fails<W, Run = E>> OfRun<W> for &&Judging<E, T> {}

/// It judges something else.
pub trait OfAnother<E, W, S, R> {
    /// Accepts no filter.
    fn is_asked_by_depgraph(&self)
    where
        E: Judged<S, R>,
    {
    }
}

// Of a filter that judges no error, or all of them, something else is said, or nothing.
impl<E: Error, S: Error, R: Error, W, T: Fails<W, Start = S, Run = R>> OfAnother<E, W, S, R>
    for &Judging<E, T>
{
}

/// There are errors of many types in one, which may be what it judges.
pub trait OfAny {
    /// Accepts the filter.
    fn is_asked_by_depgraph(&self) {}
}

impl<E, T> OfAny for Judging<E, T> {}
