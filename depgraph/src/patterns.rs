//! Shapes that come up again and again.
//!
//! This module holds documentation only.
//!
#![doc = include_str!("../docs/patterns.md")]
