//! A million bounces and a million failed starts in one process, with flat memory and flat time for each.
//!
//! `cargo run --release -p depgraph-tests --example soak`, with the number of rounds as an argument if it is not to be a
//! million. Each is played twice: without any delay, as fast as it goes, and with the default policy on paused time,
//! where every round waits for a timer. It fails if the last tenth took much more time or memory than the first.

#![expect(clippy::print_stdout, reason = "what it is for")]

use std::{
    convert::Infallible,
    env, fs,
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use depgraph::{
    BoxError, Engine, EngineConfig, Exit, Latest, Output, Publish, Stop, Watch, graph, manifold,
};
use tokio::sync::Notify;

/// What is published: a new one bounces whoever needs it.
#[derive(Clone, Output)]
struct Tick(#[expect(dead_code, reason = "nobody looks at it")] Arc<u64>);

/// Rounds that have been played, and those who wait for the next.
#[derive(Clone, Default)]
struct Rounds {
    played: Arc<AtomicU64>,
    news: Arc<Notify>,
    last: u64,
}

impl Rounds {
    fn new(last: u64) -> Self {
        Self {
            last,
            ..Self::default()
        }
    }

    /// One more; returns which.
    fn play(&self) -> u64 {
        let played = self.played.fetch_add(1, Ordering::Relaxed) + 1;
        self.news.notify_one();
        played
    }

    /// Waits for another.
    async fn next(&self) {
        self.news.notified().await;
    }
}

/// Publishes a new value whenever the last one has bounced the one who needs it.
#[manifold(outputs = [Tick])]
async fn tick(publish: Publish<Tick>, stop: Stop, rounds: Rounds) -> Result<Exit, Infallible> {
    for round in 0..rounds.last {
        drop(publish.replace(Tick(Arc::new(round))));
        rounds.next().await;
    }
    drop(publish.replace(Tick(Arc::new(rounds.last))));
    stop.requested().await;
    Ok(Exit::Stopped)
}

/// Is bounced.
#[manifold(inputs = [tick])]
async fn hold(tick: Tick, stop: Stop, rounds: Rounds) -> Result<Exit, Infallible> {
    rounds.play();
    stop.requested().await;
    drop(tick);
    Ok(Exit::Stopped)
}

/// Follows.
#[manifold(inputs = [latest, watch])]
async fn follow(
    mut latest: Latest<Tick>,
    mut watch: Watch<Tick>,
    stop: Stop,
) -> Result<Exit, Infallible> {
    loop {
        tokio::select! {
            () = stop.requested() => return Ok(Exit::Stopped),
            tick = latest.changed() => drop(tick),
            tick = watch.changed() => drop(tick),
        }
    }
}

graph! {
    /// A node that is bounced, and one that follows.
    Bounces(rounds: Rounds) {
        tick: tick(rounds.clone()),
        hold: hold(rounds),
        follow: follow,
    }
}

/// Fails to start, every time but the last.
#[manifold]
fn fail(rounds: Rounds) -> Result<depgraph::Hold<Tick>, BoxError> {
    let round = rounds.play();
    if round > rounds.last {
        return Ok(depgraph::hold(Tick(Arc::new(round))));
    }
    Err(format!("start {round} fails").into())
}

/// Needs what never comes.
#[manifold(inputs = [tick])]
async fn wait(tick: Option<Tick>, stop: Stop) -> Result<Exit, Infallible> {
    drop(tick);
    stop.requested().await;
    Ok(Exit::Stopped)
}

graph! {
    /// A node that fails, and one that would take what it never makes.
    Failures(rounds: Rounds) {
        fail: fail(rounds),
        wait: wait,
    }
}

/// What it is like after a tenth of the rounds.
struct Tenth {
    time: Duration,
    /// Resident memory, in KiB.
    memory: u64,
}

fn main() -> ExitCode {
    let rounds = env::args().nth(1).map_or(1_000_000, |text| {
        text.parse().expect("the argument is a number of rounds")
    });
    let at_once = EngineConfig::builder()
        .bounce_delay(Duration::ZERO)
        .error_delay(Duration::ZERO)
        .build()
        .expect("it makes sense");
    let patient = EngineConfig::default();
    let are_flat = [
        soak("bounces at once", rounds, false, |rounds| {
            Engine::start_with(Bounces::new(rounds), &at_once)
        }),
        soak("bounces after their delays", rounds, true, |rounds| {
            Engine::start_with(Bounces::new(rounds), &patient)
        }),
        soak("failed starts at once", rounds, false, |rounds| {
            Engine::start_with(Failures::new(rounds), &at_once)
        }),
        soak("failed starts after their delays", rounds, true, |rounds| {
            Engine::start_with(Failures::new(rounds), &patient)
        }),
    ];
    if are_flat.contains(&false) {
        println!("not flat");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Plays so many rounds on an engine, prints what each tenth of them took, and returns whether that is flat.
fn soak<G: 'static>(
    what: &str,
    rounds: u64,
    is_paused: bool,
    start: impl FnOnce(Rounds) -> Result<Engine<G>, depgraph::StartError>,
) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(is_paused)
        .build()
        .expect("a runtime can be built");
    let tenths = runtime.block_on(async {
        let played = Rounds::new(rounds);
        let engine = start(played.clone()).expect("it fits together");
        // Someone who looks on, and does not read.
        let events = engine.events();
        let glance = if is_paused { HOUR } else { MILLISECOND };
        let tenths = watch_over(&engine, &played, glance).await;
        drop(events);
        engine.stop().await.expect("nothing fatal");
        tenths
    });
    println!("{rounds} {what}");
    for (number, Tenth { time, memory }) in tenths.iter().enumerate() {
        let each = time.as_nanos() / u128::from(rounds / 10).max(1);
        println!(
            "  tenth {:>2}: {each:>7} ns each, {memory:>6} KiB",
            number + 1
        );
    }
    let (first, last) = (&tenths[0], &tenths[9]);
    last.memory <= first.memory + 512 && last.time <= first.time * 3 / 2
}

const MILLISECOND: Duration = Duration::from_millis(1);
const HOUR: Duration = Duration::from_hours(1);

/// Looks every now and then how far it is.
async fn watch_over<G>(engine: &Engine<G>, played: &Rounds, glance: Duration) -> Vec<Tenth> {
    let mut tenths = Vec::new();
    for tenth in 1..=10 {
        let begun = spent();
        while played.played.load(Ordering::Relaxed) < played.last * tenth / 10 {
            // A question whose answer nobody waits for leaves nothing behind.
            let _late = tokio::time::timeout(glance, engine.settled()).await;
            tokio::time::sleep(glance).await;
        }
        drop(engine.report().await);
        tenths.push(Tenth {
            time: spent().saturating_sub(begun),
            memory: resident(),
        });
    }
    tenths
}

/// What this thread has spent on a processor, so that others on the machine do not count.
fn spent() -> Duration {
    Duration::from_nanos(number("/proc/thread-self/schedstat", 0))
}

/// The resident memory of this process in KiB.
fn resident() -> u64 {
    const PAGE: u64 = 4;
    number("/proc/self/statm", 1) * PAGE
}

/// A number that Linux gives in a file, by its place in it.
fn number(file: &str, place: usize) -> u64 {
    let text = fs::read_to_string(file).expect("this runs on Linux");
    let number = text.split_whitespace().nth(place);
    number
        .and_then(|number| number.parse().ok())
        .expect("there is a number")
}
