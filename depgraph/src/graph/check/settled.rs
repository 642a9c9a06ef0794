//! What another graph has reported: so that a mistake is not repeated wherever its graph is spliced, or replaced in part.

use crate::graph::meta::NodeMeta;

/// Whether one splice brings both nodes, or one base that is replaced in part: what is wrong between the two, is so there.
pub(super) const fn come_together(a: &NodeMeta, b: &NodeMeta) -> bool {
    match (a.origin, b.origin) {
        // One graph may be spliced twice, but never at one place.
        (Some(a), Some(b)) => a.shift == b.shift,
        (Some(_) | None, None) | (None, Some(_)) => false,
    }
}

/// Whether two nodes of one name have it in the graph that they come from, too. A replacement has the name of what it
/// replaces: so it is never the first to bring it.
pub(super) const fn are_namesakes(a: &NodeMeta, b: &NodeMeta) -> bool {
    match (a.origin, b.origin) {
        (Some(_), Some(_)) => come_together(a, b),
        (None, Some(_)) => a.replaces.is_some(),
        (Some(_), None) => b.replaces.is_some(),
        (None, None) => false,
    }
}
