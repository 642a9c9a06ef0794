//! Times, taken in turn.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use tokio::runtime::{Builder, Runtime};

use crate::{
    common::{Shape, Subject, is_smoke, take_starts},
    traced,
};

/// Which runtime everything runs on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    CurrentThread,
    MultiThread,
}

impl Flavour {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::CurrentThread => "current",
            Self::MultiThread => "multi",
        }
    }

    pub(crate) fn runtime(self) -> Runtime {
        let mut builder = match self {
            Self::CurrentThread => Builder::new_current_thread(),
            Self::MultiThread => Builder::new_multi_thread(),
        };
        builder
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("there is a runtime")
    }
}

/// How long one thing took, and how often a start function was called meanwhile.
#[derive(Clone, Copy)]
pub(crate) struct Sample {
    pub(crate) time: Duration,
    pub(crate) starts: usize,
}

/// Starts a graph, bounces it and stops it, and says how long each took.
pub(crate) type Round = Box<dyn Fn(&Runtime) -> Vec<Sample>>;

pub(crate) fn round_of<S: Subject + 'static>(shape: &Shape, traced: bool) -> Round {
    let plan: &'static S::Plan = Box::leak(Box::new(S::plan(shape)));
    let bounced: Vec<_> = shape
        .bounced
        .iter()
        .map(|&(_, node)| (node, shape.affected_by(node)))
        .collect();
    Box::new(move |runtime| {
        let bounced = bounced.clone();
        traced::switch(traced);
        // A task of its own: what `block_on` drives itself is no task, and slower.
        let round = runtime.spawn(async move {
            let mut samples = Vec::new();
            let (sample, mut subject) = sample(S::start(plan)).await;
            samples.push(sample);
            for (node, affected) in bounced {
                samples.push(self::sample(subject.bounce(node, affected)).await.0);
            }
            samples.push(self::sample(subject.stop()).await.0);
            samples
        });
        let samples = runtime.block_on(round).expect("nothing panics");
        // What is being dropped does not count for whoever comes next.
        while runtime.metrics().num_alive_tasks() > 0 {
            runtime.block_on(tokio::task::yield_now());
        }
        traced::switch(false);
        samples
    })
}

async fn sample<R>(what: impl Future<Output = R>) -> (Sample, R) {
    take_starts();
    let start = Instant::now();
    let result = what.await;
    let time = start.elapsed();
    let starts = take_starts();
    (Sample { time, starts }, result)
}

/// Has the allocator keep what is given back to it, as it does in a program that has run for a while.
///
/// At first, glibc returns much of what a graph leaves behind to the kernel, and gets it back page by page for the next one.
/// It stops that when something large has come and gone, which was what some graphs did for whatever was measured after
/// them: half of a time could be page faults, of either side, or none.
///
/// That holds for 64 MiB. What is kept above the room of several such blocks holds on to more: a graph of 100,000 nodes had
/// taken half as long again, or not, depending on what else had been allocated before.
pub(crate) fn warm_up_allocator() {
    let large = || Vec::<u8>::with_capacity(LARGE);
    drop(black_box(large()));
    let room: [Vec<u8>; 8] = black_box(std::array::from_fn(|_| large()));
    large().leak();
    drop(room);
}

/// Just below the largest block of which glibc takes notice: 32 MiB.
const LARGE: usize = (32 << 20) - (64 << 10);

/// How often something of this size is measured in one go.
pub(crate) fn rounds(nodes: usize) -> usize {
    if is_smoke() {
        1
    } else {
        (120_000 / nodes.max(1)).min(100)
    }
}

/// Each of so many things once a round, there and back: what one leaves behind, in the caches and in the allocator, is what the
/// next one finds, so it is not always the same one.
pub(crate) fn in_turn(rounds: usize, things: usize) -> impl Iterator<Item = usize> {
    let round = move |round| {
        let is_back = round % 2 == 1;
        (0..things).map(move |thing| if is_back { things - 1 - thing } else { thing })
    };
    (0..rounds).flat_map(round)
}

pub(crate) const fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// The median of how many times as long the second took as the first.
pub(crate) fn median_ratio(pairs: impl Iterator<Item = (Duration, Duration)>) -> f64 {
    let ratio = |(first, second): (Duration, Duration)| second.as_secs_f64() / first.as_secs_f64();
    let mut ratios: Vec<f64> = pairs.map(ratio).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
