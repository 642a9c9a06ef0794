//! Manifolds may come out of a `macro_rules!`, with types that it was given.

#![deny(warnings, missing_docs)]

use depgraph::{Hold, Latest, Output, Publish, hold, manifold};

macro_rules! relay {
    ($name:ident, $output:ident, $input:ty, $config:ty) => {
        /// An output.
        #[derive(Clone, Output)]
        pub struct $output;

        /// A manifold.
        #[manifold(inputs = [input, latest, maybe], outputs = [$output])]
        pub fn $name(
            input: $input,
            latest: Latest<$input>,
            maybe: Option<$input>,
            config: &$config,
        ) -> Hold<$output> {
            let _ = (input, latest, maybe, config);
            hold($output)
        }
    };
}

macro_rules! publisher {
    ($name:ident: $ty:ty) => {
        /// A manifold.
        ///
        /// # Errors
        ///
        /// None.
        #[manifold(outputs = [$ty])]
        pub async fn $name(output: Publish<$ty>) -> Result<(), std::io::Error> {
            drop(output);
            Ok(())
        }
    };
}

relay!(first, First, Second, str);
relay!(second, Second, First, [u8]);
publisher!(third: First);

fn main() {}
