//! The running thing that a start function made.

mod every;
mod gates;
mod hold;
mod task;

pub use self::{
    every::{Every, every},
    gates::{Opened, Opener, gate},
    hold::{Hold, hold},
    task::Task,
};
use crate::{
    Exit, Stop,
    driver::{Exposed, Keep},
    error::BoxError,
};

/// The running thing that a start function made.
///
/// `run` is called once, after the outputs have been exposed. When `stop` is requested it should clean up and return
/// [`Exit::Stopped`]; at the stop deadline its future is dropped.
///
/// # Examples
///
/// ```
/// use depgraph::{Exit, Stop, Worker};
///
/// struct Clock;
///
/// impl Worker for Clock {
///     type Error = std::io::Error;
///
///     async fn run(self, stop: Stop) -> Result<Exit, Self::Error> {
///         stop.requested().await;
///         Ok(Exit::Stopped)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a worker",
    label = "not a worker",
    note = "implement `depgraph::Worker` for `{Self}`, or return `Hold<T>` to hold a value, or make the function its own run: `-> Result<Exit, E>`"
)]
pub trait Worker: Send + Sized + 'static {
    /// Why a run can fail.
    type Error: Into<BoxError>;

    /// Runs until the work is done, it fails, or `stop` is requested.
    // Without the condition, rustc would say of a worker that is not `Send` that its future is not, too.
    fn run(self, stop: Stop) -> impl Future<Output = Result<Exit, Self::Error>> + Send
    where
        Self: Send;
}

/// Makes an output from a worker, right after it has started.
#[diagnostic::on_unimplemented(
    message = "worker `{Self}` does not expose `{T}`, which its manifold lists in `outputs`",
    label = "not exposed by `{Self}`",
    note = "for a type of your own, write `impl Expose<{T}>`; instead of `impl Worker`, return `impl Worker + Expose<{T}>`; a `Hold` exposes only what it holds, as `Hold<{T}>` does",
    note = "or take a parameter of type `Publish<{T}>`, and set it"
)]
pub trait Expose<T>: Sized {
    /// A handle to this worker's `T`, for those who depend on it.
    fn expose(&self) -> T;

    // Here, since generated code names this trait anyway.
    #[doc(hidden)]
    fn __exposed(keep: Keep<T>, port: usize) -> Exposed<Self, T> {
        Exposed::new(Self::expose, keep, port)
    }
}
