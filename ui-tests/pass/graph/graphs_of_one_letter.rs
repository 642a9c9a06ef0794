//! No name of a graph is one that the macro's own code needs.

#![deny(warnings)]

use depgraph::graph;
use depgraph_ui_tests::settings;

macro_rules! graphs {
    ($($name:ident)*) => {
        $(
            graph! {
                $name {
                    settings: settings::watch(3),
                }
            }
        )*

        fn main() {
            $(let _ = $name::new();)*
        }
    };
}

graphs! { A B C D E F G H I J K L M N O P Q R S T U V W X Y Z }
