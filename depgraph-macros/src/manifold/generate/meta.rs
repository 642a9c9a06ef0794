//! What messages and reports say of a manifold.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;

use crate::{place, text::code};

use super::super::{
    model::{InputKind, Manifold},
    types,
};

/// The fields of the metadata, but for the types.
pub(super) fn fields(manifold: &Manifold) -> TokenStream {
    let inputs = manifold.inputs().count();
    let is_configured = manifold.config().is_some();
    let (before, behind) = texts(manifold);
    code(&format!(
        "inputs: {inputs}, is_configured: {is_configured},
        text: ::core::concat!({before:?}, ::core::module_path!(), {behind:?})"
    ))
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
        format!("{}: {}", config.name.unraw(), types::text(&config.stored))
    });
    let (file, line) = place::file_and_line(manifold.function.name().span());
    let before = format!("{letters}\n{}\n", inputs.join(","));
    let behind = format!("::{name}\n{}\n{line}\n{file}", config.replace('\n', " "));
    (before, behind)
}
