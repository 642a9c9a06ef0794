//! `validate!` takes the path of a graph, and nothing that makes one. (4 errors)

use depgraph::validate;

mod graphs {
    use depgraph::graph;
    use depgraph_ui_tests::settings;

    graph! {
        pub Agent(first: u32) {
            settings: settings::watch(first),
        }
    }
}

use graphs::Agent;

validate!(Agent(3));
validate!(graphs::Agent::new(3));
validate!(Agent(),);
validate! { graphs::Agent; }

fn main() {}
