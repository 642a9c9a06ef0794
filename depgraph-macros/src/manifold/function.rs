//! The item that `#[manifold]` stands on. Its body is none of the macro's business.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{
    Attribute, FnArg, ReturnType, Signature, Type, Visibility,
    parse::{ParseStream, Parser as _},
};

use crate::{errors::Errors, message};

use super::types;

/// A function, without its body.
pub(super) struct Function {
    pub(super) attributes: Vec<Attribute>,
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
    let mut head: Vec<TokenTree> = item.clone().into_iter().collect();
    let has_body = head
        .pop_if(
            |last| matches!(last, TokenTree::Group(body) if body.delimiter() == Delimiter::Brace),
        )
        .is_some();
    let parse = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature = input.parse::<Signature>();
        input.parse::<TokenStream>()?;
        Ok((attributes, visibility, signature))
    };
    match parse.parse2(head.into_iter().collect()) {
        Ok((_, _, Ok(signature))) if !has_body => {
            errors.push(&signature.ident, message::no_body(&signature.ident));
            None
        }
        Ok((attributes, visibility, Ok(signature))) => Some(Function {
            attributes,
            visibility,
            returns_self: returns(&signature).is_some_and(|ty| types::mentions(ty, "Self")),
            signature,
        }),
        Ok((_, _, Err(_))) => {
            errors.push(item, message::not_a_function());
            None
        }
        Err(error) => {
            errors.push_syntax(error);
            None
        }
    }
}
