//! Writes graphs, events and actions as scripts have them.

use std::fmt::Write as _;

use crate::{
    StopReason,
    machine::{
        Action, Cause, Change, Event, Limits, Need, NeedKind, NodeId, Op, Outcome,
        tests::plan::{NodePlan, Plan, limits},
    },
    policy::TooMany,
};

/// The lines that describe a graph.
pub(in crate::machine::tests) fn plan_text(plan: &Plan) -> String {
    let mut text = String::new();
    let usual = 25;
    if plan.shutdown_timeout.as_secs() != usual {
        let _infallible = writeln!(text, "engine shutdown_timeout {:?}", plan.shutdown_timeout);
    }
    for node in &plan.nodes {
        text += &node_text(plan, node);
        text += "\n";
    }
    text
}

fn node_text(plan: &Plan, node: &NodePlan) -> String {
    let left_out = if node.left_out { " left out" } else { "" };
    let (conditions, inputs): (Vec<&Need>, Vec<&Need>) = node
        .needs
        .iter()
        .partition(|need| need.kind == NeedKind::Condition);
    let inputs = inputs.iter().map(|need| {
        let provider = plan.node(need.provider);
        let output = format!("{}.{}", provider.name, provider.outputs[need.port]);
        match need.kind {
            NeedKind::Required | NeedKind::Condition => output,
            NeedKind::Optional => format!("optional {output}"),
            NeedKind::Latest => format!("latest {output}"),
        }
    });
    let conditions = conditions
        .iter()
        .map(|need| plan.node(need.provider).name.clone());
    [
        format!("node {}{left_out}", node.name),
        list(" -> ", node.outputs.iter().cloned()),
        list(" needs ", inputs),
        list(" when ", conditions),
        list(" with ", policy(&node.limits).into_iter()),
    ]
    .concat()
}

fn list(before: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<_> = items.collect();
    if items.is_empty() {
        String::new()
    } else {
        format!("{before}{}", items.join(", "))
    }
}

/// The settings that are not the usual ones.
fn policy(policy: &Limits) -> Vec<String> {
    let Limits {
        error_delay,
        backoff_factor,
        max_delay,
        jitter,
        healthy_after,
        bounce_delay,
        optional_wait,
        start_timeout,
        stop_timeout,
        intensity,
    } = policy;
    let start_timeout = start_timeout.map(|timeout| format!("start_timeout {timeout:?}"));
    let intensity = intensity.map(|intensity| {
        let then = match intensity.then {
            TooMany::GiveUp => "give_up".to_owned(),
            TooMany::Fatal(severity) => format!("fatal {}", severity.0),
        };
        let (failures, window) = (intensity.failures, intensity.window);
        format!("intensity {failures} in {window:?} then {then}")
    });
    let usual = limits();
    let durations = [
        ("error_delay", *error_delay, usual.error_delay),
        ("max_delay", *max_delay, usual.max_delay),
        ("healthy_after", *healthy_after, usual.healthy_after),
        ("bounce_delay", *bounce_delay, usual.bounce_delay),
        ("optional_wait", *optional_wait, usual.optional_wait),
        ("stop_timeout", *stop_timeout, usual.stop_timeout),
    ];
    let numbers = [
        ("backoff_factor", *backoff_factor, usual.backoff_factor),
        ("jitter", *jitter, usual.jitter),
    ];
    let durations = durations
        .iter()
        .filter(|(_, value, usual)| value != usual)
        .map(|(name, value, _)| format!("{name} {value:?}"));
    let numbers = numbers
        .iter()
        .filter(|(_, value, usual)| value.to_bits() != usual.to_bits())
        .map(|(name, value, _)| format!("{name} {value}"));
    durations
        .chain(numbers)
        .chain(start_timeout)
        .chain(intensity)
        .collect()
}

/// An event, with the number of the run that it is about.
pub(in crate::machine::tests) fn event_text(plan: &Plan, event: &Event) -> String {
    let name = |node: &NodeId| &plan.node(*node).name;
    match event {
        Event::Begin => "begin".into(),
        Event::Started { node, run, set } => {
            let outputs = plan.node(*node).outputs.iter().enumerate();
            let set: Vec<_> = outputs
                .filter(|(port, _)| set >> port & 1 == 1)
                .map(|(_, output)| output.as_str())
                .collect();
            let with = if set.len() == plan.node(*node).outputs.len() {
                String::new()
            } else if set.is_empty() {
                " with nothing".into()
            } else {
                format!(" with {}", set.join(", "))
            };
            format!("started {}#{run}{with}", name(node))
        }
        Event::Published {
            node,
            run,
            port,
            seq: _,
            op,
        } => {
            let op = match op {
                Op::Set => "set",
                Op::Clear => "clear",
            };
            format!(
                "{op} {}#{run}.{}",
                name(node),
                plan.node(*node).outputs[*port]
            )
        }
        Event::Ending { node, run } => format!("ending {}#{run}", name(node)),
        Event::Ended {
            node,
            run,
            outcome,
            chance,
        } => {
            let chance = if *chance > 0.0 {
                format!(" chance {chance}")
            } else {
                String::new()
            };
            format!(
                "ended {}#{run} {}{chance}",
                name(node),
                outcome_text(*outcome)
            )
        }
        Event::Restart { node } => format!("restart {}", name(node)),
        Event::Shutdown { code } => format!("shutdown {code}"),
        Event::Tick => "tick".into(),
    }
}

fn outcome_text(outcome: Outcome) -> String {
    match outcome {
        Outcome::Stopped => "stopped".into(),
        Outcome::Aborted => "aborted".into(),
        Outcome::Done => "done".into(),
        Outcome::Restart => "restart".into(),
        Outcome::Declined => "declined".into(),
        Outcome::Remove => "remove".into(),
        Outcome::Shutdown(code) => format!("shutdown {code}"),
        Outcome::Failed => "failed".into(),
        Outcome::GiveUp => "give_up".into(),
        Outcome::Fatal(severity) => format!("fatal {}", severity.0),
    }
}

/// What is to be done, in a few words.
pub(super) fn action_text(plan: &Plan, action: &Action) -> String {
    let name = |node: &NodeId| &plan.node(*node).name;
    let output = |node: &NodeId, port: usize| &plan.node(*node).outputs[port];
    match action {
        Action::Start { node, run } => format!("start {}#{run}", name(node)),
        Action::Expose { node } => format!("expose {}", name(node)),
        Action::Commit { node, port } => format!("commit {}.{}", name(node), output(node, *port)),
        Action::Withdraw { node } => format!("withdraw {}", name(node)),
        Action::Released {
            node,
            run,
            port,
            seq,
            stuck,
        } => {
            let output = output(node, *port);
            let stuck = list(", but for ", stuck.iter().map(|node| name(node).clone()));
            format!(
                "released {}#{run}.{output}, change {seq}{stuck}",
                name(node)
            )
        }
        Action::Stop { node, run, reason } => {
            let reason = match reason {
                StopReason::Bounce => "bounce",
                StopReason::InputLost => "input lost",
                StopReason::Restart => "restart",
                StopReason::StartTimeout => "start timeout",
                StopReason::Shutdown => "shutdown",
                StopReason::RunOver => "run over",
            };
            format!("stop {}#{run}: {reason}", name(node))
        }
        Action::Kill { node, run } => format!("kill {}#{run}", name(node)),
        Action::Changed(change) => change_text(plan, change),
        Action::Finished { code, worst } => {
            let worst = worst.map(|(node, run)| format!(" because of {}#{run}", name(&node)));
            format!("finished with {code}{}", worst.unwrap_or_default())
        }
    }
}

/// `web#1 running -> stopping: input from store, in 10ms, wave 1`.
fn change_text(plan: &Plan, change: &Change) -> String {
    let name = |node: NodeId| &plan.node(node).name;
    let cause = match change.cause {
        Cause::Begin => "begin".into(),
        Cause::Started => "started".into(),
        Cause::Input(node) => format!("input from {}", name(node)),
        Cause::Lost(node) => format!("lost {}", name(node)),
        Cause::Drained => "drained".into(),
        Cause::Over => "worker over".into(),
        Cause::Ended(outcome) => format!("ended {}", outcome_text(outcome)),
        Cause::Restart => "restart".into(),
        Cause::Deadline => "deadline".into(),
        Cause::Shutdown => "shutdown".into(),
    };
    let mut text = format!(
        "{}#{} {:?} -> {:?}: {cause}",
        name(change.node),
        change.run,
        change.from,
        change.to
    );
    if !change.delay.is_zero() {
        let _infallible = write!(text, ", in {:?}", change.delay);
    }
    if change.wave > 0 {
        let _infallible = write!(text, ", wave {}", change.wave);
    }
    text
}
