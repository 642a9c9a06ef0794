//! How generated code takes and gives the values of a type.
//!
//! Not through [`Output`], which demands that the type is `Clone`, `Send` and `Sync`: of a type that is no output, rustc would
//! say of each of these, too, that some part of it is not.

use crate::{
    Latest, Output, Publish, Watch,
    driver::{Argument, Index, Keep, StartCx},
    output::TypeKey,
};

/// The type of an input or an output: whatever is an [`Output`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an output of any manifold: it does not implement `Output`",
    label = "not an output type",
    note = "if it is a type of your own, add `#[derive(Clone, depgraph::Output)]` to it, and to the types that it is generic over; else wrap it in one that has this",
    note = "if it holds an output, name that alone: an output is a handle, and cheap to clone",
    note = "if it is the configuration, remove the parameter from `inputs`",
    note = "an `Option`, a `Latest` or a `Watch` is recognised by that name: write it, and no alias of it"
)]
pub trait Port: Sized {
    /// [`Output::__KEY`].
    #[doc(hidden)]
    const __KEY: &'static TypeKey;

    #[doc(hidden)]
    const __REQUIRED: Argument<Self>;

    #[doc(hidden)]
    const __OPTIONAL: Argument<Option<Self>>;

    #[doc(hidden)]
    const __LATEST: Argument<Latest<Self>>;

    #[doc(hidden)]
    const __WATCH: Argument<Watch<Self>>;

    #[doc(hidden)]
    const __KEEP: Keep<Self>;

    #[doc(hidden)]
    #[must_use]
    fn __publish(port: usize) -> Argument<Publish<Self>>;
}

/// What is published: one of the outputs, `T`, which may be written in another way there.
#[diagnostic::on_unimplemented(
    message = "`Publish<{Self}>` publishes what is not an output of this manifold",
    label = "`outputs` has another type of this name, `{T}`",
    note = "write the same type in `outputs` and in `Publish`"
)]
#[doc(hidden)]
pub trait Listed<T>: Sized {
    fn __listed(publisher: Argument<Publish<T>>) -> Argument<Publish<Self>>;
}

#[diagnostic::do_not_recommend]
impl<T> Listed<T> for T {
    fn __listed(publisher: Argument<Publish<T>>) -> Argument<Publish<T>> {
        publisher
    }
}

impl<T: Output> Port for T {
    const __KEY: &'static TypeKey = <T as Output>::__KEY;
    const __REQUIRED: Argument<T> = Argument::input(StartCx::value);
    const __OPTIONAL: Argument<Option<T>> = Argument::input(|cx, input| Some(cx.value(input)));
    const __LATEST: Argument<Latest<T>> = Argument::input(StartCx::latest);
    const __WATCH: Argument<Watch<T>> = Argument::input(|cx, input| Some(cx.watch(input)));
    const __KEEP: Keep<T> = StartCx::expose;

    fn __publish(port: usize) -> Argument<Publish<T>> {
        Argument {
            take: |cx, port| Some(cx.publish(port)),
            index: Index::Port(port),
        }
    }
}
