//! User code that panics: that is an error of the node that it is run for, and nothing more.

use std::{
    error::Error,
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use depgraph::{
    BoxError, Exit, Expose, Output, Publish, Run, Stop, Verdict, Worker, graph, manifold,
};

use super::assert_undisturbed;
use crate::support::{Puppet, Stage, Test, config, ms, pass, root, secs};

/// Where a node panics, once.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Place {
    Start,
    BlockingStart,
    Run,
    Task,
    Expose,
    Filter,
    Judge,
    CloneOfConfig,
    CloneOfOutput,
    PartialEqOfOutput,
    DisplayOfError,
    SourceOfError,
}

const PLACES: [Place; 12] = [
    Place::Start,
    Place::BlockingStart,
    Place::Run,
    Place::Task,
    Place::Expose,
    Place::Filter,
    Place::Judge,
    Place::CloneOfConfig,
    Place::CloneOfOutput,
    Place::PartialEqOfOutput,
    Place::DisplayOfError,
    Place::SourceOfError,
];

impl Place {
    /// Which node shows the panic as its error, and with what text.
    fn shows(self) -> (&'static str, String) {
        let name = match self {
            Self::BlockingStart => "blocking",
            Self::CloneOfOutput => "taker",
            Self::Start
            | Self::Run
            | Self::Task
            | Self::Expose
            | Self::Filter
            | Self::Judge
            | Self::CloneOfConfig
            | Self::PartialEqOfOutput
            | Self::DisplayOfError
            | Self::SourceOfError => "bad",
        };
        let text = match self {
            Self::DisplayOfError | Self::SourceOfError => {
                format!("(an error whose text cannot be had: it panicked: {self:?})")
            }
            Self::Filter | Self::Judge => {
                format!("failed; and what judges it panicked: {self:?}")
            }
            Self::Start
            | Self::BlockingStart
            | Self::Run
            | Self::Task
            | Self::Expose
            | Self::CloneOfConfig
            | Self::CloneOfOutput
            | Self::PartialEqOfOutput => format!("panicked: {self:?}"),
        };
        (name, text)
    }

    /// Whether it takes an error for the panic to happen, and if so, whether it is one for the filter.
    const fn fails(self) -> Option<bool> {
        match self {
            Self::Filter | Self::DisplayOfError | Self::SourceOfError => Some(true),
            Self::Judge => Some(false),
            Self::Start
            | Self::BlockingStart
            | Self::Run
            | Self::Task
            | Self::Expose
            | Self::CloneOfConfig
            | Self::CloneOfOutput
            | Self::PartialEqOfOutput => None,
        }
    }
}

/// S19, E10, promise 7: a panic, wherever it is, is a failure of its node: the report says what it said, the node is
/// tried again, and nobody else notices.
#[tokio::test(start_paused = true)]
async fn a_panic_is_a_failure_of_its_node() {
    for place in PLACES {
        let bystander = Stage::new().puppet("bystander");
        let policy = config().judge(|_, error| {
            if let Some(Unjudged(fuse)) = error.downcast_ref() {
                fuse.blow(Place::Judge);
            }
            Verdict::Retry
        });
        let fuse = Arc::new(Fuse {
            place,
            is_blown: AtomicBool::new(false),
        });
        let config = Config(fuse);
        let test = Test::start_with(
            Panicking::new(config.keep(), config, bystander.clone()),
            policy,
        );
        pass(ms(999)).await;
        let (name, text) = place.shows();
        let node = test.node(name).await;
        let error = node.last_error.map(|error| error.text);
        assert_eq!(
            (error.as_deref(), node.failures),
            (Some(&*text), 1),
            "{place:?}"
        );
        pass(secs(5)).await;
        let all = tokio::join!(
            test.running(Panicking::BAD),
            test.running(Panicking::TAKER),
            test.running(Panicking::BLOCKING)
        );
        assert!(matches!(all, (Ok(_), Ok(_), Ok(_))), "{place:?}: {all:?}");
        assert_undisturbed(&bystander);
        test.end().await;
    }
}

/// The same for what an `async` function, or one that blocks, has made: it is asked for its outputs elsewhere.
#[tokio::test(start_paused = true)]
async fn a_panic_in_expose_is_a_failure_however_the_worker_was_made() {
    let [later, blocking] = [(); 2].map(|()| {
        let (place, is_blown) = (Place::Expose, AtomicBool::new(false));
        Config(Arc::new(Fuse { place, is_blown }))
    });
    let test = Test::start(Exposing::new(later, blocking));
    pass(ms(999)).await;
    for node in test.report().await.nodes {
        let error = node.last_error.map(|error| error.text);
        assert_eq!(
            (error.as_deref(), node.failures),
            (Some("panicked: Expose"), 1),
            "{}",
            node.name
        );
    }
    let all = tokio::join!(
        test.running(Exposing::LATER),
        test.running(Exposing::BLOCKING)
    );
    assert!(matches!(all, (Ok(2), Ok(2))), "{all:?}");
    test.end().await;
}

graph! {
    /// Two of which the workers may panic.
    Exposing(later: Config, blocking: Config) {
        later: exposes_later(later),
        blocking: exposes_blocking(blocking),
    }
}

#[manifold(outputs = [Bad])]
async fn exposes_later(config: Config) -> Exposes {
    tokio::task::yield_now().await;
    Exposes(config.0)
}

#[manifold(outputs = [Bad], blocking)]
fn exposes_blocking(config: Config) -> Exposes {
    Exposes(config.0)
}

struct Exposes(Arc<Fuse>);

impl Worker for Exposes {
    type Error = BoxError;

    async fn run(self, stop: Stop) -> Result<Exit, BoxError> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl Expose<Bad> for Exposes {
    fn expose(&self) -> Bad {
        self.0.blow(Place::Expose);
        Bad(Arc::clone(&self.0))
    }
}

graph! {
    /// Some that may panic, and one that has nothing to do with them.
    Panicking(blocking: Config, bad: Config, bystander: Puppet) {
        blocking: panics_blocking(blocking),
        bad: panics(bad),
        taker: take,
        bystander: root(bystander),
    }
}

#[manifold(outputs = [Bad, Compared], filter = ask)]
fn panics(publish: Publish<Compared>, run: Run, config: Config) -> Panics {
    config.0.blow(Place::Start);
    Panics {
        fuse: config.0,
        run,
        publish,
    }
}

#[manifold(blocking)]
fn panics_blocking(config: &Config) -> depgraph::Hold<()> {
    config.0.blow(Place::BlockingStart);
    depgraph::hold(())
}

#[manifold(inputs = [bad])]
async fn take(bad: Bad, stop: Stop) -> Result<Exit, BoxError> {
    stop.requested().await;
    drop(bad);
    Ok(Exit::Stopped)
}

fn ask(Failed(fuse): &Failed) -> Verdict {
    fuse.blow(Place::Filter);
    Verdict::Retry
}

struct Panics {
    fuse: Arc<Fuse>,
    run: Run,
    publish: Publish<Compared>,
}

impl Worker for Panics {
    type Error = BoxError;

    async fn run(self, stop: Stop) -> Result<Exit, BoxError> {
        let Self { fuse, run, publish } = self;
        fuse.blow(Place::Run);
        drop(publish.set(Compared(Arc::clone(&fuse))));
        drop(publish.set(Compared(Arc::clone(&fuse))));
        let its = Arc::clone(&fuse);
        run.spawn(async move {
            its.blow(Place::Task);
            Ok::<(), BoxError>(())
        });
        if !fuse.is_blown() {
            match fuse.place.fails() {
                Some(true) => return Err(Failed(fuse).into()),
                Some(false) => return Err(Unjudged(fuse).into()),
                None => {}
            }
        }
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl Expose<Bad> for Panics {
    fn expose(&self) -> Bad {
        self.fuse.blow(Place::Expose);
        Bad(Arc::clone(&self.fuse))
    }
}

/// Panics once, in one place.
#[derive(Debug)]
struct Fuse {
    place: Place,
    is_blown: AtomicBool,
}

impl Fuse {
    fn blow(&self, here: Place) {
        let blows = here == self.place && !self.is_blown.swap(true, Ordering::Relaxed);
        assert!(!blows, "{here:?}");
    }

    fn is_blown(&self) -> bool {
        self.is_blown.load(Ordering::Relaxed)
    }
}

struct Config(Arc<Fuse>);

impl Config {
    /// The same again.
    fn keep(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl Clone for Config {
    fn clone(&self) -> Self {
        self.0.blow(Place::CloneOfConfig);
        self.keep()
    }
}

#[derive(Output)]
struct Bad(Arc<Fuse>);

impl Clone for Bad {
    fn clone(&self) -> Self {
        self.0.blow(Place::CloneOfOutput);
        Self(Arc::clone(&self.0))
    }
}

#[derive(Clone, Output)]
struct Compared(Arc<Fuse>);

impl PartialEq for Compared {
    fn eq(&self, _: &Self) -> bool {
        self.0.blow(Place::PartialEqOfOutput);
        true
    }
}

#[derive(Debug)]
struct Failed(Arc<Fuse>);

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.blow(Place::DisplayOfError);
        f.write_str("failed")
    }
}

impl Error for Failed {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.blow(Place::SourceOfError);
        None
    }
}

#[derive(Debug, thiserror::Error)]
#[error("failed")]
struct Unjudged(Arc<Fuse>);
