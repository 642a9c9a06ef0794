//! Types that say by their words that threads may be unable to share them. Most are right all the same, so rustc is to find out;
//! but it would say of each that it is not `Send`, and not `Sync`, and both again of whatever holds it.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// Whether a type with this word in it may well be not `Send`, or not `Sync`.
pub(crate) fn is_doubtful(word: &Ident) -> bool {
    ["dyn", "Rc", "Cell", "OnceCell", "RefCell"].contains(&word.to_string().as_str())
}

/// Whether a word is among the tokens for which `is` holds.
pub(crate) fn any_word(tokens: TokenStream, is: &dyn Fn(&Ident) -> bool) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => any_word(group.stream(), is),
        TokenTree::Ident(ident) => is(&ident),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// The type, if threads can share it. If not, that is said where the type is, and rustc takes this for a mistake of which it
/// says nothing.
pub(crate) fn checked(ty: &impl ToTokens) -> TokenStream {
    quote!(__depgraph::bounds::Checked<#ty, { __depgraph::bounds::checked::<#ty, _>() }>)
}
