//! Makes a report of a snapshot, on the task of whoever asked for it.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{
    ConditionReport, EngineState, InputReport, LastError, NextAttempt, NodeReport, NodeState,
    OutputReport, Report, StopReason,
    driver::{Clock, Directory, Snapshot},
    graph::meta::{InputKind, NodeMeta},
    machine::{NodeView, Time, Why},
    output::TypeKey,
};

/// How many nodes are reported before others may run: the report of a large graph must not hold up a thread.
const CHUNK: usize = 512;

/// Makes a report.
pub(super) async fn report(directory: &Directory, clock: &Clock, snapshot: &Snapshot) -> Report {
    let reporter = Reporter {
        directory,
        clock,
        snapshot,
    };
    let mut nodes = Vec::with_capacity(directory.nodes.len());
    for node in 0..directory.nodes.len() {
        if node > 0 && node % CHUNK == 0 {
            tokio::task::yield_now().await;
        }
        nodes.push(reporter.node(node));
    }
    Report {
        graph: directory.graph.to_owned(),
        at: clock.wall(snapshot.now),
        engine: match (snapshot.is_over, snapshot.view.is_stopping) {
            (true, _) => EngineState::Stopped,
            (false, true) => EngineState::Stopping,
            (false, false) => EngineState::Running,
        },
        nodes,
    }
}

struct Reporter<'r> {
    directory: &'r Directory,
    clock: &'r Clock,
    snapshot: &'r Snapshot,
}

/// One thing that a node needs.
struct Need {
    provider: usize,
    /// The output's type; none for a condition.
    of: Option<&'static TypeKey>,
    is_optional: bool,
    is_met: bool,
}

impl Reporter<'_> {
    fn node(&self, node: usize) -> NodeReport {
        let (meta, view) = (self.meta(node), self.view(node));
        let said = self.snapshot.runs[node]
            .as_ref()
            .map(|run| run.said())
            .unwrap_or_default();
        NodeReport {
            name: meta.name.to_owned(),
            manifold: meta.manifold.path().to_owned(),
            state: view.kind,
            since: self.clock.wall(view.since),
            run: view.run,
            waits_for: self.waits_for(node),
            last_error: self.last_error(node),
            next_attempt: self.next_attempt(node),
            failures: view.failures,
            bounces: view.bounces,
            inputs: self.inputs(node),
            conditions: self.conditions(node),
            outputs: self.outputs(node),
            status: said.status,
            notes: said.notes.into_iter().collect(),
        }
    }

    fn meta(&self, node: usize) -> &'static NodeMeta {
        &self.directory.nodes[node]
    }

    fn view(&self, node: usize) -> &NodeView {
        &self.snapshot.view.nodes[node]
    }

    fn wall(&self, time: Time) -> SystemTime {
        self.clock.wall(time)
    }

    fn last_error(&self, node: usize) -> Option<LastError> {
        let (failure, view) = (self.snapshot.failures[node].as_ref()?, self.view(node));
        let is_over =
            view.kind == NodeState::Running && view.failures == 0 && failure.run < view.run;
        (!is_over).then(|| LastError {
            text: failure.text.to_string(),
            at: self.wall(failure.at),
            run: failure.run,
        })
    }

    fn next_attempt(&self, node: usize) -> Option<NextAttempt> {
        let view = self.view(node);
        let due = view.due?;
        let why = match due.why {
            Why::BackOff => format!("back-off after {}", times(view.failures, "failure")),
            Why::Settle if view.bounces > 1 => {
                format!(
                    "settle window, longer because it was bounced {} in a row",
                    times(view.bounces, "time")
                )
            }
            Why::Settle => "settle window of a bounce".to_owned(),
            Why::Damped => format!(
                "damped: it restarted itself {} in a row",
                times(view.bounces, "time")
            ),
        };
        Some(NextAttempt {
            at: self.wall(due.at),
            delay: due.delay,
            why,
        })
    }

    fn inputs(&self, node: usize) -> Vec<InputReport> {
        let sources = self.directory.sources_of(node);
        let manifold = &self.meta(node).manifold;
        sources
            .iter()
            .enumerate()
            .map(|(slot, source)| (manifold.input(slot), source))
            .map(|(input, source)| InputReport {
                name: input.name.to_owned(),
                kind: input.kind,
                of: input.key.to_string(),
                provider: source.map(|source| self.meta(source.node).name.to_owned()),
                available: source.is_some_and(|source| self.is_set(source.node, source.port)),
            })
            .collect()
    }

    fn outputs(&self, node: usize) -> Vec<OutputReport> {
        let outputs = self.meta(node).manifold.provided().iter().enumerate();
        outputs
            .map(|(port, output)| OutputReport {
                of: output.to_string(),
                set: self.is_set(node, port),
            })
            .collect()
    }

    fn is_set(&self, node: usize, port: usize) -> bool {
        self.snapshot.view.set[self.directory.ports_of(node).start + port]
    }

    fn conditions(&self, node: usize) -> Vec<ConditionReport> {
        let conditions = self
            .needs(node)
            .into_iter()
            .filter(|need| need.of.is_none());
        conditions
            .map(|need| ConditionReport {
                node: self.meta(need.provider).name.to_owned(),
                met: need.is_met,
            })
            .collect()
    }

    /// What the machine knows as the node's needs, in its order.
    fn needs(&self, node: usize) -> Vec<Need> {
        let met = self.snapshot.view.met[self.directory.first_need_of(node)..].iter();
        let inputs = self
            .meta(node)
            .manifold
            .wanted()
            .zip(self.directory.sources_of(node))
            .filter_map(|((kind, key), source)| {
                let source = source.filter(|_| kind != InputKind::Watch)?;
                let is_optional = kind == InputKind::Optional;
                Some((source.node, Some(key), is_optional))
            });
        let conditions = self.directory.conditions_of(node).iter();
        let conditions = conditions.map(|&node| (node, None, false));
        inputs
            .chain(conditions)
            .zip(met)
            .map(|((provider, of, is_optional), &is_met)| Need {
                provider,
                of,
                is_optional,
                is_met,
            })
            .collect()
    }

    fn waits_for(&self, node: usize) -> Vec<String> {
        let view = self.view(node);
        match view.kind {
            NodeState::Waiting => {}
            NodeState::Declined => {
                let reason = self.snapshot.declined[node]
                    .as_deref()
                    .unwrap_or("it cannot run with these");
                return vec![format!("waits for an input to change: {reason}")];
            }
            NodeState::Stopping => return vec![self.stops(node).to_owned()],
            NodeState::LeftOut
            | NodeState::Settling
            | NodeState::BackOff
            | NodeState::Starting
            | NodeState::Running
            | NodeState::Stuck
            | NodeState::Done
            | NodeState::GivenUp
            | NodeState::Removed
            | NodeState::Stopped => return Vec::new(),
        }
        let mut waits = Vec::new();
        for need in self.needs(node).iter().filter(|need| !need.is_met) {
            let what = self.what(need);
            match (need.is_optional, view.awaits_until) {
                (false, _) => waits.push(format!("waits for {what}")),
                (true, Some(until)) => {
                    let until = time_of_day(self.wall(until));
                    waits.push(format!("waits until {until} for the optional {what}"));
                }
                (true, None) => {}
            }
        }
        if view.is_held {
            waits.push(
                "waits for those that still use what its last run gave them to stop".to_owned(),
            );
        }
        waits
    }

    /// What a node that is on its way down waits for.
    fn stops(&self, node: usize) -> &'static str {
        let run = self.snapshot.runs[node].as_ref();
        match run.and_then(|run| run.stop_reason()) {
            None => "waits for those that use what it gives them to stop",
            Some(StopReason::RunOver) => "waits for the tasks of its run to end",
            Some(
                StopReason::Bounce
                | StopReason::InputLost
                | StopReason::Restart
                | StopReason::StartTimeout
                | StopReason::Shutdown,
            ) => "waits for its run to end, which was asked to stop",
        }
    }

    /// A node that is waited for, and why it is not there.
    fn what(&self, need: &Need) -> String {
        let (name, view) = (self.meta(need.provider).name, self.view(need.provider));
        let error = self.snapshot.failures[need.provider].as_ref();
        let after = error.map_or_else(String::new, |failure| format!(" after: {}", failure.text));
        let until = view.due.map_or_else(String::new, |due| {
            format!(" until {}", time_of_day(self.wall(due.at)))
        });
        let why = match view.kind {
            NodeState::LeftOut => "is left out".to_owned(),
            NodeState::Waiting => self.waits_in_turn(need.provider),
            NodeState::Settling => format!("is settling after a change{until}"),
            NodeState::BackOff => format!("is in back-off{until}{after}"),
            NodeState::Starting => "is starting".to_owned(),
            NodeState::Running => match need.of {
                Some(of) => format!("runs but has not set `{of}`"),
                None => "runs but has not set all its outputs".to_owned(),
            },
            NodeState::Stopping => "is stopping".to_owned(),
            NodeState::Stuck => "is stuck".to_owned(),
            NodeState::Done => "is done".to_owned(),
            NodeState::Declined => match &self.snapshot.declined[need.provider] {
                Some(reason) => format!("cannot run with its inputs: {reason}"),
                None => "cannot run with its inputs".to_owned(),
            },
            NodeState::GivenUp => format!("was given up{after}"),
            NodeState::Removed => "was removed".to_owned(),
            NodeState::Stopped => "is stopped".to_owned(),
        };
        format!("`{name}`, which {why}")
    }

    fn waits_in_turn(&self, node: usize) -> String {
        let needs = self.needs(node);
        match needs.iter().find(|need| !need.is_met && !need.is_optional) {
            Some(need) => format!("waits for `{}`", self.meta(need.provider).name),
            None => "is about to start".to_owned(),
        }
    }
}

fn times(count: u32, what: &str) -> String {
    if count == 1 {
        format!("1 {what}")
    } else {
        format!("{count} {what}s")
    }
}

/// The time of day: `14:03:07 UTC`.
fn time_of_day(time: SystemTime) -> String {
    let seconds = time
        .duration_since(UNIX_EPOCH)
        .unwrap_or(Duration::ZERO)
        .as_secs()
        % 86_400;
    format!(
        "{:02}:{:02}:{:02} UTC",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_of_day_is_that_of_the_clock() {
        let days = Duration::from_secs(20_000 * 86_400);
        let at = |hours: u64, minutes: u64, seconds: u64| {
            let time = Duration::from_secs((hours * 60 + minutes) * 60 + seconds);
            time_of_day(UNIX_EPOCH + days + time)
        };
        assert_eq!(at(14, 3, 7), "14:03:07 UTC");
        assert_eq!(at(0, 0, 0), "00:00:00 UTC");
        assert_eq!(at(23, 59, 59), "23:59:59 UTC");
    }
}
