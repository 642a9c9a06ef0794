//! The mistakes that the tokens alone give away.

use quote::ToTokens as _;
use syn::{Expr, Ident};

use super::model::{Entry, Graph, Node, plain, word, written};
use crate::{
    errors::Errors,
    manifold,
    message::{self, Message},
    policy, suggest, text,
};

/// Reports what is wrong, and takes out what cannot be compiled.
pub(super) fn graph(graph: &mut Graph, errors: &mut Errors) {
    if graph.entries.is_empty() && graph.is_complete {
        errors.push(&graph.name, message::empty_graph(plain(&graph.name)));
    }
    base(graph, errors);
    splices(graph, errors);
    for entry in &mut graph.entries {
        if let Entry::Node(node) = entry {
            self::node(node, errors);
        }
    }
    // A name may be that of a parameter which could not be read.
    if !graph.hides_parameters {
        configurations(graph, errors);
    }
}

/// ```text
/// Agent = Agent { store: fakes::open }
/// ```
fn base(graph: &mut Graph, errors: &mut Errors) {
    let name = &graph.name;
    if let Some(base) = graph.base.take_if(|base| base.path.path.is_ident(name)) {
        errors.push(&base.path, message::replacement_of_itself(plain(name)));
        // What the other graph has is not known.
        graph.is_complete = false;
    }
}

/// ```text
/// Agent { ..Agent }
/// TestAgent = Agent { ..Common }
/// ```
fn splices(graph: &mut Graph, errors: &mut Errors) {
    let name = &graph.name;
    let is_replacement = graph.base.is_some();
    let before = errors.len();
    graph.entries.retain(|entry| {
        let Entry::Splice(splice) = entry else {
            return true;
        };
        let path = &splice.graph.path;
        if is_replacement {
            errors.push(path, message::splice_in_replacement());
        } else if path.path.is_ident(name) {
            errors.push(path, message::splice_of_itself(plain(name)));
        }
        !is_replacement && !path.path.is_ident(name)
    });
    // Another graph was meant, perhaps: what that has is not known.
    graph.is_complete &= errors.len() == before;
}

fn node(node: &mut Node, errors: &mut Errors) {
    optional(node, errors);
    wires(node, errors);
    conditions(node, errors);
    settings(node, errors);
}

/// ```text
/// metrics?: metrics::serve
/// ```
fn optional(node: &mut Node, errors: &mut Errors) {
    let is_read = !node.is_configured() && !node.is_unclear;
    // Those that need it are not told that it can be left out.
    if let Some(mark) = node.optional.take_if(|_| is_read) {
        errors.push(mark, message::optional_without_option(plain(&node.name)));
    }
}

/// ```text
/// web: web::serve(store)
/// web: web::serve((store))
/// ```
///
/// A function or a constant can have the name of a node, too, and is written in parentheses then. To leave it to the compiler
/// which of them is meant is to leave it to the compiler to say what is wrong, which knows of no nodes.
fn configurations(graph: &mut Graph, errors: &mut Errors) {
    let mut found = Vec::new();
    for (number, entry) in graph.entries.iter().enumerate() {
        let Entry::Node(node) = entry else { continue };
        for value in node.values() {
            let (value, is_meant) = if let Expr::Paren(value) = value {
                (&*value.expr, true)
            } else {
                (value, false)
            };
            let is_node = |name: &&Ident| !graph.has_parameter(name) && graph.has_node(name);
            let Some(name) = only_name(value).filter(is_node) else {
                continue;
            };
            if !is_meant {
                errors.push(name, node_as_configuration(node, name));
            }
            found.push((number, is_meant));
        }
    }
    for (number, is_meant) in found {
        if let Entry::Node(node) = &mut graph.entries[number] {
            if is_meant {
                node.remove_parentheses();
            } else {
                node.manifold.arguments = None;
                node.is_unclear = true;
            }
        }
    }
}

fn only_name(value: &Expr) -> Option<&Ident> {
    if let Expr::Path(path) = value {
        word(path)
    } else {
        None
    }
}

fn node_as_configuration(node: &Node, name: &Ident) -> Message {
    if node.name == *name {
        message::node_as_its_own_configuration(plain(name))
    } else {
        message::node_as_configuration(plain(name), written(&node.manifold.path))
    }
}

/// ```text
/// web: web::serve { store: main, store: archive }
/// ```
fn wires(node: &Node, errors: &mut Errors) {
    let inputs: Vec<_> = node.wires().iter().map(|wire| &wire.input).collect();
    for input in repeated(&inputs) {
        errors.push(input, message::wire_twice(plain(input)));
    }
}

/// ```text
/// web: web::serve when [store, store]
/// ```
fn conditions(node: &Node, errors: &mut Errors) {
    let names: Vec<_> = node.when().iter().collect();
    for name in repeated(&names) {
        errors.push(name, message::condition_twice(plain(name)));
    }
}

/// ```text
/// web: web::serve with { stop_timout: grace, stop_timeout: grace, stop_timeout: grace }
/// ```
fn settings(node: &mut Node, errors: &mut Errors) {
    let Some(settings) = &mut node.policy else {
        return;
    };
    let names: Vec<_> = settings.iter().map(|(name, _)| name).collect();
    for name in repeated(&names) {
        errors.push(name, message::setting_twice(plain(name)));
    }
    settings.retain(|(name, value)| {
        let setting = plain(name);
        if !policy::SETTINGS.contains(&setting.as_str()) {
            errors.push(name, unknown_setting(&setting, value));
            return false;
        }
        let mistake = policy::mistake(name, value);
        let is_right = mistake.is_none();
        if let Some(mistake) = mistake {
            errors.push(value, mistake);
        }
        is_right
    });
}

fn unknown_setting(name: &str, value: &Expr) -> Message {
    if manifold::ARGUMENTS.contains(&name) {
        let argument = match name {
            "blocking" => name.to_owned(),
            name => format!("{name} = {}", text::of_tokens(&value.to_token_stream())),
        };
        return message::argument_as_setting(name, argument);
    }
    if policy::SETTINGS_OF_THE_ENGINE.contains(&name) {
        return message::setting_of_the_engine(name);
    }
    let known = suggest::list(policy::SETTINGS);
    match suggest::closest(name, policy::SETTINGS) {
        Some(meant) => message::misspelt_setting(name, meant, known),
        None => message::unknown_setting(name, known),
    }
}

/// Those names that an earlier one repeats.
fn repeated<'a>(names: &[&'a Ident]) -> Vec<&'a Ident> {
    let is_repeated = |number: usize| {
        let name = plain(names[number]);
        names[..number].iter().any(|earlier| plain(earlier) == name)
    };
    (0..names.len())
        .filter(|&number| is_repeated(number))
        .map(|number| names[number])
        .collect()
}
