//! What a reader of the stream of events sees.

use depgraph::EventsError;

use crate::support::{Alone, Stage, Test};

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
