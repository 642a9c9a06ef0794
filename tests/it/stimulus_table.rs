//! What an input that changes, a request to restart, and a shutdown do to a node in every state.

use std::time::Duration;

use crate::support::{End, Mixed, Puppet, Stage, Test, config, life, moment, ms, pass, secs};
use depgraph::{Exit, NodeState};

/// What a node is doing when something happens.
#[derive(Clone, Copy, Debug, PartialEq)]
enum In {
    /// A required input is missing.
    Waiting,
    /// An optional input is on its way.
    Awaiting,
    Settling,
    BackOff,
    /// It restarted itself again and again.
    Damped,
    Starting,
    Running,
    /// It has been told to stop, because an input changed.
    Stopping,
    Done,
    Declined,
    GivenUp,
    Removed,
}

/// What follows.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Then {
    /// It starts at once.
    Now,
    /// It is told to stop, and starts again after this time.
    Bounces(Duration),
    /// What it was about to do goes on: it starts after this time.
    GoesOn(Duration),
    /// It stays as it is.
    Stays,
}

use Then::{Bounces, GoesOn, Now, Stays};

/// The settle window in this table, long enough to look into it.
const WINDOW: Duration = ms(200);

#[rustfmt::skip]
const TABLE: [(In, Then, Then); 12] = [
    // the state      an input changes    someone wants it restarted
    (In::Waiting,     Now,                Stays),
    (In::Awaiting,    GoesOn(secs(5)),    GoesOn(secs(5))),
    (In::Settling,    GoesOn(WINDOW),     Now),
    (In::BackOff,     Now,                Now),
    (In::Damped,      GoesOn(WINDOW),     Now),
    (In::Starting,    Bounces(WINDOW),    Bounces(Duration::ZERO)),
    (In::Running,     Bounces(WINDOW),    Bounces(Duration::ZERO)),
    (In::Stopping,    GoesOn(secs(1)),    GoesOn(secs(1))),
    (In::Done,        Now,                Now),
    (In::Declined,    Now,                Now),
    (In::GivenUp,     Stays,              Now),
    (In::Removed,     Stays,              Stays),
];

/// E13, E16, E33, S8, S9, S14, S17, promise 2: an input that changes brings back what waits for it, bounces what runs
/// with it, and is free where a start is due anyway.
#[tokio::test(start_paused = true)]
async fn an_input_that_changes_is_heeded_in_every_state() {
    for (state, then, _) in TABLE {
        let case = Case::new(state).await;
        drop(case.provider.replace(9));
        case.check(then, "c#{} starts with a#1:9, ").await;
    }
}

/// S24: a request to restart is heeded in every state that can be left, and a delay that it calls off leaves nothing.
#[tokio::test(start_paused = true)]
async fn a_restart_is_heeded_in_every_state() {
    for (state, _, then) in TABLE {
        let case = Case::new(state).await;
        case.test.restart(Mixed::C);
        case.check(then, "c#{} starts with a#1").await;
    }
}

/// S31, 5e-10: whatever a node is doing, a shutdown ends it, and it never starts again.
#[tokio::test(start_paused = true)]
async fn a_shutdown_is_heeded_in_every_state() {
    for (state, ..) in TABLE {
        let Case {
            state,
            test,
            subject,
            provider,
            ..
        } = Case::new(state).await;
        let starts = subject.starts();
        drop(provider.replace(9));
        let ended = test.stop().await.expect("nothing was fatal");
        assert_eq!(ended.late, [], "{state:?}");
        let is = test.state("c").await;
        let ends_as = if state == In::Removed {
            NodeState::Removed
        } else {
            NodeState::Stopped
        };
        assert_eq!((subject.starts(), is), (starts, ends_as), "{state:?}");
        test.end().await;
    }
}

/// A node in one state.
struct Case {
    state: In,
    stage: Stage,
    test: Test<Mixed>,
    provider: Puppet,
    subject: Puppet,
}

impl Case {
    async fn new(state: In) -> Self {
        let stage = Stage::new();
        let [a, b, c] = stage.puppets(["a", "b", "c"]);
        if state == In::Awaiting {
            b.always(life().start_takes(secs(100)));
        }
        match state {
            In::Starting => c.next(life().start_hangs()),
            In::Stopping => c.next(life().stop_takes(secs(1))),
            In::Waiting
            | In::Awaiting
            | In::Settling
            | In::BackOff
            | In::Damped
            | In::Running
            | In::Done
            | In::Declined
            | In::GivenUp
            | In::Removed => c.next(life()),
        };
        let test = Test::start_with(
            Mixed::new(a.clone(), b, c.clone()),
            config().bounce_delay(WINDOW),
        );
        moment().await;
        let case = Self {
            state,
            stage,
            test,
            provider: a,
            subject: c,
        };
        case.bring_about().await;
        assert_eq!(case.test.state("c").await, state.shown(), "{state:?}");
        let _what_led_here = case.stage.take();
        case
    }

    /// Brings the subject into the state that the case is about; in no time, where that state does not last.
    async fn bring_about(&self) {
        let (provider, subject) = (&self.provider, &self.subject);
        match self.state {
            In::Waiting => {
                drop(provider.publish().clear());
                pass(WINDOW + ms(1)).await;
            }
            In::Settling | In::Stopping => drop(provider.replace(1)),
            In::BackOff => subject.fail("for now"),
            In::Damped => {
                subject.exit(Exit::Restart);
                tokio::time::sleep(ms(1)).await;
                subject.exit(Exit::Restart);
            }
            In::Done => subject.exit(Exit::Done),
            In::Declined => subject.exit(Exit::Wait("no".to_owned())),
            In::GivenUp => subject.end(End::verdict("for good", depgraph::Verdict::GiveUp)),
            In::Removed => subject.exit(Exit::Remove),
            In::Awaiting | In::Starting | In::Running => {}
        }
        moment().await;
    }

    /// `starts` is how the start begins, `{}` being its number.
    async fn check(self, then: Then, starts: &str) {
        let (state, before) = (self.state, self.subject.starts());
        let took = self.subject.nth_start(before + 1).await;
        let expected = match then {
            Now => Some(Duration::ZERO),
            Bounces(after) | GoesOn(after) => Some(after),
            Stays => None,
        };
        assert_eq!(took, expected, "{state:?}");
        let lines = self.stage.take();
        let is_told = lines.iter().any(|line| line.contains("told"));
        assert_eq!(is_told, matches!(then, Bounces(_)), "{state:?}: {lines:?}");
        if expected.is_some() {
            let start = starts.replace("{}", &(before + 1).to_string());
            let is_as_expected = lines.iter().any(|line| line.starts_with(&start));
            assert!(is_as_expected, "{state:?}: {start} {lines:?}");
        }
        pass(secs(60)).await;
        assert_eq!(
            self.subject.starts(),
            before + u64::from(expected.is_some()),
            "{state:?}: started more than once"
        );
        self.test.end().await;
    }
}

impl In {
    const fn shown(self) -> NodeState {
        match self {
            Self::Waiting | Self::Awaiting => NodeState::Waiting,
            Self::Settling | Self::Damped => NodeState::Settling,
            Self::BackOff => NodeState::BackOff,
            Self::Starting => NodeState::Starting,
            Self::Running => NodeState::Running,
            Self::Stopping => NodeState::Stopping,
            Self::Done => NodeState::Done,
            Self::Declined => NodeState::Declined,
            Self::GivenUp => NodeState::GivenUp,
            Self::Removed => NodeState::Removed,
        }
    }
}
