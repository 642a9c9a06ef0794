//! What `graph!` checks a graph with.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;

use crate::place;

use super::{
    super::{
        model::{Input, InputKind, Manifold, Output},
        types,
    },
    aliases, as_output,
};

pub(super) fn meta(manifold: &Manifold) -> TokenStream {
    let name = format!("::{}", manifold.name.unraw());
    let (file, line) = place::file_and_line(manifold.function.name().span());
    let inputs = manifold.inputs().enumerate().map(input);
    let outputs = manifold.outputs.iter().enumerate().map(output);
    let config = manifold.config().map_or_else(
        || quote!(None),
        |config| {
            let text = format!("{}: {}", config.name.unraw(), types::text(&config.stored));
            quote!(Some(#text))
        },
    );
    quote! {
        __depgraph::ManifoldMeta {
            path: ::core::concat!(::core::module_path!(), #name),
            at: __depgraph::Place { file: #file, line: #line },
            inputs: &[#(#inputs),*],
            outputs: &[#(#outputs),*],
            config: ::core::option::Option::#config,
        }
    }
}

fn input((index, input): (usize, &Input)) -> TokenStream {
    let name = input.name.unraw().to_string();
    let new = match input.kind {
        InputKind::Required => quote!(required),
        InputKind::Optional => quote!(optional),
        InputKind::Latest => quote!(latest),
        InputKind::Watch => quote!(watch),
    };
    let line = place::line(input.name.span());
    let output = as_output(&aliases::input(index, &input.ty), &input.ty);
    quote!(__depgraph::InputMeta::#new(#name, #line, #output::TYPE))
}

fn output((port, output): (usize, &Output)) -> TokenStream {
    let ty = as_output(&aliases::output(port, &output.ty), &output.ty);
    let set = if output.published {
        quote!(published)
    } else {
        quote!(exposed)
    };
    quote!(__depgraph::OutputMeta::#set(#ty::TYPE))
}
