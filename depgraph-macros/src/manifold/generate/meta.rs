//! What `graph!` checks a graph with.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt as _;

use crate::place::{self, Krate};

use super::{
    super::{
        model::{Input, InputKind, Manifold, Output},
        types,
    },
    as_input, as_output,
};

pub(super) fn meta(manifold: &Manifold, krate: &Krate) -> TokenStream {
    let path = krate.path();
    let name = format!("::{}", manifold.name.unraw());
    let (file, line) = place::file_and_line(manifold.function.name().span());
    let inputs = manifold
        .inputs()
        .map(|input| self::input(input, &file, krate));
    let outputs = manifold
        .outputs
        .iter()
        .map(|output| self::output(output, krate));
    let config = manifold.config().map_or_else(
        || quote!(None),
        |config| {
            let text = format!("{}: {}", config.name.unraw(), types::text(&config.stored));
            quote!(Some(#text))
        },
    );
    quote! {
        #path::__private::ManifoldMeta {
            path: ::core::concat!(::core::module_path!(), #name),
            at: #path::__private::Place { file: #file, line: #line },
            inputs: &[#(#inputs),*],
            outputs: &[#(#outputs),*],
            config: ::core::option::Option::#config,
        }
    }
}

fn input(input: &Input, file: &str, krate: &Krate) -> TokenStream {
    let name = input.name.unraw().to_string();
    let kind = match input.kind {
        InputKind::Required => quote!(Required),
        InputKind::Optional => quote!(Optional),
        InputKind::Latest => quote!(Latest),
        InputKind::Watch => quote!(Watch),
    };
    let (_, line) = place::file_and_line(input.name.span());
    let output = as_input(input, krate);
    let krate = krate.path();
    quote! {
        #krate::__private::InputMeta::new(#name, #krate::InputKind::#kind, #output::TYPE, #file, #line)
    }
}

fn output(output: &Output, krate: &Krate) -> TokenStream {
    let ty = as_output(&output.ty, krate);
    let set = if output.published {
        quote!(published)
    } else {
        quote!(exposed)
    };
    let krate = krate.path();
    quote!(#krate::__private::OutputMeta::#set(#ty::TYPE))
}
