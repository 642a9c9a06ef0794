//! What the engine gives to every run, checked where the user names its type: macros see the name alone.

use crate::{
    Run, Stop,
    driver::{Argument, Borrowed, Given, Lender},
};

/// What is recognised by its name, and taken with nothing: [`Run`] and [`Stop`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not depgraph's, but has the name of a type that is",
    label = "not depgraph's",
    note = "`Option`, `Latest`, `Watch`, `Publish`, `Run` and `Stop` are recognised by their names: give a type of your own another one"
)]
pub trait Own: Sized {
    #[doc(hidden)]
    const __GIVEN: Argument<Self>;
}

#[diagnostic::do_not_recommend]
impl Own for Run {
    const __GIVEN: Argument<Self> = <() as Given>::__RUN_OF_NODE;
}

#[diagnostic::do_not_recommend]
impl Own for Stop {
    const __GIVEN: Argument<Self> = <() as Given>::__STOP_OF_RUN;
}

/// The same of what is lent: the run.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not depgraph's, but has the name of a type that is",
    label = "not depgraph's",
    note = "`Option`, `Latest`, `Watch`, `Publish`, `Run` and `Stop` are recognised by their names: give a type of your own another one"
)]
pub trait OwnLent: Sized {
    #[doc(hidden)]
    const __LENT: Borrowed<Self>;
}

#[diagnostic::do_not_recommend]
impl OwnLent for Run {
    const __LENT: Borrowed<Self> = <() as Lender>::__RUN_LENT;
}
