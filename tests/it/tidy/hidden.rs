//! What every type has is in the documentation of none of the user's types: rustdoc lists it for each of them.

use super::{Tree, assert_none};

const LIBRARY: &str = "depgraph/src/";

/// The public traits that are shown, and are implemented for every type that none of the library's traits tells apart.
fn shown(tree: &Tree) -> Vec<String> {
    let traits: Vec<_> = traits(tree).collect();
    let is_ours = |word: &str| traits.iter().any(|(name, _)| *name == word);
    let headers = tree
        .files(LIBRARY, ".rs")
        .flat_map(|(_, text)| text.split("\nimpl<").skip(1))
        .filter_map(|text| text.split_once('{'));
    let everywhere = headers.filter_map(|(header, _)| {
        let (before, ty) = header.split_once(" for ")?;
        let ty = ty.trim_end();
        let (parameters, name) = before.rsplit_once("> ")?;
        let mut parameters = parameters.split(", ");
        let bounds = parameters.find(|of| *of == ty || of.starts_with(&format!("{ty}: ")))?;
        let mut words = bounds.split(|c: char| !c.is_alphanumeric());
        let is_bound = words.any(|word| is_ours(word) || word.starts_with("Fn"));
        let name = name.split('<').next()?;
        (!is_bound).then(|| name.to_owned())
    });
    everywhere
        .filter(|name| traits.iter().any(|(of, is_shown)| of == name && *is_shown))
        .map(|name| format!("`{name}` is implemented for every type, and not `#[doc(hidden)]`"))
        .collect()
}

/// The public traits, and whether each is shown.
fn traits(tree: &Tree) -> impl Iterator<Item = (&str, bool)> {
    let texts = tree.files(LIBRARY, ".rs").map(|(_, text)| text);
    texts.flat_map(|text| {
        text.match_indices("\npub trait ").map(|(at, begin)| {
            let name = text[at + begin.len()..].split(|c: char| !c.is_alphanumeric());
            let before = text[..at].lines().next_back().unwrap_or_default();
            (
                name.into_iter().next().unwrap_or_default(),
                before != "#[doc(hidden)]",
            )
        })
    })
}

#[test]
fn no_trait_that_every_type_has_is_shown() {
    let tree = Tree::repository();
    assert!(traits(tree).count() > 20, "the traits are not found");
    assert_none(&shown(tree));
}

#[test]
fn a_trait_that_every_type_has_is_noticed() {
    let tree = Tree::of(&[(
        "depgraph/src/lib.rs",
        "\npub trait Shown {}\n\n#[doc(hidden)]\npub trait Hidden {}\n\npub trait Own {}\n\n\
         impl<T: Clone> Shown for T {}\n\nimpl<T> Hidden for T {}\n\nimpl<T: Hidden> Own for T {}\n",
    )]);
    assert_eq!(
        shown(&tree),
        ["`Shown` is implemented for every type, and not `#[doc(hidden)]`"]
    );
}
