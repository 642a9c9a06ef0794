//! What generated code calls: the checks of a graph, of which it names the type.
//!
//! To pass a constant reference to the graph itself would take the compiler longer than the check.

use super::report;
use crate::graph::{GraphType, meta::GraphMeta};

macro_rules! calls {
    ($($check:ident($($argument:ident: $type:ty),*);)*) => {
        $(
            #[doc = concat!("See `report::", stringify!($check), "`.")]
            #[track_caller]
            pub const fn $check<G: GraphType>($($argument: $type),*) {
                report::$check(G::META, $($argument),*);
            }
        )*
    };
}

calls! {
    node(index: usize);
    unconfigured(index: usize, path: &str);
    configured(index: usize, path: &str);
    wire_input(index: usize, wire: usize);
    wire_node(index: usize, wire: usize);
    condition(index: usize, condition: usize);
    splice(index: usize, spliced: &GraphMeta);
    replacement(base: &GraphMeta, name: &str);
    others();
}
