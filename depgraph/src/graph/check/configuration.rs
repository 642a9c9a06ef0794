//! What to say of a node that lacks its configuration.

use super::text::Text;
use crate::graph::meta::NodeMeta;

/// Adds what is missing, where a manifold that is written as `path` has a configuration.
pub(super) const fn describe(node: &NodeMeta, path: &str, text: &mut Text) {
    let Some(config) = node.manifold.config else {
        return;
    };
    text.add_all(&[
        "node `",
        node.name,
        "` needs a configuration, `",
        config,
        "`",
    ]);
    text.add_all(&["\nwhere: it is a `", node.manifold.path, "`, "]);
    text.add_place(node.manifold.at);
    text.add_all(&[
        "\nhelp: write it in parentheses: `",
        node.name,
        ": ",
        path,
        "(",
    ]);
    text.add_all(&[name_of(config), ")`"]);
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
