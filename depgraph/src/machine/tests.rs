//! Smoke tests of the machine.

use std::time::Duration;

use super::{
    Action, Event, Limits, Machine, Need, NeedKind, NodeId, NodeInit, Outcome, Time, Topology,
};
use crate::NodeState;

fn limits() -> Limits {
    Limits {
        error_delay: Duration::from_secs(1),
        backoff_factor: 2.0,
        max_delay: Duration::from_secs(60),
        jitter: 0.1,
        healthy_after: Duration::from_secs(60),
        bounce_delay: Duration::from_millis(10),
        optional_wait: Duration::from_secs(5),
        start_timeout: None,
        stop_timeout: Duration::from_secs(10),
        intensity: None,
    }
}

#[test]
fn a_chain_starts_in_order_and_stops_in_reverse() {
    let need = |provider| Need {
        kind: NeedKind::Required,
        provider: NodeId(provider),
        port: 0,
    };
    let topology = Topology::new([(1, vec![]), (1, vec![need(0)]), (0, vec![need(1)])].into_iter());
    let init = NodeInit {
        limits: 0,
        left_out: false,
    };
    let mut machine = Machine::new(
        topology,
        [init; 3].into_iter(),
        vec![limits()],
        Duration::from_secs(25),
    );
    let mut starts = Vec::new();
    let mut stops = Vec::new();
    let mut events = vec![Event::Begin];
    let mut actions = Vec::new();
    loop {
        let Some(event) = events.pop() else {
            if stops.is_empty() {
                assert!(machine.is_settled(), "everything runs");
                events.push(Event::Shutdown { code: 3 });
                continue;
            }
            break;
        };
        machine.step(Time(1), event, &mut actions);
        for action in actions.drain(..) {
            match action {
                Action::Start { node, run } => {
                    starts.push(node.0);
                    events.push(Event::Started { node, run, set: 1 });
                }
                Action::Stop { node, run, .. } => {
                    stops.push(node.0);
                    events.push(Event::Ended {
                        node,
                        run,
                        outcome: Outcome::Stopped,
                        chance: 0.0,
                    });
                }
                Action::Finished { code, worst } => assert_eq!((code, worst), (3, None)),
                Action::Expose { .. }
                | Action::Commit { .. }
                | Action::Withdraw { .. }
                | Action::Released { .. }
                | Action::Kill { .. }
                | Action::Changed(_) => {}
            }
        }
    }
    assert_eq!((starts, stops), (vec![0, 1, 2], vec![2, 1, 0]));
    assert_eq!(machine.view_of(NodeId(0)).kind, NodeState::Stopped);
}
