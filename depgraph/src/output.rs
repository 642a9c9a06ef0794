//! What a node gives to others.

use crate::graph::check::same;

/// A typed value that a node exposes to others: cheap to clone, safe to share.
///
/// Derive it, with `#[derive(Clone, Output)]`. An output is a handle (an `Arc`, a sender, a pool), never the worker
/// itself: a dependent may keep its clone for a moment after the node that exposed it has ended.
///
/// `#[output(deref)]` on a struct of one field adds `Deref` to the wrapped type and `From` it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an output of any manifold: it does not implement `Output`",
    label = "not an output type",
    note = "add `#[derive(Clone, depgraph::Output)]` to `{Self}`, or wrap it in a struct of your own that has it"
)]
pub trait Output: Clone + Send + Sync + 'static {
    /// What tells this type from every other while the compiler checks a graph.
    #[doc(hidden)]
    const KEY: TypeKey;
}

/// The identity of an output type in const code, where `TypeId`s cannot be compared.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct TypeKey {
    /// A hash of everything below: compared first.
    pub id: u64,
    /// The path of the type, `my_crate::storage::Store`.
    pub path: &'static str,
    /// Where the type is declared, `src/storage.rs:12:5`; tells two types of one path apart.
    pub at: &'static str,
    /// The keys of the type's parameters.
    pub args: &'static [Self],
}

impl TypeKey {
    /// Whether both are the key of one type.
    pub(crate) const fn is(&self, other: &Self) -> bool {
        self.id == other.id && same(self.path, other.path) && same(self.at, other.at)
    }

    /// The key of the type at `path`, declared at `at`, with the parameters `args`.
    #[must_use]
    pub const fn new(path: &'static str, at: &'static str, args: &'static [Self]) -> Self {
        let mut id = hash(hash(FNV_OFFSET, path), at);
        let mut next = 0;
        while next < args.len() {
            id = (id ^ args[next].id).wrapping_mul(FNV_PRIME).rotate_left(23);
            next += 1;
        }
        Self { id, path, at, args }
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// FNV-1a, and a separator, so that `("ab", "c")` and `("a", "bc")` differ.
pub(crate) const fn hash(mut hash: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut next = 0;
    while next < bytes.len() {
        hash = (hash ^ bytes[next] as u64).wrapping_mul(FNV_PRIME);
        next += 1;
    }
    (hash ^ 0xff).wrapping_mul(FNV_PRIME)
}
