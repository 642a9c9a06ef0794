//! Where things are: the library, and what the user wrote.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _};
use syn::{Path, Token};

/// The library, at the path that the user gives for it; `::depgraph` if they give none. No mistake is reported at it.
pub(crate) struct Library<'a>(pub(crate) Option<&'a Path>);

impl ToTokens for Library<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Some(path) = self.0 else {
            <Token![::]>::default().to_tokens(tokens);
            tokens.append(Ident::new("depgraph", Span::call_site()));
            return;
        };
        let path = path.to_token_stream().into_iter();
        tokens.append_all(path.map(|mut token| {
            token.set_span(token.span().located_at(Span::call_site()));
            token
        }));
    }
}

/// This place, as one of code that the macro wrote: lints do not look there.
pub(crate) fn of_the_macro(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// The file, as rustc was given it, and the line, from 1.
pub(crate) fn file_and_line(span: Span) -> (String, u32) {
    let (file, line, _) = file_line_and_column(span);
    (file, u32::try_from(line).unwrap_or(u32::MAX))
}

/// The line alone.
pub(crate) fn line(span: Span) -> u32 {
    if !proc_macro::is_available() {
        return 0;
    }
    u32::try_from(span.unwrap().line()).unwrap_or(u32::MAX)
}

/// The file, the line and the column. Where no compiler runs, as in tests of the macros, nothing has a place.
pub(crate) fn file_line_and_column(span: Span) -> (String, usize, usize) {
    if !proc_macro::is_available() {
        return (String::new(), 0, 0);
    }
    let span = span.unwrap();
    (span.file(), span.line(), span.column())
}

/// The type, through an alias that stands for it, from the first of the spans to the last. Token by token: to add one
/// stream to another costs a macro that is not optimized far more.
pub(crate) fn in_angles(ty: &impl ToTokens, [first, last]: [Span; 2], tokens: &mut TokenStream) {
    tokens.append(Ident::new("__DepgraphItself", first));
    Token![<](first).to_tokens(tokens);
    ty.to_tokens(tokens);
    Token![>](last).to_tokens(tokens);
}
