//! What a reader of the stream of events sees.

use std::sync::Arc;

use depgraph::{Cause, Event, Events, EventsError, Exit, NodeState};

use crate::support::{Alone, Chain, End, Pair, Stage, Strangers, Test, life, moment, pass, secs};

/// An event as one line.
fn line(event: &Event) -> String {
    let Event {
        node,
        run,
        from,
        to,
        cause,
        wave,
        ..
    } = event;
    let cause = if let Cause::Ended { error } = cause {
        let error = error.as_deref().map(|error| format!(": {error}"));
        format!("ended{}", error.unwrap_or_default())
    } else if let Cause::Input { node } = cause {
        format!("input {node}")
    } else if let Cause::InputLost { node } = cause {
        format!("lost {node}")
    } else {
        format!("{cause:?}").to_lowercase()
    };
    let wave = wave.map_or_else(String::new, |wave| format!(" in wave {wave}"));
    format!("{node}#{run} {from} -> {to}: {cause}{wave}")
}

/// What can be read without waiting.
async fn read(events: &mut Events) -> Vec<String> {
    let mut lines = Vec::new();
    while let Ok(event) = tokio::time::timeout(secs(0), events.next()).await {
        lines.push(line(&event.expect("none was missed")));
    }
    lines
}

/// S35: each change of a node's state is an event, with the run, the cause, and the wave that it is part of: so who
/// bounced whom can be read.
#[tokio::test(start_paused = true)]
async fn events_tell_what_changed_why_and_in_which_wave() {
    let [a, b, c] = Stage::new().puppets(["a", "b", "c"]);
    let test = Test::start(Chain::new(a.clone(), b, c));
    let mut events = test.events();
    test.settled().await.expect("it runs");
    assert_eq!(
        read(&mut events).await,
        [
            "a#1 waiting -> starting: begin",
            "a#1 starting -> running: started",
            "b#1 waiting -> starting: input a",
            "b#1 starting -> running: started",
            "c#1 waiting -> starting: input b",
            "c#1 starting -> running: started",
        ]
    );
    a.fail("disk full");
    pass(secs(2)).await;
    let mut lines = read(&mut events).await;
    lines.retain(|line| !line.starts_with("c#"));
    assert_eq!(
        lines,
        [
            "a#1 running -> stopping: returned",
            "b#1 running -> stopping: lost a in wave 1",
            "a#1 stopping -> in back-off: ended: disk full",
            "b#1 stopping -> settling: ended in wave 1",
            "b#1 settling -> waiting: deadline in wave 1",
            "a#1 in back-off -> waiting: deadline",
            "a#2 waiting -> starting: deadline",
            "a#2 starting -> running: started",
            "b#2 waiting -> starting: input a",
            "b#2 starting -> running: started",
        ]
    );
    test.end().await;
}

/// Promise 10: an end is told when it is one, and with its error; that a worker has returned before all that it began is no
/// end yet.
#[tokio::test(start_paused = true)]
async fn an_end_is_told_once_and_with_its_error() {
    let [a] = Stage::new().puppets(["a"]);
    let test = Test::settle(Alone::new(a.clone())).await;
    let mut events = test.events();
    let stop = a.run().stop();
    a.run().spawn(async move {
        stop.requested().await;
        tokio::time::sleep(secs(3)).await;
        Ok::<(), std::io::Error>(())
    });
    a.next(life().start_ends(End::fail("no disk")));
    a.fail("disk full");
    moment().await;
    assert_eq!(
        read(&mut events).await,
        ["a#1 running -> stopping: returned"]
    );
    pass(secs(5)).await;
    assert_eq!(
        read(&mut events).await,
        [
            "a#1 stopping -> in back-off: ended: disk full",
            "a#1 in back-off -> waiting: deadline",
            "a#2 waiting -> starting: deadline",
            "a#2 starting -> stopping: returned",
            "a#2 stopping -> in back-off: ended: no disk",
        ]
    );
    test.end().await;
}

/// S35: so is what a node waited for: that someone asks for a restart, or that those who used its last run have stopped.
#[tokio::test(start_paused = true)]
async fn events_tell_what_a_node_waited_for() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    b.always(life().stop_takes(secs(3)));
    let test = Test::settle(Pair::new(a.clone(), b)).await;
    let mut events = test.events();
    a.exit(Exit::Done);
    pass(secs(5)).await;
    test.restart(Pair::A);
    pass(secs(5)).await;
    a.exit(Exit::Restart);
    pass(secs(5)).await;
    let mut lines = read(&mut events).await;
    lines.retain(|line| line.starts_with("a#") && line.contains("waiting ->"));
    assert_eq!(
        lines,
        [
            "a#2 waiting -> starting: restart",
            "a#3 waiting -> starting: drained",
        ]
    );
    test.end().await;
}

/// A run that leaves nothing behind is over as soon as its worker is: it is never seen on its way down.
#[tokio::test(start_paused = true)]
async fn a_run_that_leaves_nothing_ends_at_once() {
    let [a, b] = Stage::new().puppets(["a", "b"]);
    let test = Test::settle(Strangers::new(a, b.clone())).await;
    let mut events = test.events();
    b.exit(Exit::Restart);
    moment().await;
    b.exit(Exit::Done);
    moment().await;
    assert_eq!(
        read(&mut events).await,
        [
            "b#1 running -> waiting: ended",
            "b#2 waiting -> starting: ended",
            "b#2 starting -> running: started",
            "b#2 running -> done: ended",
        ]
    );
    test.end().await;
}

/// The engine does not wait for a reader: one that is too slow loses the oldest events, and is told how many.
#[tokio::test(start_paused = true)]
async fn a_slow_reader_loses_events_and_is_told_how_many() {
    let [a] = Stage::new().puppets(["a"]);
    let test = Test::settle(Alone::new(a)).await;
    let [mut slow, mut quick] = [test.events(), test.events()];
    let mut all = 0;
    for _ in 0..2_000 {
        test.restart(Alone::A);
        test.settled().await.expect("it runs");
        all += read(&mut quick).await.len() as u64;
    }
    assert!(all > 4_096, "only {all} happened");
    let kept = 4_096;
    assert_eq!(slow.next().await, Err(EventsError::Missed(all - kept)));
    let mut left = 0;
    let mut last = None;
    while let Ok(Ok(event)) = tokio::time::timeout(secs(0), slow.next()).await {
        left += 1;
        last = Some((event.run, event.to));
    }
    assert_eq!((left, last), (kept, Some((2_001, NodeState::Running))));
    test.end().await;
}

/// Promise 10: events come in the order of what they tell, each state from the one before; a stream begins where it was
/// asked for.
#[tokio::test(start_paused = true)]
async fn a_stream_tells_a_story_without_gaps() {
    let [a] = Stage::new().puppets(["a"]);
    let test = Test::settle(Alone::new(a.clone())).await;
    let mut events = test.events();
    a.fail("broken");
    pass(secs(5)).await;
    test.restart(Alone::A);
    let engine = Arc::new(test);
    engine.stop().await.expect("nothing was fatal");
    moment().await;
    let mut state = NodeState::Running;
    let mut count = 0;
    while let Ok(event) = events.next().await {
        assert_eq!((event.node, event.from), ("a", state));
        state = event.to;
        count += 1;
    }
    assert_eq!(state, NodeState::Stopped);
    assert!(count > 5, "only {count} events");
    let test = Arc::into_inner(engine).expect("nobody else has it");
    test.end().await;
}

/// Everything that was kept can be read when the engine has ended; only then does the stream end, for good.
#[tokio::test(start_paused = true)]
async fn all_that_was_kept_can_be_read_after_the_end() {
    let [a] = Stage::new().puppets(["a"]);
    let test = Test::settle(Alone::new(a)).await;
    let mut events = test.events();
    for _ in 0..300 {
        test.restart(Alone::A);
        test.settled().await.expect("it runs");
    }
    test.end().await;
    let mut read = Vec::new();
    while let Ok(event) = events.next().await {
        read.push(event.run);
    }
    assert_eq!((read.first(), read.last()), (Some(&1), Some(&301)));
    assert!(read.len() > 900, "only {} were read", read.len());
    assert_eq!(events.next().await, Err(EventsError::Ended));
}
