//! A graph as it is written.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::{Attribute, Expr, ExprPath, Token, Type, Visibility, punctuated::Punctuated, token};

pub(crate) use crate::text::plain;

/// A whole `graph!`.
pub(crate) struct Graph {
    /// The library, under the name that it has in the user's crate.
    pub(crate) krate: TokenStream,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: Visibility,
    pub(crate) name: Ident,
    pub(crate) parameters: Vec<Parameter>,
    /// Whether something could not be read that may have been a parameter.
    pub(crate) hides_parameters: bool,
    /// What then reports a mistake in the place of a type that depends on the parameters.
    pub(crate) mistake: Option<TokenStream>,
    /// The graph of which this one replaces nodes.
    pub(crate) base: Option<Call>,
    pub(crate) entries: Vec<Entry>,
    /// Whether every entry could be read.
    pub(crate) is_complete: bool,
    /// Whether there is a list of nodes, in braces.
    pub(crate) has_body: bool,
    /// The names of nodes of which nothing else could be read.
    pub(crate) unread: Vec<Ident>,
}

/// `name: Type` between the parentheses of a graph.
pub(crate) struct Parameter {
    pub(crate) mutability: Option<Token![mut]>,
    pub(crate) name: Ident,
    pub(crate) ty: Type,
}

/// `path` or `path(expression, ..)`.
pub(crate) struct Call {
    pub(crate) path: ExprPath,
    pub(crate) arguments: Option<Arguments>,
    /// Whether something could not be read that may have been the arguments.
    pub(crate) is_unclear: bool,
}

/// What stands in parentheses after a path.
pub(crate) struct Arguments {
    pub(crate) parentheses: token::Paren,
    pub(crate) values: Punctuated<Expr, Token![,]>,
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
    pub(crate) optional: Option<Token![?]>,
    pub(crate) manifold: Call,
    pub(crate) wires: Option<Vec<Wire>>,
    pub(crate) when: Option<Vec<Ident>>,
    pub(crate) policy: Option<Vec<(Ident, Expr)>>,
    /// Whether something in it could not be read, which may have been meant as its configuration.
    pub(crate) is_unclear: bool,
    /// Whether what could not be read may have been another entry.
    pub(crate) hides_entry: bool,
}

/// `input: node`.
pub(crate) struct Wire {
    pub(crate) input: Ident,
    pub(crate) node: Ident,
}

impl Graph {
    pub(crate) fn has_parameter(&self, name: &Ident) -> bool {
        let mut names = self.parameters.iter().map(|parameter| &parameter.name);
        names.any(|parameter| parameter == name)
    }

    pub(crate) fn has_node(&self, name: &Ident) -> bool {
        self.entries.iter().any(|entry| match entry {
            Entry::Node(node) => node.name == *name,
            Entry::Splice(_) => false,
        })
    }
}

impl Arguments {
    /// As they are written, with the parentheses.
    pub(crate) fn tokens(&self) -> TokenStream {
        self.to_token_stream()
    }

    /// The one expression, or several as a tuple; `None` if there is none.
    pub(crate) fn value(&self) -> Option<&dyn ToTokens> {
        match self.values.len() {
            0 => None,
            1 => Some(&self.values[0]),
            _ => Some(self),
        }
    }
}

impl ToTokens for Arguments {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.parentheses
            .surround(tokens, |tokens| self.values.to_tokens(tokens));
    }
}

impl Entry {
    pub(crate) fn path_and_attributes(&self) -> (&ExprPath, &[Attribute]) {
        match self {
            Self::Node(node) => (&node.manifold.path, &node.attributes),
            Self::Splice(splice) => (&splice.graph.path, &splice.attributes),
        }
    }
}

impl Node {
    /// Whether an expression stands in parentheses after the manifold.
    pub(crate) fn is_configured(&self) -> bool {
        self.values().next().is_some()
    }

    /// What it is configured with.
    pub(crate) fn values(&self) -> impl Iterator<Item = &Expr> {
        let arguments = self.manifold.arguments.iter();
        arguments.flat_map(|arguments| &arguments.values)
    }

    /// Writes its configuration without the parentheses of which the compiler would say that they are not needed.
    pub(crate) fn remove_parentheses(&mut self) {
        let arguments = self.manifold.arguments.iter_mut();
        for value in arguments.flat_map(|arguments| &mut arguments.values) {
            if let Expr::Paren(inner) = value {
                *value = (*inner.expr).clone();
            }
        }
    }

    pub(crate) fn wires(&self) -> &[Wire] {
        self.wires.as_deref().unwrap_or_default()
    }

    pub(crate) fn when(&self) -> &[Ident] {
        self.when.as_deref().unwrap_or_default()
    }

    pub(crate) fn policy(&self) -> &[(Ident, Expr)] {
        self.policy.as_deref().unwrap_or_default()
    }
}

/// The name of a node's key: `STORE` of `store`, `MAIN_STORE` of `mainStore`.
pub(crate) fn key(node: &Ident) -> Ident {
    let mut key = String::new();
    let mut follows_lower = false;
    for letter in plain(node).chars() {
        if letter.is_uppercase() && follows_lower {
            key.push('_');
        }
        follows_lower = letter.is_lowercase() || letter.is_numeric();
        key.extend(letter.to_uppercase());
    }
    // `SELF` and the like are no keywords, but not every script has upper case.
    if key.is_ascii() || syn::parse_str::<Ident>(&key).is_ok() {
        Ident::new(&key, node.span())
    } else {
        node.clone()
    }
}

/// A path as a person writes it.
pub(crate) fn written(path: &ExprPath) -> String {
    let text = match word(path) {
        Some(word) => word.to_string(),
        None => path.to_token_stream().to_string().replace(' ', ""),
    };
    text.replace("$crate", "crate")
}

/// The path, if one word says it: there is no need then to look at its tokens.
pub(crate) fn word(path: &ExprPath) -> Option<&Ident> {
    path.path.get_ident().filter(|_| path.qself.is_none())
}
