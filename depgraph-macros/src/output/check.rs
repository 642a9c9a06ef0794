//! What the type says, and what is wrong with it.

use quote::ToTokens as _;
use syn::{Attribute, Data, DeriveInput, Expr, Field, Fields, Generics, Ident, Path, Token, Type};

use crate::{
    errors::Errors,
    message,
    shared::{any_word, is_doubtful},
    suggest,
};

/// An output as the macro understands it.
pub(super) struct Output {
    pub(super) name: Ident,
    pub(super) generics: Generics,
    pub(super) krate: Option<Path>,
    pub(super) is_deprecated: bool,
    /// What to dereference to.
    pub(super) deref: Option<Field>,
    /// The types of fields which threads may be unable to share.
    pub(super) doubtful: Vec<Type>,
}

/// The output, as far as it can be understood; nothing if it can be none.
pub(super) fn output(item: DeriveInput, errors: &mut Errors) -> Option<Output> {
    let (krate, deref) = options(&item, errors);
    for attribute in attributes_within(&item.data) {
        if is_option(attribute) {
            errors.push(attribute, message::option_within());
        }
    }
    for parameter in item.generics.const_params() {
        let name = &parameter.ident;
        errors.push(name, message::const_parameter(name));
    }
    if let Some(lifetime) = item.generics.lifetimes().next() {
        let lifetime = &lifetime.lifetime;
        errors.push(lifetime, message::borrowing_output(lifetime));
        return None;
    }
    let doubtful = doubtful(&item);
    let mut attributes = item.attrs.iter();
    Some(Output {
        is_deprecated: attributes.any(|attribute| attribute.path().is_ident("deprecated")),
        name: item.ident,
        generics: item.generics,
        krate,
        // A field that is called `_` the compiler has rejected.
        deref: deref.filter(|field| field.ident.as_ref().is_none_or(|name| name != "_")),
        doubtful,
    })
}

/// The types of the fields which threads may be unable to share. They are checked where nothing can be named but what is known
/// around the type: neither its parameters, nor `Self`.
fn doubtful(item: &DeriveInput) -> Vec<Type> {
    if !item.generics.params.is_empty() {
        return Vec::new();
    }
    let has = |ty: &Type, word: &dyn Fn(&Ident) -> bool| any_word(ty.to_token_stream(), word);
    let types = fields(&item.data).into_iter().map(|field| &field.ty);
    let doubtful = types.filter(|ty| has(ty, &is_doubtful) && !has(ty, &|word| word == "Self"));
    doubtful.cloned().collect()
}

/// What `#[output(..)]` says.
fn options(item: &DeriveInput, errors: &mut Errors) -> (Option<Path>, Option<Field>) {
    let mut krate = None;
    let mut deref = None;
    for attribute in item.attrs.iter().filter(|attribute| is_option(attribute)) {
        let before = errors.len();
        // Whether what follows may be the path that could not be read.
        let mut is_cut = false;
        let parsed = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("deref") {
                deref = only_field(&item.data).cloned();
                if meta.input.peek(Token![=]) {
                    meta.value()?.parse::<Expr>()?;
                    errors.push(&meta.path, message::flag_with_value("deref"));
                } else if deref.is_none() {
                    errors.push(&meta.path, message::deref_of_many());
                }
            } else if meta.path.is_ident("crate") {
                krate = meta.value().and_then(Path::parse_mod_style).ok();
                if krate.is_none() {
                    errors.push(&meta.path, message::expected_library());
                    is_cut = true;
                }
            } else if !is_cut {
                let name = meta.path.to_token_stream().to_string();
                let meant = suggest::closest(&name, ["deref", "crate"]);
                if meant == Some("deref") {
                    deref = only_field(&item.data).cloned();
                }
                let message = match meant {
                    Some(meant) => message::misspelt_option(name, meant),
                    None => message::unknown_option(name),
                };
                errors.push(&meta.path, message);
            }
            Ok(())
        });
        // What stands behind a mistake is a part of it.
        if parsed.is_err() && errors.len() == before {
            errors.push(attribute, message::unreadable_options());
        }
    }
    (krate, deref)
}

fn is_option(attribute: &Attribute) -> bool {
    attribute.path().is_ident("output")
}

/// The attributes of fields and variants.
fn attributes_within(data: &Data) -> impl Iterator<Item = &Attribute> {
    let variants = match data {
        Data::Enum(data) => Some(&data.variants),
        Data::Struct(_) | Data::Union(_) => None,
    };
    let of_variants = variants.into_iter().flatten().map(|variant| &variant.attrs);
    let of_fields = fields(data).into_iter().map(|field| &field.attrs);
    of_variants.chain(of_fields).flatten()
}

fn fields(data: &Data) -> Vec<&Field> {
    match data {
        Data::Struct(data) => data.fields.iter().collect(),
        Data::Enum(data) => {
            let variants = data.variants.iter();
            variants.flat_map(|variant| &variant.fields).collect()
        }
        Data::Union(data) => data.fields.named.iter().collect(),
    }
}

/// The field of a struct that has one field.
fn only_field(data: &Data) -> Option<&Field> {
    let Data::Struct(data) = data else {
        return None;
    };
    let fields = match &data.fields {
        Fields::Named(fields) => &fields.named,
        Fields::Unnamed(fields) => &fields.unnamed,
        Fields::Unit => return None,
    };
    fields.first().filter(|_| fields.len() == 1)
}
