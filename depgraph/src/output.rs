//! What a node gives to others.

use std::{any::TypeId, fmt};

use crate::graph::meta::split;

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
    const KEY: &'static TypeKey = {
        let text = Self::__TEXT;
        &TypeKey {
            id: hash(text),
            text,
            args: TypeKey::NO_ARGS,
            type_id: TypeId::of::<Self>,
        }
    };

    /// The [`TypeKey::text`].
    #[doc(hidden)]
    const __TEXT: &'static str;
}

/// The identity of an output type, also in const code, where `TypeId`s cannot be compared.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct TypeKey {
    /// A hash of the text, and of the type's parameters. One of the text, and not of what a macro can see: that cannot know the
    /// module, and another macro may write one type in several.
    pub id: u64,
    /// Two lines: the path of the type, `my_crate::storage::Store`; and where it is declared, `src/storage.rs:12:5`, which
    /// tells two types of one path apart.
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
        let mut id = hash(T::__TEXT);
        let mut next = 0;
        while next < args.len() {
            id = (id ^ args[next].id)
                .wrapping_mul(0x0100_0000_01b3)
                .rotate_left(23);
            next += 1;
        }
        Self {
            id,
            text: T::__TEXT,
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
        split(self.text, b'\n').1
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

/// Mixes in all bytes of the text, eight at a time: by a pattern, and without calls of `wrapping_mul` or the like, since to
/// a compiler that interprets, each call costs more than ten statements. The last eight come first, and with them those
/// that are left over in the end.
#[expect(
    clippy::cast_possible_truncation,
    reason = "both halves of the product are in the lower one"
)]
pub(crate) const fn hash(text: &str) -> u64 {
    const PRIME: u128 = 0x9e37_79b9_7f4a_7c15;
    let mut bytes = text.as_bytes();
    let mut hash = bytes.len() as u64;
    if let &[.., a, b, c, d, e, f, g, h] = bytes {
        let product = (hash ^ u64::from_ne_bytes([a, b, c, d, e, f, g, h])) as u128 * PRIME;
        hash = (product ^ (product >> 64)) as u64;
        while let &[a, b, c, d, e, f, g, h, ref rest @ ..] = bytes {
            let product = (hash ^ u64::from_ne_bytes([a, b, c, d, e, f, g, h])) as u128 * PRIME;
            hash = (product ^ (product >> 64)) as u64;
            bytes = rest;
        }
        return hash;
    }
    while let &[byte, ref rest @ ..] = bytes {
        let product = (hash ^ byte as u64) as u128 * PRIME;
        hash = (product ^ (product >> 64)) as u64;
        bytes = rest;
    }
    hash
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::hash;

    #[test]
    fn texts_that_differ_in_a_byte_wherever_have_different_hashes() {
        const TEXT: &str = "agent::storage::Store\nsrc/storage.rs:12:5";
        let mut texts = HashSet::new();
        for length in 0..TEXT.len() {
            texts.insert(TEXT[..length].to_owned());
            for (at, byte) in (0..length).flat_map(|at| (b' '..=b'~').map(move |byte| (at, byte))) {
                let mut text = TEXT.as_bytes()[..length].to_vec();
                text[at] = byte;
                texts.insert(String::from_utf8(text).expect("all of it is ASCII"));
            }
        }
        for (one, other) in [("a::b", "b::a"), ("agent::one::two", "agent::two::one")] {
            texts.extend([one, other].map(|module| format!("{module}::Store\nsrc/lib.rs:3:12")));
        }
        let hashes: HashSet<_> = texts.iter().map(|text| hash(text)).collect();
        assert_eq!(hashes.len(), texts.len());
    }
}
