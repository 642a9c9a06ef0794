//! What is said of `graph!` and of `validate!`.

use std::fmt::Display;

use super::{Message, messages};

messages! {
    validate_of_more_than_a_path(graph):
        "`validate!` takes the path of a graph alone",
        help: "write `validate!({graph})`";
    validate_of_several(calls):
        "`validate!` takes the path of one graph",
        help: "write one for each: {calls}";
    no_graph_name():
        "a graph begins with its name",
        help: "write `graph! {{ pub Agent(config: AgentConfig) {{ .. }} }}`";
    before_body(name):
        "this cannot stand between the name of graph `{name}` and its body",
        help: "write its parameters in parentheses: `{name}(config: AgentConfig) {{ store: storage::open(config.file) }}`";
    between_head_and_body(head):
        "nothing stands between the head of a graph and its braces",
        help: "remove this: `{head} {{ .. }}`";
    no_graph_body(graph):
        "graph `{graph}` has no body",
        help: "list its nodes in braces: `{graph} {{ store: storage::open(config) }}`";
    after_graph():
        "nothing can follow the body of a graph",
        help: "write a `graph!` of its own for each graph";
    item_keyword(graph):
        "a graph needs no keyword",
        help: "remove it: `graph! {{ {graph} {{ .. }} }}`";
    lifetime_of_graph():
        "a graph cannot have lifetimes",
        help: "own what it holds: take a `String` for a `&str`, an `Arc<T>` for a `&T`";
    generic_graph():
        "a graph cannot have type parameters",
        help: "write one `graph!` for each type";
    no_parameter():
        "a parameter of a graph has a name and a type",
        help: "write `config: AgentConfig`";
    default_of_parameter(parameter, graph):
        "a parameter of a graph has no default",
        help: "write `{parameter}`, and say its value in `{graph}::new(..)`";
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
    new_of_a_graph(graph):
        "a graph is named by its type here",
        help: "write `{graph}`, without `::new`";
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
    let_before_a_node():
        "a node needs no `let`",
        help: "remove it: a node is written `name: path::of::a_manifold(configuration)`";
    quoted_node(node):
        "the name of a node stands without quotes",
        help: "write `{node}: path::of::a_manifold(configuration)`";
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
    wires_beside_a_configuration():
        "these parentheses hold the configuration, and something in them is a wire",
        help: "wires stand in braces behind them: `path::of::a_manifold(configuration) {{ input: node }}`";
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
    when_without_brackets(nodes):
        "the conditions after `when` stand in brackets",
        help: "write `when [{nodes}]`";
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
        help: "a condition is a node of this graph, or of one that it splices: `when [node]`";
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
    argument_as_setting(name, argument):
        "`{name}` is an argument of `#[manifold]`, and no setting of a node",
        help: "write it at the function: `#[manifold({argument})]`";
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
