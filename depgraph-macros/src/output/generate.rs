//! The code that an output becomes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Field, Member, ext::IdentExt as _, parse_quote_spanned, spanned::Spanned as _};

use crate::place;

use super::check::Output;

/// The impls. `mistakes` stand where the compiler reads about the type, so that it does not draw conclusions from what
/// may be wrong.
pub(super) fn output(output: &Output, mistakes: &TokenStream) -> TokenStream {
    let krate = place::krate(output.krate.as_ref());
    let name = &output.name;
    let path = format!("::{}", name.unraw());
    let mut generics = output.generics.clone();
    for parameter in generics.type_params_mut() {
        let bound = parse_quote_spanned!(parameter.ident.span()=> #krate::Output);
        parameter.bounds.push(bound);
    }
    let parameters = output
        .generics
        .type_params()
        .map(|parameter| &parameter.ident);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let at = quote_spanned! {name.span()=>
        ::core::concat!(::core::file!(), ":", ::core::line!(), ":", ::core::column!())
    };
    let deref = output.deref.as_ref().map(|field| deref(output, field));
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::Output for #name #type_generics #where_clause {
            const KEY: #krate::__private::TypeKey = {
                #mistakes
                #krate::__private::TypeKey::new(
                    ::core::concat!(::core::module_path!(), #path),
                    #at,
                    &[#(<#parameters as #krate::Output>::KEY),*],
                )
            };
        }
        #deref
    }
}

/// `Deref` to the one field, and `From` it.
fn deref(output: &Output, field: &Field) -> TokenStream {
    let name = &output.name;
    let (impl_generics, type_generics, where_clause) = output.generics.split_for_impl();
    let ty = &field.ty;
    let (member, of_value) = match &field.ident {
        Some(name) => (Member::Named(name.clone()), quote!(Self { #name: value })),
        None => (Member::from(0), quote!(Self(value))),
    };
    quote_spanned! {ty.span()=>
        #[automatically_derived]
        impl #impl_generics ::core::ops::Deref for #name #type_generics #where_clause {
            type Target = #ty;

            fn deref(&self) -> &Self::Target {
                &self.#member
            }
        }

        #[automatically_derived]
        impl #impl_generics ::core::convert::From<#ty> for #name #type_generics #where_clause {
            fn from(value: #ty) -> Self {
                #of_value
            }
        }
    }
}
