//! The one validator of graphs, in const code.
