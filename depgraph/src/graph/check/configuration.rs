//! What to say of a node that lacks its configuration, or has one too many.

use super::{
    text::{Text, last_name, same},
    wires,
};
use crate::graph::meta::{GraphMeta, NodeMeta};

/// Of a node that is written as `path` alone, and has to be given a configuration.
pub(super) const fn missing(graph: &GraphMeta, node: usize, path: &str, text: &mut Text) {
    let provider = provider(graph, node);
    let node = &graph.wiring.nodes[node];
    if is_wired(node) {
        // Reported at that wire.
        return;
    }
    let config = node.manifold.config();
    text.add_all(&["node `", node.name, "` needs a configuration, `", config]);
    text.add("`");
    text.add_manifold(&node.manifold);
    text.add("\nhelp: ");
    if let Some(own) = own(config) {
        text.add_all(&["take `", name_of(config), ": ", own]);
        text.add("`, if that is meant: `Run`, `Stop` and `Publish` are recognised by these names; otherwise ");
    } else if let Some(provider) = provider {
        as_an_input(node, provider, text);
    }
    text.add("write it in parentheses: `");
    text.add_all(&[node.name, ": ", path, "(", value(graph, config), ")`"]);
}

/// What the engine gives to every run, if the parameter looks as if that were meant: its type has another name, or more to it.
const fn own(parameter: &str) -> Option<&'static str> {
    let (name, ty) = (name_of(parameter), type_of(parameter));
    if same(name, "run") || same(ty, "Run") {
        Some("Run")
    } else if same(name, "stop") || same(ty, "Stop") {
        Some("Stop")
    } else if same(name, "publish") || same(ty, "Publish") {
        Some("Publish<T>")
    } else {
        None
    }
}

/// Offers to make an input of the configuration of `node`, before another way out.
const fn as_an_input(node: &NodeMeta, provider: &NodeMeta, text: &mut Text) {
    let name = name_of(node.manifold.config());
    text.add_all(&["if it is to come from node `", provider.name, "`, add `"]);
    text.add_all(&[name, "` to the `inputs` of `"]);
    text.add_all(&[last_name(node.manifold.path()), "`; otherwise "]);
}

/// What stands for the value of a configuration: the name of its parameter, unless that would be taken for a node.
const fn value<'a>(graph: &GraphMeta, parameter: &'a str) -> &'a str {
    let name = name_of(parameter);
    match graph.wiring.find(name) {
        Some(_) => "..",
        None => name,
    }
}

/// Whether a wire of the node leads to its configuration.
const fn is_wired(node: &NodeMeta) -> bool {
    let mut wire = 0;
    while wire < node.wires.len() {
        if wires::is_configuration(node, wire) {
            return true;
        }
        wire += 1;
    }
    false
}

/// The first other node that provides a type of the name of the parameter's: of that type itself, only its letters are known.
const fn provider(graph: &GraphMeta, node: usize) -> Option<&'static NodeMeta> {
    let ty = type_of(graph.wiring.nodes[node].manifold.config());
    let mut other = 0;
    while other < graph.wiring.nodes.len() {
        let provider = &graph.wiring.nodes[other];
        let outputs = provider.manifold.provided();
        let mut port = 0;
        while port < outputs.len() {
            if other != node && same(last_name(outputs[port].path()), ty) {
                return Some(provider);
            }
            port += 1;
        }
        other += 1;
    }
    None
}

/// Of a node with a wire to its configuration, from what is named `from`.
pub(super) const fn wired(graph: &GraphMeta, index: usize, from: &str, text: &mut Text) {
    let node = &graph.wiring.nodes[index];
    let config = node.manifold.config();
    let name = name_of(config);
    text.add_all(&["`", name, "` is the configuration of node `", node.name]);
    text.add("`, and no input");
    text.add_manifold(&node.manifold);
    text.add("\nhelp: ");
    let provider = match graph.wiring.find(from) {
        Some(from) if from != index => Some(&graph.wiring.nodes[from]),
        Some(_) | None => provider(graph, index),
    };
    if let Some(provider) = provider {
        as_an_input(node, provider, text);
    }
    text.add("remove it here, and write it in parentheses before the braces: `");
    let function = last_name(node.manifold.path());
    text.add_all(&[function, "(", value(graph, config), ")`"]);
}

/// Of a node that is written with a configuration, and takes none.
pub(super) const fn superfluous(node: &NodeMeta, text: &mut Text) {
    text.add_all(&["node `", node.name, "` takes no configuration"]);
    text.add_manifold(&node.manifold);
    text.add_all(&[
        "\nhelp: remove it; or give `",
        last_name(node.manifold.path()),
        "` a parameter for it",
    ]);
}

/// What stands before the colon of a parameter.
pub(super) const fn name_of(parameter: &str) -> &str {
    let bytes = parameter.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b':' {
        end += 1;
    }
    parameter.split_at(end).0
}

/// The last name of the type of a parameter: `Store` of `store: &Arc<storage::Store>`, nothing of a tuple or a slice.
const fn type_of(parameter: &str) -> &str {
    let bytes = parameter.as_bytes();
    let mut start = name_of(parameter).len();
    loop {
        while start < bytes.len() && matches!(bytes[start], b':' | b' ' | b'&' | b'<') {
            start += 1;
        }
        let mut end = start;
        while end < bytes.len() && is_of_word(bytes[end]) {
            end += 1;
        }
        let word = parameter.split_at(end).0.split_at(start).1;
        let goes_on = end < bytes.len() && bytes[end] == b':';
        if !goes_on && !same(word, "Option") && !same(word, "Arc") {
            return word;
        }
        start = end;
    }
}

const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::{name_of, own, type_of};

    #[test]
    fn of_a_parameter_the_name_and_the_last_name_of_its_type_are_found() {
        for (parameter, name, ty) in [
            ("store: Store", "store", "Store"),
            ("store: &Store", "store", "Store"),
            ("store: &Store<'static>", "store", "Store"),
            ("store: storage::Store<u8>", "store", "Store"),
            ("store: Option<Arc<storage::Store>>", "store", "Store"),
            (
                "store: ::std::option::Option<crate::Store>",
                "store",
                "Store",
            ),
            ("stores: Vec<Store>", "stores", "Vec"),
            ("läden: Läden", "läden", "Läden"),
            ("pair: (Store, u8)", "pair", ""),
            ("stores: &[Store]", "stores", ""),
            ("nothing: ()", "nothing", ""),
        ] {
            assert_eq!((name_of(parameter), type_of(parameter)), (name, ty));
        }
    }

    #[test]
    fn what_the_engine_gives_is_meant_by_its_name_or_by_its_type() {
        for (parameter, own_type) in [
            ("stop: Halt", Some("Stop")),
            ("signal: Option<Stop>", Some("Stop")),
            ("job: &Arc<Run>", Some("Run")),
            ("publish: Sender<Load>", Some("Publish<T>")),
            ("stops: Vec<Stop>", None),
            ("running: Running", None),
        ] {
            assert_eq!(own(parameter), own_type);
        }
    }
}
