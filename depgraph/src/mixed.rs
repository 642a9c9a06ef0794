//! A hash, as cheap as can be to a compiler that interprets it.

/// The bits of a word, mixed: the lower half of a product with the upper one. No function, and no call of `wrapping_mul` or the
/// like: to a compiler that interprets, each call costs more than ten statements.
macro_rules! mixed {
    ($word:expr) => {{
        let product = $word as u128 * 0x9e37_79b9_7f4a_7c15;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "both halves of the product are in the lower one"
        )]
        let mixed = (product ^ (product >> 64)) as u64;
        mixed
    }};
}

pub(crate) use mixed;
