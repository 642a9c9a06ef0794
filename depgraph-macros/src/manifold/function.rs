//! The item that `#[manifold]` stands on. Its body is none of the macro's business.

use proc_macro2::{Ident, TokenStream};
use syn::{
    Attribute, FnArg, ReturnType, Signature, Type, Visibility,
    parse::{ParseStream, Parser as _},
};

use crate::{errors::Errors, message};

/// A function, without its body.
pub(super) struct Function {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: Visibility,
    pub(super) signature: Signature,
}

impl Function {
    pub(super) fn name(&self) -> &Ident {
        &self.signature.ident
    }

    pub(super) fn is_async(&self) -> bool {
        self.signature.asyncness.is_some()
    }

    /// Whether it takes `self`.
    pub(super) fn is_method(&self) -> bool {
        matches!(self.signature.inputs.first(), Some(FnArg::Receiver(_)))
    }

    /// The type behind `->`.
    pub(super) fn returns(&self) -> Option<&Type> {
        match &self.signature.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(ty),
        }
    }
}

/// The function in `item`, or an error if it is something else.
pub(super) fn parse(item: TokenStream, errors: &mut Errors) -> Option<Function> {
    let parse = |input: ParseStream<'_>| {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        let signature = input.parse();
        input.parse::<TokenStream>()?;
        Ok((attributes, visibility, signature))
    };
    match parse.parse2(item.clone()) {
        Ok((attributes, visibility, Ok(signature))) => Some(Function {
            attributes,
            visibility,
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
