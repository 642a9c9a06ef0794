//! The second crate of cross-crate ui cases: manifolds and graphs that other crates use.
