//! What tests of manifolds are given in place of what an engine gives.

use depgraph::{Publish, Published, testing};

use crate::support::{Val, secs};

const fn val(tag: u32) -> Val {
    Val {
        from: "test",
        run: 1,
        tag,
    }
}

/// Whoever waits for a change is told of it, and whoever asks sees it at once.
#[tokio::test(start_paused = true)]
async fn a_watch_sees_what_its_source_has() {
    let (source, watch) = testing::watch::<Val>();
    let mut waits = watch.clone();
    let waiting = tokio::spawn(async move {
        let first = waits.changed().await;
        (first, waits.changed().await)
    });
    assert_eq!(watch.get(), None);
    for value in [Some(val(1)), None] {
        tokio::task::yield_now().await;
        match &value {
            Some(value) => source.set(value.clone()),
            None => source.clear(),
        }
        assert_eq!(watch.get(), value);
    }
    let told = tokio::time::timeout(secs(1), waiting).await;
    let told = told.expect("it is told").expect("it does not panic");
    assert_eq!(told, (Some(val(1)), None));
}

/// A latest input keeps its last value when its source has gone, and is stale until there is another.
#[tokio::test(start_paused = true)]
async fn a_latest_input_keeps_what_its_source_had() {
    let (source, mut latest) = testing::latest(val(1));
    assert_eq!((latest.get(), latest.is_stale()), (val(1), false));
    source.clear();
    let told = tokio::time::timeout(secs(1), latest.changed()).await;
    assert_eq!((told.ok(), latest.is_stale()), (Some(val(1)), true));
    source.set(val(2));
    let told = tokio::time::timeout(secs(1), latest.changed()).await;
    assert_eq!((told.ok(), latest.is_stale()), (Some(val(2)), false));
}

/// What is published is seen at once, and nobody holds what it replaces.
#[tokio::test(start_paused = true)]
async fn what_is_published_is_seen_at_once() {
    let (publish, watch) = testing::publish::<Val>();
    let changes: [fn(&Publish<Val>) -> Published; 3] = [
        |publish| publish.set(val(1)),
        Publish::clear,
        |publish| publish.replace(val(2)),
    ];
    for (change, seen) in changes.into_iter().zip([Some(val(1)), None, Some(val(2))]) {
        let change = change(&publish);
        assert_eq!(watch.get(), seen);
        let free = tokio::time::timeout(secs(1), change).await;
        assert_eq!(free.ok(), Some(Ok(())));
    }
}
