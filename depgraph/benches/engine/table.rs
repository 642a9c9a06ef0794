//! What is printed: a table for people, and the same as JSON lines.

use std::time::Duration;

use crate::common::{Subject as _, driven::Driven, hand_wired::HandWired};

/// One thing that was measured, for everything that it was measured for.
pub(crate) struct Line {
    pub(crate) name: String,
    /// Unordered, ordered, depgraph, depgraph with tracing.
    pub(crate) times: [Duration; 4],
    /// Which of the times depgraph is compared with.
    pub(crate) yardstick: usize,
    pub(crate) starts: usize,
    pub(crate) needed: usize,
}

impl Line {
    fn ratio(&self) -> f64 {
        self.times[2].as_secs_f64() / self.times[self.yardstick].as_secs_f64()
    }

    fn traced(&self) -> f64 {
        self.times[3].as_secs_f64() / self.times[2].as_secs_f64()
    }
}

pub(crate) struct Table {
    filter: String,
    json: Vec<String>,
}

impl Table {
    pub(crate) fn new(filter: String) -> Self {
        println!(
            "{:42} {:>10} {:>10} {:>10} {:>7} {:>7} {:>7} {:>7}   times in µs",
            "",
            HandWired::<false>::NAME,
            HandWired::<true>::NAME,
            Driven::NAME,
            "ratio",
            "traced",
            "starts",
            "needed"
        );
        Self {
            filter,
            json: Vec::new(),
        }
    }

    /// Whether the user has asked for what is called `name`.
    pub(crate) fn wants(&self, name: &str) -> bool {
        name.contains(&self.filter)
    }

    pub(crate) fn print(&mut self, line: Line) {
        let [unordered, ordered, depgraph, _] = line.times.map(|time| time.as_secs_f64() * 1e6);
        let (ratio, traced) = (line.ratio(), line.traced());
        let Line {
            name,
            starts,
            needed,
            ..
        } = line;
        println!(
            "{name:42} {unordered:10.1} {ordered:10.1} {depgraph:10.1} {ratio:7.2} {traced:7.2} {starts:7} {needed:7}"
        );
        self.json.push(format!(
            r#"{{"name":"{name}","unordered_us":{unordered:.1},"ordered_us":{ordered:.1},"depgraph_us":{depgraph:.1},"ratio":{ratio:.3},"traced":{traced:.3},"starts":{starts},"needed":{needed}}}"#
        ));
    }

    pub(crate) fn print_json_lines(&self) {
        println!();
        for line in &self.json {
            println!("{line}");
        }
    }
}
