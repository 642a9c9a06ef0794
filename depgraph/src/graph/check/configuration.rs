//! What to say of a node that lacks its configuration, or has one too many.

use super::text::{Text, last_name};
use crate::graph::meta::NodeMeta;

/// Of a node that is written as `path` alone, and has to be given a configuration.
pub(super) const fn missing(node: &NodeMeta, path: &str, text: &mut Text) {
    let config = node.manifold.config();
    text.add_all(&["node `", node.name, "` needs a configuration, `", config]);
    text.add("`");
    text.add_manifold(&node.manifold);
    text.add_all(&[
        "\nhelp: write it in parentheses: `",
        node.name,
        ": ",
        path,
        "(",
        name_of(config),
        ")`",
    ]);
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
const fn name_of(parameter: &str) -> &str {
    let bytes = parameter.as_bytes();
    let mut end = 0;
    while end < bytes.len() && bytes[end] != b':' {
        end += 1;
    }
    parameter.split_at(end).0
}
