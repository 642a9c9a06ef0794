//! The code that an output becomes.

use std::env;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{Field, Member, parse_quote_spanned, spanned::Spanned as _};

use crate::{
    errors::ends,
    place::{self, Library},
    shared,
    text::{self, code},
};

use super::check::Output;

/// The impl of a type without parameters.
pub(super) fn plain(name: &Ident) -> TokenStream {
    let before = "#[diagnostic::do_not_recommend] impl ::depgraph::Output for";
    let behind = format!("{{ {} }}", text(name));
    [code(before), name.to_token_stream(), code(&behind)]
        .into_iter()
        .collect()
}

/// The impls.
pub(super) fn output(output: &Output) -> TokenStream {
    let krate = Library(output.krate.as_ref());
    let name = &output.name;
    let text = code(&text(name));
    let key = generic(output, &krate);
    let mut generics = output.generics.clone();
    for parameter in generics.type_params_mut() {
        let bound = parse_quote_spanned!(parameter.ident.span()=> #krate::Output);
        parameter.bounds.push(bound);
    }
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    // Where a type is no output, rustc lists those that are. It must look into a generic one, though, to find the
    // parameter that is none.
    let unlisted = generics
        .params
        .is_empty()
        .then(|| quote!(#[diagnostic::do_not_recommend]));
    let deref = output.deref.as_ref().map(|field| deref(output, field));
    let allow = allow(output);
    if !output.doubtful.is_empty() {
        let head = quote!(#unlisted impl #krate::Output for #name);
        let checked = checked(output, &krate, &head, &text);
        return quote!(#checked #deref);
    }
    quote! {
        #allow
        #unlisted
        impl #impl_generics #krate::Output for #name #type_generics #where_clause {
            #text
            #key
        }
        #deref
    }
}

/// The impl of a type with fields that threads may be unable to share: of one that has such a field, rustc does not find out
/// whether it has an impl, and takes it for an output.
fn checked(
    output: &Output,
    krate: &Library<'_>,
    head: &TokenStream,
    text: &TokenStream,
) -> TokenStream {
    let name = &output.name;
    let fields = &output.doubtful;
    // Where a type does not resolve, rustc says that once of one place: it may propose a parameter of the type, behind its name.
    let aliases = (0..fields.len())
        .map(|number| format_ident!("__DepgraphField{number}", span = name.span()));
    let aliases: Vec<_> = aliases.collect();
    let conditions = aliases.iter().zip(fields).map(|(alias, field)| {
        let (first, last) = ends(field);
        let mut alias = alias.clone();
        alias.set_span(first);
        let mut ty = TokenStream::new();
        place::in_angles(&alias, [first, last], &mut ty);
        let checked = shared::checked(&ty);
        quote!(#checked: ::core::marker::Sized)
    });
    // In the documentation it is as of every type.
    quote! {
        #[allow(deprecated, unused_qualifications)]
        const _: () = {
            use #krate::__private::words::*;
            #(type #aliases = #fields;)*
            #[cfg(not(doc))]
            #head where #(#conditions),* { #text }
            #[cfg(doc)]
            #head { #text }
        };
    }
}

/// What tells the type from others: a literal, of which rustc has nothing to check. The library says at `TypeKey` what is in
/// it.
fn text(name: &Ident) -> String {
    let (file, line, column) = place::file_line_and_column(name.span());
    let behind = format!("::{}\n{file}:{line}:{column}\n", text::plain(name));
    // Not set by whatever calls rustc itself, and then the library reads all of the module's path.
    let krate = env::var("CARGO_CRATE_NAME").unwrap_or_default();
    let [front, back] = [&*krate, &*behind].map(length);
    let text = format!("{behind}{front}{back}{}", code_of(&krate, &behind));
    format!(
        "const __WRITTEN_BY_DERIVE: &'static str = ::core::concat!(::core::module_path!(), {text:?});"
    )
}

/// How many bytes are known, in one: at most 127.
fn length(known: &str) -> char {
    u8::try_from(known.len()).map_or('\x7f', |length| char::from(length.min(127)))
}

/// A code of what is known: six bits a character.
fn code_of(krate: &str, behind: &str) -> String {
    // FNV-1a. Between the two comes a byte that no text has.
    let known = krate.bytes().chain([0xff]).chain(behind.bytes());
    let hash = known.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let character = |number| char::from(b'0' + ((hash >> (6 * number)) & 0x3f_u64) as u8);
    (2..10).map(character).collect()
}

/// Lets the impls of a type that is deprecated name it.
fn allow(output: &Output) -> Option<TokenStream> {
    output.is_deprecated.then(|| quote!(#[allow(deprecated)]))
}

/// The key of a type with parameters.
fn generic(output: &Output, krate: &Library<'_>) -> Option<TokenStream> {
    let parameters = output.generics.type_params();
    let parameters: Vec<_> = parameters.map(|parameter| &parameter.ident).collect();
    (!parameters.is_empty()).then(|| {
        quote! {
            const __KEY: &'static #krate::__private::TypeKey = &#krate::__private::TypeKey::generic::<Self>(
                &[#(<#parameters as #krate::Output>::__KEY),*]
            );
        }
    })
}

/// `Deref` to the one field, and `From` it.
fn deref(output: &Output, field: &Field) -> TokenStream {
    let name = &output.name;
    let (impl_generics, type_generics, where_clause) = output.generics.split_for_impl();
    let ty = &field.ty;
    let (member, of_value) = match &field.ident {
        Some(name) => (Member::Named(name.clone()), quote!(Self { #name: __value })),
        None => (Member::from(0), quote!(Self(__value))),
    };
    let allow = allow(output);
    quote_spanned! {ty.span()=>
        #allow
        #[automatically_derived]
        impl #impl_generics ::core::ops::Deref for #name #type_generics #where_clause {
            type Target = #ty;

            #[inline]
            fn deref(&self) -> &Self::Target {
                &self.#member
            }
        }

        #allow
        #[automatically_derived]
        impl #impl_generics ::core::convert::From<#ty> for #name #type_generics #where_clause {
            #[inline]
            fn from(__value: #ty) -> Self {
                #of_value
            }
        }
    }
}
