//! What no type is.

use std::convert::Infallible;

use super::IntoStart;
use crate::{
    Start,
    driver::{Exposes, StartCx, Work},
};

/// What no type is.
///
/// Were there one impl alone of a trait that a type may fit, rustc would take that one for what was meant, and say what the type
/// lacks for it: so there is another, for what is nothing.
#[doc(hidden)]
pub trait Nothing: Send + Sized + 'static {}

/// The worker of a type that is [`Nothing`].
#[doc(hidden)]
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it has no value, and never will")]
pub enum NoWorker {}

#[diagnostic::do_not_recommend]
impl<T: Nothing> IntoStart<NoWorker> for T {
    type Error = Infallible;
    type Sent = Self;

    fn work(
        _: impl Future<Output = Self> + Send + 'static,
        _: StartCx,
        _: impl Exposes<NoWorker>,
    ) -> Work {
        unreachable!("no type is nothing")
    }

    fn into_work(self, _: StartCx, _: impl Exposes<NoWorker>) -> Work {
        unreachable!("no type is nothing")
    }

    fn into_sent(self) -> Self {
        unreachable!("no type is nothing")
    }

    fn into_start(self) -> Result<Start<NoWorker>, Infallible> {
        unreachable!("no type is nothing")
    }
}
