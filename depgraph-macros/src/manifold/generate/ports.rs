//! The list of the types that a manifold takes and gives.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Token, token};

use super::{
    names::{Name, Names},
    start::LONGEST,
};

/// The types of the inputs, then those of the outputs, as what a function takes: there they need not say their lifetimes, and
/// of one that lacks one, rustc says once what is wrong with it. If they are many, it is lists of lists.
pub(super) struct Ports<'a>(Option<&'a Names<'a>>);

impl<'a> Ports<'a> {
    pub(super) const fn new(names: Option<&'a Names<'a>>) -> Self {
        Self(names)
    }
}

impl ToTokens for Ports<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let names = self.0.iter();
        let types: Vec<_> = names
            .flat_map(|names| names.inputs.iter().chain(&names.outputs))
            .collect();
        if types.len() <= LONGEST {
            return list(&types, tokens);
        }
        let mut lists: Vec<TokenStream> = types
            .chunks(LONGEST)
            .map(|types| {
                let mut tokens = TokenStream::new();
                list(types, &mut tokens);
                tokens
            })
            .collect();
        while lists.len() > 1 {
            let longer = lists.chunks(LONGEST);
            lists = longer
                .map(|lists| quote!(__DepgraphMany<(#(#lists,)*)>))
                .collect();
        }
        tokens.extend(lists);
    }
}

fn list(types: &[&Name<'_>], tokens: &mut TokenStream) {
    <Token![fn]>::default().to_tokens(tokens);
    token::Paren::default().surround(tokens, |tokens| {
        for ty in types {
            ty.to_tokens(tokens);
            <Token![,]>::default().to_tokens(tokens);
        }
    });
}
