//! What can be a filter.

use std::error::Error;

use super::Judging;
use crate::{Verdict, driver::NodeSpec};

/// A filter: a `fn(&E) -> Verdict`, asked about what a start or a run fails with, if it is an `E`; whatever it is if
/// that is a `dyn Error`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a filter",
    label = "not a filter",
    note = "a filter is a `fn(&E) -> depgraph::Verdict`, where `E` is the error that it is asked about, and implements `std::error::Error`",
    note = "to be asked about every error, also in a box, it takes a `&(dyn Error + Send + Sync + 'static)`"
)]
// `E` is what tells the implementations from each other.
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
        node.with_filter(move |error| error.downcast_ref::<E>().map(&self))
    }
}

/// The errors of all types, as one form of a filter takes them: a trait object, which is no `E: Error`.
#[doc(hidden)]
#[derive(Debug)]
#[expect(clippy::exhaustive_enums, reason = "it has no value, and never will")]
pub enum All<const FORM: u8> {}

macro_rules! filter_of_all {
    ($form:literal, $error:ty) => {
        #[diagnostic::do_not_recommend]
        impl<F: Fn($error) -> Verdict + Send + Sync + 'static> Filter<All<$form>> for F {
            fn on(self, node: NodeSpec) -> NodeSpec {
                node.with_filter(move |error| Some(self(error)))
            }
        }
    };
}

// To rustc, a function of what may borrow is none of what does not, nor the other way round.
filter_of_all!(0, &dyn Error);
filter_of_all!(1, &(dyn Error + Send + Sync));
filter_of_all!(2, &(dyn Error + 'static));
filter_of_all!(3, &(dyn Error + Send + Sync + 'static));
