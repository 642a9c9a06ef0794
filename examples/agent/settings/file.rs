//! The settings file: what is in it, and where it is wrong.

use std::{collections::BTreeSet, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use serde::Deserialize;
use toml::Spanned;

use super::{
    Address, AlertRules, Listen, LogLevel, Metric, Problem, Retention, Rule, Sampling, Settings,
    Target, Targets, When,
    value::{Days, Http, Interval, Lasting, ListenAt, Tcp, Text},
};

/// A settings file for the first run, with the page at `listen`.
pub(super) fn template(listen: SocketAddr) -> String {
    // Nobody knows yet where a page at port 0 will be, so it cannot be a target.
    let comment = if listen.port() == 0 { "# " } else { "" };
    include_str!("template.toml")
        .replace("{listen}", &listen.to_string())
        .replace("{self}", comment)
}

/// Reads `text`, which is the content of `file`.
pub(super) fn parse(file: &Path, text: &str) -> Result<Settings, Problem> {
    let table: File = toml::from_str(text).map_err(|error| {
        let at = error.span().map(|span| span.start);
        problem(file, text, at, error.message())
    })?;
    let mistake = |Mistake(at, message)| problem(file, text, Some(at), &message);
    let targets = targets(table.target).map_err(mistake)?;
    Ok(Settings {
        sampling: Sampling {
            interval: table.sampling.interval.0.0,
        },
        alert_rules: rules(table.alert, &targets).map_err(mistake)?,
        targets,
        retention: retention(&table.retention).map_err(mistake)?,
        listen: table
            .listen
            .map_or_else(Listen::default, |text| Listen(text.0.0)),
        log_level: table.log.map_or_else(LogLevel::default, |text| text.0),
    })
}

/// A mistake at a place, as an offset.
struct Mistake(usize, String);

fn problem(file: &Path, text: &str, at: Option<usize>, message: &str) -> Problem {
    let before = at.and_then(|at| text.get(..at));
    let at = before.map(|before| {
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let column = before[line_start..].chars().count() + 1;
        (before.matches('\n').count() + 1, column)
    });
    Problem {
        file: file.display().to_string(),
        at,
        line: at.and_then(|(line, _)| text.lines().nth(line - 1).map(str::to_owned)),
        message: message.replace('\n', ", "),
        has_last_good: false,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: Option<Text<ListenAt>>,
    log: Option<Text<LogLevel>>,
    #[serde(default)]
    sampling: SamplingTable,
    #[serde(default)]
    retention: RetentionTable,
    #[serde(default)]
    target: Vec<Spanned<TargetTable>>,
    #[serde(default)]
    alert: Vec<Spanned<AlertTable>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SamplingTable {
    #[serde(default = "sampling_interval")]
    interval: Text<Interval>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RetentionTable {
    days: Option<Spanned<Days>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TargetTable {
    name: Spanned<String>,
    http: Option<Text<Http>>,
    tcp: Option<Text<Tcp>>,
    every: Option<Text<Interval>>,
    timeout: Option<Text<Lasting>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlertTable {
    name: String,
    metric: Option<Metric>,
    above: Option<f64>,
    down: Option<Spanned<String>>,
    #[serde(rename = "for")]
    lasting: Option<Text<Lasting>>,
}

fn retention(table: &RetentionTable) -> Result<Retention, Mistake> {
    match &table.days {
        Some(days) if days.get_ref().0 == 0 => Err(Mistake(
            days.span().start,
            "`days = 0` would delete everything at once: keep at least 1 day".to_owned(),
        )),
        Some(days) => Ok(Retention {
            days: days.get_ref().0,
        }),
        None => Ok(Retention::default()),
    }
}

fn targets(tables: Vec<Spanned<TargetTable>>) -> Result<Targets, Mistake> {
    let mut names = BTreeSet::new();
    tables
        .into_iter()
        .map(|table| {
            let at = table.span().start;
            let table = table.into_inner();
            let (named_at, name) = (table.name.span().start, table.name.into_inner());
            if !names.insert(name.clone()) {
                return Err(Mistake(named_at, format!("a second target named `{name}`")));
            }
            let address = match (table.http, table.tcp) {
                (Some(Text(Http(url))), None) => Address::Http(url),
                (None, Some(Text(Tcp(host, port)))) => Address::Tcp { host, port },
                (Some(_), Some(_)) => {
                    let message = format!("target `{name}` has both `http` and `tcp`: keep one");
                    return Err(Mistake(at, message));
                }
                (None, None) => {
                    let message = format!("target `{name}` needs an address: `http` or `tcp`");
                    return Err(Mistake(at, message));
                }
            };
            Ok(Target {
                name,
                address,
                every: table.every.map_or(Duration::from_secs(10), |text| text.0.0),
                timeout: table
                    .timeout
                    .map_or(Duration::from_secs(2), |text| text.0.0),
            })
        })
        .collect::<Result<Arc<[_]>, _>>()
        .map(Targets)
}

fn rules(tables: Vec<Spanned<AlertTable>>, targets: &Targets) -> Result<AlertRules, Mistake> {
    tables
        .into_iter()
        .map(|table| {
            let at = table.span().start;
            let table = table.into_inner();
            let when = match (table.metric, table.above, table.down) {
                (Some(metric), Some(threshold), None) => When::Above { metric, threshold },
                (None, None, Some(name)) => {
                    let (named_at, name) = (name.span().start, name.into_inner());
                    let known = targets.0.iter().any(|target| target.name == name);
                    if name != "*" && !known {
                        let message = format!("there is no target named `{name}`, nor is it \"*\"");
                        return Err(Mistake(named_at, message));
                    }
                    When::Down {
                        target: known.then_some(name),
                    }
                }
                _ => {
                    let message = format!(
                        "alert `{}` needs either `metric` and `above`, or `down`",
                        table.name
                    );
                    return Err(Mistake(at, message));
                }
            };
            Ok(Rule {
                name: table.name,
                when,
                lasting: table.lasting.map_or(Duration::ZERO, |text| text.0.0),
            })
        })
        .collect::<Result<Arc<[_]>, _>>()
        .map(AlertRules)
}

impl Default for SamplingTable {
    fn default() -> Self {
        Self {
            interval: sampling_interval(),
        }
    }
}

fn sampling_interval() -> Text<Interval> {
    Text(Interval(Sampling::default().interval))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, String> {
        parse(Path::new("agent.toml"), text).map_err(|problem| problem.to_string())
    }

    fn wrong(text: &str) -> String {
        read(text).unwrap_err()
    }

    #[test]
    fn the_first_file_says_what_would_hold_without_it() {
        let listen = Listen::default();
        let first = read(&template(listen.0)).unwrap();
        let empty = read("").unwrap();
        assert_eq!(first.sampling, empty.sampling);
        assert_eq!(first.retention, empty.retention);
        assert_eq!(first.log_level, empty.log_level);
        assert_eq!(first.listen, listen);
        assert_eq!(
            first.targets.0[0].address.to_string(),
            "http://127.0.0.1:8080/healthz"
        );
        assert_eq!(first.alert_rules.0.len(), 4);
    }

    #[test]
    fn a_page_whose_port_is_not_known_is_no_target() {
        let settings = read(&template(([127, 0, 0, 1], 0).into())).unwrap();
        assert!(settings.targets.0.is_empty());
    }

    #[test]
    fn every_mistake_has_its_line_and_column() {
        let cases = [
            (
                "listen = \"here\"",
                "agent.toml:1:10: `here` is not an address and a port",
            ),
            (
                "\nlog = \"inof\"",
                "agent.toml:2:7: `inof` is not a log level",
            ),
            (
                "[sampling]\ninterval = 5",
                "agent.toml:2:12: invalid type: integer `5`",
            ),
            (
                "[sampling]\ninterval = \"1ms\"",
                "agent.toml:2:12: `1ms` is too often",
            ),
            (
                "[retention]\ndays = 0",
                "agent.toml:2:8: `days = 0` would delete everything",
            ),
            (
                "[retention]\ndays = 1.5",
                "agent.toml:2:8: expected a whole number of days",
            ),
            (
                "[retention]\nday = 3",
                "agent.toml:2:1: unknown field `day`, expected `days`",
            ),
            (
                "[[target]]\nname = \"a\"",
                "agent.toml:1:1: target `a` needs an address",
            ),
            (
                "[[target]]\nname = \"a\"\ntcp = \"a\"",
                "agent.toml:3:7: `a` is not an address",
            ),
            (
                "[[target]]\nname = \"a\"\nhttp = \"a\"",
                "agent.toml:3:8: `a` is not an address",
            ),
            (
                "[[alert]]\nname = \"a\"\nabove = 3",
                "agent.toml:1:1: alert `a` needs either",
            ),
            (
                "[[alert]]\nname = \"a\"\ndown = \"b\"",
                "agent.toml:3:8: there is no target",
            ),
            ("\"ä\" = = 1", "agent.toml:1:7: "),
        ];
        for (text, start) in cases {
            let problem = wrong(text);
            assert!(
                problem.starts_with(start),
                "{text:?} gave {problem:?}, not {start:?}"
            );
        }
    }

    #[test]
    fn two_targets_cannot_share_a_name() {
        let target = "[[target]]\nname = \"a\"\ntcp = \"a:1\"\n";
        assert!(wrong(&target.repeat(2)).starts_with("agent.toml:5:8: a second target"));
    }

    #[test]
    fn the_line_of_a_mistake_is_shown() {
        let problem = parse(Path::new("agent.toml"), "# one\nlog = 3\n").unwrap_err();
        assert_eq!(problem.line.as_deref(), Some("log = 3"));
    }
}
