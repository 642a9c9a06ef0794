//! What every message has.

use super::{graph, manifold, output};

#[test]
fn every_message_ends_in_a_help() {
    for (name, text, help) in [graph::TABLE, manifold::TABLE, output::TABLE].concat() {
        assert!(!help.is_empty(), "`{name}` has no help");
        for part in [text, help] {
            assert!(!part.ends_with('.'), "`{name}` ends in a full stop");
            assert!(!part.contains('\n'), "`{name}` has more than one line");
        }
    }
}
