//! The owner of a running graph.

use std::{marker::PhantomData, ops::Deref, process::ExitCode, sync::Arc};

use tokio::sync::oneshot;

use super::{EngineConfig, Handle, Running, signals::Signals};
use crate::{
    Contains, Ended, EngineEnded, EngineError, Graph, Node, Provides, StartError, Watch,
    driver::{CellRef, Command, Driver, EngineShared, Wired},
    machine::NodeId,
};

/// Drives a graph: starts each node when its inputs exist, restarts it when it fails, bounces what depends on something
/// that changed, and stops everything in order.
///
/// Dropping it stops the graph, without waiting for that. It derefs to the [`Handle`] that anyone may have.
///
/// # Examples
///
/// ```
/// use depgraph::{Engine, Hold, Output, graph, hold, manifold};
///
/// #[derive(Clone, Debug, PartialEq, Output)]
/// pub struct Answer(u32);
///
/// #[manifold(outputs = [Answer])]
/// pub fn think() -> Hold<Answer> {
///     hold(Answer(42))
/// }
///
/// graph! {
///     pub Program {
///         thinker: think,
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let engine = Engine::start(Program::new())?;
/// assert_eq!(engine.running(Program::THINKER).await?, 1);
/// assert_eq!(engine.output::<Answer>(Program::THINKER).get(), Some(Answer(42)));
///
/// engine.restart(Program::THINKER);
/// engine.settled().await?;
/// assert_eq!(engine.running(Program::THINKER).await?, 2);
///
/// let ended = engine.stop().await?;
/// assert_eq!(ended.code, 0);
/// # Ok(())
/// # }
/// ```
#[must_use = "an engine that is dropped stops its nodes"]
pub struct Engine<G> {
    handle: Handle,
    of: PhantomData<fn() -> G>,
}

impl<G> Engine<G> {
    /// Starts driving `graph`, with the default policy.
    ///
    /// # Errors
    ///
    /// When the graph does not fit together in a way that the compiler cannot see, the policy of a node makes no
    /// sense, or there is no tokio runtime here.
    ///
    /// # Panics
    ///
    /// If the runtime was built without time (`enable_time`).
    pub fn start(graph: Graph<G>) -> Result<Self, StartError> {
        Self::start_with(graph, &EngineConfig::default())
    }

    /// Starts driving `graph`.
    ///
    /// # Errors
    ///
    /// As [`Engine::start`].
    ///
    /// # Panics
    ///
    /// As [`Engine::start`].
    pub fn start_with(graph: Graph<G>, config: &EngineConfig) -> Result<Self, StartError> {
        let runtime = tokio::runtime::Handle::try_current().map_err(|_| StartError::NoRuntime)?;
        let Wired {
            directory,
            machine,
            specs,
        } = Wired::new(graph.into_plan()?, config)?;
        let shared = EngineShared::new(directory, config.judge.clone());
        let driver = Driver::new(Arc::clone(&shared), machine, specs);
        runtime.spawn(driver.drive());
        Ok(Self {
            handle: Handle::new(shared),
            of: PhantomData,
        })
    }

    /// Drives `graph` until it has ended, or until SIGINT or SIGTERM asks the process to end: the whole `main` of a
    /// program, with the default policy.
    ///
    /// A second signal ends the process at once. The exit code is 0 when it was asked to stop, what
    /// [`Exit::Shutdown`](crate::Exit::Shutdown) said, or 1 after a fatal error, which is printed as one line.
    ///
    /// If a run is stuck at the end, the process is ended from here, because the runtime would wait for its thread for
    /// ever.
    ///
    /// # Panics
    ///
    /// If the runtime was built without time or I/O (`enable_all`).
    ///
    /// # Cancel safety
    ///
    /// Dropping this future stops the graph, without waiting for that.
    pub async fn run(graph: Graph<G>) -> ExitCode {
        Self::run_with(graph, &EngineConfig::default()).await
    }

    /// As [`Engine::run`], with a policy.
    ///
    /// # Panics
    ///
    /// As [`Engine::run`].
    ///
    /// # Cancel safety
    ///
    /// As [`Engine::run`].
    pub async fn run_with(graph: Graph<G>, config: &EngineConfig) -> ExitCode {
        // Before anything runs: a signal that nobody listens to ends the process at once.
        let mut signals = match Signals::listen() {
            Ok(signals) => signals,
            Err(error) => return fail(&error),
        };
        let engine = match Self::start_with(graph, config) {
            Ok(engine) => engine,
            Err(error) => return fail(&error),
        };
        let mut is_asked = false;
        loop {
            tokio::select! {
                ended = engine.wait() => return exit_code(ended),
                asked = signals.next() => {
                    if is_asked {
                        tracing::warn!(target: "depgraph", signal = asked.name, "asked twice; ends at once");
                        exit(asked.code);
                    }
                    is_asked = true;
                    tracing::info!(target: "depgraph", signal = asked.name, "asked to end; stops every node");
                    engine.handle.stop();
                }
            }
        }
    }

    /// Stops every node, dependents first, and waits until all have ended.
    ///
    /// # Errors
    ///
    /// As [`Engine::wait`].
    ///
    /// # Cancel safety
    ///
    /// The engine is asked to stop when this future is first polled; dropping it then does not take that back.
    pub async fn stop(&self) -> Result<Ended, EngineError> {
        self.handle.stop();
        self.wait().await
    }

    /// Waits until the engine has ended, and says how.
    ///
    /// # Errors
    ///
    /// The most severe fatal error, if there was one.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future leaves the engine running; call it again to learn how it ended.
    pub async fn wait(&self) -> Result<Ended, EngineError> {
        self.handle.shared.ended().await.result.clone()
    }

    /// Waits until nothing is starting, stopping or due. A node that fails again and again is always due.
    ///
    /// # Errors
    ///
    /// When the engine has ended.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing.
    pub async fn settled(&self) -> Result<(), EngineEnded> {
        let (to, answer) = oneshot::channel();
        self.handle.shared.command(Command::Settled(to));
        answer.await.map_err(|_| EngineEnded)
    }

    /// Waits until `node` runs, and says which run that is; at once if it does. The engine is asked when this is called: what
    /// happens before the answer is awaited does not change it.
    ///
    /// # Errors
    ///
    /// When it will not run by itself, because it, or something it needs, is done, has declined, is left out, removed,
    /// given up or stuck; or when the engine has ended.
    ///
    /// # Cancel safety
    ///
    /// Dropping this future loses nothing.
    pub fn running<S, M>(&self, node: Node<S, M>) -> Running
    where
        G: Contains<S>,
    {
        let (to, answer) = oneshot::channel();
        self.handle
            .shared
            .command(Command::Running(id::<G, S, M>(node), to));
        Running::new(answer)
    }

    /// Starts `node` again now: a running one is bounced, one that waits out a delay, is done or given up is started.
    pub fn restart<S, M>(&self, node: Node<S, M>)
    where
        G: Contains<S>,
    {
        self.handle
            .shared
            .command(Command::Restart(id::<G, S, M>(node)));
    }

    /// The output `T` of `node`, as it comes, changes and goes.
    #[must_use]
    pub fn output<T>(&self, node: impl OutputOf<G, T>) -> Watch<T> {
        node.watch(self)
    }

    /// What anyone may ask of this engine.
    #[must_use]
    pub fn handle(&self) -> Handle {
        self.handle.clone()
    }
}

/// The key of a node of `G`, or of a graph that `G` contains, that has an output `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the key of a node",
    label = "not a key",
    note = "graph `{G}` has a key for each node: `{G}::STORE` for a node `store`"
)]
pub trait OutputOf<G, T> {
    /// The output of the node in this engine.
    #[doc(hidden)]
    fn watch(self, engine: &Engine<G>) -> Watch<T>;
}

// All that is demanded is demanded here: of a type that rustc cannot find out, it says that of each demand.
impl<G, S, M, T> OutputOf<G, T> for Node<S, M>
where
    G: Contains<S>,
    M: Provides<T>,
    T: Clone + 'static,
{
    fn watch(self, engine: &Engine<G>) -> Watch<T> {
        let shared = &engine.handle.shared;
        let node = id::<G, S, M>(self).index();
        let outputs = shared.directory.nodes[node].manifold.provided();
        let port = outputs
            .iter()
            .position(|output| (output.type_id)() == std::any::TypeId::of::<T>());
        let first = shared.directory.ports_of(node).start;
        Watch::new(port.map(|port| CellRef::new(&shared.cells, first + port)))
    }
}

fn id<G: Contains<S>, S, M>(node: Node<S, M>) -> NodeId {
    NodeId::new(G::__FIRST_INDEX + node.place())
}

impl<G> Deref for Engine<G> {
    type Target = Handle;

    fn deref(&self) -> &Handle {
        &self.handle
    }
}

impl<G> Drop for Engine<G> {
    fn drop(&mut self) {
        self.handle.stop();
    }
}

impl<G> std::fmt::Debug for Engine<G> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("graph", &self.handle.shared.directory.graph)
            .finish_non_exhaustive()
    }
}

fn exit_code(ended: Result<Ended, EngineError>) -> ExitCode {
    let (code, late) = match ended {
        Ok(Ended { code, late }) => (code, late),
        Err(error) => {
            say(&error);
            (1, error.late().to_vec())
        }
    };
    for late in &late {
        tracing::warn!(target: "depgraph", "did not stop in time: {late}");
    }
    if late.iter().any(|late| late.is_stuck) {
        exit(code);
    }
    ExitCode::from(code)
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    say(error);
    ExitCode::FAILURE
}

/// The line that a program ends with. It is printed, because a log may go anywhere, or nowhere.
#[expect(clippy::print_stderr, reason = "what `main` does with an error")]
fn say(error: &dyn std::error::Error) {
    eprintln!("error: {error}");
}

#[expect(
    clippy::exit,
    reason = "a thread that blocks would keep the process for ever"
)]
fn exit(code: u8) -> ! {
    std::process::exit(i32::from(code))
}
