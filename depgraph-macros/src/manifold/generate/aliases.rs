//! What the user wrote, under names that the rest of the generated code uses.
//!
//! A type that does not resolve is reported wherever it stands. It stands in these aliases and in what the user wrote, and
//! rustc says the same of both, and so says it once: what it proposes as a remedy is a parameter, right after the name of
//! the item, and so the aliases are at the name of the function.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, quote, quote_spanned};
use syn::{Token, Type};

use super::super::{
    model::{Config, InputKind, Manifold},
    types,
};

const CONFIG: &str = "__Config";
const ELEMENT: &str = "__Element";

/// The aliases of the configuration, the inputs and the outputs.
pub(super) fn of(manifold: &Manifold) -> Vec<Definition<'_>> {
    let span = manifold.function.name().span();
    let mut definitions = Vec::new();
    let mut define = |name: &str, as_what| {
        let name = Ident::new(name, span);
        definitions.push(Definition { name, as_what });
    };
    match manifold.config() {
        None => define(CONFIG, As::Nothing),
        // The element is in no angle brackets where the user wrote it.
        Some(Config {
            slice_of: Some(element),
            ..
        }) => {
            define(ELEMENT, As::Written(element));
            define(CONFIG, As::Elements(Ident::new(ELEMENT, span)));
        }
        Some(Config { stored, .. }) => define(CONFIG, As::Written(stored)),
    }
    for (index, input) in manifold.inputs().enumerate() {
        let as_what = match input.kind {
            InputKind::Required => As::Written(&input.ty),
            // As the user wrote it: there rustc says more of it.
            InputKind::Optional | InputKind::Latest | InputKind::Watch => As::InAngles(&input.ty),
        };
        define(&format!("__Input{index}"), as_what);
    }
    for (port, output) in manifold.outputs.iter().enumerate() {
        define(&format!("__Output{port}"), As::Written(&output.ty));
    }
    definitions
}

/// What an alias stands for.
pub(super) struct Definition<'a> {
    name: Ident,
    as_what: As<'a>,
}

enum As<'a> {
    Nothing,
    Written(&'a Type),
    InAngles(&'a Type),
    Elements(Ident),
}

impl ToTokens for Definition<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        <Token![type]>::default().to_tokens(tokens);
        tokens.append(self.name.clone());
        <Token![=]>::default().to_tokens(tokens);
        match &self.as_what {
            As::Nothing => tokens.extend(quote!(())),
            As::Written(ty) => ty.to_tokens(tokens),
            As::InAngles(ty) => tokens.extend(quote!(__depgraph::Itself<#ty>)),
            As::Elements(element) => tokens.extend(quote!(::std::vec::Vec<#element>)),
        }
        <Token![;]>::default().to_tokens(tokens);
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

    /// That of the type of the configuration.
    pub(super) fn of_config(span: Span) -> Self {
        Self::of_token(CONFIG, span)
    }

    /// The manifold's own type.
    pub(super) fn of_itself() -> Self {
        Self::of_token("Self", Span::call_site())
    }

    fn of_token(name: &str, span: Span) -> Self {
        let name = Ident::new(name, span);
        Self { name, last: None }
    }

    fn new(name: &str, ty: &Type) -> Self {
        let (first, last) = types::ends(ty);
        Self {
            name: Ident::new(name, first),
            last: (!types::is_token(ty)).then_some(last),
        }
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
