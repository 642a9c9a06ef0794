//! One function for each kind of token that can be wrong.
//!
//! Each panics with the message, if there is one. They are `track_caller`, so that the compiler points at the call,
//! which has the span of the user's token.
//!
//! There is one of them, or two, for each node that compiles: where nothing is wrong, they make no further call, which
//! would cost a compiler that interprets more than all else that they do.

use super::{
    conditions, configuration, cycles, inputs, mark, names, replacements, text::Text, wires,
};
use crate::graph::meta::GraphMeta;

/// Checks node `index`, at its name.
#[track_caller]
pub const fn node(graph: &GraphMeta, index: usize) {
    if graph.wiring.marks[index] & mark::REPORTED != 0 {
        let mut text = Text::new();
        describe(graph, index, &mut text);
        finish(&text);
    }
}

/// Checks that node `index`, which is written as `path` without a configuration, needs none; at that path. If it does, all
/// else that is wrong with it is said there, too.
#[track_caller]
pub const fn unconfigured(graph: &GraphMeta, index: usize, path: &str) {
    if graph.wiring.nodes[index].manifold.is_configured {
        let mut text = Text::new();
        configuration::missing(graph, index, path, &mut text);
        describe(graph, index, &mut text);
        finish(&text);
    }
}

/// Checks that node `index`, which is written with a configuration, takes one; at that configuration. If it does not, all
/// else that is wrong with it is said there, too.
#[track_caller]
pub const fn configured(graph: &GraphMeta, index: usize) {
    let manifold = &graph.wiring.nodes[index].manifold;
    if !manifold.is_configured && manifold.is_known() {
        let mut text = Text::new();
        configuration::superfluous(&graph.wiring.nodes[index], &mut text);
        describe(graph, index, &mut text);
        finish(&text);
    }
}

/// Checks the input that wire `wire` of node `index` feeds, at its name.
#[track_caller]
pub const fn wire_input(graph: &GraphMeta, index: usize, wire: usize) {
    if wires::is_input_wrong(&graph.wiring.nodes[index], wire) {
        let mut text = Text::new();
        wires::describe_input(graph, index, wire, &mut text);
        finish(&text);
    }
}

/// Checks the node that wire `wire` of node `index` leads from, at its name.
#[track_caller]
pub const fn wire_node(graph: &GraphMeta, index: usize, wire: usize) {
    if wires::is_node_wrong(graph, index, wire) {
        let mut text = Text::new();
        wires::describe_node(graph, index, wire, &mut text);
        finish(&text);
    }
}

/// Checks a condition of node `index`, at its name.
#[track_caller]
pub const fn condition(graph: &GraphMeta, index: usize, condition: usize) {
    if conditions::is_wrong(graph, index, condition) {
        let mut text = Text::new();
        conditions::describe(graph, index, condition, &mut text);
        finish(&text);
    }
}

/// Checks the nodes of `spliced`, which begin at `index`, at the path of the splice.
#[track_caller]
pub const fn splice(graph: &GraphMeta, index: usize, spliced: &GraphMeta) {
    let mut text = Text::new();
    let mut node = index;
    while node < index + spliced.len() {
        if is_marked(graph, node) {
            describe(graph, node, &mut text);
        }
        node += 1;
    }
    finish(&text);
}

/// Checks that node `index` can take the place of the node `name` of `base`, at its name.
#[track_caller]
pub const fn replacement(graph: &GraphMeta, base: &GraphMeta, name: &str) {
    let mut text = Text::new();
    replacements::describe(graph, base, name, &mut text);
    finish(&text);
}

/// Checks the nodes that are not replaced, at the path of the base.
#[track_caller]
pub const fn others(graph: &GraphMeta) {
    let mut text = Text::new();
    let mut node = 0;
    while node < graph.len() {
        if graph.wiring.nodes[node].origin.is_some() && is_marked(graph, node) {
            describe(graph, node, &mut text);
        }
        node += 1;
    }
    finish(&text);
}

const fn is_marked(graph: &GraphMeta, index: usize) -> bool {
    graph.wiring.marks[index] & mark::REPORTED != 0
}

const fn describe(graph: &GraphMeta, index: usize, text: &mut Text) {
    names::describe(graph, index, text);
    inputs::describe(graph, index, text);
    if graph.wiring.marks[index] & mark::STARTS_CYCLE != 0 {
        cycles::describe(graph, index, text);
    }
}

#[track_caller]
const fn finish(text: &Text) {
    if !text.is_empty() {
        fail(text.as_str());
    }
}

/// Fails with a message of the macro's.
///
/// # Panics
///
/// With the message, always.
#[track_caller]
pub const fn fail(message: &str) {
    panic!("{}", message);
}
