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

    expected_value(name, example):
        "`{name}` needs a value here",
        help: "write `{name} = {example}`";
    expected_list(name, example):
        "`{name}` is a list in brackets",
        help: "write `{name} = {example}`";
    expected_library():
        "`crate` is the path of the library, as this crate calls it",
        help: "write `crate = renamed`";
    expected_item(name, example):
        "this cannot stand in the list of `{name}`",
        help: "write `{name} = {example}`";
    flag_with_value(name):
        "`{name}` takes no value",
        help: "write `{name}` alone";
    no_argument_comma(name):
        "expected a comma after `{name}`",
        help: "separate the arguments by commas";
    number_as_duration(setting, from, number):
        "`{setting}` is a `Duration`, and not a number",
        help: "say of what it is the number: `Duration::{from}({number})`";
    number_as_intensity(number):
        "`intensity` is a number of failures and the time in which they are too many",
        help: "write `Intensity::give_up({number}, Duration::from_secs(60))`";
    input_without_parameter(input, function):
        "input `{input}` is not a parameter of `{function}`",
        help: "add a parameter `{input}`, or remove it from `inputs`";
    misspelt_input(input, function, meant):
        "input `{input}` is not a parameter of `{function}`; did you mean `{meant}`?",
        help: "write `{meant}` in `inputs`";
    input_twice(input):
        "input `{input}` is listed twice",
        help: "remove one of the two";
    output_twice(ty):
        "output `{ty}` is listed twice",
        help: "remove one of the two; for two values of one type, wrap one in a type of its own";
    not_an_output(ty, held):
        "`{ty}` is not an output of any manifold: it cannot implement `Output`",
        help: "name a struct of your own that has `#[derive(Clone, Output)]`: it can hold an `Arc<{held}>`";
    too_many_outputs():
        "a manifold has at most 64 outputs, and this is one more",
        help: "put several into one struct";

    // The function.
    manifold_twice(function):
        "`#[manifold]` is on `{function}` twice",
        help: "write one `#[manifold]`, with the arguments of both";
    not_a_function():
        "`#[manifold]` makes a manifold of a function, and this is none",
        help: "put it on the function that starts the worker";
    method():
        "a manifold is a free function, it takes no `self`",
        help: "move the function out of the `impl` block";
    generic(function):
        "a manifold cannot be generic: each node of `{function}` needs one type of everything",
        help: "write a function for each type, which calls the generic one";
    impl_parameter():
        "a parameter of a manifold has one type, and `impl Trait` stands for many",
        help: "name the type, or take a `Box<dyn Trait>`";
    const_function(function):
        "a manifold cannot be a `const fn`",
        help: "remove `const` from `{function}`: it is called when a node starts";
    unsafe_function(function):
        "a manifold cannot be an `unsafe fn`: the engine could not promise what its caller has to",
        help: "make `{function}` safe, and put the `unsafe` block into its body";
    foreign_function(function):
        "a manifold cannot be an `extern` function",
        help: "remove `extern` from `{function}`, or call it from a function of its own";
    variadic(function):
        "a manifold takes a fixed number of parameters",
        help: "remove `...` from `{function}`";
    self_type():
        "a manifold is a free function, and knows no `Self`",
        help: "move the function out of the `impl` block";
    unreadable(function):
        "`#[manifold]` cannot read `{function}`, which the compiler can",
        help: "put what is new in Rust's grammar into a function that `{function}` calls";
    no_body(function):
        "`{function}` has no body",
        help: "put `#[manifold]` on a free function, not on what a trait or an `extern` block declares";
    no_return(function):
        "`{function}` returns nothing that could run",
        help: "return the worker that it starts; or, if it is its own run, `Result<(), E>`";
    future_return(function):
        "`{function}` returns a future, which is no worker",
        help: "write it as an `async fn`";
    blocking_async(function):
        "`blocking` is for a plain function that blocks its thread, and `{function}` is `async`",
        help: "remove `blocking`, or remove `async` from the function";

    // The parameters.
    too_many_parameters():
        "a manifold has at most 64 parameters, and this is one more",
        help: "put a node between, which takes several and gives them as one struct";
    pattern():
        "a parameter of a manifold needs a name",
        help: "take it by a plain name, and take it apart in the function's body";
    pattern_for_input(input):
        "a parameter of a manifold needs a name",
        help: "name it `{input}`, as in `inputs`";
    conditional_parameter(parameter):
        "`{parameter}` is there under a condition, but a manifold has the same parameters always",
        help: "write the function twice, each with a `#[cfg]` of its own";
    borrowed_parameter(parameter):
        "`{parameter}` borrows, but nothing lives as long as what a node is given",
        help: "take a type that owns: `String`, `PathBuf`, `Arc<T>`; a configuration can be taken as `&T`";
    static_reference(parameter, ty):
        "`{parameter}` is to be borrowed for ever, but a run ends",
        help: "take `&{ty}`, without a lifetime, or a type that owns";
    unsized_config(parameter, ty, held):
        "a node cannot keep configuration `{parameter}`: a `{ty}` can have any size",
        help: "borrow what holds it: `{parameter}: &Arc<{held}>`";
    second_config(second, first):
        "`{second}` would be a second configuration, beside `{first}`",
        help: "list in `inputs` which of them another node provides, or put both into one struct";
    input_by_reference(input, ty):
        "input `{input}` is taken by reference",
        help: "take it by value, `{input}: {ty}`: an output is a handle, and cheap to clone";
    followed_config(parameter, ty):
        "`{parameter}` has the type of an input, `{ty}`, but is not in `inputs`",
        help: "add `{parameter}` to `inputs`";
    not_an_input(parameter, ty):
        "`{parameter}` cannot be an input: `{ty}` is what the engine gives to every run",
        help: "remove `{parameter}` from `inputs`";
    nested_kind(input, ty, of):
        "input `{input}` cannot be taken in two ways at once, as `{ty}`",
        help: "take `Option<{of}>`, if it can be absent; `Latest<{of}>`, to wait for the first and follow it; \
               or `Watch<{of}>`, to follow it as it comes and goes";
    optional_publisher(parameter, ty):
        "`{parameter}` cannot be an input: a `{ty}` is what the engine gives to every run",
        help: "remove `{parameter}` from `inputs`, and take `{ty}`";
    mutable_reference(parameter):
        "`{parameter}` is a mutable reference, but all runs of a node share its configuration",
        help: "take it by value, or by `&`; what a worker changes belongs to the worker";
    by_value_only(ty):
        "`{ty}` is taken by value",
        help: "remove the `&`";
    publish_without_output(ty):
        "`Publish<{ty}>` publishes what is not an output of this manifold",
        help: "add `{ty}` to `outputs`";
    publish_twice(ty):
        "`{ty}` has two publishers",
        help: "remove one: a `Publish` can be cloned";
    unpublished_output(ty):
        "nothing sets output `{ty}`: a function that is its own run has no worker to expose it",
        help: "take a parameter of type `Publish<{ty}>`, and set it";

    // `#[derive(Output)]`.
    unknown_option(name):
        "`#[output(..)]` has no option `{name}`",
        help: "the options are `deref` and `crate = path`";
    misspelt_option(name, meant):
        "`#[output(..)]` has no option `{name}`; did you mean `{meant}`?",
        help: "the options are `deref` and `crate = path`";
    unreadable_options():
        "the options of this output cannot be read",
        help: "write `#[output(deref)]`, or `#[output(crate = path)]`";
    option_within():
        "`#[output(..)]` is about a type",
        help: "put it on the type, not on what is in it";
    const_parameter(parameter):
        "an output cannot have a const parameter: its values would all count as one type",
        help: "remove `{parameter}`, and wrap each instance that you expose in a struct of its own";
    borrowing_output(lifetime):
        "an output cannot borrow, and this one borrows for `{lifetime}`",
        help: "own the data, or share it in an `Arc`";
    deref_of_many():
        "`deref` needs a struct of exactly one field, to dereference to",
        help: "remove `deref`, or put the other fields into the type of the one";

    // `graph!`.
    no_graph_name():
        "a graph begins with its name",
        help: "write `graph! {{ pub Agent(config: AgentConfig) {{ .. }} }}`";
    before_body(name):
        "this cannot stand between the name of graph `{name}` and its body",
        help: "write its parameters in parentheses: `{name}(config: AgentConfig) {{ store: storage::open(config.file) }}`";
    no_graph_body(graph):
        "graph `{graph}` has no body",
        help: "list its nodes in braces: `{graph} {{ store: storage::open(config) }}`";
    after_graph():
        "nothing can follow the body of a graph",
        help: "write a `graph!` of its own for each graph";
    item_keyword():
        "a graph needs no keyword",
        help: "write `graph! {{ pub Agent {{ .. }} }}`";
    generic_graph():
        "a graph cannot have type parameters",
        help: "write one `graph!` for each type";
    no_parameter():
        "a parameter of a graph has a name and a type",
        help: "write `config: AgentConfig`";
    no_colon_of_parameter(name, ty):
        "expected `:` after the name of parameter `{name}`",
        help: "write `{name}: {ty}`";
    no_base():
        "expected the graph of which nodes are replaced",
        help: "write `TestAgent(config: AgentConfig) = Agent(config) {{ .. }}`";
    base_after_colon():
        "the graph of which nodes are replaced stands after `=`",
        help: "write `TestAgent(config: AgentConfig) = Agent(config) {{ .. }}`";
    empty_graph(graph):
        "graph `{graph}` has no nodes",
        help: "list at least one: `store: storage::open(config)`";
    no_splice():
        "expected the path of a graph after `..`",
        help: "splice a graph with `..common::Common(config)`";
    splice_with_clause():
        "a spliced graph has no wires, conditions or settings of its own",
        help: "put its configuration in parentheses; replace a node of it in a graph of its own, and splice that";
    splice_left_out():
        "a spliced graph cannot be left out",
        help: "remove it; a node of it can be left out: `name?: path(option)`";
    splice_in_replacement():
        "a graph that replaces nodes of another cannot splice one",
        help: "splice it into the other graph, or replace nodes only";
    splice_of_itself(graph):
        "graph `{graph}` cannot splice itself",
        help: "remove this entry";
    replacement_of_itself(graph):
        "graph `{graph}` cannot replace nodes of itself",
        help: "name the graph whose nodes it replaces";
    no_node():
        "expected a node",
        help: "a node is written `name: path::of::a_manifold(configuration)`";
    no_colon(node, manifold):
        "expected `:` after the name of node `{node}`",
        help: "write `{node}: {manifold}`";
    visibility_of_a_node():
        "a node has no visibility: its key is as visible as the graph",
        help: "remove it";
    splice_without_dots(graph):
        "`{graph}` has no manifold, as a node has",
        help: "if it is a graph, splice it: `..{graph}(config)`";
    late_mark(node):
        "that a node can be left out is said after its name",
        help: "remove it; if the configuration is an `Option`, write `{node}?: ..`";
    after_manifold(node):
        "this cannot follow the manifold of node `{node}`",
        help: "a configuration stands in parentheses, `path::of::a_manifold(configuration)`; \
               then come `{{ input: node }}`, `when [node]` and `with {{ setting: value }}`";
    node_as_configuration(node, path):
        "`{node}` is a node, and no configuration",
        help: "what a node provides is found by its type: remove `{node}` here, or choose the node with \
               `{path} {{ input: {node} }}`; if something else of that name is meant, write `({node})`";
    node_as_its_own_configuration(node):
        "`{node}` is the node itself, and no configuration",
        help: "remove `{node}` here; if something else of that name is meant, write `({node})`";
    wires_in_parentheses(node):
        "the parentheses of node `{node}` hold its configuration, and these are wires",
        help: "wires stand in braces: `path::of::a_manifold {{ input: node }}`";
    colon_before_body():
        "the body of a graph follows its name",
        help: "remove this";
    no_manifold(node):
        "expected the path of a manifold for node `{node}`",
        help: "write `{node}: path::of::a_manifold(configuration)`";
    optional_without_option(node):
        "nothing says whether node `{node}` is left out",
        help: "give it an `Option` of its configuration: `{node}?: path(option)`; without a configuration, \
               `{node}?: path(condition.then_some(()))`";
    late_configuration():
        "the configuration of a node stands right after its manifold, once",
        help: "write `path::of::a_manifold(first, second)`; several expressions are a tuple";
    sign_in_a_node(name):
        "node `{name}` ends here, but goes on behind this",
        help: "remove this, or write what is behind it as a node: `name: path::of::a_manifold`";
    clause_twice(clause):
        "`{clause}` is given twice",
        help: "put all of it into one";
    wires_twice():
        "the wires of a node are given twice",
        help: "put all of them into one pair of braces; settings follow `with`: `with {{ setting: value }}`";
    when_without_brackets():
        "the conditions after `when` stand in brackets",
        help: "write `when [node, other]`";
    with_without_braces():
        "the settings after `with` stand in braces",
        help: "write `with {{ stop_timeout: grace }}`";
    misspelt_clause(word, meant):
        "a node has no clause `{word}`; did you mean `{meant}`?",
        help: "the clauses are `{{ input: node }}`, `when [node]` and `with {{ setting: value }}`";
    unknown_clause(word):
        "a node has no clause `{word}`",
        help: "the clauses are `{{ input: node }}`, `when [node]` and `with {{ setting: value }}`; \
               if this begins another node, put a comma before it";
    no_wire():
        "expected a wire",
        help: "write `input: node`, or `input` if the node has the same name";
    wire_from_a_value(input):
        "a wire leads from a node, and this is no name of one",
        help: "write `{input}: node`; a configuration stands in parentheses, before the braces";
    wire_twice(input):
        "input `{input}` is wired twice",
        help: "remove one of the wires";
    no_condition():
        "expected the name of a node",
        help: "a condition is a node that must be available: `when [node]`";
    condition_twice(node):
        "node `{node}` is a condition twice",
        help: "remove one of them";
    no_setting():
        "expected a setting",
        help: "write `with {{ stop_timeout: grace }}`";
    setting_with_equals(setting):
        "a setting is separated from its value by a colon",
        help: "write `{setting}: value`";
    setting_without_value(setting):
        "expected `:` and a value after setting `{setting}`",
        help: "write `{setting}: value`";
    setting_of_the_engine(setting):
        "`{setting}` is about all nodes together, and set for the engine",
        help: "set it with `EngineConfig::builder()`; how long one node may take to stop is its `stop_timeout`";
    setting_twice(setting):
        "`{setting}` is set twice",
        help: "remove one of them";
    misspelt_setting(setting, meant, known):
        "there is no setting `{setting}`; did you mean `{meant}`?",
        help: "the settings are {known}";
    unknown_setting(setting, known):
        "there is no setting `{setting}`",
        help: "the settings are {known}";
    node_twice(name):
        "two nodes are named `{name}`",
        help: "rename one of them";
    replaced_twice(node):
        "node `{node}` is replaced twice",
        help: "remove one of the two";
    key_twice(first, second, key):
        "nodes `{first}` and `{second}` have one key, `{key}`",
        help: "rename one of them";
    attribute_on_a_part():
        "an attribute stands on a whole node",
        help: "write the node twice, each with a `#[cfg]` of its own";
    attribute_on_a_parameter():
        "a parameter of a graph has no attributes",
        help: "write the graph twice, each with a `#[cfg]` of its own";
    no_comma():
        "a comma is missing before this",
        help: "what stands in a list is separated by commas";
    no_comma_or_colon():
        "a comma or a colon is missing before this",
        help: "a wire is written `input: node`, and the next one follows a comma";
    semicolon():
        "what stands in a list is separated by commas",
        help: "write `,` instead";
}

#[cfg(test)]
mod tests;
