//! What becomes of a node when its start or its run ends, for every way to end, told to stop or not.

use std::time::Duration;

use depgraph::{EngineConfigBuilder, Exit, NodeState, Severity, Verdict};

use crate::support::{End, Life, Publishing, Puppet, Stage, Test, config, life, ms, pass, secs};

/// One way to end, and what follows.
struct Row {
    end: End,
    /// It ended by itself.
    untold: Then,
    /// It was told to stop because an input changed.
    bounced: Then,
    /// It was told to stop because the engine shuts down.
    shut_down: Then,
    /// What the report shows as its error, where nobody asked for the end.
    error: Option<&'static str>,
}

/// What follows when a run ended.
#[derive(Debug, PartialEq)]
enum Then {
    /// The node starts again after this time.
    Again(Duration),
    /// It stays in this state.
    Stays(NodeState),
    /// The engine ends with this code, and the node in this state.
    Ends(u8, NodeState),
    /// The engine ends with the node's error.
    Fatal,
}

use Then::{Again, Ends, Fatal, Stays};

/// At once.
const NOW: Then = Again(Duration::ZERO);
/// After the error delay.
const BACK_OFF: Then = Again(secs(1));
/// After the settle window.
const SETTLES: Then = Again(ms(10));
/// In the shutdown that it was told of.
const STOPPED: Then = Ends(0, NodeState::Stopped);
const REMOVED: Then = Ends(0, NodeState::Removed);
const WENT_WRONG: Option<&str> = Some("went wrong");

#[rustfmt::skip]
fn table() -> Vec<Row> {
    let exit = |exit, untold, bounced, shut_down, error| Row { end: End::Exit(exit), untold, bounced, shut_down, error };
    let error = |verdict, untold, bounced, shut_down| Row {
        end: End::verdict("went wrong", verdict), untold, bounced, shut_down, error: WENT_WRONG,
    };
    vec![
        // the end              untold                        told: bounce  told: shutdown
        exit(Exit::Stopped,     BACK_OFF,                     SETTLES,      STOPPED,
             Some("the worker ended as if it had been asked to stop, but nobody asked")),
        exit(Exit::Done,        Stays(NodeState::Done),       SETTLES,      STOPPED, None),
        exit(Exit::Restart,     NOW,                          SETTLES,      STOPPED, None),
        exit(Exit::Wait("no".to_owned()),
                                Stays(NodeState::Declined),   SETTLES,      STOPPED, None),
        exit(Exit::Remove,      Stays(NodeState::Removed),    Stays(NodeState::Removed), REMOVED, None),
        exit(Exit::Shutdown(3), Ends(3, NodeState::Stopped),  Ends(3, NodeState::Stopped), STOPPED, None),
        error(Verdict::Retry,   BACK_OFF,                     SETTLES,      STOPPED),
        error(Verdict::Wait,    Stays(NodeState::Declined),   SETTLES,      STOPPED),
        error(Verdict::Restart, NOW,                          SETTLES,      STOPPED),
        error(Verdict::Done,    Stays(NodeState::Done),       SETTLES,      STOPPED),
        error(Verdict::Remove,  Stays(NodeState::Removed),    Stays(NodeState::Removed), REMOVED),
        error(Verdict::GiveUp,  Stays(NodeState::GivenUp),    SETTLES,      STOPPED),
        error(Verdict::Fatal(Severity(7)), Fatal,             Fatal,        Fatal),
        Row { end: End::Panic("at the disco"), untold: BACK_OFF, bounced: SETTLES, shut_down: STOPPED,
              error: Some("panicked: at the disco") },
    ]
}

/// Whether the start ends or the run does.
#[derive(Clone, Copy, Debug)]
enum From {
    Start,
    Run,
}

impl From {
    /// A life that goes on until it is ordered to end, or told to.
    fn life(self) -> Life {
        match self {
            Self::Start => life().start_hangs(),
            Self::Run => life(),
        }
    }
}

/// E15, E20, E21, E22, S10, S16, S17, S22: what follows when a start or a run ends by itself.
#[tokio::test(start_paused = true)]
async fn an_end_that_nobody_asked_for_means_what_it_says() {
    for row in table() {
        for from in [From::Start, From::Run] {
            let case = Case::new(from, from.life()).await;
            case.subject.end(row.end.clone());
            case.check(&row, row.untold.is_failure(), &row.untold).await;
        }
    }
}

/// E21, E22, S9, S10, S22c: a node that a bounce stopped starts again whatever it says, but it may remove itself, end
/// the engine, or be fatal. It is charged with nothing.
#[tokio::test(start_paused = true)]
async fn an_end_that_a_bounce_asked_for_is_followed_by_a_start() {
    for row in table() {
        for from in [From::Start, From::Run] {
            let life = from.life().stop_ends(row.end.clone());
            let case = Case::new(from, life).await;
            drop(case.provider.replace(1));
            case.check(&row, false, &row.bounced).await;
        }
    }
}

/// A node that someone has asked to be restarted is, at once, whatever it says; with the same exceptions.
#[tokio::test(start_paused = true)]
async fn an_end_that_a_request_to_restart_asked_for_is_followed_by_a_start_at_once() {
    for row in table() {
        for from in [From::Start, From::Run] {
            let life = from.life().stop_ends(row.end.clone());
            let case = Case::new(from, life).await;
            case.test.restart(Publishing::B);
            let then = if row.bounced == SETTLES {
                &NOW
            } else {
                &row.bounced
            };
            case.check(&row, false, then).await;
        }
    }
}

/// S13, S22: a start that took too long has failed, whatever it says then; with the same exceptions.
#[tokio::test(start_paused = true)]
async fn an_end_that_the_start_timeout_asked_for_is_a_failure() {
    for mut row in table() {
        let life = From::Start.life().stop_ends(row.end.clone());
        let case = Case::with(From::Start, life, config().start_timeout(secs(5))).await;
        pass(ms(4_999)).await;
        let (is_charged, then) = if row.bounced == SETTLES {
            (true, &BACK_OFF)
        } else {
            (false, &row.bounced)
        };
        if let (true, End::Exit(_)) = (is_charged, &row.end) {
            row.error = Some("the start took longer than its `start_timeout`");
        }
        case.check(&row, is_charged, then).await;
    }
}

/// E25, S18: what a node says when the engine shuts down changes nothing, unless it is fatal.
#[tokio::test(start_paused = true)]
async fn an_end_that_the_shutdown_asked_for_is_final() {
    for row in table() {
        for from in [From::Start, From::Run] {
            let life = from.life().stop_ends(row.end.clone());
            let case = Case::new(from, life).await;
            case.test.handle().stop();
            case.check(&row, false, &row.shut_down).await;
        }
    }
}

/// One cell of the table: a node that needs what another sets.
struct Case {
    what: String,
    test: Test<Publishing>,
    provider: Puppet,
    subject: Puppet,
}

impl Then {
    /// Whether it is what a failure is followed by that counts.
    fn is_failure(&self) -> bool {
        *self == BACK_OFF
    }
}

impl Case {
    async fn new(from: From, life: Life) -> Self {
        Self::with(from, life, config()).await
    }

    async fn with(from: From, life: Life, policy: EngineConfigBuilder) -> Self {
        let [provider, subject] = Stage::new().puppets(["a", "b"]);
        subject
            .next(life)
            .next(crate::support::life().start_hangs());
        let graph = Publishing::new(provider.clone(), subject.clone());
        let test = Test::start_with(graph, policy);
        pass(ms(1)).await;
        assert_eq!(subject.starts(), 1);
        Self {
            what: format!("{from:?}"),
            test,
            provider,
            subject,
        }
    }

    async fn check(self, row: &Row, is_charged: bool, then: &Then) {
        let what = format!("{}: {:?}", self.what, row.end);
        match then {
            Again(after) => {
                assert_eq!(self.subject.nth_start(2).await, Some(*after), "{what}");
                let node = self.test.node("b").await;
                let error = node.last_error.as_ref().map(|error| &*error.text);
                let is_asked = !is_charged && matches!(row.end, End::Exit(_));
                let expected = row.error.filter(|_| !is_asked);
                assert_eq!(
                    (node.failures, error),
                    (u32::from(is_charged), expected),
                    "{what}"
                );
                self.test.end().await;
            }
            Stays(state) => {
                pass(secs(100)).await;
                let node = self.test.node("b").await;
                assert_eq!((node.state, self.subject.starts()), (*state, 1), "{what}");
                let error = node.last_error.as_ref().map(|error| &*error.text);
                assert_eq!((node.failures, error), (0, row.error), "{what}");
                self.test.end().await;
            }
            Ends(code, state) => {
                assert_eq!(
                    self.test.wait().await.map(|ended| ended.code).ok(),
                    Some(*code),
                    "{what}"
                );
                assert_eq!(self.test.state("b").await, *state, "{what}");
                self.test.end().await;
            }
            Fatal => {
                let error = self.test.end_fatal().await;
                let worst = error.worst().expect("a node failed");
                assert_eq!(
                    (worst.node(), worst.to_string()),
                    (
                        "b",
                        format!("node `b` failed: {}", row.error.unwrap_or_default())
                    ),
                    "{what}"
                );
            }
        }
    }
}
