//! What the user wrote, under names that the rest of the generated code uses.
//!
//! A type that does not resolve is reported wherever it stands. It stands in these aliases and in what the user wrote, and
//! rustc says the same of both, and so says it once: what it proposes as a remedy is a parameter, right after the name of
//! the item, and so the aliases are at the name of the function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::Type;

use super::super::{
    model::{InputKind, Manifold},
    types,
};

/// The aliases of the configuration, the inputs and the outputs.
pub(super) fn of(manifold: &Manifold) -> TokenStream {
    let span = manifold.function.name().span();
    let config = config_of(manifold, span);
    let inputs = manifold.inputs().enumerate().map(|(index, input)| {
        let alias = format_ident!("__Input{index}", span = span);
        let ty = &input.ty;
        match input.kind {
            InputKind::Required => quote!(type #alias = #ty;),
            // In angle brackets, as the user wrote it: there rustc says more of it.
            InputKind::Optional | InputKind::Latest | InputKind::Watch => {
                quote!(type #alias = __depgraph::Itself<#ty>;)
            }
        }
    });
    let outputs = manifold.outputs.iter().enumerate().map(|(port, output)| {
        let alias = format_ident!("__Output{port}", span = span);
        let ty = &output.ty;
        quote!(type #alias = #ty;)
    });
    quote! {
        #config
        #(#inputs)*
        #(#outputs)*
    }
}

fn config_of(manifold: &Manifold, span: Span) -> TokenStream {
    let alias = config(span);
    let Some(config) = manifold.config() else {
        return quote!(type #alias = (););
    };
    let Some(element) = &config.slice_of else {
        let stored = &config.stored;
        return quote!(type #alias = #stored;);
    };
    // The element is in no angle brackets where the user wrote it.
    let element_alias = Ident::new("__Element", span);
    quote! {
        type #element_alias = #element;
        type #alias = ::std::vec::Vec<#element_alias>;
    }
}

/// The alias of a type, to be underlined as the user wrote that.
pub(super) struct Alias {
    /// At the first token of the type.
    name: Ident,
    /// The last token of the type, if it has several.
    last: Option<Span>,
}

impl Alias {
    /// That of the type of input `index`, which is `ty`.
    pub(super) fn of_input(index: usize, ty: &Type) -> Self {
        Self::new(&format!("__Input{index}"), ty)
    }

    /// That of the type of output `port`, which is `ty`.
    pub(super) fn of_output(port: usize, ty: &Type) -> Self {
        Self::new(&format!("__Output{port}"), ty)
    }

    fn new(name: &str, ty: &Type) -> Self {
        let (first, last) = types::ends(ty);
        Self {
            name: Ident::new(name, first),
            last: (!types::is_token(ty)).then_some(last),
        }
    }

    /// An item of the type as an output: every demand that a type be one looks like this, and rustc reports equal ones
    /// once.
    pub(super) fn output(&self, item: &str) -> TokenStream {
        let item = Ident::new(item, Span::call_site());
        quote_spanned!(self.first()=> <#self as __depgraph::Output>::#item)
    }

    pub(super) fn first(&self) -> Span {
        self.name.span()
    }
}

/// The compiler underlines a type from its first token to its last.
impl ToTokens for Alias {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let name = &self.name;
        match self.last {
            // Not by way of a stream, which costs a macro that is not optimized more than its one token does.
            None => name.to_tokens(tokens),
            Some(last) => {
                let end = quote_spanned!(last=> >);
                tokens.extend(quote_spanned!(self.first()=> __depgraph::Itself<#name #end));
            }
        }
    }
}

/// The type that a node is configured with, to be underlined at `span`.
pub(super) fn config(span: Span) -> Ident {
    Ident::new("__Config", span)
}
