//! When nothing more can happen, that is visible.

use std::sync::Arc;

use depgraph::{Exit, NodeState, NotRunning, Verdict, graph};

use crate::support::{End, Puppet, Stage, Test, as_own_run, life, moment, ms, one, pass, root};

graph! {
    /// `b` is left out, on which `d` is conditional; `c` needs `a`.
    Maybe(a: Puppet, b: Option<Puppet>, c: Puppet, d: Option<Puppet>) {
        a: root(a),
        b?: root(b),
        c: one(c) { val: a },
        d?: as_own_run(d) when [b],
    }
}

/// Whoever waits for a node that does not run, and will not by itself, is told so, and what it is doing instead.
#[tokio::test(start_paused = true)]
async fn waiting_for_a_node_that_can_run_no_more_ends() {
    let ends = [
        (End::Exit(Exit::Done), NodeState::Done),
        (End::Exit(Exit::Wait("no".to_owned())), NodeState::Declined),
        (End::verdict("no", Verdict::Wait), NodeState::Declined),
        (End::Exit(Exit::Remove), NodeState::Removed),
        (End::verdict("no", Verdict::GiveUp), NodeState::GivenUp),
    ];
    for (end, state) in ends {
        for life in [
            life().start_takes(ms(5)).start_ends(end.clone()),
            life().run_ends(ms(5), end.clone()),
        ] {
            let [a, c, d] = Stage::new().puppets(["a", "c", "d"]);
            a.next(life);
            let test = Test::start(Maybe::new(a, None, c, Some(d)));
            pass(ms(15)).await;
            let answers = async {
                [
                    test.running(Maybe::A).await,
                    test.running(Maybe::B).await,
                    test.running(Maybe::C).await,
                    test.running(Maybe::D).await,
                ]
            };
            let answers = tokio::time::timeout(ms(1), answers).await;
            let answers = answers.expect("all are answered at once");
            assert_eq!(
                answers.map(|answer| answer.expect_err("it does not run").to_string()),
                [
                    format!("`a` will not run: it is {state}"),
                    "`b` will not run: it is left out".to_owned(),
                    format!("`c` will not run: it needs `a`, which is {state}"),
                    "`d` will not run: it needs `b`, which is left out".to_owned(),
                ]
            );
            test.end().await;
        }
    }
}

/// What waits for such a node says so in the report: what has become of it, and with which error.
#[tokio::test(start_paused = true)]
async fn the_report_says_why_a_node_that_is_waited_for_will_not_come() {
    let ends = [
        (End::Exit(Exit::Done), "is done"),
        (End::verdict("no", Verdict::Done), "is done"),
        (
            End::Exit(Exit::Wait("no licence".to_owned())),
            "cannot run with its inputs: no licence",
        ),
        (
            End::verdict("no licence", Verdict::Wait),
            "cannot run with its inputs: no licence",
        ),
        (End::Exit(Exit::Remove), "was removed"),
        (End::verdict("no", Verdict::Remove), "was removed"),
        (
            End::verdict("beyond repair", Verdict::GiveUp),
            "was given up after: beyond repair",
        ),
    ];
    for (end, why) in ends {
        let [a, c, d] = Stage::new().puppets(["a", "c", "d"]);
        a.next(life().start_ends(end));
        let test = Test::settle(Maybe::new(a, None, c, Some(d))).await;
        assert_eq!(
            test.node("c").await.waits_for,
            [format!("waits for `a`, which {why}")]
        );
        assert_eq!(
            test.node("d").await.waits_for,
            ["waits for `b`, which is left out"]
        );
        test.end().await;
    }
}

/// Such a node itself waits for nothing, also when what it needs has gone.
#[tokio::test(start_paused = true)]
async fn a_node_that_will_not_come_back_waits_for_nothing() {
    for (end, state) in [
        (End::Exit(Exit::Remove), NodeState::Removed),
        (End::verdict("no", Verdict::GiveUp), NodeState::GivenUp),
    ] {
        let [a, c, d] = Stage::new().puppets(["a", "c", "d"]);
        c.next(life().start_ends(end));
        let test = Test::settle(Maybe::new(a.clone(), None, c, Some(d))).await;
        a.exit(Exit::Done);
        test.settled().await.expect("nothing ends it");
        assert_eq!(test.state("a").await, NodeState::Done);
        let node = test.node("c").await;
        assert_eq!((node.state, node.waits_for), (state, vec![]));
        test.end().await;
    }
}

/// Whoever waits already when that becomes certain is told then; when the engine ends, so is everyone.
#[tokio::test(start_paused = true)]
async fn those_who_wait_are_told_when_it_becomes_certain() {
    let [a, c] = Stage::new().puppets(["a", "c"]);
    a.next(life().start_takes(ms(5)).start_ends(End::fail("for now")))
        .next(life().start_hangs());
    let test = Test::start(Maybe::new(a.clone(), None, c, None));
    let waits = async |done: &dyn Fn()| {
        let waiting = test.running(Maybe::C);
        let act = async {
            pass(ms(2_000)).await;
            done();
        };
        let (answer, ()) = tokio::join!(waiting, act);
        answer
    };
    let removed = waits(&|| a.exit(Exit::Remove)).await;
    assert_eq!(
        removed,
        Err(NotRunning::Blocked {
            node: "c".to_owned(),
            needs: "a".to_owned(),
            state: NodeState::Removed
        })
    );
    test.end().await;
    let [a, c] = Stage::new().puppets(["a", "c"]);
    a.next(life().start_hangs());
    let test = Test::start(Maybe::new(a, None, c, None));
    let (answer, ()) = tokio::join!(test.running(Maybe::C), async {
        pass(ms(1)).await;
        test.handle().stop();
    });
    assert_eq!(
        answer.map_err(|error| error.to_string()),
        Err("`c` will not run: it is stopped".to_owned())
    );
    test.wait().await.expect("nothing was fatal");
    assert_eq!(test.running(Maybe::C).await, Err(NotRunning::EngineEnded));
    assert!(test.settled().await.is_err());
    test.end().await;
}

/// Any number may wait, and some of them no longer: the others are told.
#[tokio::test(start_paused = true)]
async fn those_who_give_up_waiting_take_nobody_along() {
    let [a, c] = Stage::new().puppets(["a", "c"]);
    a.next(life().start_takes(ms(5)));
    let test = Arc::new(Test::start(Maybe::new(a, None, c, None)));
    let mut waiting = Vec::new();
    for number in 0..100 {
        let running = test.running(Maybe::C);
        let settling = Arc::clone(&test);
        let task = tokio::spawn(async move { (running.await, settling.settled().await) });
        moment().await;
        if number % 2 == 0 {
            task.abort();
        } else {
            waiting.push(task);
        }
    }
    for task in waiting {
        let told = task.await.expect("it does not panic");
        assert_eq!(told, (Ok(1), Ok(())));
    }
    let test = Arc::into_inner(test).expect("nobody else has it");
    test.end().await;
}

/// Those who wait when the engine ends are told that, and not that it has come to rest.
#[tokio::test(start_paused = true)]
async fn those_who_wait_when_the_engine_ends_are_told_so() {
    let [a, c] = Stage::new().puppets(["a", "c"]);
    a.next(life().start_hangs());
    let test = Test::start(Maybe::new(a, None, c, None));
    let handle = test.handle();
    let act = async {
        moment().await;
        handle.stop();
    };
    let (running, settled, ()) = tokio::join!(test.running(Maybe::A), test.settled(), act);
    assert_eq!(running, Err(NotRunning::EngineEnded));
    assert!(settled.is_err(), "it has not settled");
    test.end().await;
}
