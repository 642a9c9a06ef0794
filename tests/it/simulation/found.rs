//! What the simulation has found, each as small as it gets.

use std::{convert::Infallible, sync::Arc, time::Duration};

use depgraph::{
    Engine, Exit, Expose, Hold, Latest, NodeState, Output, Stop, Worker, graph, hold, manifold,
};

#[derive(Clone, Debug, PartialEq, Output)]
struct Word(u8);

/// It ends as soon as it has started.
struct Brief;

impl Worker for Brief {
    type Error = Infallible;

    async fn run(self, _: Stop) -> Result<Exit, Infallible> {
        Ok(Exit::Done)
    }
}

impl Expose<Word> for Brief {
    fn expose(&self) -> Word {
        Word(7)
    }
}

#[manifold(outputs = [Word])]
fn speak() -> Brief {
    Brief
}

#[manifold(inputs = [word])]
async fn follow(word: Latest<Word>, stop: Stop) -> Result<Exit, Infallible> {
    assert_eq!((word.get(), word.is_stale()), (Word(7), true));
    stop.requested().await;
    Ok(Exit::Stopped)
}

graph! {
    Brevity {
        speaker: speak,
        follower: follow,
    }
}

/// The value was gone before the engine had let it be seen, so that the follower started over and over.
#[tokio::test(start_paused = true)]
async fn the_last_value_of_a_run_that_ends_at_once_is_there_for_those_who_follow() {
    let engine = Engine::start(Brevity::new()).expect("it fits together");
    let running = engine.running(Brevity::FOLLOWER);
    let running = tokio::time::timeout(Duration::from_secs(1), running).await;
    assert_eq!(running, Ok(Ok(1)));
    let report = engine.report().await;
    assert_eq!(report.nodes[0].state, NodeState::Done);
}

#[derive(Clone, Output)]
struct Bomb(#[expect(dead_code, reason = "it is there to be dropped")] Arc<Fuse>);

struct Fuse;

impl Drop for Fuse {
    fn drop(&mut self) {
        std::panic::resume_unwind(Box::new("a value panics when it is dropped"));
    }
}

#[manifold(outputs = [Bomb])]
fn lay() -> Hold<Bomb> {
    hold(Bomb(Arc::new(Fuse)))
}

#[manifold(inputs = [bomb])]
async fn keep(bomb: Latest<Bomb>, stop: Stop) -> Result<Exit, Infallible> {
    stop.requested().await;
    drop(bomb);
    Ok(Exit::Stopped)
}

graph! {
    Minefield {
        layer: lay,
        keeper: keep,
    }
}

/// The engine held the last value that was kept, and whoever dropped the engine, or a `Watch`, caught its panic.
#[tokio::test(start_paused = true)]
async fn a_kept_value_that_panics_when_it_is_dropped_does_not_do_so_at_the_owner_of_the_engine() {
    let engine = Engine::start(Minefield::new()).expect("it fits together");
    let watch = engine.output::<Bomb>(Minefield::LAYER);
    assert_eq!(engine.running(Minefield::KEEPER).await, Ok(1));
    engine.stop().await.expect("nothing fatal");
    tokio::task::yield_now().await;
    drop(engine);
    drop(watch);
}
