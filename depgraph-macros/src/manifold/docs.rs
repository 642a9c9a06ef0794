//! What the user's rustdoc says about the type.

use std::fmt::Write as _;

use syn::ext::IdentExt as _;

use super::{
    model::{InputKind, Manifold},
    types,
};

pub(super) fn text(manifold: &Manifold) -> String {
    let function = manifold.function.name().unraw();
    let mut text = format!(
        "The manifold of [`{function}`](fn@{function}): name it in `graph!` to make a node of it.\n"
    );
    let mut line = |label: &str, what: String| {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "\n- {label}: {what}");
    };
    for input in manifold.inputs() {
        let how = match input.kind {
            InputKind::Required => "",
            InputKind::Optional => ", if there is one",
            InputKind::Latest => ", followed",
            InputKind::Watch => ", watched",
        };
        let name = input.name.unraw();
        line(
            "needs",
            format!("`{name}: {}`{how}", types::text(&input.ty)),
        );
    }
    for output in &manifold.outputs {
        line("provides", format!("`{}`", types::text(&output.ty)));
    }
    if let Some(config) = manifold.config() {
        let name = config.name.unraw();
        line(
            "configured with",
            format!("`{name}: {}`", types::text(&config.stored)),
        );
    }
    text
}
