//! Which alerts there are, as a pure function of the rules, of what is known, and of the time.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;
use tokio::time::Instant;

use crate::{
    clock,
    live::Now,
    settings::{Metric, Rule, When},
};

/// An alert that lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Alert {
    /// The name of its rule.
    pub(crate) rule: String,
    /// What it is about: a target, a disk, or this host.
    pub(crate) subject: String,
    pub(crate) text: String,
    /// Since when it has been so: milliseconds since 1970.
    pub(crate) since: i64,
}

/// What identifies an alert: its rule and its subject.
pub(super) type Key = (String, String);

/// What has been found so far.
#[derive(Debug, Default)]
pub(super) struct Judge {
    cases: BTreeMap<Key, Case>,
}

#[derive(Debug)]
struct Case {
    since: Instant,
    raised: bool,
    alert: Alert,
}

/// What a rule finds about one subject.
struct Finding {
    subject: String,
    /// `None` while nothing is known.
    bad: Option<bool>,
    /// Since when it is known to be so.
    since: Instant,
}

impl Judge {
    /// Looks at what is known `at` this time, which also is `at_ms` since 1970.
    pub(super) fn look(&mut self, rules: &[Rule], now: &Now, at: Instant, at_ms: i64) {
        let mut before = std::mem::take(&mut self.cases);
        for rule in rules {
            for finding in findings(rule, now, at) {
                let key = (rule.name.clone(), finding.subject.clone());
                let case = match (finding.bad, before.remove(&key)) {
                    (Some(false), _) | (None, None) => continue,
                    (None, Some(case)) => case,
                    (Some(true), Some(case)) => Case {
                        raised: case.raised || at.duration_since(case.since) >= rule.lasting,
                        ..case
                    },
                    (Some(true), None) => {
                        let lasts = at.duration_since(finding.since);
                        Case {
                            since: finding.since,
                            raised: lasts >= rule.lasting,
                            alert: Alert {
                                rule: rule.name.clone(),
                                subject: finding.subject,
                                text: text(rule),
                                since: at_ms - i64::try_from(lasts.as_millis()).unwrap_or(0),
                            },
                        }
                    }
                };
                self.cases.insert(key, case);
            }
        }
    }

    /// An alert that an earlier process raised, and that nobody has cleared.
    pub(super) fn adopt(&mut self, alert: Alert, at: Instant) {
        let key = (alert.rule.clone(), alert.subject.clone());
        self.cases.entry(key).or_insert(Case {
            since: at,
            raised: true,
            alert,
        });
    }

    /// The alerts that there are.
    pub(super) fn raised(&self) -> Arc<[Alert]> {
        let raised = self.cases.values().filter(|case| case.raised);
        raised.map(|case| case.alert.clone()).collect()
    }
}

fn findings(rule: &Rule, now: &Now, at: Instant) -> Vec<Finding> {
    match &rule.when {
        When::Above { metric, threshold } => values(*metric, now)
            .into_iter()
            .map(|(subject, value)| Finding {
                subject,
                bad: value.map(|value| value > *threshold),
                since: at,
            })
            .collect(),
        When::Down { target } => now
            .targets
            .iter()
            .filter(|(name, _)| target.as_ref().is_none_or(|target| target == *name))
            .map(|(name, state)| Finding {
                subject: name.clone(),
                bad: state.last.as_ref().map(|last| !last.up),
                since: state.since_instant.min(at),
            })
            .collect(),
    }
}

/// The values of a metric, each with what it is of.
fn values(metric: Metric, now: &Now) -> Vec<(String, Option<f64>)> {
    let Some(host) = &now.host else {
        return vec![(HOST.to_owned(), None)];
    };
    let value = match metric {
        Metric::Cpu => host.cpu,
        Metric::Memory => host.memory.percent(),
        Metric::Swap => host.swap.percent(),
        Metric::Load => host.load[0],
        Metric::Disk => {
            let disks = host.disks.iter();
            return disks
                .map(|disk| (disk.mount.clone(), Some(disk.space.percent())))
                .collect();
        }
    };
    vec![(HOST.to_owned(), Some(value))]
}

const HOST: &str = "this host";

fn text(rule: &Rule) -> String {
    let what = match &rule.when {
        When::Above { metric, threshold } => match metric {
            Metric::Cpu => format!("CPU above {threshold} %"),
            Metric::Memory => format!("memory above {threshold} %"),
            Metric::Swap => format!("swap above {threshold} %"),
            Metric::Disk => format!("disk above {threshold} %"),
            Metric::Load => format!("load above {threshold}"),
        },
        When::Down { .. } => "down".to_owned(),
    };
    if rule.lasting.is_zero() {
        what
    } else {
        format!("{what} for {}", clock::text(rule.lasting))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::live::{Disk, Live, Probe, Sample, Usage};

    fn rule(when: When, seconds: u64) -> Rule {
        Rule {
            name: "rule".to_owned(),
            when,
            lasting: Duration::from_secs(seconds),
        }
    }

    fn cpu_above_90_for(seconds: u64) -> Rule {
        let when = When::Above {
            metric: Metric::Cpu,
            threshold: 90.0,
        };
        rule(when, seconds)
    }

    fn cpu(cpu: f64) -> Now {
        Now {
            host: Some(Sample {
                cpu,
                ..Sample::default()
            }),
            ..Now::default()
        }
    }

    /// Looks once a second at each of `steps`, and says at which there was an alert.
    fn history(rule: &Rule, steps: &[Now]) -> Vec<bool> {
        let (mut judge, start) = (Judge::default(), Instant::now());
        let mut look = |(second, now): (u32, &Now)| {
            let passed = Duration::from_secs(second.into());
            let at_ms = i64::from(second) * 1000;
            judge.look(std::slice::from_ref(rule), now, start + passed, at_ms);
            !judge.raised().is_empty()
        };
        (0..).zip(steps).map(&mut look).collect()
    }

    #[test]
    fn a_threshold_must_be_exceeded_for_so_long_without_a_gap() {
        let steps = [
            cpu(95.0),
            cpu(95.0),
            cpu(50.0),
            cpu(95.0),
            cpu(95.0),
            cpu(95.0),
            cpu(90.0),
        ];
        let expected = [false, false, false, false, false, true, false];
        assert_eq!(history(&cpu_above_90_for(2), &steps), expected);
    }

    #[test]
    fn a_rule_without_a_duration_raises_at_once() {
        assert_eq!(
            history(&cpu_above_90_for(0), &[cpu(91.0), cpu(89.0)]),
            [true, false]
        );
    }

    #[test]
    fn what_is_not_known_changes_nothing() {
        let steps = [cpu(95.0), Now::default(), Now::default(), cpu(95.0)];
        assert_eq!(
            history(&cpu_above_90_for(2), &steps),
            [false, false, false, true]
        );
    }

    #[test]
    fn each_disk_is_a_case_of_its_own() {
        let disk = |mount: &str, used| Disk {
            mount: mount.to_owned(),
            space: Usage { used, total: 100 },
        };
        let mut now = cpu(0.0);
        now.host.as_mut().unwrap().disks = vec![disk("/", 95), disk("/home", 10)];
        let when = When::Above {
            metric: Metric::Disk,
            threshold: 90.0,
        };
        let mut judge = Judge::default();
        judge.look(&[rule(when, 0)], &now, Instant::now(), 0);
        let subjects: Vec<_> = judge
            .raised()
            .iter()
            .map(|alert| alert.subject.clone())
            .collect();
        assert_eq!(subjects, ["/"]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_target_counts_as_down_since_its_first_failed_probe() {
        let live = Live::default();
        live.probing([("a".to_owned(), "tcp://a:1".to_owned())], 0);
        live.probed(Probe {
            at: 1000,
            target: "a".to_owned(),
            up: false,
            latency_ms: None,
            detail: String::new(),
        });
        let down = rule(When::Down { target: None }, 30);
        let now = live.now();
        let start = Instant::now();
        let look_after = |seconds| {
            let mut judge = Judge::default();
            let at = start + Duration::from_secs(seconds);
            judge.look(std::slice::from_ref(&down), &now, at, 31_000);
            judge.raised()
        };
        assert!(look_after(29).is_empty());
        let alert = &look_after(30)[0];
        assert_eq!(
            (alert.subject.as_str(), alert.text.as_str()),
            ("a", "down for 30s")
        );
        assert_eq!(alert.since, 1000);
    }

    #[test]
    fn an_adopted_alert_lasts_until_it_is_known_to_be_over() {
        let rules = [cpu_above_90_for(60)];
        let mut judge = Judge::default();
        let alert = Alert {
            rule: "rule".to_owned(),
            subject: HOST.to_owned(),
            text: String::new(),
            since: 5,
        };
        judge.adopt(alert, Instant::now());
        judge.look(&rules, &Now::default(), Instant::now(), 0);
        assert_eq!(judge.raised()[0].since, 5);
        judge.look(&rules, &cpu(10.0), Instant::now(), 0);
        assert!(judge.raised().is_empty());
        judge.look(&[], &cpu(99.0), Instant::now(), 0);
        assert!(judge.raised().is_empty());
    }
}
