//! The behaviour of depgraph, promise by promise.

mod smoke;
mod tidy;
