//! What a node gives to others.

use std::{any::TypeId, fmt};

use crate::{graph::meta::split, mixed::mixed};

/// A typed value that a node exposes to others: cheap to clone, safe to share.
///
/// Derive it, with `#[derive(Clone, Output)]`. An output is a handle (an `Arc`, a sender, a pool), never the worker
/// itself: a dependent may keep its clone for a moment after the node that exposed it has ended.
///
/// `#[output(deref)]` on a struct of one field adds `Deref` to the wrapped type and `From` it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an output of any manifold: it does not implement `Output`",
    label = "not an output type",
    note = "add `#[derive(Clone, depgraph::Output)]` to `{Self}`, or wrap it in a struct of your own that has it",
    note = "if what it holds is an output, name that: an output is a handle, and cheap to clone"
)]
pub trait Output: Clone + Send + Sync + 'static {
    /// What tells this type from every other while the compiler checks a graph. It is put together here and not by the
    /// macro, so that rustc has no expression to check for each type.
    #[doc(hidden)]
    const __KEY: &'static TypeKey = {
        let text = Self::__WRITTEN_BY_DERIVE;
        &TypeKey {
            id: id(text),
            text,
            args: TypeKey::NO_ARGS,
            type_id: TypeId::of::<Self>,
        }
    };

    /// The [`TypeKey::text`].
    #[doc(hidden)]
    const __WRITTEN_BY_DERIVE: &'static str;
}

/// The identity of an output type, also in const code, where `TypeId`s cannot be compared.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct TypeKey {
    /// What is compared: the [`id`] of the text, and of the type's parameters.
    pub id: u64,
    /// Three lines: the path of the type, `my_crate::storage::Store`; where it is declared, `src/storage.rs:12:5`, which
    /// tells two types of one path apart; and what the macro makes of all that it knows of these, for [`id`].
    pub text: &'static str,
    /// The keys of the type's parameters.
    pub args: &'static [&'static Self],
    /// Its identity at run time.
    pub type_id: fn() -> TypeId,
}

impl TypeKey {
    /// Those of a type without parameters: named, and so evaluated once.
    const NO_ARGS: &'static [&'static Self] = &[];

    /// The key of `T`, a type with the parameters `args`.
    #[must_use]
    pub const fn generic<T: Output>(args: &'static [&'static Self]) -> Self {
        let mut id = id(T::__WRITTEN_BY_DERIVE);
        let mut next = 0;
        while next < args.len() {
            id = (id ^ args[next].id)
                .wrapping_mul(0x0100_0000_01b3)
                .rotate_left(23);
            next += 1;
        }
        Self {
            id,
            text: T::__WRITTEN_BY_DERIVE,
            args,
            type_id: TypeId::of::<T>,
        }
    }

    /// The path of the type.
    pub(crate) const fn path(&self) -> &'static str {
        split(self.text, b'\n').0
    }

    /// Where the type is declared.
    pub(crate) const fn at(&self) -> &'static str {
        split(split(self.text, b'\n').1, b'\n').0
    }

    /// Whether both are the key of one type. To compare the texts, too, would cost the compiler more than all the rest;
    /// should two hashes ever meet, the `TypeId`s tell when the graph is assembled.
    pub(crate) const fn is(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// `my_crate::Many<my_crate::Store>`.
impl fmt::Display for TypeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.path())?;
        for (number, argument) in self.args.iter().enumerate() {
            let before = if number == 0 { "<" } else { ", " };
            write!(f, "{before}{argument}")?;
        }
        f.write_str(if self.args.is_empty() { "" } else { ">" })
    }
}

/// A number for each type, from its text.
///
/// A compiler that interprets takes long to read a text, so the macro does it, as far as it can: a text ends with a code of
/// eight characters that it makes of the crate's name, which the text begins with, and of what it writes behind the modules.
/// What it cannot know are the modules: another macro may write one type in several. The two characters before the code
/// are the numbers of bytes, at the front and before these ten, that the code stands for; at most 127.
#[expect(
    clippy::many_single_char_names,
    reason = "they are the bytes of a word"
)]
const fn id(text: &str) -> u64 {
    let mut bytes = text.as_bytes();
    let &[.., front, behind, a, b, c, d, e, f, g, h] = bytes else {
        panic!("`Output` is implemented by its derive: `#[derive(Clone, depgraph::Output)]`")
    };
    let mut id = mixed!(u64::from_ne_bytes([a, b, c, d, e, f, g, h]));
    let behind = behind as usize + 10;
    if bytes.len() == front as usize + behind {
        return id;
    }
    // What is read may go on behind the modules: so how long they are is a part of it.
    id ^= bytes.len() as u64;
    while bytes.len() > behind
        && let &[a, b, c, d, e, f, g, h, ref rest @ ..] = bytes
    {
        id = mixed!(id ^ u64::from_ne_bytes([a, b, c, d, e, f, g, h]));
        bytes = rest;
    }
    id
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::id;

    /// The text of a type in these modules, with this code.
    fn text(krate: &str, modules: &str, code: &str) -> String {
        let behind = "::Store\nsrc/storage.rs:12:5\n";
        let [front, back] = [krate, behind].map(|known| {
            let length = u8::try_from(known.len()).expect("it is short");
            char::from(length)
        });
        format!("{krate}{modules}{behind}{front}{back}{code}")
    }

    #[test]
    fn types_whose_code_or_modules_differ_in_a_byte_wherever_have_different_ids() {
        const MODULES: &str = "::storage::tables::of_users";
        let mut texts = HashSet::new();
        for length in 0..MODULES.len() {
            texts.insert(text("agent", &MODULES[..length], "12345678"));
            for (at, byte) in (0..length).flat_map(|at| (b' '..=b'~').map(move |byte| (at, byte))) {
                let mut modules = MODULES.as_bytes()[..length].to_vec();
                modules[at] = byte;
                let modules = String::from_utf8(modules).expect("all of it is ASCII");
                texts.insert(text("agent", &modules, "12345678"));
            }
        }
        for (at, byte) in (0..8).flat_map(|at| (b'0'..b'p').map(move |byte| (at, byte))) {
            let mut code = *b"12345678";
            code[at] = byte;
            let code = std::str::from_utf8(&code).expect("all of it is ASCII");
            texts.extend(["", "::storage"].map(|modules| text("agent", modules, code)));
        }
        texts.extend(["::one::two", "::two::one"].map(|it| text("agent", it, "12345678")));
        let ids: HashSet<_> = texts.iter().map(|text| id(text)).collect();
        assert_eq!(ids.len(), texts.len());
    }

    #[test]
    fn where_the_crate_has_no_name_for_the_macro_its_name_is_read() {
        let [one, other] = ["agent", "agens"].map(|krate| id(&text("", krate, "12345678")));
        assert_ne!(one, other);
    }
}
