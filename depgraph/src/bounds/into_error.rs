//! The errors of nodes.

use crate::error::BoxError;

/// What a node can fail with: whatever converts into a `Box<dyn Error + Send + Sync>`.
#[diagnostic::on_unimplemented(
    message = "a node cannot fail with `{Self}`",
    label = "`{Self}` is no error that goes from thread to thread",
    note = "implement `std::error::Error` for it, or return a `String`, an `io::Error`, a `depgraph::BoxError`",
    note = "an error is `Send` and `Sync`, and so is all that it holds"
)]
// Were it shown, the documentation of every error in the user's crate would mention it.
#[doc(hidden)]
pub trait IntoError {
    #[doc(hidden)]
    fn into_box(self) -> BoxError;
}

#[diagnostic::do_not_recommend]
impl<E: Into<BoxError>> IntoError for E {
    fn into_box(self) -> BoxError {
        self.into()
    }
}
