//! Types as most outputs are: without parameters, not deprecated, without `#[output]` on them or in them, and without a word that
//! says that threads may be unable to share them.
//!
//! Nothing of such a type matters but its name, for which syn would read all of its fields.

use proc_macro2::{Ident, TokenStream, TokenTree};

use crate::shared;

/// The name, if the type is as most are.
pub(super) fn name(item: TokenStream) -> Option<Ident> {
    let tokens: Vec<TokenTree> = item.into_iter().collect();
    let keyword = tokens.iter().position(is_keyword)?;
    let [TokenTree::Ident(name), behind @ ..] = tokens.get(keyword + 1..)? else {
        return None;
    };
    // Each parameter is a word, and so is `where`.
    let is_word = |token: &TokenTree| matches!(token, TokenTree::Ident(_));
    let matters = behind.iter().any(is_word) || tokens.iter().any(may_matter);
    (!matters).then(|| name.clone())
}

fn is_keyword(token: &TokenTree) -> bool {
    if let TokenTree::Ident(word) = token {
        ["struct", "enum", "union"].contains(&word.to_string().as_str())
    } else {
        false
    }
}

/// Whether it is, or holds, a group that begins with `output`, as `#[output]` does, or with `deprecated`; or one with a doubtful
/// word.
fn may_matter(token: &TokenTree) -> bool {
    let TokenTree::Group(group) = token else {
        return false;
    };
    let within: Vec<TokenTree> = group.stream().into_iter().collect();
    matches!(within.first(), Some(TokenTree::Ident(word))
        if ["output", "deprecated"].contains(&word.to_string().as_str()))
        || within.iter().any(is_doubtful)
        || within.iter().any(may_matter)
}

fn is_doubtful(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Ident(word) if shared::is_doubtful(word))
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn the_name_is_all_that_is_read_where_nothing_else_matters() {
        for (item, expected) in [
            ("pub struct Store;", Some("Store")),
            ("pub(crate) struct Store(Arc<Ready>, u8);", Some("Store")),
            (
                "#[doc = \"output\"] struct r#Store { #[x] a: u8 }",
                Some("r#Store"),
            ),
            ("enum Store { Open(u8), Closed { a: u8 } }", Some("Store")),
            ("union Store { a: u8, b: u8 }", Some("Store")),
            ("struct Store<T>(T);", None),
            ("struct Store<'a>(&'a u8);", None),
            ("struct Store(u8) where u8: Copy;", None),
            ("#[output(deref)] struct Store(u8);", None),
            ("#[deprecated] struct Store(u8);", None),
            ("struct Store { #[output] a: u8 }", None),
            ("enum Store { Open(#[output] u8) }", None),
            ("struct Store(Arc<dyn Ready>);", None),
            ("enum Store { Open { a: (u8, Rc<u8>) } }", None),
        ] {
            let tokens = item.parse().expect("these are tokens");
            let name = name(tokens).map(|name| name.to_string());
            assert_eq!(name.as_deref(), expected, "{item}");
        }
    }
}
