//! What `graph!` checks a graph with.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;

use crate::place;

use super::{
    super::{
        model::{InputKind, Manifold},
        types,
    },
    aliases::Alias,
};

/// The types, which only rustc knows, and in one text all that a message may have to say.
pub(super) fn meta(manifold: &Manifold) -> TokenStream {
    let inputs = manifold.inputs().enumerate();
    let inputs = inputs.map(|(index, input)| Alias::of_input(index, &input.ty));
    let outputs = manifold.outputs.iter().enumerate();
    let outputs = outputs.map(|(port, output)| Alias::of_output(port, &output.ty));
    let types = inputs.chain(outputs);
    let inputs = manifold.inputs().count();
    let is_configured = manifold.config().is_some();
    let (before, behind) = texts(manifold);
    quote! {
        const META: __depgraph::ManifoldMeta = __depgraph::ManifoldMeta {
            inputs: #inputs,
            types: &[#(<#types as __depgraph::Output>::KEY),*],
            is_configured: #is_configured,
            text: ::core::concat!(#before, ::core::module_path!(), #behind),
        };
    }
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
