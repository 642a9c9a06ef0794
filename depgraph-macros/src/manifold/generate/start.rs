//! How a run starts: one call, that says how to come by the arguments, what to call with them, and what becomes of the
//! result.
//!
//! Each statement, closure or `async` block more is what rustc would take longest to check, in every manifold again. So
//! there are none, but for a function that takes a great many arguments, or borrows and is not `async`, or has a say in for
//! how long it borrows.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, quote, quote_spanned};
use syn::{Token, token};

use super::{
    super::{
        model::{Config, Input, InputKind, Manifold, Parameter},
        types,
    },
    local,
    names::{Name, Names},
};
use crate::errors::ends;

/// How many arguments a list has at most. A longer list is a list of lists.
pub(super) const LONGEST: usize = 8;

/// What the function that starts a run does with its parameter `__cx`.
pub(super) fn body(manifold: &Manifold, names: &Names<'_>) -> Group {
    let function = manifold.function.name();
    let is_borrower = is_borrower(manifold);
    let arguments = arguments(manifold, names, is_borrower);
    let is_closure = arguments.len() > LONGEST || manifold.borrows() && !is_borrower;
    let closure = is_closure.then(|| closure(manifold, names));
    let function = closure
        .as_ref()
        .map_or(function as &dyn ToTokens, |closure| closure);
    let arguments = List(&arguments);
    let exposed = exposed(manifold, names);
    let exposes: &dyn ToTokens = match exposed.as_slice() {
        [only] => only,
        several => &List(several),
    };
    let given = quote!(__cx, #arguments, #function, #exposes);
    // Underlined as the type that is returned, which is not named: where it does not resolve, that is said once.
    let (first, last) = returned(manifold);
    let mut given = Group::new(Delimiter::Parenthesis, given);
    given.set_span(last);
    let begin = Ident::new(begin(manifold, is_borrower), last);
    let call = quote_spanned!(first=> __DepgraphIntoStart::#begin #given);
    Group::new(Delimiter::Brace, call)
}

/// Whether the function is `async` and borrows, for however long: the library awaits it then. An `async` block here would cost
/// rustc more than the rest of the manifold. Where the signature says for how long, rustc has to see the call.
fn is_borrower(manifold: &Manifold) -> bool {
    manifold.borrows()
        && manifold.function.is_async()
        && !manifold.function.relates_lifetimes()
        && manifold.parameters.len() <= LONGEST
}

/// How to come by an argument: an item of a type, as an implementor of a trait.
struct Argument<'a> {
    ty: &'a dyn ToTokens,
    of: Ident,
    /// The output that the type is, if it is written in another way.
    listed: Option<&'a Name<'a>>,
    item: Ident,
    /// What it is called with, if it is a function.
    given: Option<TokenStream>,
}

impl ToTokens for Argument<'_> {
    /// Token by token: to add one stream to another costs a macro that is not optimized far more.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        <Token![<]>::default().to_tokens(tokens);
        self.ty.to_tokens(tokens);
        <Token![as]>::default().to_tokens(tokens);
        self.of.to_tokens(tokens);
        if let Some(listed) = self.listed {
            tokens.extend(quote!(<#listed>));
        }
        <Token![>]>::default().to_tokens(tokens);
        <Token![::]>::default().to_tokens(tokens);
        self.item.to_tokens(tokens);
        if let Some(given) = &self.given {
            token::Paren::default().surround(tokens, |tokens| given.to_tokens(tokens));
        }
    }
}

fn arguments<'a>(
    manifold: &'a Manifold,
    names: &'a Names<'_>,
    is_borrower: bool,
) -> Vec<Argument<'a>> {
    let mut inputs = names.inputs.iter();
    let argument = |(number, parameter): (usize, &'a Parameter)| {
        let (ty, of, item, port): (&dyn ToTokens, _, _, _) = match parameter {
            Parameter::Input(Input { kind, .. }) => {
                let item = match kind {
                    InputKind::Required => "__REQUIRED",
                    InputKind::Optional => "__OPTIONAL",
                    InputKind::Latest => "__LATEST",
                    InputKind::Watch => "__WATCH",
                };
                // The inputs are in the order of their parameters.
                (inputs.next()?, "__DepgraphPort", item, None)
            }
            Parameter::Config(Config { derefs: true, .. }) if is_borrower => (
                &names.config,
                "__DepgraphLenderOfTarget",
                "__TARGET_LENT",
                None,
            ),
            Parameter::Config(Config {
                by_reference: true, ..
            }) if is_borrower => (&names.config, "__DepgraphLender", "__CONFIG_LENT", None),
            Parameter::Config(Config {
                by_reference: true, ..
            }) => (&names.config, "__DepgraphGiven", "__CONFIG_BORROWED", None),
            Parameter::Config(_) => (&names.config, "__DepgraphByValue", "__CONFIG_COPIED", None),
            Parameter::Run {
                by_reference: true,
                word,
            } if is_borrower => match word {
                Some(word) => (word, "__DepgraphOwnLent", "__LENT", None),
                None => (&Name::Nothing, "__DepgraphLender", "__RUN_LENT", None),
            },
            Parameter::Run {
                word: Some(word), ..
            }
            | Parameter::Stop { word: Some(word) } => (word, "__DepgraphOwn", "__GIVEN", None),
            Parameter::Run { .. } => (&Name::Nothing, "__DepgraphGiven", "__RUN_OF_NODE", None),
            Parameter::Stop { .. } => (&Name::Nothing, "__DepgraphGiven", "__STOP_OF_RUN", None),
            Parameter::Publish { port, .. } => {
                let output = &names.outputs[*port];
                let mut published = names.published.iter();
                if let Some((_, ty)) = published.find(|(of, _)| *of == number) {
                    return Some(Argument {
                        ty,
                        of: Ident::new("__DepgraphListed", Span::call_site()),
                        listed: Some(output),
                        item: Ident::new("__listed", Span::call_site()),
                        given: Some(quote!(<#output as __DepgraphPort>::__publish(#port))),
                    });
                }
                (output, "__DepgraphPort", "__publish", Some(*port))
            }
        };
        Some(Argument {
            ty,
            of: Ident::new(of, Span::call_site()),
            listed: None,
            item: Ident::new(item, Span::call_site()),
            given: port.map(|port| Literal::usize_unsuffixed(port).into_token_stream()),
        })
    };
    let parameters = manifold.parameters.iter().enumerate();
    parameters.filter_map(argument).collect()
}

/// A tuple; if it is long, of tuples.
struct List<'a, T>(&'a [T]);

impl<T: ToTokens> ToTokens for List<'_, T> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        token::Paren::default().surround(tokens, |tokens| {
            if self.0.len() <= LONGEST {
                add_all(self.0.iter(), tokens);
            } else {
                add_all(self.0.chunks(LONGEST).map(List), tokens);
            }
        });
    }
}

fn add_all(elements: impl Iterator<Item = impl ToTokens>, tokens: &mut TokenStream) {
    for element in elements {
        element.to_tokens(tokens);
        <Token![,]>::default().to_tokens(tokens);
    }
}

/// Calls the function with what it borrows.
fn closure(manifold: &Manifold, types: &Names<'_>) -> TokenStream {
    let function = manifold.function.name();
    let span = function.span();
    let names: Vec<Ident> = (0..manifold.parameters.len())
        .map(|number| local(&format!("argument{number}"), span))
        .collect();
    let parameters = manifold.parameters.iter().zip(&names);
    let arguments = parameters.map(|(parameter, name)| match parameter {
        Parameter::Config(Config {
            by_reference: true, ..
        }) => {
            let ty = &types.config;
            quote!(__depgraph::Lent::<#ty>::get(&#name))
        }
        Parameter::Run {
            by_reference: true, ..
        } => quote!(&#name),
        Parameter::Input(_)
        | Parameter::Config(_)
        | Parameter::Run { .. }
        | Parameter::Stop { .. }
        | Parameter::Publish { .. } => quote!(#name),
    });
    let call = quote_spanned!(span=> #function(#(#arguments),*));
    let call = if manifold.function.is_async() {
        quote_spanned!(span=> async move { #call.await })
    } else {
        call
    };
    let patterns = List(&names);
    let call = quote!(|#patterns| #call);
    // The function is called with a tuple, and so is the closure.
    quote!(__depgraph::OfTuple(#call))
}

/// Where the type begins and ends that the function returns; if it returns none, its name.
fn returned(manifold: &Manifold) -> (Span, Span) {
    let returns = manifold.function.returns();
    returns.map_or_else(|| ends(manifold.function.name()), types::ends)
}

/// The returned type's function that goes on with it.
fn begin(manifold: &Manifold, is_borrower: bool) -> &'static str {
    if manifold.blocking {
        "begin_blocking"
    } else if is_borrower {
        "begin_borrowing"
    } else if manifold.function.is_async() {
        "begin_async"
    } else {
        "begin"
    }
}

/// How to take an output from the worker.
struct Exposed<'a> {
    port: usize,
    ty: &'a Name<'a>,
}

impl ToTokens for Exposed<'_> {
    /// Token by token, as an argument.
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { port, ty } = self;
        <Token![<]>::default().to_tokens(tokens);
        // The worker, of which rustc underlines the output.
        ty.inferred(tokens);
        <Token![as]>::default().to_tokens(tokens);
        tokens.append(Ident::new("__DepgraphExpose", Span::call_site()));
        <Token![<]>::default().to_tokens(tokens);
        ty.to_tokens(tokens);
        <Token![>>]>::default().to_tokens(tokens);
        <Token![::]>::default().to_tokens(tokens);
        tokens.append(Ident::new("__exposed", Span::call_site()));
        let keep = quote!(<#ty as __DepgraphPort>::__KEEP, #port);
        tokens.append(Group::new(Delimiter::Parenthesis, keep));
    }
}

/// How to take the outputs from the worker: most have one.
fn exposed<'a>(manifold: &Manifold, names: &'a Names<'_>) -> Vec<Exposed<'a>> {
    let outputs = manifold.outputs.iter().zip(&names.outputs).enumerate();
    let exposed = outputs.filter(|(_, (output, _))| !output.published);
    let exposed = exposed.map(|(port, (_, ty))| Exposed { port, ty });
    exposed.collect()
}
