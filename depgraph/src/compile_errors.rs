//! What the compiler says to each mistake, what it means, and what to do.
//!
//! This module holds documentation only.
//!
#![doc = include_str!("../docs/compile-errors.md")]
