//! Text as code, and names as text.

use proc_macro2::{Ident, TokenStream};

/// The code, at the call of the macro. rustc, which is optimized, reads a long text in a fraction of the time in which a
/// macro, which is not, puts tokens together.
pub(crate) fn code(text: &str) -> TokenStream {
    let tokens = if proc_macro::is_available() {
        text.parse::<proc_macro::TokenStream>().ok().map(Into::into)
    } else {
        text.parse().ok()
    };
    tokens.unwrap_or_default()
}

/// A name without `r#`. To make another identifier of it first, as syn does, takes as long again.
pub(crate) fn plain(name: &Ident) -> String {
    let mut text = name.to_string();
    if text.starts_with("r#") {
        text.drain(..2);
    }
    text
}
