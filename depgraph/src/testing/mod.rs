//! What tests of manifolds need: every parameter that a start function may take, without an engine.
//!
//! A manifold is a plain function, so a test calls it:
//!
//! ```
//! use depgraph::{Exit, Latest, Output, Publish, Run, StopReason, manifold, testing};
//!
//! #[derive(Clone, Debug, PartialEq, Output)]
//! pub struct Limit(u32);
//!
//! #[derive(Clone, Debug, PartialEq, Output)]
//! pub struct Ready(u32);
//!
//! #[manifold(inputs = [limit], outputs = [Ready])]
//! pub async fn serve(limit: Latest<Limit>, ready: Publish<Ready>, run: Run) -> Result<Exit, std::io::Error> {
//!     run.status("serving");
//!     ready.set(Ready(limit.get().0));
//!     run.stop().requested().await;
//!     Ok(Exit::Stopped)
//! }
//!
//! # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
//! let (limits, limit) = testing::latest(Limit(3));
//! let (ready, published) = testing::publish::<Ready>();
//! let (test, run) = testing::run("web");
//!
//! let serving = tokio::spawn(serve(limit, ready, run));
//! # tokio::task::yield_now().await;
//! assert_eq!(published.get(), Some(Ready(3)));
//! assert_eq!(test.status().as_deref(), Some("serving"));
//!
//! test.request_stop(StopReason::Shutdown);
//! assert_eq!(serving.await??, Exit::Stopped);
//! # drop(limits);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! To test several together, replace the nodes that a test cannot have with [`graph!`](crate::graph), and drive the
//! result with an [`Engine`](crate::Engine) in paused time.

mod doubles;

pub use self::doubles::{Source, TestRun, latest, publish, run, stop, watch};
