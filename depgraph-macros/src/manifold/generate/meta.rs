//! What messages and reports say of a manifold.

use syn::ext::IdentExt as _;

use crate::{place, text};

use super::super::model::{InputKind, Manifold};

/// The expression that says it.
pub(super) fn text(manifold: &Manifold) -> String {
    let (before, behind) = texts(manifold);
    format!("::core::concat!({before:?}, ::core::module_path!(), {behind:?})")
}

/// The lines of the text up to the path of the module, and from there on.
fn texts(manifold: &Manifold) -> (String, String) {
    let taken = manifold.inputs().map(|input| match input.kind {
        InputKind::Required => 'r',
        InputKind::Optional => 'o',
        InputKind::Latest => 'l',
        InputKind::Watch => 'w',
    });
    let set = manifold.outputs.iter();
    let set = set.map(|output| if output.published { 'p' } else { 'e' });
    let letters: String = taken.chain(set).collect();
    let inputs: Vec<String> = manifold
        .inputs()
        .map(|input| format!("{}:{}", input.name.unraw(), place::line(input.name.span())))
        .collect();
    let name = manifold.name.unraw();
    let config = manifold.config().map_or_else(String::new, |config| {
        format!("{}: {}", config.name.unraw(), text::of_type(&config.stored))
    });
    let (file, line) = place::file_and_line(manifold.function.name().span());
    // There are at most 64.
    let number = u8::try_from(inputs.len()).map_or('\x7f', char::from);
    let configured = manifold.config().map_or('n', |_| 'c');
    let before = format!("{letters}\n{}\n", inputs.join(","));
    let behind = format!(
        "::{name}\n{}\n{line}\n{file}\n{number}{configured}",
        config.replace('\n', " ")
    );
    (before, behind)
}
