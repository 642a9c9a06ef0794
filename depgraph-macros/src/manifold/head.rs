//! What stands before the body of a function.
//!
//! Most are `pub async fn name(parameter: Type, ..) -> Type`. A macro is not optimized, and syn, which reads any function,
//! takes seven times as long for one like this. So it is read by hand, and to syn is left what is not as most are: a type,
//! or all of the function.

use proc_macro2::{Delimiter, Ident, Punct, TokenStream, TokenTree};
use quote::quote;
use syn::{
    AngleBracketedGenericArguments, FnArg, GenericArgument, Generics, Pat, PatIdent, PatType, Path,
    PathArguments, PathSegment, ReturnType, Safety, Signature, Token, Type, TypePath, Visibility,
    parse::{ParseStream, Parser as _},
    punctuated::Punctuated,
    token,
};

pub(super) type Head = (Visibility, Signature);

/// What is still to be read.
type Tokens<'t> = &'t [TokenTree];

/// The words that can stand where a path does, and are no part of one.
const NO_PATH: [&str; 3] = ["_", "dyn", "impl"];

/// Reads the visibility and the signature; `None` if there is no function, or more than that.
pub(super) fn head(tokens: &[TokenTree]) -> Option<Head> {
    plain(tokens).or_else(|| any(tokens))
}

/// The visibility and the name of a function of which the rest cannot be read; `None` if it is no function.
pub(super) fn unreadable(tokens: &[TokenTree]) -> Option<Head> {
    let visibility = visibility(&mut { tokens }).unwrap_or(Visibility::Inherited);
    let signature = tokens.windows(2).find_map(|two| match two {
        // What is called `fn` is no function.
        [TokenTree::Ident(keyword), TokenTree::Ident(name)] if keyword == "fn" => {
            syn::parse2(quote!(fn #name())).ok()
        }
        _ => None,
    })?;
    Some((visibility, signature))
}

fn any(tokens: Tokens<'_>) -> Option<Head> {
    let parse = |input: ParseStream<'_>| {
        let head = (input.parse()?, input.parse()?);
        // A function without a body ends so.
        input.parse::<Option<Token![;]>>()?;
        Ok(head)
    };
    parse.parse2(stream(tokens)).ok()
}

fn plain(mut tokens: Tokens<'_>) -> Option<Head> {
    let tokens = &mut tokens;
    let visibility = visibility(tokens)?;
    let asyncness = keyword(tokens, "async").map(|word| Token![async](word.span()));
    let fn_token = keyword(tokens, "fn").map(|word| Token![fn](word.span()))?;
    let [TokenTree::Ident(name), TokenTree::Group(list), output @ ..] = *tokens else {
        return None;
    };
    if list.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    let signature = Signature {
        constness: None,
        asyncness,
        safety: Safety::Default,
        abi: None,
        fn_token,
        ident: name.clone(),
        generics: Generics::default(),
        paren_token: token::Paren(list.delim_span()),
        inputs: parameters(list.stream())?,
        variadic: None,
        output: returns(output)?,
    };
    Some((visibility, signature))
}

fn visibility(tokens: &mut Tokens<'_>) -> Option<Visibility> {
    let Some(public) = keyword(tokens, "pub") else {
        return Some(Visibility::Inherited);
    };
    if let [within @ TokenTree::Group(_), rest @ ..] = *tokens {
        *tokens = rest;
        let visibility = [TokenTree::Ident(public.clone()), within.clone()];
        return syn::parse2(stream(&visibility)).ok();
    }
    Some(Visibility::Public(Token![pub](public.span())))
}

fn parameters(list: TokenStream) -> Option<Punctuated<FnArg, Token![,]>> {
    let list: Vec<TokenTree> = list.into_iter().collect();
    let mut tokens = list.as_slice();
    let mut parameters = Punctuated::new();
    while !tokens.is_empty() {
        let (parameter, rest) = tokens.split_at(end_of_parameter(tokens));
        parameters.push_value(self::parameter(parameter)?);
        tokens = rest;
        if let Some(comma) = punct(&mut tokens, ',') {
            parameters.push_punct(Token![,](comma.span()));
        }
    }
    Some(parameters)
}

/// Where the comma is, or the end. To take an arrow for a bracket does no harm: if the comma is in brackets, what is before
/// it can be read by nobody, and so all of the function is left to syn.
fn end_of_parameter(tokens: Tokens<'_>) -> usize {
    let mut depth = 0_usize;
    let is_end = |token: &TokenTree| {
        if let TokenTree::Punct(punct) = token {
            match punct.as_char() {
                ',' => return depth == 0,
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        false
    };
    tokens.iter().position(is_end).unwrap_or(tokens.len())
}

fn parameter(tokens: Tokens<'_>) -> Option<FnArg> {
    let [TokenTree::Ident(name), TokenTree::Punct(colon), ty @ ..] = tokens else {
        return None;
    };
    if colon.as_char() != ':' || ["self", "_"].contains(&name.to_string().as_str()) {
        return None;
    }
    let pattern = Pat::Ident(PatIdent {
        attrs: Vec::new(),
        by_ref: None,
        mutability: None,
        ident: name.clone(),
        subpat: None,
    });
    Some(FnArg::Typed(PatType {
        attrs: Vec::new(),
        pat: Box::new(pattern),
        colon_token: Token![:](colon.span()),
        ty: Box::new(self::ty(ty)?),
    }))
}

fn returns(mut tokens: Tokens<'_>) -> Option<ReturnType> {
    if tokens.is_empty() {
        return Some(ReturnType::Default);
    }
    let (dash, end) = (punct(&mut tokens, '-')?, punct(&mut tokens, '>')?);
    let arrow = Token![->]([dash.span(), end.span()]);
    Some(ReturnType::Type(arrow, Box::new(ty(tokens)?)))
}

fn ty(tokens: Tokens<'_>) -> Option<Type> {
    let mut rest = tokens;
    path(&mut rest)
        .filter(|_| rest.is_empty())
        .or_else(|| syn::parse2(stream(tokens)).ok())
}

/// A path, of which each parameter is one, too.
fn path(tokens: &mut Tokens<'_>) -> Option<Type> {
    let mut segments = Punctuated::new();
    loop {
        let [TokenTree::Ident(name), rest @ ..] = *tokens else {
            return None;
        };
        *tokens = rest;
        if NO_PATH.contains(&name.to_string().as_str()) {
            return None;
        }
        segments.push_value(PathSegment {
            ident: name.clone(),
            arguments: arguments(tokens)?,
        });
        let Some(colon) = punct(tokens, ':') else {
            break;
        };
        let second = punct(tokens, ':')?;
        segments.push_punct(Token![::]([colon.span(), second.span()]));
    }
    Some(Type::Path(TypePath {
        attrs: Vec::new(),
        qself: None,
        path: Path {
            leading_colon: None,
            segments,
        },
    }))
}

/// What may be behind a name, in angle brackets.
fn arguments(tokens: &mut Tokens<'_>) -> Option<PathArguments> {
    let Some(start) = punct(tokens, '<') else {
        return Some(PathArguments::None);
    };
    let mut args = Punctuated::new();
    loop {
        args.push_value(GenericArgument::Type(path(tokens)?));
        let Some(comma) = punct(tokens, ',') else {
            break;
        };
        args.push_punct(Token![,](comma.span()));
    }
    let end = punct(tokens, '>')?;
    Some(PathArguments::AngleBracketed(
        AngleBracketedGenericArguments {
            colon2_token: None,
            lt_token: Token![<](start.span()),
            args,
            gt_token: Token![>](end.span()),
        },
    ))
}

fn keyword<'t>(tokens: &mut Tokens<'t>, keyword: &str) -> Option<&'t Ident> {
    match tokens.split_first() {
        Some((TokenTree::Ident(word), rest)) if word == keyword => {
            *tokens = rest;
            Some(word)
        }
        Some(_) | None => None,
    }
}

fn punct<'t>(tokens: &mut Tokens<'t>, char: char) -> Option<&'t Punct> {
    match tokens.split_first() {
        Some((TokenTree::Punct(punct), rest)) if punct.as_char() == char => {
            *tokens = rest;
            Some(punct)
        }
        Some(_) | None => None,
    }
}

fn stream(tokens: Tokens<'_>) -> TokenStream {
    tokens.iter().cloned().collect()
}

#[cfg(test)]
mod tests {
    use std::mem::discriminant;

    use quote::ToTokens;

    use super::*;

    fn tokens(text: &str) -> Vec<TokenTree> {
        let tokens: TokenStream = text.parse().expect("these are tokens");
        tokens.into_iter().collect()
    }

    /// The visibility, the patterns and the types, and of what kind each is.
    fn parts((visibility, signature): &Head) -> Vec<String> {
        let of_visibility = format!("{:?} {}", discriminant(visibility), text(visibility));
        let of_type = |ty: &Type| format!("{:?} {}", discriminant(ty), text(ty));
        let of_parameter = |parameter: &FnArg| match parameter {
            FnArg::Receiver(receiver) => text(receiver),
            FnArg::Typed(PatType { pat, ty, .. }) => {
                format!("{:?} {}: {}", discriminant(&**pat), text(pat), of_type(ty))
            }
        };
        let mut parts = vec![of_visibility];
        parts.extend(signature.inputs.iter().map(of_parameter));
        if let ReturnType::Type(_, ty) = &signature.output {
            parts.push(of_type(ty));
        }
        parts
    }

    fn text(tokens: impl ToTokens) -> String {
        tokens.to_token_stream().to_string()
    }

    #[test]
    fn what_is_read_by_hand_is_what_syn_reads() {
        for text in [
            "fn open() -> Store",
            "pub async fn open(settings: Settings, mut_file: PathBuf,) -> Result<Hold<Store>, std::io::Error>",
            "pub(crate) async fn open(store: Option<storage::Store>) -> crate::Worker",
            "pub(in crate::storage) fn open(run: &Run, file: &'static Path) -> impl Worker",
            "fn open(map: HashMap<Name, Vec<u8>>, pair: (A, B), all: [u8; 4]) -> Result<(), Error>",
            "fn open(make: Box<dyn Fn(A, B) -> C>, next: fn(A) -> B) -> dyn ::std::error::Error",
            "fn open(next: <A as B>::C, last: A) -> impl ::core::future::Future",
            "fn open(any: _, never: !, own: Self, of: Vec<_>, last: ::std::path::PathBuf)",
            "fn open(table: Table<3, { A < B }>, all: impl Iterator<Item = A>, r#type: r#A) -> A",
        ] {
            let tokens = tokens(text);
            let (plain, any) = (plain(&tokens), any(&tokens));
            assert!(plain.is_some(), "{text}");
            assert_eq!(plain.as_ref().map(parts), any.as_ref().map(parts));
        }
    }

    #[test]
    fn what_is_unusual_is_left_to_syn() {
        for text in [
            "const fn open() -> Store",
            "unsafe extern \"C\" fn open(file: File, ...) -> Store",
            "fn open<'a>(file: &'a Path) -> Store",
            "fn open(file: File) -> Store where Store: Copy",
            "fn open(&self, file: File) -> Store",
            "fn open(self: Arc<Self>) -> Store",
            "fn open(mut file: File) -> Store",
            "fn open(#[cfg(unix)] file: File) -> Store",
            "fn open(_: File, (a, b): (A, B)) -> Store",
            "fn open(make: HashMap<fn(A) -> B, C>, next: Table<-1>) -> Store",
        ] {
            let tokens = tokens(text);
            assert!(plain(&tokens).is_none(), "{text}");
            assert!(head(&tokens).is_some(), "{text}");
        }
    }
}
