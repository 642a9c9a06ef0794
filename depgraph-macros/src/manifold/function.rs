//! The item that `#[manifold]` stands on. Its body is none of the macro's business.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{FnArg, LifetimeParam, ReturnType, Signature, Type, Visibility};

use crate::{
    errors::Errors,
    message::{self, Message},
};

use super::{head, lifetimes, types};

/// A function, without its body.
pub(super) struct Function {
    pub(super) attributes: Attributes,
    pub(super) visibility: Visibility,
    pub(super) signature: Signature,
    /// Whether `Self` stands in the type that it returns; if it is not readable, `self` or `Self` anywhere.
    pub(super) returns_self: bool,
    /// If not, the parameters and the returned type are not known, and rustc says what it cannot read.
    pub(super) is_readable: bool,
    /// Whether a mistake stands for the type of a parameter.
    has_wrong_type: bool,
}

/// A parameter whose type is a word that lacks a parameter of its own: its number, the word, and what is said of it.
pub(super) type Incomplete = (usize, Ident, Message);

/// What stands before it. Most are lines of documentation, and so nothing is read but the names, where they matter.
#[derive(Default)]
pub(super) struct Attributes {
    /// All but further ones of `#[manifold]`, two tokens each.
    others: Vec<TokenTree>,
    /// Those that are true of the type, too.
    pub(super) inherited: Vec<TokenTree>,
    /// What further ones of `#[manifold]` say.
    pub(super) again: Vec<TokenStream>,
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

    /// Lets mistakes stand for types of parameters, and returns these.
    pub(super) fn complete(&mut self, incomplete: Vec<Incomplete>) -> Vec<Ident> {
        let replace = |(parameter, word, mistake)| {
            if let Some(FnArg::Typed(parameter)) = self.signature.inputs.get_mut(parameter) {
                *parameter.ty = Type::Verbatim(Errors::as_type(&word, mistake));
                self.has_wrong_type = true;
            }
            word
        };
        incomplete.into_iter().map(replace).collect()
    }

    /// What is left of the item where rustc would say of it, too, what is wrong: all but the other attributes `#[manifold]`, and
    /// the types for which mistakes stand; of a variadic function, which is unstable, how it is called.
    pub(super) fn mended(&self, item: &TokenStream) -> Option<TokenStream> {
        let (attributes, visibility) = (&self.attributes.others, &self.visibility);
        if self.signature.variadic.is_some() {
            let mut signature = self.signature.clone();
            signature.variadic = None;
            return Some(quote! {
                #(#attributes)*
                #visibility #signature {
                    ::core::unreachable!()
                }
            });
        }
        if self.has_wrong_type {
            let (signature, body) = (&self.signature, item.clone().into_iter().last());
            return Some(quote!(#(#attributes)* #visibility #signature #body));
        }
        let again = self.attributes.again.len();
        if again == 0 {
            return None;
        }
        let behind = attributes.len() + 2 * again;
        let function = item.clone().into_iter().skip(behind);
        Some(attributes.iter().cloned().chain(function).collect())
    }

    /// Whether it says more of lifetimes than that its parameters have some: in a condition, or in what it returns, where an
    /// `impl Trait` has some unsaid.
    pub(super) fn relates_lifetimes(&self) -> bool {
        let generics = &self.signature.generics;
        let is_bounded = |lifetime: &LifetimeParam| !lifetime.bounds.is_empty();
        let is_returned = |ty| types::mentions(ty, "impl") || lifetimes::borrows(ty);
        generics.lifetimes().any(is_bounded)
            || generics.where_clause.is_some()
            || self.returns().is_some_and(is_returned)
    }

    /// The part of the returned type that borrows from a parameter, if one does. Where a lifetime that is left out may stand for
    /// several, or for none, rustc says so.
    pub(super) fn returns_what_is_lent<'t>(&self, returned: &'t Type) -> Option<&'t Type> {
        let types = self
            .signature
            .inputs
            .iter()
            .filter_map(|input| match input {
                FnArg::Typed(parameter) => Some(types::peel(&parameter.ty)),
                FnArg::Receiver(_) => None,
            });
        // Most take none: the first question costs nothing then.
        if !types.clone().any(|ty| matches!(ty, Type::Reference(_))) {
            return None;
        }
        let part = lifetimes::borrowing(returned)?;
        let lent: Vec<String> = types.flat_map(lifetimes::lifetimes).collect();
        let is_lent = |lifetime: &String| match lifetime.as_str() {
            "_" => lent.len() == 1,
            named => lent.iter().any(|lent| lent == named),
        };
        lifetimes::lifetimes(part)
            .iter()
            .any(is_lent)
            .then_some(part)
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
    let head = head::head(tokens);
    let is_readable = head.is_some();
    let Some((visibility, signature)) = head.or_else(|| head::unreadable(tokens)) else {
        errors.push(item, message::not_a_function());
        return None;
    };
    if !has_body && is_readable {
        errors.push(&signature.ident, message::no_body(&signature.ident));
        return None;
    }
    Some(Function {
        attributes: self::attributes(attributes, &signature.ident, errors),
        visibility,
        returns_self: if is_readable {
            returns(&signature).is_some_and(|ty| types::mentions(ty, "Self"))
        } else {
            mentions_self(tokens)
        },
        signature,
        is_readable,
        has_wrong_type: false,
    })
}

fn mentions_self(tokens: &[TokenTree]) -> bool {
    tokens.iter().any(|token| match token {
        TokenTree::Ident(word) => word == "self" || word == "Self",
        TokenTree::Group(group) => {
            let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
            mentions_self(&tokens)
        }
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
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

/// Finds out what each attribute is. A second `#[manifold]` is a mistake.
fn attributes(attributes: &[TokenTree], function: &Ident, errors: &mut Errors) -> Attributes {
    let mut found = Attributes::default();
    for attribute in attributes.chunks(2) {
        let group = brackets(attribute).map(Group::stream);
        let tokens: Vec<TokenTree> = group.into_iter().flatten().collect();
        let (path, arguments) = match tokens.as_slice() {
            [path @ .., TokenTree::Group(arguments)] => (path, Some(arguments)),
            path => (path, None),
        };
        if matches!(path.last(), Some(TokenTree::Ident(last)) if last == "manifold") {
            let path: TokenStream = path.iter().cloned().collect();
            errors.push(path, message::manifold_twice(function));
            let arguments = arguments.map_or_else(TokenStream::new, Group::stream);
            found.again.push(arguments);
            continue;
        }
        let name = tokens.into_iter().next().and_then(first_word);
        if name.is_some_and(|name| name == "cfg" || name == "deprecated") {
            found.inherited.extend_from_slice(attribute);
        }
        found.others.extend_from_slice(attribute);
    }
    found
}

/// The word, or the first in the invisible group of a `macro_rules!` variable.
fn first_word(token: TokenTree) -> Option<Ident> {
    match token {
        TokenTree::Ident(word) => Some(word),
        TokenTree::Group(group) => first_word(group.stream().into_iter().next()?),
        TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    }
}
