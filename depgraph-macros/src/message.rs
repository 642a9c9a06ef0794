//! Every sentence that the macros can say, in one table.
//!
//! An entry says what is wrong and ends in what to do about it, in the user's words. Names stand in backticks.

use std::fmt::Display;

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

macro_rules! messages {
    ($($name:ident($($arg:ident),*): $text:literal, help: $help:literal;)+) => {
        $(pub(crate) fn $name($($arg: impl Display),*) -> Message {
            Message { text: format!($text), help: format!($help) }
        })+

        #[cfg(test)]
        const TABLE: &[(&str, &str, &str)] = &[$((stringify!($name), $text, $help)),+];
    };
}

messages! {
    // The arguments of `#[manifold]`.
    unknown_argument(name, known):
        "`#[manifold]` has no argument `{name}`",
        help: "the arguments are {known}";
    misspelt_argument(name, meant, known):
        "`#[manifold]` has no argument `{name}`; did you mean `{meant}`?",
        help: "the arguments are {known}";
    no_argument_name():
        "expected an argument of `#[manifold]`",
        help: "arguments look like `inputs = [settings]`";
    argument_twice(name):
        "`{name}` is given twice",
        help: "put all of it into one `{name}`";

    // The function.
    not_a_function():
        "`#[manifold]` makes a manifold of a function, and this is none",
        help: "put it on the function that starts the worker";
    method():
        "a manifold is a free function, it takes no `self`",
        help: "move the function out of the `impl` block";
    pattern():
        "a parameter of a manifold needs a name",
        help: "take it by a plain name, and take it apart in the function's body";

    // `#[derive(Output)]`.
    unknown_option():
        "`#[output(..)]` has no such option",
        help: "the options are `deref` and `crate = path`";
    deref_of_many():
        "`deref` needs a struct of exactly one field, to dereference to",
        help: "remove `deref`, or put the other fields into the type of the one";

    // `graph!`.
    no_graph_name():
        "a graph begins with its name",
        help: "write `graph! {{ pub Agent(config: AgentConfig) {{ .. }} }}`";
    no_graph_body(graph):
        "graph `{graph}` has no body",
        help: "list its nodes in braces: `{graph} {{ store: storage::open(config) }}`";
    after_graph(graph):
        "nothing can follow the body of graph `{graph}`",
        help: "write a `graph!` of its own for each graph";
    no_node():
        "expected a node",
        help: "a node is written `name: path::of::a_manifold(configuration)`";
    no_comma(node):
        "the entry `{node}` does not end here",
        help: "put a comma before this";
}

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn every_message_ends_in_a_help() {
        for (name, text, help) in TABLE {
            assert!(!help.is_empty(), "`{name}` has no help");
            for part in [text, help] {
                assert!(!part.ends_with('.'), "`{name}` ends in a full stop");
                assert!(!part.contains('\n'), "`{name}` has more than one line");
            }
        }
    }
}
