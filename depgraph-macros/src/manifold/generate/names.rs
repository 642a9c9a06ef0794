//! The types that the user wrote, as the rest of the generated code names them.
//!
//! What is wrong with a type is reported wherever it stands, unless rustc has said the same of the same place before. So
//! a type stands in one alias alone. That is at the name of the function: where it may be that a parameter was meant, rustc
//! proposes one, right after the name of the item.
//!
//! The names of the aliases are long: rustc would propose `__Config` to whoever has no `Config`.
//!
//! An input that is one word is not worth an item: of most words rustc says the same everywhere. Of a trait, or where a lifetime
//! is lacking, it says another thing in the definition of a type, in the header of an `impl` and in a function; but not of what
//! a function pointer takes, as which inputs are listed.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, quote};
use syn::{Token, Type, token};

use super::super::{
    model::{Config, Doubt, InputKind, Manifold, Parameter},
    types,
};
use crate::{place::in_angles, shared, text};

/// The names of all types of a manifold.
pub(super) struct Names<'a> {
    pub(super) config: Name<'a>,
    pub(super) inputs: Vec<Name<'a>>,
    pub(super) outputs: Vec<Name<'a>>,
    /// What is published, where it is not written as in the outputs; by the number of the parameter.
    pub(super) published: Vec<(usize, Name<'a>)>,
    /// What is published and is perhaps no output.
    pub(super) doubts: Vec<Name<'a>>,
    /// The aliases among them.
    pub(super) definitions: Vec<Definition<'a>>,
}

impl<'a> Names<'a> {
    pub(super) fn of(manifold: &'a Manifold) -> Self {
        let mut definitions = Definitions {
            at: manifold.function.name().span(),
            all: Vec::new(),
        };
        let config = match manifold.config() {
            None => Name::Nothing,
            Some(config) => definitions.config(config),
        };
        let inputs = manifold.inputs().enumerate().map(|(index, input)| {
            let name = || format!("__DepgraphInput{index}");
            match input.kind {
                InputKind::Required => match text::word(&input.ty) {
                    Some(word) if is_said_alike(word) => Name::Word(word),
                    Some(_) | None => definitions.alias(&name(), &input.ty, As::Written(&input.ty)),
                },
                // As the user wrote it: there rustc says more of it.
                InputKind::Optional | InputKind::Latest | InputKind::Watch => {
                    definitions.alias(&name(), &input.ty, As::InAngles(&input.ty))
                }
            }
        });
        let inputs = inputs.collect();
        let outputs = manifold.outputs.iter().enumerate();
        let outputs = outputs.map(|(port, output)| {
            let name = format!("__DepgraphOutput{port}");
            definitions.alias(&name, &output.ty, As::Written(&output.ty))
        });
        let outputs = outputs.collect();
        let parameters = manifold.parameters.iter().enumerate();
        let published = parameters.filter_map(|(number, parameter)| {
            let ty = written(parameter)?;
            let name = format!("__DepgraphPublished{number}");
            Some((number, definitions.alias(&name, ty, As::InAngles(ty))))
        });
        let published = published.collect();
        let doubts = manifold.doubts.iter().enumerate();
        let doubts = doubts.map(|(number, Doubt { published, .. })| {
            let name = format!("__DepgraphDoubt{number}");
            definitions.alias(&name, published, As::InAngles(published))
        });
        let doubts = doubts.collect();
        Self {
            config,
            inputs,
            outputs,
            published,
            doubts,
            definitions: definitions.all,
        }
    }
}

fn written(parameter: &Parameter) -> Option<&Type> {
    match parameter {
        Parameter::Publish { written, .. } => written.as_deref(),
        Parameter::Input(_)
        | Parameter::Config(_)
        | Parameter::Run { .. }
        | Parameter::Stop { .. } => None,
    }
}

/// The name of a type, to be underlined as the user wrote that.
pub(super) enum Name<'a> {
    /// The unit type.
    Nothing,
    /// The type as it is written.
    Word(&'a Ident),
    Alias {
        /// At the first token of the type.
        alias: Ident,
        /// The last token of the type, if it has several.
        last: Option<Span>,
    },
}

impl Name<'_> {
    pub(super) fn first(&self) -> Span {
        match self {
            Self::Nothing => Span::call_site(),
            Self::Word(word) => word.span(),
            Self::Alias { alias, .. } => alias.span(),
        }
    }

    /// Adds the type that rustc is to find out, to be underlined as this one.
    pub(super) fn inferred(&self, tokens: &mut TokenStream) {
        let first = self.first();
        let inferred = Token![_](first);
        if let Self::Alias {
            last: Some(last), ..
        } = self
        {
            in_angles(&inferred, [first, *last], tokens);
        } else {
            inferred.to_tokens(tokens);
        }
    }
}

/// The compiler underlines a type from its first token to its last.
impl ToTokens for Name<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Nothing => token::Paren::default().surround(tokens, |_| ()),
            Self::Word(word) => word.to_tokens(tokens),
            Self::Alias { alias, last: None } => alias.to_tokens(tokens),
            Self::Alias {
                alias,
                last: Some(last),
            } => {
                in_angles(alias, [alias.span(), *last], tokens);
            }
        }
    }
}

/// What an alias stands for.
pub(super) struct Definition<'a> {
    alias: Ident,
    as_what: As<'a>,
}

enum As<'a> {
    Written(&'a Type),
    InAngles(&'a Type),
    Elements(Name<'a>),
    Checked(Name<'a>),
}

impl ToTokens for Definition<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if let Self {
            alias,
            as_what: As::Checked(ty),
        } = self
        {
            // In the documentation it is as the user wrote it.
            let checked = shared::checked(ty);
            tokens.extend([quote! {
                #[cfg(not(doc))]
                type #alias = #checked;
                #[cfg(doc)]
            }]);
        }
        <Token![type]>::default().to_tokens(tokens);
        tokens.append(self.alias.clone());
        <Token![=]>::default().to_tokens(tokens);
        match &self.as_what {
            As::Written(ty) => ty.to_tokens(tokens),
            As::InAngles(ty) => in_angles(ty, [Span::call_site(); 2], tokens),
            As::Elements(element) => tokens.extend([quote!(::std::vec::Vec<#element>)]),
            As::Checked(ty) => ty.to_tokens(tokens),
        }
        <Token![;]>::default().to_tokens(tokens);
    }
}

/// Whether rustc says the same of the word wherever it does not resolve. It proposes a parameter of that name for a single
/// letter, and `Self::Config` where there is such a type.
fn is_said_alike(word: &Ident) -> bool {
    let word = word.to_string();
    word != "Config" && word.chars().nth(1).is_some()
}

/// The definitions so far.
struct Definitions<'a> {
    at: Span,
    all: Vec<Definition<'a>>,
}

impl<'a> Definitions<'a> {
    fn config(&mut self, config: &'a Config) -> Name<'a> {
        const CONFIG: &str = "__DepgraphConfig";
        let stored = &config.stored;
        let is_checked = types::has_word(stored, &shared::is_doubtful);
        let unchecked = if is_checked {
            "__DepgraphUnchecked"
        } else {
            CONFIG
        };
        let as_what = match &config.slice_of {
            // The element is in no angle brackets where the user wrote it.
            Some(element) => {
                As::Elements(self.alias("__DepgraphElement", element, As::Written(element)))
            }
            None => As::Written(stored),
        };
        let name = self.alias(unchecked, stored, as_what);
        if is_checked {
            self.alias(CONFIG, stored, As::Checked(name))
        } else {
            name
        }
    }

    /// Defines `alias`, to be underlined as `ty` is.
    fn alias(&mut self, alias: &str, ty: &Type, as_what: As<'a>) -> Name<'a> {
        let definition = Ident::new(alias, self.at);
        self.all.push(Definition {
            alias: definition,
            as_what,
        });
        let (first, last) = types::ends(ty);
        Name::Alias {
            alias: Ident::new(alias, first),
            last: (!types::is_token(ty)).then_some(last),
        }
    }
}
