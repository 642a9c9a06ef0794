//! When the old value of an output is free.

use depgraph::{Publish, Run, Start, graph, manifold};

use crate::support::{Actor, Oops, Puppet, Stage, Test, Val, life, one, secs};

/// Publishes as it starts, and writes down when that change resolves.
#[manifold(outputs = [Val])]
async fn prepares(
    publish: Publish<Val>,
    run: Run,
    config: (Puppet, Stage),
) -> Result<Start<Actor>, Oops> {
    let (puppet, stage) = config;
    let (from, number) = ("a", run.number());
    let change = publish.replace(Val {
        from,
        run: number,
        tag: 1,
    });
    run.spawn(async move {
        let released = change.await;
        stage.note(format!("a#{number} is released: {released:?}"));
        Ok::<(), Oops>(())
    });
    puppet.start(run, String::new()).await
}

graph! {
    /// `b` needs what `a` publishes as it starts.
    Prepared(a: (Puppet, Stage), b: Puppet) {
        a: prepares(a),
        b: one(b) { val: a },
    }
}

/// What is published during a start replaces nothing that anyone could hold: it resolves with the start.
#[tokio::test(start_paused = true)]
async fn a_change_that_a_start_makes_resolves_with_the_start() {
    let stage = Stage::new();
    let [a, b] = stage.puppets(["a", "b"]);
    a.always(life().start_takes(secs(1)));
    let test = Test::settle(Prepared::new((a, stage.clone()), b)).await;
    test.restart(Prepared::A);
    test.settled().await.expect("it runs");
    assert_eq!(stage.when("a#1 is released: Ok(())"), secs(1));
    assert_eq!(stage.when("a#2 is released: Ok(())"), secs(2));
    test.end().await;
}
