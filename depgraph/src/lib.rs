//! A type-safe, compile-time-checked dependency graph of long-running workers.

// The crate's own manifolds and doc tests name it as users do.
extern crate self as depgraph;

mod driver;
mod engine;
mod error;
mod event;
mod exit;
mod graph;
mod input;
mod machine;
mod manifold;
mod output;
mod policy;
mod publish;
mod report;
mod run;
mod start;
pub mod testing;
mod worker;

pub use depgraph_macros::{Output, manifold};

pub use crate::{
    engine::{ConfigError, Engine, EngineConfig, EngineConfigBuilder, Events, Handle, OutputOf},
    error::{
        BoxError, Ended, EngineEnded, EngineError, EventsError, GraphError, Late, NodeError,
        NotRunning, StartError,
    },
    event::{Cause, Event},
    exit::{Exit, Severity, Start, Verdict},
    graph::{
        Graph, GraphType, Node, PartOf,
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

/// What the macros write code for. Not part of the API: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use depgraph_macros::{graph, validate};

    pub use crate::{
        driver::{NodeSpec, RunFuture, StartCx, StartFn},
        graph::{assembly::*, check, compose, meta::*, *},
        output::TypeKey,
        start::{IntoStart, OwnRun, expose_nothing, run_async, run_blocking, run_sync},
    };
}

/// Names nodes, wires them by type, and checks the whole graph while it compiles.
#[macro_export]
macro_rules! graph {
    ($($graph:tt)*) => { $crate::__private::graph! { [$crate] $($graph)* } };
}

/// Checks a graph without building it.
#[macro_export]
macro_rules! validate {
    ($($graph:tt)*) => { $crate::__private::validate! { [$crate] $($graph)* } };
}
