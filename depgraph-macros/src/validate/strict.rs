//! What `graph!` lets pass, as errors.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ExprPath;

use crate::errors::ends;

/// How many findings are reported at once.
const MOST: usize = 32;

/// A constant for each finding, so that each is an error of its own.
pub(super) fn checks(krate: &TokenStream, path: &ExprPath) -> TokenStream {
    let (first, last) = ends(path);
    let call = quote_spanned!(first=> __depgraph::check::finding);
    let findings = (0..MOST).map(|number| {
        let arguments = quote_spanned!(last=> (__CHECKED_GRAPH, __FINDINGS[#number]));
        quote!(const _: () = #call #arguments;)
    });
    quote! {
        const _: () = {
            use #krate::__private as __depgraph;
            #[allow(unused_imports)]
            use __depgraph::Unknown as _;

            type __Path = #path;
            const _: &__depgraph::GraphMeta = <#path as __depgraph::GraphType>::__CHECKED_GRAPH;
            const __CHECKED_GRAPH: &__depgraph::GraphMeta = __depgraph::Probe::<__Path>::GRAPH;
            const __FINDINGS: [::core::option::Option<__depgraph::check::Finding>; #MOST] =
                __depgraph::check::findings::<{ __CHECKED_GRAPH.len() }, { __CHECKED_GRAPH.outputs() }, #MOST>(__CHECKED_GRAPH);
            #(#findings)*
        };
    }
}
