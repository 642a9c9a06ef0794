//! "Did you mean ..", in const code.

use super::text::Text;
use crate::graph::meta::GraphMeta;

/// The candidate that a name is most likely meant to be.
pub(super) struct Similar<'a> {
    name: &'a str,
    limit: usize,
    found: Option<&'a str>,
}

impl<'a> Similar<'a> {
    pub(super) const fn to(name: &'a str) -> Self {
        let limit = name.len() / 3;
        Self {
            name,
            limit: if limit == 0 { 1 } else { limit },
            found: None,
        }
    }

    pub(super) const fn consider(&mut self, candidate: &'a str) {
        let distance = distance(self.name.as_bytes(), candidate.as_bytes());
        // Of equals the first; and not a name that has no letter in common.
        let is_other = distance >= self.name.len() && distance >= candidate.len();
        if distance <= self.limit && distance > 0 && !is_other {
            self.limit = distance - 1;
            self.found = Some(candidate);
        }
    }

    /// Adds the question, if there is a candidate.
    pub(super) const fn ask(&self, text: &mut Text) {
        if let Some(found) = self.found {
            text.add_all(&["; did you mean `", found, "`?"]);
        }
    }
}

/// Says that a graph has no node of this name, unless a node that cannot be read may have it. Returns whether it did.
pub(super) const fn unknown_node(graph: &GraphMeta, name: &str, text: &mut Text) -> bool {
    if graph.wiring.find("").is_some() {
        return false;
    }
    text.add_all(&["no node of graph `", graph.name, "` is named `", name, "`"]);
    let mut similar = Similar::to(name);
    let mut node = 0;
    while node < graph.wiring.nodes.len() {
        similar.consider(graph.wiring.nodes[node].name);
        node += 1;
    }
    similar.ask(text);
    true
}

/// Longer names are never similar to any.
const LONGEST: usize = 43;

/// How many letters must be inserted, removed, replaced or swapped with their neighbour to make `b` of `a`.
const fn distance(a: &[u8], b: &[u8]) -> usize {
    if a.len() > LONGEST || b.len() > LONGEST {
        return usize::MAX;
    }
    let mut rows = [[0; LONGEST + 1]; LONGEST + 1];
    let mut i = 0;
    while i <= a.len() {
        let mut j = 0;
        while j <= b.len() {
            rows[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1]) as usize;
                let mut best = min(replaced, 1 + min(rows[i - 1][j], rows[i][j - 1]));
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = min(best, 1 + rows[i - 2][j - 2]);
                }
                best
            };
            j += 1;
        }
        i += 1;
    }
    rows[a.len()][b.len()]
}

const fn min(a: usize, b: usize) -> usize {
    if a < b { a } else { b }
}

#[cfg(test)]
mod tests {
    use super::Similar;

    #[test]
    fn a_small_slip_is_recognised_and_a_different_word_is_not() {
        for (name, candidates, expected) in [
            ("agnet", ["api", "agent"], Some("agent")),
            ("input", ["outputs", "inputs"], Some("inputs")),
            ("archve", ["archives", "archive"], Some("archive")),
            ("web", ["db", "w"], None),
            ("a", ["b", "c"], None),
        ] {
            let mut similar = Similar::to(name);
            for candidate in candidates {
                similar.consider(candidate);
            }
            assert_eq!(similar.found, expected, "{name}");
        }
    }
}
