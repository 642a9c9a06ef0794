//! One constant for each thing that can be wrong, spanned at the token that is wrong then.

use proc_macro2::TokenStream;

use super::layout::Layout;
use crate::graph::model::Graph;

pub(super) fn of(_graph: &Graph, _layout: &Layout) -> TokenStream {
    TokenStream::new()
}
