//! The item that `#[manifold]` stands on. Its body is none of the macro's business.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{FnArg, LifetimeParam, ReturnType, Signature, Type, Visibility};

use crate::{errors::Errors, message};

use super::{head, types};

/// A function, without its body.
pub(super) struct Function {
    /// Two tokens each. Most are lines of documentation, and so nothing is read but the names, where they matter.
    attributes: Vec<TokenTree>,
    pub(super) visibility: Visibility,
    pub(super) signature: Signature,
    /// Whether `Self` stands in the type that it returns.
    pub(super) returns_self: bool,
}

impl Function {
    pub(super) fn name(&self) -> &Ident {
        &self.signature.ident
    }

    pub(super) fn is_async(&self) -> bool {
        self.signature.asyncness.is_some()
    }

    /// Whether it stands in an `impl` block, as far as can be seen: it takes `self`, or mentions `Self`.
    pub(super) fn is_method(&self) -> bool {
        let mut inputs = self.signature.inputs.iter();
        inputs.any(|input| match input {
            FnArg::Receiver(_) => true,
            FnArg::Typed(parameter) => types::mentions(&parameter.ty, "Self"),
        }) || self.returns_self
    }

    /// The attributes that are true of the type, too.
    pub(super) fn inherited(&self) -> impl Iterator<Item = &TokenTree> {
        let is_inherited = |attribute: &&[TokenTree]| {
            let name = brackets(attribute).and_then(|group| first_word(group.stream()));
            name.is_some_and(|name| name == "cfg" || name == "deprecated")
        };
        self.attributes.chunks(2).filter(is_inherited).flatten()
    }

    /// What is left of a variadic function, of which rustc would say that it is unstable: how it is called.
    pub(super) fn without_variadic(&self) -> Option<TokenStream> {
        self.signature.variadic.as_ref()?;
        let mut signature = self.signature.clone();
        signature.variadic = None;
        let (attributes, visibility) = (&self.attributes, &self.visibility);
        Some(quote! {
            #(#attributes)*
            #visibility #signature {
                ::core::unreachable!()
            }
        })
    }

    /// Whether it says more of lifetimes than that its parameters have some: in a condition, or in what it returns, where an
    /// `impl Trait` has some unsaid.
    pub(super) fn relates_lifetimes(&self) -> bool {
        let generics = &self.signature.generics;
        let is_bounded = |lifetime: &LifetimeParam| !lifetime.bounds.is_empty();
        let is_returned = |ty| types::mentions(ty, "impl") || types::borrows(ty);
        generics.lifetimes().any(is_bounded)
            || generics.where_clause.is_some()
            || self.returns().is_some_and(is_returned)
    }

    /// The type behind `->`.
    pub(super) fn returns(&self) -> Option<&Type> {
        returns(&self.signature)
    }
}

fn returns(signature: &Signature) -> Option<&Type> {
    match &signature.output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(ty),
    }
}

/// The function in `item`, or an error if it is something else.
pub(super) fn parse(item: &TokenStream, errors: &mut Errors) -> Option<Function> {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let has_body = tokens
        .pop_if(
            |last| matches!(last, TokenTree::Group(body) if body.delimiter() == Delimiter::Brace),
        )
        .is_some();
    let (attributes, tokens) = tokens.split_at(end_of_attributes(&tokens));
    let Some((visibility, signature)) = head::head(tokens) else {
        errors.push(item, message::not_a_function());
        return None;
    };
    if !has_body {
        errors.push(&signature.ident, message::no_body(&signature.ident));
        return None;
    }
    Some(Function {
        attributes: attributes.to_vec(),
        visibility,
        returns_self: returns(&signature).is_some_and(|ty| types::mentions(ty, "Self")),
        signature,
    })
}

fn end_of_attributes(tokens: &[TokenTree]) -> usize {
    let (pairs, _) = tokens.as_chunks::<2>();
    let attributes = pairs.iter().take_while(|pair| brackets(*pair).is_some());
    2 * attributes.count()
}

/// What is in the brackets of an attribute.
fn brackets(attribute: &[TokenTree]) -> Option<&Group> {
    match attribute {
        [TokenTree::Punct(pound), TokenTree::Group(group)] if pound.as_char() == '#' => Some(group),
        _ => None,
    }
}

/// The first word, be it in the invisible group of a `macro_rules!` variable.
fn first_word(tokens: TokenStream) -> Option<Ident> {
    match tokens.into_iter().next()? {
        TokenTree::Ident(word) => Some(word),
        TokenTree::Group(group) => first_word(group.stream()),
        TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    }
}
