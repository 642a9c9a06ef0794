//! Outputs that a worker sets while it runs.

use std::marker::PhantomData;

use crate::Output;

/// An output that the worker sets, changes and clears while it runs: a parameter of a start function.
#[derive(Debug)]
pub struct Publish<T> {
    of: PhantomData<fn(T)>,
}

impl<T: Output> Publish<T> {
    /// Publishes `value`; one that equals the present value changes nothing.
    pub fn set(&self, value: T) -> Published
    where
        T: PartialEq,
    {
        let _value = value;
        unimplemented!()
    }

    /// Publishes `value`: always a change.
    pub fn replace(&self, value: T) -> Published {
        let _value = value;
        unimplemented!()
    }

    /// Takes the value away.
    pub fn clear(&self) -> Published {
        unimplemented!()
    }
}

/// Resolves when every holder of the old value has stopped.
#[derive(Debug)]
pub struct Published {}

impl Future for Published {
    type Output = Result<(), PublishError>;

    fn poll(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Self::Output> {
        unimplemented!()
    }
}

/// Why a value was not published, or is still held.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The run that the `Publish` was given to is over.
    #[error("the run of `{node}` that publishes this is over")]
    RunOver {
        /// The node.
        node: String,
    },
    /// Holders of the old value do not end.
    #[error("the old value is still held by {}, which cannot be stopped", .holders.join(", "))]
    Stuck {
        /// Their names.
        holders: Vec<String>,
    },
}
