//! The code that an output becomes.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Field, Member, parse_quote_spanned, spanned::Spanned as _};

use crate::{
    place::{self, Library},
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
    quote! {
        #unlisted
        impl #impl_generics #krate::Output for #name #type_generics #where_clause {
            #text
            #key
        }
        #deref
    }
}

/// What tells the type from others: a literal, of which rustc has nothing to check.
fn text(name: &Ident) -> String {
    let (file, line, column) = place::file_line_and_column(name.span());
    let behind = format!("::{}\n{file}:{line}:{column}", text::plain(name));
    format!("const __TEXT: &'static str = ::core::concat!(::core::module_path!(), {behind:?});")
}

/// The key of a type with parameters.
fn generic(output: &Output, krate: &Library<'_>) -> Option<TokenStream> {
    let parameters = output.generics.type_params();
    let parameters: Vec<_> = parameters.map(|parameter| &parameter.ident).collect();
    (!parameters.is_empty()).then(|| {
        quote! {
            const KEY: &'static #krate::__private::TypeKey = &#krate::__private::TypeKey::generic::<Self>(
                &[#(<#parameters as #krate::Output>::KEY),*]
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
    quote_spanned! {ty.span()=>
        #[automatically_derived]
        impl #impl_generics ::core::ops::Deref for #name #type_generics #where_clause {
            type Target = #ty;

            #[inline]
            fn deref(&self) -> &Self::Target {
                &self.#member
            }
        }

        #[automatically_derived]
        impl #impl_generics ::core::convert::From<#ty> for #name #type_generics #where_clause {
            #[inline]
            fn from(__value: #ty) -> Self {
                #of_value
            }
        }
    }
}
