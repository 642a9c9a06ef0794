//! Drawings of a graph, as text: from what provides to what depends on it.

use std::fmt;

use super::{
    check::Wiring,
    meta::{GraphMeta, InputKind},
};

/// The graph in the language of Graphviz.
#[must_use]
pub fn dot(graph: &'static GraphMeta) -> impl fmt::Display {
    Dot(graph)
}

/// The graph in the language of Mermaid.
#[must_use]
pub fn mermaid(graph: &'static GraphMeta) -> impl fmt::Display {
    Mermaid(graph)
}

struct Dot(&'static GraphMeta);

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let GraphMeta { name, wiring, .. } = self.0;
        writeln!(f, "digraph {name} {{")?;
        writeln!(f, "  rankdir=LR")?;
        writeln!(f, "  node [shape=box, style=rounded]")?;
        for node in wiring.nodes {
            write!(
                f,
                "  \"{}\" [tooltip=\"{}\"",
                node.name,
                node.manifold.path()
            )?;
            writeln!(
                f,
                "{}]",
                if node.optional {
                    ", style=\"rounded,dashed\""
                } else {
                    ""
                }
            )?;
        }
        for Edge { from, to, carries } in edges(wiring) {
            let (from, to) = (wiring.nodes[from].name, wiring.nodes[to].name);
            write!(f, "  \"{from}\" -> \"{to}\" ")?;
            match carries {
                Some((input, InputKind::Required)) => writeln!(f, "[label=\"{input}\"]")?,
                Some((input, InputKind::Optional)) => {
                    writeln!(f, "[label=\"{input}\", style=dashed]")?;
                }
                Some((input, InputKind::Latest)) => {
                    writeln!(f, "[label=\"{input}\", arrowhead=empty]")?;
                }
                Some((input, InputKind::Watch)) => {
                    writeln!(
                        f,
                        "[label=\"{input}\", style=dotted, arrowhead=empty, constraint=false]"
                    )?;
                }
                None => writeln!(f, "[label=\"when\", style=bold, arrowhead=dot]")?,
            }
        }
        writeln!(f, "}}")
    }
}

struct Mermaid(&'static GraphMeta);

impl fmt::Display for Mermaid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let wiring = &self.0.wiring;
        writeln!(f, "flowchart LR")?;
        for (id, node) in wiring.nodes.iter().enumerate() {
            let name = node.name;
            if node.optional {
                writeln!(f, "  n{id}([\"{name}?\"])")?;
            } else {
                writeln!(f, "  n{id}[\"{name}\"]")?;
            }
        }
        for Edge { from, to, carries } in edges(wiring) {
            match carries {
                Some((input, InputKind::Required)) => writeln!(f, "  n{from} -->|{input}| n{to}")?,
                Some((input, InputKind::Optional)) => {
                    writeln!(f, "  n{from} -.->|\"{input} (optional)\"| n{to}")?;
                }
                Some((input, InputKind::Latest)) => {
                    writeln!(f, "  n{from} -->|\"{input} (latest)\"| n{to}")?;
                }
                Some((input, InputKind::Watch)) => {
                    writeln!(f, "  n{from} -.->|\"{input} (watch)\"| n{to}")?;
                }
                None => writeln!(f, "  n{from} ==>|when| n{to}")?,
            }
        }
        Ok(())
    }
}

struct Edge {
    from: usize,
    to: usize,
    /// The input that it feeds; a condition passes nothing.
    carries: Option<(&'static str, InputKind)>,
}

/// The edges in the order of the nodes, and of each its inputs and its conditions.
fn edges(wiring: &Wiring<'static>) -> impl Iterator<Item = Edge> {
    (0..wiring.nodes.len()).flat_map(move |to| {
        (0..wiring.slots(to)).filter_map(move |slot| {
            Some(Edge {
                from: wiring.link(to, slot).node()?,
                to,
                carries: wiring.input(to, slot).map(|input| (input.name, input.kind)),
            })
        })
    })
}
