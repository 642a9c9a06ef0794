//! The code that a manifold becomes.
//!
//! A mistake that only rustc can find is reported at the tokens that a demand is spanned at. So each demand is spanned
//! at what the user wrote, through a path that begins there, and is made once, or in the same words each time.

mod meta;
mod names;
mod ports;
mod start;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt as _, format_ident, quote, quote_spanned};
use syn::{Expr, Token, VisRestricted, Visibility};

use crate::{
    errors::{Errors, ends},
    message,
    place::{self, Library},
    text::code,
};

use self::{
    names::{Name, Names},
    ports::Ports,
};
use super::{
    docs,
    function::Function,
    lifetimes,
    model::{Doubt, Manifold},
    types,
};

/// The type, and what it implements. If there are `errors`, nothing is said about the manifold, so that the compiler
/// draws no conclusions from what may be wrong.
///
/// There are few streams, and most of them become groups: to add one stream to another costs a macro that is not
/// optimized far more than tokens do.
pub(super) fn manifold(manifold: &Manifold, errors: &mut Errors) -> TokenStream {
    let names = Names::of(manifold);
    let is_known = errors.is_empty() && manifold.doubts.is_empty() && !manifold.is_refused;
    let unused = if is_known {
        None
    } else {
        unused(manifold, errors)
    };
    let configuration = Configuration {
        stored: &names.config,
        is_unclear: manifold.unclear.config && unused.is_some(),
    };
    let mut items = if is_known {
        items(manifold, &names)
    } else {
        TokenStream::new()
    };
    configuration.to_tokens(&mut items);
    let ports = Ports::new(is_known.then_some(&names));
    let mut block = block(manifold, &names, &ports, items);
    if !is_known {
        block.extend(unused);
        block.extend(doubts(manifold, &names));
    }
    item(manifold, block)
}

/// Says of each type what is wrong with it, if it is one, and so are the outputs: a constant whose type is not known is not
/// evaluated.
fn doubts(manifold: &Manifold, names: &Names<'_>) -> TokenStream {
    let outputs = &names.outputs;
    let doubts = manifold.doubts.iter().zip(&names.doubts);
    let doubts = doubts.map(|(Doubt { published, text }, name)| {
        let (first, last) = types::ends(published);
        let check = Ident::new("__depgraph_check", first);
        let mut nothing = Group::new(Delimiter::Parenthesis, TokenStream::new());
        nothing.set_span(last);
        quote! {
            const _: ::core::option::Option<fn(#name, #(#outputs),*)> = {
                #[track_caller]
                const fn #check() {
                    ::core::panic!("{}", #text)
                }
                #check #nothing;
                ::core::option::Option::None
            };
        }
    });
    doubts.collect()
}

/// The alias `__DepgraphMistake`, which stands for what is not known for a mistake, and what is not used for it. In a function
/// with such a type, rustc does not ask for types that it cannot find out.
fn unused(manifold: &Manifold, errors: &mut Errors) -> Option<TokenStream> {
    let has_others = !manifold.policy.is_empty() || manifold.filter.is_some();
    if !has_others && !manifold.unclear.config {
        return None;
    }
    let (mistake, filter) = (errors.take_as_type()?, &manifold.filter);
    let (settings, values): (Vec<_>, Vec<_>) = manifold.policy.iter().cloned().unzip();
    Some(quote! {
        type __DepgraphMistake = #mistake;
        fn __depgraph_unused(_: __DepgraphMistake) {
            let _ = __depgraph::Policy::new()#(.#settings(#values))*;
            let _ = (#filter);
        }
    })
}

/// What the type implements, and what that needs.
fn block(
    manifold: &Manifold,
    names: &Names<'_>,
    ports: &Ports<'_>,
    items: TokenStream,
) -> TokenStream {
    let name = &manifold.name;
    let imports = match manifold.krate {
        None => "use ::depgraph::__private::words::*;",
        Some(_) => "",
    };
    let takes = match manifold.config() {
        Some(_) => "TakesConfig",
        None => "TakesNothing",
    };
    let mut block = code(&format!(
        "{imports}
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl __DepgraphManifold<__Depgraph{takes},"
    ));
    ports.to_tokens(&mut block);
    for_type(name, items, &mut block);
    let outputs = if manifold.unclear.outputs {
        block.extend(quote!(impl<T: ?::core::marker::Sized> __DepgraphProvides<T> for #name {}));
        &[]
    } else {
        names.outputs.as_slice()
    };
    for output in outputs {
        <Token![impl]>::default().to_tokens(&mut block);
        block.append(Ident::new("__DepgraphProvides", Span::call_site()));
        <Token![<]>::default().to_tokens(&mut block);
        output.to_tokens(&mut block);
        for_type(name, TokenStream::new(), &mut block);
    }
    for definition in &names.definitions {
        definition.to_tokens(&mut block);
    }
    if let Some(path) = &manifold.krate {
        let krate = Library(Some(path));
        block.extend(quote!(use #krate::__private::words::*;));
    }
    for word in &manifold.incomplete {
        // It would be unused, now that a mistake stands for it.
        block.extend(quote!(#[allow(unused_imports)] use #word as _;));
    }
    if !manifold.function.is_readable {
        block.extend(unreadable(&manifold.function));
    }
    block
}

/// Ends the parameters of a trait, and says that the type implements it with these items.
fn for_type(name: &Ident, items: TokenStream, tokens: &mut TokenStream) {
    <Token![>]>::default().to_tokens(tokens);
    <Token![for]>::default().to_tokens(tokens);
    name.to_tokens(tokens);
    tokens.append(Group::new(Delimiter::Brace, items));
}

/// Says of a function which rustc can read that the macro cannot: as a lint, which rustc looks for when it has found no error.
/// So nothing is said of what rustc cannot read, either.
fn unreadable(function: &Function) -> TokenStream {
    let text = message::unreadable(function.name()).into_text();
    quote_spanned! {function.name().span()=>
        #[deny(unused_must_use)]
        const _: () = {
            #[must_use = #text]
            const fn manifold() -> bool {
                true
            }
            manifold();
        };
    }
}

/// What a node is given.
struct Configuration<'a> {
    stored: &'a Name<'a>,
    /// Whether a mistake stands in its place.
    is_unclear: bool,
}

impl ToTokens for Configuration<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        // Where the function is public and this is not, rustc underlines all of the item.
        let at = self.stored.first();
        Token![type](at).to_tokens(tokens);
        tokens.append(Ident::new("Config", at));
        Token![=](at).to_tokens(tokens);
        if self.is_unclear {
            tokens.append(Ident::new("__DepgraphMistake", Span::call_site()));
        } else {
            self.stored.to_tokens(tokens);
        }
        Token![;](at).to_tokens(tokens);
    }
}

/// What is said of a manifold without a mistake: what `graph!` checks a graph with, and how a run starts.
fn items(manifold: &Manifold, names: &Names<'_>) -> TokenStream {
    let text = meta::text(manifold);
    let mut items = code(&format!(
        "const TEXT: &'static str = {text}; fn start(__cx: __DepgraphStartCx) -> __DepgraphBegan"
    ));
    items.append(start::body(manifold, names));
    items.extend(node(manifold));
    items
}

/// The type. The compiler shows all of it where it shows it, so all of it is at the name; and as code of the macro's, so that
/// no lint finds fault with it, and a message about it says where it comes from.
///
/// What it implements comes with it, in an attribute: in an `impl` block, which rustc alone can see around it, a type is
/// one error, and what is in its attributes is none.
fn item(manifold: &Manifold, block: TokenStream) -> TokenStream {
    let krate = Library(manifold.krate.as_ref());
    let attributes = &manifold.function.attributes.inherited;
    // What lints find in the types, they have found in the function, unless they are not to look there.
    let mut constant = code("#[allow(deprecated, unused_qualifications)] const _: () =");
    constant.append(Group::new(Delimiter::Brace, block));
    <Token![;]>::default().to_tokens(&mut constant);
    let constant = Group::new(Delimiter::Parenthesis, constant);
    let with = quote!(#krate::__private::with #constant);
    let at = place::of_the_macro(manifold.name.span());
    let mut name = manifold.name.clone();
    name.set_span(at);
    let mut fields = Group::new(Delimiter::Brace, TokenStream::new());
    fields.set_span(at);
    let mut item = code(&format!("#[doc = {:?}]", docs::text(manifold)));
    item.append_all(attributes);
    <Token![#]>::default().to_tokens(&mut item);
    item.append(Group::new(Delimiter::Bracket, with));
    of_the_macro(&manifold.function.visibility).to_tokens(&mut item);
    Token![struct](at).to_tokens(&mut item);
    item.append(name);
    item.append(fields);
    item
}

/// The visibility, where it is written, as code of the macro's.
fn of_the_macro(visibility: &Visibility) -> Visibility {
    let mut visibility = visibility.clone();
    match &mut visibility {
        Visibility::Public(public)
        | Visibility::Restricted(VisRestricted {
            pub_token: public, ..
        }) => {
            public.span = place::of_the_macro(public.span);
        }
        Visibility::Inherited => {}
    }
    visibility
}

/// How a node is made, where that is not as of every manifold.
fn node(manifold: &Manifold) -> Option<TokenStream> {
    if manifold.policy.is_empty() && manifold.filter.is_none() {
        return None;
    }
    let config = local("config", Span::call_site());
    let mut node = quote!(__depgraph::NodeSpec::new::<Self, _, _>(#config));
    if !manifold.policy.is_empty() {
        let (settings, values): (Vec<_>, Vec<_>) = manifold.policy.iter().cloned().unzip();
        node.extend(quote!(.with_policy(&__depgraph::Policy::new()#(.#settings(#values))*)));
    }
    if let Some(filter) = &manifold.filter {
        let judging = judging(manifold, filter);
        let (first, _) = ends(filter);
        node = quote_spanned! {first=> {
            #judging
            __depgraph::bounds::Filter::<_>::on(#filter, #node)
        }};
    }
    Some(quote! {
        fn node(#config: Self::Config) -> __depgraph::NodeSpec {
            #node
        }
    })
}

/// Has the compiler find out whether the filter is ever asked. Of a type that cannot be named here, it cannot.
fn judging(manifold: &Manifold, filter: &Expr) -> Option<TokenStream> {
    let returns = manifold.function.returns()?;
    if types::mentions(returns, "impl") || lifetimes::borrows(returns) {
        return None;
    }
    let item = Ident::new("__DepgraphReturns", manifold.function.name().span());
    let (first, _) = ends(filter);
    let judging = quote_spanned! {first=>
        (&&&&__depgraph::bounds::Filter::<_>::judging::<__DepgraphReturns>(&#filter)).is_asked_by_depgraph();
    };
    Some(quote! {
        let _ = || {
            use __depgraph::bounds::{OfAny as _, OfAnother as _, OfRun as _, OfStart as _};
            type #item = #returns;
            #judging
        };
    })
}

/// A name that the user's code cannot see, in an expression that stands for what is at `span`. The underscores are for
/// what hygiene does not cover: a pattern that is named like a unit struct of the user would be that struct.
fn local(name: &str, span: Span) -> Ident {
    format_ident!("__{name}", span = Span::mixed_site().located_at(span))
}
