//! Inputs that follow their provider without a bounce.

use std::marker::PhantomData;

use crate::Output;

/// An input that is followed without a bounce: a parameter of a start function.
#[derive(Clone, Debug)]
pub struct Latest<T> {
    of: PhantomData<fn() -> T>,
}

impl<T: Output> Latest<T> {
    /// The latest value.
    #[must_use]
    pub fn get(&self) -> T {
        unimplemented!()
    }

    /// Whether the provider has gone, and this is the last value that it left.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        unimplemented!()
    }

    /// Resolves with the next value that this handle has not yet returned.
    pub async fn changed(&mut self) -> T {
        unimplemented!()
    }
}

/// An input that is seen to come, change and go: a parameter of a start function, and what `Engine::output` returns.
#[derive(Clone, Debug)]
pub struct Watch<T> {
    of: PhantomData<fn() -> T>,
}

impl<T: Output> Watch<T> {
    /// The value, while there is one.
    #[must_use]
    pub fn get(&self) -> Option<T> {
        unimplemented!()
    }

    /// Resolves with the next state that this handle has not yet returned: a value, or `None` when it has gone.
    pub async fn changed(&mut self) -> Option<T> {
        unimplemented!()
    }

    /// Resolves with the value, as soon as there is one.
    pub async fn available(&mut self) -> T {
        unimplemented!()
    }
}
