//! `#[manifold]`: parse, check, generate.

mod args;
mod check;
mod docs;
mod function;
mod generate;
mod head;
mod inputs;
mod lifetimes;
mod model;
mod own;
mod publishers;
mod signature;
mod types;
mod unfit;

use proc_macro2::TokenStream;
use quote::quote;

pub(crate) use self::args::KNOWN as ARGUMENTS;
use self::model::Manifold;
use crate::{errors::Errors, text::code};

/// The function as it was written, and the manifold that is made of it.
pub(crate) fn expand(attribute: TokenStream, item: &TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let mut args = args::parse(attribute, &mut errors);
    let function = function::parse(item, &mut errors);
    for again in function
        .iter()
        .flat_map(|function| &function.attributes.again)
    {
        // That there are several is the mistake, and none that is in there.
        args.add(args::parse(again.clone(), &mut Errors::default()));
    }
    let manifold = function.map(|function| check::manifold(args, function, &mut errors));
    // The engine calls the function: it gives values away, and looks at what comes back. A `const fn` is no manifold. None
    // of this is said of an `async` function, and each lint that is allowed takes the compiler time.
    let is_called = |manifold: &Manifold| !manifold.function.is_async();
    let allow = manifold.as_ref().is_some_and(is_called).then(|| {
        code(
            "#[allow(
                clippy::missing_const_for_fn,
                clippy::must_use_candidate,
                clippy::needless_pass_by_value
            )]",
        )
    });
    let mended = manifold
        .as_ref()
        .and_then(|manifold| manifold.function.mended(item));
    let item = mended.as_ref().unwrap_or(item);
    // Where a method stands, no type can.
    let generated = manifold
        .filter(|manifold| !manifold.function.is_method())
        .map(|manifold| generate::manifold(&manifold, &mut errors));
    let mistakes = errors.into_tokens();
    quote! { #allow #item #generated #mistakes }
}
