//! Where things are: the library, and what the user wrote.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::Path;

/// The library, under the name that it has in the user's crate.
pub(crate) fn krate(renamed: Option<&Path>) -> TokenStream {
    renamed.map_or_else(|| quote!(::depgraph), ToTokens::to_token_stream)
}

/// A `Place` of the library that says where `span` is.
pub(crate) fn place(span: Span, krate: &TokenStream) -> TokenStream {
    let (file, line) = file_and_line(span);
    quote!(#krate::__private::Place { file: #file, line: #line })
}

/// The file, as rustc was given it, and the line, from 1.
pub(crate) fn file_and_line(span: Span) -> (String, u32) {
    let span = span.unwrap();
    let line = u32::try_from(span.line()).unwrap_or(u32::MAX);
    (span.file(), line)
}
