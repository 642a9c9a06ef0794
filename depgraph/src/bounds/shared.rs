//! One error for a configuration, or a field of an output, that says by its words that threads may be unable to share it, as an
//! `Rc` or a trait object: rustc would say of it that it is not `Send`, and not `Sync`, and both again of what holds it.

use super::Nothing;

/// What several threads may have at once: whatever is `Send` and `Sync`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be shared between threads",
    label = "not `Send` and `Sync`",
    note = "threads share what nodes are configured with, and what they give to others",
    note = "write `dyn Trait + Send + Sync` for a `dyn Trait`, or have the trait demand it: `trait Trait: Send + Sync`",
    note = "write `Arc` for an `Rc`, and a `Mutex` or an atomic for a `Cell` or a `RefCell`"
)]
#[doc(hidden)]
pub trait Shared<As> {}

/// A type that has been checked. Of one that is not [`Shared`], rustc cannot find out how long this array is, and so no type: it
/// asks no more of it.
pub type Checked<T, const LENGTH: usize> = <[T; LENGTH] as IntoIterator>::Item;

/// Demands that a type is [`Shared`].
#[must_use]
pub const fn checked<T: Shared<As>, As>() -> usize {
    1
}

#[diagnostic::do_not_recommend]
impl<T: Send + Sync> Shared<bool> for T {}

#[diagnostic::do_not_recommend]
impl<T: Nothing> Shared<()> for T {}
