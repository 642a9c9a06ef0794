//! Every sentence that the macros can say, in a table for each of them.
//!
//! An entry says what is wrong and ends in what to do about it, in the user's words. Names stand in backticks.

mod graph;
mod manifold;
mod output;
#[cfg(test)]
mod tests;

pub(crate) use self::{graph::*, manifold::*, output::*};

/// What is wrong, and what to do about it.
#[derive(Debug)]
pub(crate) struct Message {
    text: String,
    help: String,
}

impl Message {
    /// As it is shown.
    pub(crate) fn into_text(self) -> String {
        format!("{}\nhelp: {}", self.text, self.help)
    }
}

/// A function for each entry.
macro_rules! messages {
    ($($name:ident($($arg:ident),*): $text:literal, help: $help:literal;)+) => {
        $(pub(crate) fn $name($($arg: impl Display),*) -> Message {
            Message { text: format!($text), help: format!($help) }
        })+

        #[cfg(test)]
        pub(super) const TABLE: &[(&str, &str, &str)] = &[$((stringify!($name), $text, $help)),+];
    };
}
use messages;
