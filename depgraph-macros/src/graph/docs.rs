//! What the user's rustdoc says about a graph.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ExprPath;

use super::{
    attributes,
    model::{Entry, Graph, Node, plain, written},
};

/// Doc attributes that list the nodes.
pub(super) fn of_graph(graph: &Graph) -> TokenStream {
    let what = graph.base.as_ref().map_or_else(
        || "# Nodes".to_owned(),
        |base| {
            format!(
                "{} with other nodes in the place of these:",
                link(&base.path)
            )
        },
    );
    // One attribute for as many lines as possible.
    let mut docs = vec![(None, format!("\n\n{what}\n\n"))];
    for entry in &graph.entries {
        let (attributes, line) = match entry {
            Entry::Node(node) => (&node.attributes, format!("- {}", line(node))),
            Entry::Splice(splice) => {
                let text = format!("- the nodes of {}", link(&splice.graph.path));
                (&splice.attributes, text)
            }
        };
        match (attributes::condition(attributes), docs.last_mut()) {
            (None, Some((None, text))) => {
                text.push('\n');
                text.push_str(&line);
            }
            (condition, _) => docs.push((condition, line)),
        }
    }
    let docs = docs.into_iter();
    docs.map(|(condition, text)| doc(condition, &text))
        .collect()
}

/// The documentation of a node's key.
pub(super) fn of_key(node: &Node) -> String {
    format!("Node {}.", line(node))
}

fn line(node: &Node) -> String {
    let mut line = format!("`{}`: {}", plain(&node.name), link(&node.manifold.path));
    if !node.when().is_empty() {
        let names: Vec<_> = node.when().iter().map(plain).collect();
        line += ", when `";
        line += &names.join("` and `");
        line += "` is available";
    }
    if node.optional.is_some() {
        line += ", can be left out";
    }
    line
}

/// The path, and where its page is. In a macro of another crate, rustdoc would look for it in the wrong one.
fn link(path: &ExprPath) -> String {
    let text = written(path);
    let is_of_a_macro = path.path.segments[0].ident == "$crate";
    if is_of_a_macro {
        format!("`{text}`")
    } else {
        format!("[`{text}`](type@{text})")
    }
}

fn doc(condition: Option<TokenStream>, text: &str) -> TokenStream {
    condition.map_or_else(
        || quote!(#[doc = #text]),
        |condition| quote!(#[cfg_attr(#condition, doc = #text)]),
    )
}
