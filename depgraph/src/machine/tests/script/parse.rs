//! Reads scripts. Problems are plain texts: it is people who write these.

use std::{str::FromStr, time::Duration};

use crate::{
    Severity,
    machine::{
        Event, Limits, Machine, Need, NeedKind, NodeId, Op, Outcome, Time,
        tests::plan::{NodePlan, Plan, limits},
    },
    policy::{Intensity, TooMany},
};

type Parsed<T> = Result<T, String>;

/// The graph that the lines with `node` and `engine` describe.
pub(super) fn plan(script: &str) -> Parsed<Plan> {
    let mut plan = Plan {
        nodes: Vec::new(),
        shutdown_timeout: Duration::from_secs(25),
    };
    let mut wants = Vec::new();
    for line in script.lines() {
        if let Some(node) = line.strip_prefix("node ") {
            let (node, want) = node_line(node).map_err(|problem| format!("`{line}`: {problem}"))?;
            plan.nodes.push(node);
            wants.push(want);
        } else if let Some(timeout) = line.strip_prefix("engine shutdown_timeout ") {
            plan.shutdown_timeout = duration(timeout)?;
        }
    }
    for (index, wants) in wants.into_iter().enumerate() {
        for want in wants {
            let need = need(&want, &plan)?;
            plan.nodes[index].needs.push(need);
        }
    }
    Ok(plan)
}

/// A node, and what it needs in words.
fn node_line(line: &str) -> Parsed<(NodePlan, Vec<String>)> {
    let (line, policy) = split(line, " with ");
    let (line, conditions) = split(line, " when ");
    let (line, needs) = split(line, " needs ");
    let (line, outputs) = split(line, " -> ");
    let name = line.strip_suffix(" left out");
    let node = NodePlan {
        name: name.unwrap_or(line).into(),
        outputs: items(outputs).map(Into::into).collect(),
        needs: Vec::new(),
        limits: policy_of(policy)?,
        left_out: name.is_some(),
    };
    let conditions = items(conditions).map(|condition| format!("condition {condition}"));
    Ok((
        node,
        items(needs).map(Into::into).chain(conditions).collect(),
    ))
}

fn split<'a>(line: &'a str, at: &str) -> (&'a str, &'a str) {
    line.split_once(at).unwrap_or((line, ""))
}

fn items(list: &str) -> impl Iterator<Item = &str> {
    list.split(", ").filter(|item| !item.is_empty())
}

fn need(text: &str, plan: &Plan) -> Parsed<Need> {
    let (kind, what) = match text.split_once(' ') {
        None => (NeedKind::Required, text),
        Some(("optional", what)) => (NeedKind::Optional, what),
        Some(("latest", what)) => (NeedKind::Latest, what),
        Some(("condition", what)) => (NeedKind::Condition, what),
        Some((kind, _)) => return Err(format!("no kind of need: {kind}")),
    };
    let (provider, port) = if kind == NeedKind::Condition {
        (node(what, plan)?, 0)
    } else {
        output(what, plan)?
    };
    Ok(Need {
        kind,
        provider,
        port,
    })
}

fn policy_of(text: &str) -> Parsed<Limits> {
    let mut limits = limits();
    for setting in items(text) {
        let (name, value) = split(setting, " ");
        match name {
            "error_delay" => limits.error_delay = duration(value)?,
            "backoff_factor" => limits.backoff_factor = number(value)?,
            "max_delay" => limits.max_delay = duration(value)?,
            "jitter" => limits.jitter = number(value)?,
            "healthy_after" => limits.healthy_after = duration(value)?,
            "bounce_delay" => limits.bounce_delay = duration(value)?,
            "optional_wait" => limits.optional_wait = duration(value)?,
            "start_timeout" => limits.start_timeout = Some(duration(value)?),
            "stop_timeout" => limits.stop_timeout = duration(value)?,
            "intensity" => limits.intensity = Some(intensity(value)?),
            _ => return Err(format!("no setting: {name}")),
        }
    }
    Ok(limits)
}

/// `3 in 10s then give_up`, `3 in 10s then fatal 5`.
fn intensity(text: &str) -> Parsed<Intensity> {
    let (failures, rest) = split(text, " in ");
    let (window, then) = split(rest, " then ");
    let (then, severity) = split(then, " ");
    Ok(Intensity {
        failures: number(failures)?,
        window: duration(window)?,
        then: match then {
            "give_up" => TooMany::GiveUp,
            "fatal" => TooMany::Fatal(Severity(number(severity)?)),
            _ => return Err(format!("nothing to do then: {then}")),
        },
    })
}

/// An event, and when it happens: after `now`, and where it says `+5ms`, as much later.
pub(super) fn event(
    text: &str,
    plan: &Plan,
    machine: &Machine,
    now: Time,
    seq: &mut u64,
) -> Parsed<(Time, Event)> {
    if text == "tick" {
        let at = machine.deadline().ok_or("it wants no tick")?;
        return Ok((at.max(now), Event::Tick));
    }
    let (at, text) = match text.strip_prefix('+') {
        None => (now, text),
        Some(text) => {
            let (delay, text) = split(text, " ");
            (now + duration(delay)?, text)
        }
    };
    let (verb, rest) = split(text, " ");
    let event = match verb {
        "begin" => Event::Begin,
        "tick" => Event::Tick,
        "restart" => Event::Restart {
            node: node(rest, plan)?,
        },
        "shutdown" => Event::Shutdown {
            code: number(rest)?,
        },
        "started" => started(rest, plan, machine)?,
        "set" | "clear" => {
            *seq += 1;
            let op = if verb == "set" { Op::Set } else { Op::Clear };
            published(rest, plan, machine, *seq, op)?
        }
        "ending" => {
            let (node, run) = run(rest, plan, machine)?;
            Event::Ending { node, run }
        }
        "ended" => ended(rest, plan, machine)?,
        _ => return Err(format!("no event: {verb}")),
    };
    Ok((at, event))
}

/// `store`, `store with db, log`, `store with nothing`.
fn started(text: &str, plan: &Plan, machine: &Machine) -> Parsed<Event> {
    let (who, with) = split(text, " with ");
    let (node, run) = run(who, plan, machine)?;
    let outputs = &plan.node(node).outputs;
    let is_set = |output: &String| with.is_empty() || items(with).any(|item| item == output);
    let set = outputs
        .iter()
        .enumerate()
        .filter(|(_, output)| is_set(output))
        .map(|(port, _)| 1 << port)
        .sum();
    Ok(Event::Started { node, run, set })
}

/// `store.db`, `store#1.db`.
fn published(text: &str, plan: &Plan, machine: &Machine, seq: u64, op: Op) -> Parsed<Event> {
    let (who, port) = split(text, ".");
    let (node, run) = run(who, plan, machine)?;
    let (_, port) = output(&format!("{}.{port}", plan.node(node).name), plan)?;
    Ok(Event::Published {
        node,
        run,
        port,
        seq,
        op,
    })
}

/// `store failed`, `store#1 shutdown 3`, `store failed chance 0.5`.
fn ended(text: &str, plan: &Plan, machine: &Machine) -> Parsed<Event> {
    let (text, chance) = split(text, " chance ");
    let (who, how) = split(text, " ");
    let (node, run) = run(who, plan, machine)?;
    let (how, number_of) = split(how, " ");
    let outcome = match how {
        "stopped" => Outcome::Stopped,
        "aborted" => Outcome::Aborted,
        "done" => Outcome::Done,
        "restart" => Outcome::Restart,
        "declined" => Outcome::Declined,
        "remove" => Outcome::Remove,
        "shutdown" => Outcome::Shutdown(number(number_of)?),
        "failed" => Outcome::Failed,
        "give_up" => Outcome::GiveUp,
        "fatal" => Outcome::Fatal(Severity(number(number_of)?)),
        _ => return Err(format!("no outcome: {how}")),
    };
    let chance = if chance.is_empty() {
        0.0
    } else {
        number(chance)?
    };
    Ok(Event::Ended {
        node,
        run,
        outcome,
        chance,
    })
}

/// `store`, for its present run, or `store#1`.
fn run(text: &str, plan: &Plan, machine: &Machine) -> Parsed<(NodeId, u64)> {
    let (name, run) = split(text, "#");
    let node = node(name, plan)?;
    if run.is_empty() {
        return Ok((node, machine.view_of(node).run));
    }
    Ok((node, number(run)?))
}

fn node(name: &str, plan: &Plan) -> Parsed<NodeId> {
    let place = plan.nodes.iter().position(|node| node.name == name);
    place.map(NodeId::new).ok_or(format!("no node: {name}"))
}

fn output(text: &str, plan: &Plan) -> Parsed<(NodeId, usize)> {
    let (name, output) = split(text, ".");
    let node = node(name, plan)?;
    let outputs = &plan.node(node).outputs;
    let port = outputs.iter().position(|other| other == output);
    Ok((node, port.ok_or(format!("no output of {name}: {output}"))?))
}

fn number<T: FromStr>(text: &str) -> Parsed<T> {
    text.parse().map_err(|_| format!("no number: {text}"))
}

/// `0ns`, `1.5ms`, `3s`.
fn duration(text: &str) -> Parsed<Duration> {
    let digits = text.find(|c: char| c.is_ascii_alphabetic() || c == 'µ');
    let (value, unit) = text.split_at(digits.ok_or(format!("no unit: {text}"))?);
    let scale = match unit {
        "ns" => 1e-9,
        "µs" => 1e-6,
        "ms" => 1e-3,
        "s" => 1.0,
        _ => return Err(format!("no unit: {unit}")),
    };
    Ok(Duration::from_secs_f64(number::<f64>(value)? * scale))
}
