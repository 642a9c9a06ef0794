//! A graph as it is written.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Expr, ExprPath, Type, Visibility, ext::IdentExt as _};

/// A whole `graph!`.
pub(crate) struct Graph {
    /// The library, under the name that it has in the user's crate.
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) parameters: Vec<Parameter>,
    /// The graph of which this one replaces nodes.
    pub(crate) base: Option<Call>,
    pub(crate) entries: Vec<Entry>,
    /// Whether every entry could be read.
    pub(crate) is_complete: bool,
}

/// `name: Type` between the parentheses of a graph.
pub(crate) struct Parameter {
    pub(crate) mutability: Option<syn::Token![mut]>,
    pub(crate) name: Ident,
    pub(crate) ty: Type,
}

/// `path` or `path(expression, ..)`.
pub(crate) struct Call {
    pub(crate) path: ExprPath,
    pub(crate) arguments: Option<Arguments>,
}

/// What stands in parentheses after a path.
pub(crate) struct Arguments {
    pub(crate) span: Span,
    pub(crate) values: Vec<Expr>,
}

/// One entry of a graph's body.
pub(crate) enum Entry {
    Node(Box<Node>),
    Splice(Splice),
}

/// `..path::Graph(expression)`.
pub(crate) struct Splice {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) graph: Call,
}

/// `name: path(expression) { .. } when [..] with { .. }`.
pub(crate) struct Node {
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: Ident,
    /// The `?` of `name?:`.
    pub(crate) optional: Option<syn::Token![?]>,
    pub(crate) manifold: Call,
    pub(crate) wires: Vec<Wire>,
    pub(crate) when: Vec<Ident>,
    pub(crate) policy: Vec<(Ident, Expr)>,
}

/// `input: node`.
pub(crate) struct Wire {
    pub(crate) input: Ident,
    pub(crate) node: Ident,
}

impl Graph {
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Node(node) => Some(&**node),
            Entry::Splice(_) => None,
        })
    }

    pub(crate) fn splices(&self) -> impl Iterator<Item = &Splice> {
        self.entries.iter().filter_map(|entry| match entry {
            Entry::Node(_) => None,
            Entry::Splice(splice) => Some(splice),
        })
    }
}

impl Node {
    /// The name of the node's key: `STORE` of `store`, `MAIN_STORE` of `mainStore`.
    pub(crate) fn key(&self) -> Ident {
        let mut key = String::new();
        let mut follows_lower = false;
        for letter in plain(&self.name).chars() {
            if letter.is_uppercase() && follows_lower {
                key.push('_');
            }
            follows_lower = letter.is_lowercase() || letter.is_numeric();
            key.extend(letter.to_uppercase());
        }
        // `SELF` and the like are no keywords, but not every script has upper case.
        match syn::parse_str::<Ident>(&key) {
            Ok(_) => Ident::new(&key, self.name.span()),
            Err(_) => self.name.clone(),
        }
    }
}

/// A name without `r#`.
pub(crate) fn plain(name: &Ident) -> String {
    name.unraw().to_string()
}
