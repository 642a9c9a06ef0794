//! Random graphs with random histories, each step checked by the oracle and the referee.
//!
//! `DEPGRAPH_HISTORIES` says how many, `DEPGRAPH_SEED` with which seed the first of them; the seed is the same each time
//! unless one is set. A history that fails is cut down by `proptest` to what still fails, and printed as a script; and
//! `proptest-regressions` keeps it, so that it is played first from then on.

use std::{cell::RefCell, env, panic, sync::Mutex, thread};

use proptest::{
    prelude::*,
    test_runner::{RngSeed, TestError, TestRunner},
};

use super::{
    coverage::Coverage,
    draw::{focused, random},
    play::{History, play},
    script,
    step::{finale, steps, whom},
};

/// How many histories come from one seed.
const BATCH: usize = 250;

#[test]
fn every_random_history_keeps_every_promise() {
    let count = number("DEPGRAPH_HISTORIES").unwrap_or(2_000);
    let first = number("DEPGRAPH_SEED").unwrap_or(0);
    let starts = (0..count).step_by(BATCH);
    let batches = Mutex::new(starts.map(|start| BATCH.min(count - start)).zip(first..));
    let play_all = || {
        let mut coverage = Coverage::default();
        while let Some((cases, seed)) = { batches.lock().expect("nobody panics with it").next() } {
            coverage.add(play_batch(cases, seed));
        }
        coverage
    };
    let mut coverage = Coverage::default();
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(play_all)).collect();
        for thread in threads {
            coverage.add(thread.join().expect("every history keeps every promise"));
        }
    });
    report(&coverage);
    let missed = coverage.missed(50);
    assert!(
        count < 2_000 || missed.is_empty(),
        "hardly tried:\n{missed}"
    );
}

#[expect(clippy::print_stdout, reason = "`--nocapture` shows what was tried")]
fn report(coverage: &Coverage) {
    println!("{}", coverage.table());
}

fn number(name: &str) -> Option<usize> {
    let text = env::var(name).ok()?;
    let number = text.parse();
    Some(number.unwrap_or_else(|_| panic!("`{name}` is `{text}`, and is to be a number")))
}

/// Plays the histories of one seed.
fn play_batch(cases: usize, seed: usize) -> Coverage {
    let coverage = RefCell::new(Coverage::default());
    let usual = ProptestConfig::with_source_file(file!());
    let mut runner = TestRunner::new(ProptestConfig {
        cases: u32::try_from(cases).expect("a batch is small"),
        rng_seed: RngSeed::Fixed(seed as u64),
        max_shrink_iters: usual.max_shrink_iters.min(100_000),
        ..usual
    });
    let played = runner.run(&histories(), |history| {
        let played = play(&history, &mut coverage.borrow_mut());
        played.map_err(|failure| TestCaseError::fail(failure.problem))
    });
    match played {
        Ok(()) => coverage.into_inner(),
        Err(TestError::Abort(reason)) => panic!("no history can be drawn: {reason}"),
        Err(TestError::Fail(problem, history)) => {
            let script = script_of(&history);
            panic!("DEPGRAPH_SEED={seed} DEPGRAPH_HISTORIES={cases}: {problem}\n\n{script}")
        }
    }
}

fn histories() -> impl Strategy<Value = History> {
    let drawn = prop_oneof![
        8 => focused(),
        1 => random(4),
        1 => random(8),
        1 => random(30),
    ];
    let finale = (whom(), finale(), steps(20));
    // Cut down in this order.
    (steps(500), finale, drawn).prop_map(|(steps, finale, drawn)| History {
        steps,
        finale,
        drawn,
    })
}

/// What happened, as a script: with what the machine does about it, if that does not go wrong.
fn script_of(history: &History) -> String {
    let Err(failure) = play(history, &mut Coverage::default()) else {
        return "played once more, it does not fail".into();
    };
    let script = script::write(&history.drawn.plan, &failure.events);
    match panic::catch_unwind(|| script::play(&script)) {
        Ok(Ok(played)) => played,
        Ok(Err(_)) | Err(_) => script,
    }
}
