//! What the type says, and what is wrong with it.

use syn::{Data, DeriveInput, Field, Fields, Generics, Ident, Path};

use crate::{errors::Errors, message};

/// An output as the macro understands it.
pub(super) struct Output {
    pub(super) name: Ident,
    pub(super) generics: Generics,
    pub(super) krate: Option<Path>,
    /// What to dereference to.
    pub(super) deref: Option<Field>,
}

/// The output, as far as it can be understood; nothing if it can be none.
pub(super) fn output(item: DeriveInput, errors: &mut Errors) -> Option<Output> {
    let mut krate = None;
    let mut deref = None;
    for attribute in &item.attrs {
        if !attribute.path().is_ident("output") {
            continue;
        }
        let parsed = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("deref") {
                deref = only_field(&item.data).cloned();
                if deref.is_none() {
                    errors.push(&meta.path, message::deref_of_many());
                }
            } else if meta.path.is_ident("crate") {
                krate = Some(meta.value()?.parse()?);
            } else {
                errors.push(&meta.path, message::unknown_option());
            }
            Ok(())
        });
        if let Err(error) = parsed {
            errors.push_syntax(error);
        }
    }
    if let Some(lifetime) = item.generics.lifetimes().next() {
        let lifetime = &lifetime.lifetime;
        errors.push(lifetime, message::borrowing_output(lifetime));
        return None;
    }
    Some(Output {
        name: item.ident,
        generics: item.generics,
        krate,
        deref,
    })
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
