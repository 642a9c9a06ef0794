//! Types that a person could take for one another.

use super::{
    Wiring,
    text::{Text, crate_name, last_name, same},
};
use crate::{graph::meta::NodeMeta, output::TypeKey};

/// Points out what nodes provide that could be taken for the wanted type. Returns the name of a crate of which one provides
/// the type of another version.
pub(super) const fn misses(
    wiring: &Wiring<'_>,
    wanted: &TypeKey,
    text: &mut Text,
) -> Option<&'static str> {
    const MOST: usize = 3;
    let mut notes = 0;
    let mut krate = None;
    let mut node = 0;
    while node < wiring.nodes.len() && notes < MOST {
        let meta = &wiring.nodes[node];
        let before = text.len();
        if let Some(found) = another_version(meta, wanted, text) {
            krate = Some(found);
        }
        look_alike(meta, wanted, text);
        if text.len() > before {
            notes += 1;
        }
        node += 1;
    }
    krate
}

/// Points out that a node provides the wanted type of another version of a crate. Returns the name of the crate.
pub(super) const fn another_version(
    node: &NodeMeta,
    wanted: &TypeKey,
    text: &mut Text,
) -> Option<&'static str> {
    let outputs = node.manifold.provided();
    let mut port = 0;
    while port < outputs.len() {
        let key = &outputs[port];
        if let Some((wanted, key)) = versions(wanted, key) {
            let krate = crate_name(key.path());
            text.add_all(&["\nnote: node `", node.name, "` provides `"]);
            text.add_type(outputs[port]);
            text.add_all(&[
                "`, but of another version of crate `",
                krate,
                "`\n      its `",
            ]);
            text.add_short(key);
            text.add_all(&["`: ", key.at(), "\n      the wanted one: ", wanted.at()]);
            return Some(krate);
        }
        port += 1;
    }
    None
}

/// What to do where one crate is there in two versions.
pub(super) const fn one_version(krate: &str, text: &mut Text) {
    text.add_all(&["\nhelp: let both sides use one version of `", krate]);
    text.add("`; `cargo tree --duplicates` shows who uses which");
}

/// The types, or parameters of them, that have one path and are declared in two places.
const fn versions<'a>(wanted: &'a TypeKey, key: &'a TypeKey) -> Option<(&'a TypeKey, &'a TypeKey)> {
    if wanted.is(key) || !same(wanted.path(), key.path()) {
        return None;
    }
    if !same(wanted.at(), key.at()) {
        return Some((wanted, key));
    }
    let mut at = 0;
    while at < wanted.args.len() && at < key.args.len() {
        let found = versions(wanted.args[at], key.args[at]);
        if found.is_some() {
            return found;
        }
        at += 1;
    }
    None
}

/// Points out the first output of a node that looks like the wanted type.
const fn look_alike(node: &NodeMeta, wanted: &TypeKey, text: &mut Text) {
    let outputs = node.manifold.provided();
    let mut port = 0;
    while port < outputs.len() {
        let key = &outputs[port];
        if versions(wanted, key).is_none()
            && let Some(difference) = difference(wanted, key)
        {
            text.add_all(&["\nnote: node `", node.name, "` provides `"]);
            text.add_type(key);
            text.add_all(&["`, ", difference, " (", key.at(), ")"]);
            return;
        }
        port += 1;
    }
}

const fn difference(wanted: &TypeKey, key: &TypeKey) -> Option<&'static str> {
    if wanted.is(key) {
        None
    } else if same(wanted.path(), key.path()) {
        Some("which has other parameters")
    } else if is_among(wanted, key.args) {
        Some("which holds one, but is a type of its own")
    } else if is_among(key, wanted.args) {
        Some("which is only a part of it")
    } else if same(last_name(wanted.path()), last_name(key.path())) {
        Some("another type of that name")
    } else {
        None
    }
}

const fn is_among(key: &TypeKey, keys: &[&TypeKey]) -> bool {
    let mut at = 0;
    while at < keys.len() {
        if keys[at].is(key) {
            return true;
        }
        at += 1;
    }
    false
}
