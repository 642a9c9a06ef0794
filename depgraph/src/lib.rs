//! A type-safe, compile-time-checked dependency graph of long-running workers.
//!
//! A long-running program is a few dozen workers: a settings watcher, a database, an API client, an HTTP server, a
//! prober, a janitor. They share resources, resources fail, and what used one must then start again with the next one.
//! This crate takes all of that out of the workers:
//!
//! - **Functions** start one worker each, and their parameters say what it needs.
//! - A **graph** names them. The compiler checks it: a cycle, a missing input or a wrong type is an error at the line
//!   that is wrong.
//! - An **engine** starts each worker when its inputs exist, starts it again when it fails, *bounces* (stops and starts
//!   again) whatever depended on it, and stops everything in the right order.
//!
//! # A first graph
//!
//! ```
//! use std::{error::Error, io, net::SocketAddr, path::Path, sync::Arc};
//!
//! use depgraph::{Engine, Exit, Hold, Output, Stop, graph, hold, manifold};
//! use tokio::{io::AsyncWriteExt, net::TcpListener};
//!
//! /// What others get of a store: a handle that is cheap to clone.
//! #[derive(Clone, Output)]
//! pub struct Store(Arc<str>);
//!
//! /// Opens the store.
//! #[manifold(outputs = [Store])]
//! pub async fn open(file: &Path) -> io::Result<Hold<Store>> {
//!     let text = tokio::fs::read_to_string(file).await?;
//!     Ok(hold(Store(text.into())))
//! }
//!
//! /// Serves what is in the store.
//! #[manifold(inputs = [store])]
//! pub async fn serve(store: Store, address: SocketAddr, stop: Stop) -> io::Result<Exit> {
//!     let listener = TcpListener::bind(address).await?;
//!     loop {
//!         tokio::select! {
//!             () = stop.requested() => return Ok(Exit::Stopped),
//!             client = listener.accept() => client?.0.write_all(store.0.as_bytes()).await?,
//!         }
//!     }
//! }
//!
//! graph! {
//!     /// Everything that this program runs.
//!     pub Program(address: SocketAddr) {
//!         store: open("Cargo.toml".into()),
//!         web: serve(address),
//!     }
//! }
//!
//! #[tokio::main]
//! async fn main() -> Result<(), Box<dyn Error>> {
//!     let engine = Engine::start(Program::new(([127, 0, 0, 1], 0).into()))?;
//!     assert_eq!(engine.running(Program::WEB).await?, 1);
//!
//!     // As if the store had failed: `web` stops first, and starts with the next store.
//!     engine.restart(Program::STORE);
//!     engine.settled().await?;
//!     assert_eq!(engine.running(Program::WEB).await?, 2);
//!
//!     engine.stop().await?;
//!     Ok(())
//! }
//! ```
//!
//! A program usually ends when it is told to, and then the whole of `main` is
//! [`Engine::run(Program::new(config)).await`](Engine::run): it ends in order on SIGINT and SIGTERM, and at once on a
//! second one.
//!
//! | word | meaning |
//! | --- | --- |
//! | manifold | a kind of node: its inputs, how it starts, its outputs. [`#[manifold]`](macro@manifold) makes it of a function |
//! | node | a manifold under a name in a graph |
//! | worker | the running thing that a start function made |
//! | input, output | a typed value that a node takes, or gives to others |
//! | condition | a node that must be available for another to run, without passing a value |
//! | available | a node is available while it runs and each of its outputs is set |
//! | run | one life of a node, numbered from 1: its start, its worker, and the tasks that it spawned |
//! | bounce | stop and start again because an input changed |
//! | wave | everything that coinciding changes stop and start again |
//!
//! # Manifolds
//!
//! [`#[manifold]`](macro@manifold) stands on a free `fn` or `async fn`, which stays callable as written: a unit test
//! calls it. Its parameters say what it needs:
//!
#![doc = include_str!("../docs/parameters.md")]
//!
//! and its return type what it makes:
//!
#![doc = include_str!("../docs/returns.md")]
//!
//! Often the worker need not be written: [`Hold`] holds a value, and closes it; [`Task`] runs a future; [`every`] does
//! something again and again; [`gate`](fn@gate) waits until someone opens it.
//!
//! # Outputs
//!
//! An [`Output`] is what dependents get: a handle (an `Arc`, a sender, a pool), never the worker itself. It derives
//! `Output` and is `Clone`. A worker gives it with [`Expose`] when it starts, or sets it when it sees fit, through a
//! [`Publish`] parameter. An input is found by this type, so settings are best cut into one type for each reader: see
//! [`patterns`].
//!
//! # Graphs
//!
//! [`graph!`] names nodes and configures them with ordinary expressions. An input of type `T` is fed by the one other
//! node that provides `T`; if there are several, by the one that has the input's name, or by the wire that is written.
//! A larger agent:
//!
#![doc = include_str!("../docs/agent.md")]
//!
//! What is wrong with a graph, a manifold or an output is an error at your own tokens, and [`compile_errors`] explains
//! each. [`validate!`] is stricter: an output that nothing uses is an error there.
//!
//! # The engine
//!
//! [`Engine::start`] drives a graph on the tokio runtime it is called on, of either kind. A worker ends on purpose with
//! an [`Exit`]:
//!
//! | [`Exit`] | the worker says | what the engine does |
//! | --- | --- | --- |
//! | `Stopped` | I was asked to stop, and did | goes on with what it asked for; unasked, this is a failure |
//! | `Done` | my work is done | leaves it down until an input changes |
//! | `Restart` | start me again | does so now; one that says so again and again is damped |
//! | `Wait(reason)` | I cannot run with these inputs | shows the reason, and starts it again when one of them changes |
//! | `Remove` | never again | takes the node out; what needs it waits, and the report says for what |
//! | `Shutdown(code)` | end the program | stops everything in order, and ends with this code |
//!
//! An `Err`, or a panic, is a failure: the node starts again after a back-off, unless the manifold's `filter` or the
//! engine's [judge](EngineConfigBuilder::judge) gives another [`Verdict`].
//!
//! How patient the engine is can be said for all nodes ([`EngineConfig`]), for a manifold
//! (`#[manifold(stop_timeout = ..)]`) and for a node (`with { stop_timeout: .. }`); the nearest wins:
//!
#![doc = include_str!("../docs/policy.md")]
//!
//! For the engine as a whole there are [`shutdown_timeout`](EngineConfigBuilder::shutdown_timeout) (25 s in total) and
//! [`judge`](EngineConfigBuilder::judge) (nothing is fatal).
//!
//! What it promises:
//!
//! 1. At most one run of a node is alive. One that cannot be ended, because it blocks a thread, is *stuck*: it is named
//!    and never doubled, what depends on it waits, and all else goes on.
//! 2. A node starts only with values that its inputs hold at that moment.
//! 3. No start is wasted: a cold start calls each start function once, in parallel where the graph allows; a wave starts
//!    each affected node once, however many of its inputs changed.
//! 4. Dependents stop before what they depend on: in a wave, at shutdown, and after a crash. Every stop has a deadline.
//! 5. Nothing starts after shutdown has begun, or after its node was removed.
//! 6. A panic in your code is that node's error and nothing more, unless the program is built with `panic = "abort"`.
//! 7. None of your code runs within the engine, so none can hold it up; but for a subscriber of [`tracing`].
//! 8. Reports and events show only states that the engine was really in.
//! 9. Memory and the work of a restart are constant, for ever.
//! 10. Dropping a future of this crate loses nothing.
//!
//! # Seeing what goes on
//!
//! [`Engine::report`](Handle::report) says of every node its state, what it waits for and why, its last error, when it
//! is tried next, and what its worker says of itself; a worker gets at it through [`Run::engine`]. [`Handle::events`] is
//! a stream of the changes. [`Engine::output`] watches an output from outside of the graph. What happens is logged with
//! [`tracing`]: at `warn` and `error` what fails, at `info` what runs, at `debug` why a run stops and which start takes
//! time. Each run has a span, from its start to its end.
//!
//! # Testing
//!
//! A manifold is a function: call it, with the parameters that [`testing`] makes. To test several together, replace the
//! nodes that a test cannot have (see [`graph!`]), and drive the graph in tokio's paused time: the engine has no
//! other clock.
//!
//! # Features
//!
//! - `serde`: `Serialize` for [`Report`] and what it consists of.
//!
//! # Further
//!
//! [`patterns`] has the shapes that come up again and again, [`compile_errors`] the compiler's messages. The repository
//! has examples in reading order, an agent that uses everything, and `ARCHITECTURE.md`.

// The crate's own manifolds and doc tests name it as users do.
extern crate self as depgraph;

mod alone;
pub mod bounds;
pub mod compile_errors;
mod driver;
mod engine;
mod error;
mod event;
mod exit;
mod graph;
mod input;
mod machine;
mod manifold;
mod mixed;
mod output;
pub mod patterns;
mod policy;
mod publish;
mod report;
mod run;
pub mod testing;
mod worker;

#[doc = include_str!("../docs/output.md")]
pub use depgraph_macros::Output;
#[doc = include_str!("../docs/manifold.md")]
#[doc = include_str!("../docs/parameters.md")]
#[doc = "# Return types"]
#[doc = include_str!("../docs/returns.md")]
#[doc = include_str!("../docs/manifold-arguments.md")]
pub use depgraph_macros::manifold;

pub use crate::{
    engine::{
        ConfigError, Engine, EngineConfig, EngineConfigBuilder, Events, Handle, OutputOf, Running,
    },
    error::{
        BoxError, Ended, EngineEnded, EngineError, EventsError, GraphError, Late, NodeError,
        NotRunning, StartError,
    },
    event::{Cause, Event},
    exit::{Exit, Severity, Start, Verdict},
    graph::{
        Contains, Graph, GraphType, Node,
        assembly::Assembled,
        meta::{InputKind, Place},
    },
    input::{Latest, Watch},
    manifold::{Manifold, Provides},
    output::Output,
    policy::{Intensity, Policy, PolicyError},
    publish::{Publish, PublishError, Published},
    report::{
        ConditionReport, EngineState, InputReport, LastError, NextAttempt, NodeReport, NodeState,
        OutputReport, Report,
    },
    run::{Run, Stop, StopReason},
    worker::{Every, Expose, Hold, Opened, Opener, Task, Worker, every, gate, hold},
};

#[doc(hidden)]
pub use crate::graph::assembly::{Configured, TakesConfig, TakesNothing};

/// The blocks of the README, as tests.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// What the macros write code for. Not part of the API: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use depgraph_macros::{graph, validate, with};

    pub use crate::{
        alone::Alone,
        bounds::{self, ByValue, IntoStart, Itself},
        driver::{
            Argument, Arguments, Began, Borrowed, Borrower, Exposed, Exposes, Function, Given,
            Keep, Keeps, Lender, LenderOfTarget, Lends, Lent, NodeSpec, OfTuple, StartCx, Work,
        },
        graph::{assembly::*, check, compose, draw, meta::*, ports::*, probe::*, *},
        manifold::{Manifold, Provides, Unread},
        output::{Output, TypeKey},
        policy::Policy,
        worker::Expose,
    };

    /// What every manifold names, each in one word: rustc takes time for each part of a path, and `#[manifold]` imports all of
    /// this at once. The words are so long that rustc proposes none of them to a user who mistypes a name.
    pub mod words {
        pub use crate::{
            __private as __depgraph,
            bounds::{
                ByValue as __DepgraphByValue, IntoStart as __DepgraphIntoStart,
                Itself as __DepgraphItself, Listed as __DepgraphListed, Own as __DepgraphOwn,
                OwnLent as __DepgraphOwnLent, Port as __DepgraphPort,
            },
            driver::{
                Began as __DepgraphBegan, Given as __DepgraphGiven, Lender as __DepgraphLender,
                LenderOfTarget as __DepgraphLenderOfTarget, StartCx as __DepgraphStartCx,
            },
            graph::{
                assembly::{
                    TakesConfig as __DepgraphTakesConfig, TakesNothing as __DepgraphTakesNothing,
                },
                ports::Many as __DepgraphMany,
            },
            manifold::{Manifold as __DepgraphManifold, Provides as __DepgraphProvides},
            worker::Expose as __DepgraphExpose,
        };
    }
}

#[doc = include_str!("../docs/graph.md")]
#[macro_export]
macro_rules! graph {
    ($($graph:tt)*) => { $crate::__private::graph! { [$crate] $($graph)* } };
}

#[doc = include_str!("../docs/validate.md")]
#[macro_export]
macro_rules! validate {
    ($($graph:tt)*) => { $crate::__private::validate! { [$crate] $($graph)* } };
}
