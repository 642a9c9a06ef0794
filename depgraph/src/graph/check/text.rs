//! Texts in const code.

/// Whether two texts are equal: `==` is not const.
pub(crate) const fn same(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let (a, a_rest) = a.as_bytes().as_chunks::<8>();
    let (b, b_rest) = b.as_bytes().as_chunks::<8>();
    let mut at = 0;
    while at < a.len() {
        if u64::from_ne_bytes(a[at]) != u64::from_ne_bytes(b[at]) {
            return false;
        }
        at += 1;
    }
    let mut at = 0;
    while at < a_rest.len() {
        if a_rest[at] != b_rest[at] {
            return false;
        }
        at += 1;
    }
    true
}
