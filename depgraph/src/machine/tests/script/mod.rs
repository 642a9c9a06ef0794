//! Scenarios as text: a graph, and events with what the machine does about each.
//!
//! ```text
//! node store -> db
//! node web needs store.db, optional cache.entries when migrated with stop_timeout 3s
//!
//! > begin
//!   start store#1
//! > +5ms started store
//! ```
//!
//! An event is about the present run of its node unless it says `store#1`. `> tick` happens when the machine asked for
//! it. With `DEPGRAPH_BLESS` set, what the machine does is written into the scripts.

mod parse;
mod print;

use std::{env, fmt::Write as _, fs, path::Path};

pub(super) use self::print::{event_text, plan_text};
use super::{check::Pair, plan::Plan};
use crate::machine::{Event, Time};

#[test]
fn the_machine_does_what_the_scripts_say() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/machine/tests/scripts");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder of scripts is there")
        .map(|entry| entry.expect("it can be read").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no scripts");
    for path in paths {
        let script = fs::read_to_string(&path).expect("a script is text");
        let name = path.display();
        let played = play(&script).unwrap_or_else(|problem| panic!("{name}: {problem}"));
        if env::var_os("DEPGRAPH_BLESS").is_some() {
            fs::write(&path, &played).expect("the script can be written");
        } else {
            assert_eq!(
                script, played,
                "{name}: DEPGRAPH_BLESS=1 accepts what is new"
            );
        }
    }
}

/// The script with what the machine does about each of its events.
pub(super) fn play(script: &str) -> Result<String, String> {
    let plan = parse::plan(script)?;
    let mut pair = Pair::new(&plan);
    let mut now = Time(0);
    let mut seq = 0;
    let mut played = String::new();
    for line in script.lines().filter(|line| !line.starts_with("  ")) {
        played += line;
        played += "\n";
        let Some(event) = line.strip_prefix("> ") else {
            continue;
        };
        let (at, event) = parse::event(event, &plan, &pair.machine, now, &mut seq)
            .map_err(|problem| format!("`{line}`: {problem}"))?;
        now = at;
        let deadline = pair.machine.deadline();
        let actions = pair
            .step(now, &event)
            .map_err(|problem| format!("`{line}`: {problem}"))?;
        for action in &actions {
            let _infallible = writeln!(played, "  {}", print::action_text(&plan, action));
        }
        if let Some(next) = pair.machine.deadline()
            && Some(next) != deadline
        {
            let _infallible = writeln!(played, "  tick in {:?}", next.since(now));
        }
    }
    Ok(played)
}

/// A script that plays `history`.
pub(super) fn write(plan: &Plan, history: &[(Time, Event)]) -> String {
    let mut script = plan_text(plan);
    script += "\n";
    let mut last = Time(0);
    for (now, event) in history {
        let _infallible = writeln!(
            script,
            "> +{:?} {}",
            now.since(last),
            event_text(plan, event)
        );
        last = last.max(*now);
    }
    script
}
