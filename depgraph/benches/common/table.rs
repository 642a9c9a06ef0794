//! What is printed: lines for people, and the same as JSON.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
};

/// Prints lines, and keeps them for the end, where all are printed again as JSON.
pub(crate) struct Table {
    filter: String,
    json: Vec<String>,
}

impl Table {
    /// A table of what the user wants to see: the first argument that is no option, for `cargo bench` adds some.
    pub(crate) fn new() -> Self {
        let filter = std::env::args()
            .skip(1)
            .find(|argument| !argument.starts_with('-'));
        Self {
            filter: filter.unwrap_or_default(),
            json: Vec::new(),
        }
    }

    /// Whether the user wants to see what is called `name`.
    pub(crate) fn wants(&self, name: &str) -> bool {
        name.contains(&self.filter)
    }

    /// Prints one line of figures, each with what it is.
    pub(crate) fn print(&mut self, name: &str, figures: &[(&str, f64)]) {
        let (mut line, mut json) = (format!("{name:46}"), format!(r#"{{"name":"{name}""#));
        for (what, figure) in figures {
            // Writing to a `String` cannot fail.
            let _infallible = write!(line, " {what} {figure:<10.2}");
            let _infallible = write!(json, r#","{what}":{figure:.3}"#);
        }
        say(line.trim_end());
        self.json.push(json + "}");
    }
}

impl Drop for Table {
    fn drop(&mut self) {
        say("");
        for line in &self.json {
            say(line);
        }
    }
}

/// Prints a line, unless nobody reads on.
fn say(line: &str) {
    let _gone = writeln!(io::stdout(), "{line}");
}
