//! Where things are: the library, and what the user wrote.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::Path;

/// The library, under the name that it has in the user's crate.
pub(crate) struct Krate {
    renamed: Option<TokenStream>,
}

impl Krate {
    /// The library at this path; `::depgraph` if there is none.
    pub(crate) fn new(renamed: Option<&Path>) -> Self {
        let renamed = renamed.map(ToTokens::to_token_stream);
        Self { renamed }
    }

    /// The path, to be underlined together with what stands at `span`.
    pub(crate) fn at(&self, span: Span) -> TokenStream {
        let Some(path) = &self.renamed else {
            return quote_spanned!(span=> ::depgraph);
        };
        let path = path.clone().into_iter().map(|mut token| {
            token.set_span(token.span().located_at(span));
            token
        });
        path.collect()
    }

    /// The path, in code that no mistake is reported at.
    pub(crate) fn path(&self) -> TokenStream {
        self.at(Span::call_site())
    }
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
