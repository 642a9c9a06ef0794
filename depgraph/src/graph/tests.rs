//! What `graph!` makes, seen from the engine's side.

use std::time::Duration;

use super::{
    Graph, Node, Plan, Source,
    meta::{GraphMeta, NodeMeta, Place},
    probe::Probe,
};
use crate::{BoxError, Exit, Latest, Manifold as _, Output, Stop, Watch, graph, manifold};

#[derive(Clone, Output)]
struct Settings;

#[derive(Clone, Output)]
struct Store;

#[derive(Clone, Output)]
struct Peers;

struct Idle;

impl crate::Worker for Idle {
    type Error = BoxError;

    async fn run(self, stop: Stop) -> Result<Exit, BoxError> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

impl crate::Expose<Settings> for Idle {
    fn expose(&self) -> Settings {
        Settings
    }
}

impl crate::Expose<Store> for Idle {
    fn expose(&self) -> Store {
        Store
    }
}

impl crate::Expose<Peers> for Idle {
    fn expose(&self) -> Peers {
        Peers
    }
}

mod settings {
    use super::*;

    #[manifold(outputs = [Settings])]
    pub(super) fn watch() -> Idle {
        Idle
    }
}

mod storage {
    use super::*;

    #[manifold(inputs = [settings], outputs = [Store])]
    pub(super) fn open(settings: Settings, path: String) -> Idle {
        drop((settings, path));
        Idle
    }
}

#[manifold(inputs = [store, peers, settings], outputs = [Peers])]
fn serve(
    store: Store,
    peers: Option<Peers>,
    settings: Latest<Settings>,
    config: (u16, bool),
) -> Idle {
    drop((store, peers, settings, config));
    Idle
}

#[manifold(inputs = [peers])]
async fn probe(peers: Watch<Peers>, period: Duration, stop: Stop) -> Result<(), BoxError> {
    drop((peers, period));
    stop.requested().await;
    Ok(())
}

struct Config {
    data: String,
    grace: Duration,
    probe: Option<Duration>,
}

graph! {
    Base {
        settings: settings::watch,
    }
}

graph! {
    /// Everything.
    Agent(config: Config) {
        ..Base,
        main: storage::open(format!("{}/main", config.data)),
        archive: storage::open(config.data),
        web: serve(80, true) { store: archive } when [main] with { stop_timeout: config.grace },
        prober?: probe(config.probe),
        #[cfg(any())]
        never: no::such_thing,
        last: probe(config.grace),
    }
}

graph! {
    TestAgent(config: Config, path: String) = Agent(config) {
        archive: storage::open(path),
    }
}

graph! {
    Around(config: Config, path: String) {
        first: told(config.grace),
        ..TestAgent(config, path),
    }
}

graph! {
    /// Each of which panics when it is evaluated.
    Effects(zero: u32, none: Vec<Duration>, config: Config) {
        call: told(fail(config.grace)),
        operator: told(config.grace / zero),
        index: told(none[0]),
        block: told({
            let grace = config.grace;
            fail(grace)
        }),
        constant: noisy(NOISY),
        policy: told(config.grace) with { stop_timeout: fail(config.grace) },
    }
}

graph! {
    NoEffects(config: Config) = Effects(0, Vec::new(), config) {
        call: told(Duration::ZERO),
        operator: told(Duration::ZERO),
        index: told(Duration::ZERO),
        block: told(Duration::ZERO),
        constant: told(Duration::ZERO),
        policy: told(Duration::ZERO),
    }
}

#[manifold]
fn told(config: Duration) -> Idle {
    let _ = config;
    Idle
}

#[manifold]
fn noisy(config: &Noisy) -> Idle {
    let _ = config;
    Idle
}

const NOISY: Noisy = Noisy;

struct Noisy;

impl Drop for Noisy {
    fn drop(&mut self) {
        panic!("was made");
    }
}

fn fail<T>(_: T) -> T {
    panic!("was called")
}

fn config() -> Config {
    Config {
        data: "/data".into(),
        grace: Duration::from_secs(3),
        probe: None,
    }
}

fn plan<G>(graph: Graph<G>) -> Plan {
    graph.into_plan().unwrap()
}

#[test]
fn a_plan_has_the_nodes_in_the_order_of_the_graph_wired_by_type_name_and_wire() {
    let plan = plan(Agent::new(config()));
    let names: Vec<_> = plan.nodes.iter().map(|node| node.name).collect();
    assert_eq!(
        names,
        ["settings", "main", "archive", "web", "prober", "last"]
    );
    let source = |node, port| Some(Source { node, port });
    assert_eq!(plan.links.sources_of(1), [source(0, 0)]);
    assert_eq!(plan.links.sources_of(3), [source(2, 0), None, source(0, 0)]);
    assert_eq!(plan.links.conditions_of(3), [1]);
    assert_eq!(plan.links.sources_of(5), [source(3, 0)]);
    assert!(plan.specs[4].is_none());
    let policy = plan.specs[3].as_ref().unwrap().policy.as_ref().unwrap();
    assert_eq!(policy.stop_timeout, Some(Duration::from_secs(3)));
}

#[test]
fn keys_count_what_is_spliced_and_not_what_is_configured_away() {
    assert_eq!(Agent::WEB, Node::new(3));
    assert_eq!(Agent::LAST, Node::new(5));
    assert_eq!(Base::SETTINGS.within::<Agent>(), Node::new(0));
    assert_eq!(format!("{:?}", Agent::MAIN), "Agent::main");
}

#[test]
fn a_key_fits_through_a_graph_that_replaces_nodes() {
    let archive = Agent::ARCHIVE.within::<TestAgent>();
    assert_eq!(archive.within::<Around>(), Node::new(3));
    let settings = Base::SETTINGS.within::<Agent>().within::<TestAgent>();
    assert_eq!(settings.within::<Around>(), Node::new(1));
    let plan = plan(Around::new(config(), "/fake".into()));
    assert_eq!(
        [plan.nodes[3].name, plan.nodes[1].name],
        ["archive", "settings"]
    );
}

#[test]
fn a_replacement_takes_the_place_of_its_node() {
    let plan = plan(TestAgent::new(config(), "/fake".into()));
    let stored = |node: usize| {
        let spec = plan.specs[node].as_ref().unwrap();
        spec.config.downcast_ref::<String>().unwrap().as_str()
    };
    assert_eq!(stored(1), "/data/main");
    assert_eq!(stored(2), "/fake");
    assert_eq!(plan.nodes.len(), 6);
}

#[test]
fn a_replaced_configuration_is_not_evaluated_if_that_has_an_effect() {
    let plan = plan(NoEffects::new(config()));
    for spec in &plan.specs {
        let config = spec.as_ref().unwrap().config.downcast_ref();
        assert_eq!(config, Some(&Duration::ZERO));
    }
}

#[test]
fn a_graph_of_run_time_nodes_is_wired_like_one_of_graph() {
    let node = |name, manifold, wires| NodeMeta {
        name,
        at: Place {
            file: file!(),
            line: line!(),
        },
        manifold,
        wires,
        when: &[],
        optional: false,
        origin: None,
        replaces: None,
    };
    let nodes = vec![
        node("settings", Probe::<settings::watch, _, _>::MANIFOLD, &[]),
        node(
            "main",
            Probe::<storage::open, _, _>::MANIFOLD,
            &[("settings", "settings")],
        ),
    ];
    let meta = GraphMeta::at_run_time("Drawn", nodes).unwrap();
    let graph = Graph::<()>::assemble(meta, |assembly| {
        assembly.push(Some(settings::watch::node(())));
        assembly.push(None);
    });
    let plan = plan(graph);
    assert!(plan.specs[1].is_none());
    assert_eq!(
        plan.links.sources_of(1),
        [Some(Source { node: 0, port: 0 })]
    );

    let nodes = vec![
        node("settings", Probe::<settings::watch, _, _>::MANIFOLD, &[]),
        node("settings", Probe::<settings::watch, _, _>::MANIFOLD, &[]),
        node(
            "unfed",
            Probe::<storage::open, _, _>::MANIFOLD,
            &[("settings", "none")],
        ),
    ];
    let faulty = GraphMeta::at_run_time("Faulty", nodes).unwrap_err();
    assert_eq!(faulty, ["settings", "unfed"]);
}

#[test]
fn a_drawing_tells_inputs_of_each_kind_and_conditions_apart() {
    let dot = r#"digraph Agent {
  rankdir=LR
  node [shape=box, style=rounded]
  "settings" [tooltip="depgraph::graph::tests::settings::watch"]
  "main" [tooltip="depgraph::graph::tests::storage::open"]
  "archive" [tooltip="depgraph::graph::tests::storage::open"]
  "web" [tooltip="depgraph::graph::tests::serve"]
  "prober" [tooltip="depgraph::graph::tests::probe", style="rounded,dashed"]
  "last" [tooltip="depgraph::graph::tests::probe"]
  "settings" -> "main" [label="settings"]
  "settings" -> "archive" [label="settings"]
  "archive" -> "web" [label="store"]
  "settings" -> "web" [label="settings", arrowhead=empty]
  "main" -> "web" [label="when", style=bold, arrowhead=dot]
  "web" -> "prober" [label="peers", style=dotted, arrowhead=empty, constraint=false]
  "web" -> "last" [label="peers", style=dotted, arrowhead=empty, constraint=false]
}
"#;
    assert_eq!(Agent::dot().to_string(), dot);
    let mermaid = r#"flowchart LR
  n0["settings"]
  n1["main"]
  n2["archive"]
  n3["web"]
  n4(["prober?"])
  n5["last"]
  n0 -->|settings| n1
  n0 -->|settings| n2
  n2 -->|store| n3
  n0 -->|"settings (latest)"| n3
  n1 ==>|when| n3
  n3 -.->|"peers (watch)"| n4
  n3 -.->|"peers (watch)"| n5
"#;
    assert_eq!(Agent::mermaid().to_string(), mermaid);
}
