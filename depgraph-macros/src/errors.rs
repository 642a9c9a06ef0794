//! All the mistakes of one expansion.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{ExprPath, Path};

use crate::message::Message;

/// Collects mistakes, so that all of them are reported at once.
#[derive(Default)]
pub(crate) struct Errors {
    mistakes: Vec<Mistake>,
}

struct Mistake {
    first: Span,
    last: Span,
    text: String,
}

impl Errors {
    /// Adds a mistake, to be underlined from the first to the last token of `at`.
    pub(crate) fn push(&mut self, at: impl ToTokens, message: Message) {
        let (first, last) = ends(&at);
        let text = message.into_text();
        self.mistakes.push(Mistake { first, last, text });
    }

    /// Adds what syn says about tokens that it cannot read.
    pub(crate) fn push_syntax(&mut self, error: syn::Error) {
        self.mistakes.extend(error.into_iter().map(|error| {
            let span = error.span();
            Mistake {
                first: span,
                last: span,
                text: error.to_string(),
            }
        }));
    }

    /// Adds what syn says in the end of tokens that were left. It says so of what is wrong deeper in, too, which has been
    /// reported then.
    pub(crate) fn push_left_over(&mut self, error: syn::Error) {
        if self.is_empty() {
            self.push_syntax(error);
        }
    }

    /// How many there are so far.
    pub(crate) const fn len(&self) -> usize {
        self.mistakes.len()
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// Takes one of the mistakes, to be reported in the place of a type that it keeps from being known: of what depends on such
    /// a type, the compiler says nothing. In the place of the type itself it would see a `()`.
    pub(crate) fn take_as_type(&mut self) -> Option<TokenStream> {
        if self.mistakes.is_empty() {
            return None;
        }
        let mistake = self.mistakes.remove(0).into_tokens();
        Some(quote!([(); #mistake]))
    }

    /// A mistake in the place of the type that it is about, as one that is [taken](Self::take_as_type).
    pub(crate) fn as_type(at: impl ToTokens, message: Message) -> TokenStream {
        let mut errors = Self::default();
        errors.push(at, message);
        errors.take_as_type().unwrap_or_default()
    }

    /// Statements, or items, that make the compiler report the mistakes.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.mistakes
            .into_iter()
            .map(Mistake::into_tokens)
            .collect()
    }
}

impl Mistake {
    /// rustc underlines what lies between the first and the last token of the macro call.
    fn into_tokens(self) -> TokenStream {
        let text = self.text;
        let call = quote_spanned!(self.first=> ::core::compile_error!);
        let text = quote_spanned!(self.last=> { #text });
        quote!(#call #text)
    }
}

/// Where a path begins and ends. Most are words: there is no need then to look at all of the tokens.
pub(crate) fn ends_of_path(path: &ExprPath) -> (Span, Span) {
    words(path).unwrap_or_else(|| ends(path))
}

fn words(path: &ExprPath) -> Option<(Span, Span)> {
    let Path {
        leading_colon: None,
        segments,
    } = &path.path
    else {
        return None;
    };
    let (first, last) = (segments.first()?, segments.last()?);
    let are_words = path.qself.is_none() && path.attrs.is_empty() && last.arguments.is_none();
    are_words.then(|| (first.ident.span(), last.ident.span()))
}

/// Where something begins and ends.
pub(crate) fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let tokens = tokens.to_token_stream().into_iter();
    let mut spans = tokens.map(|token| token.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}
