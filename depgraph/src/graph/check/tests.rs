//! What the check says: that each mistake comes with what to do, and which types it points out.

use std::{
    any::TypeId,
    panic::{AssertUnwindSafe, catch_unwind},
};

use super::{
    Wiring, finding, findings,
    index::hash,
    report::{
        condition, configured, node as check_node, replacement, splice, unconfigured, wire_input,
        wire_node,
    },
};
use crate::{
    graph::{
        compose::{Part, spliced},
        meta::{GraphMeta, InputKind, ManifoldMeta, NodeMeta, Place},
    },
    output::TypeKey,
};

const AT: Place = Place {
    file: "src/main.rs",
    line: 7,
};
const STORE: &TypeKey = &key("agent::Store\nsrc/main.rs:3:12", &[]);
const SETTINGS: &TypeKey = &key("agent::Settings\nsrc/main.rs:5:12", &[]);

#[test]
fn every_mistake_comes_with_what_to_do() {
    for (number, check) in mistakes().into_iter().enumerate() {
        let said = said(check);
        let (what, help) = said
            .rsplit_once("\nhelp: ")
            .unwrap_or_else(|| panic!("mistake {number} has no help: {said}"));
        assert!(!help.is_empty() && !help.contains('\n'), "{said}");
        for line in what.lines().chain([help]) {
            assert!(!line.ends_with('.'), "a sentence has no full stop: {said}");
        }
    }
}

#[test]
fn a_type_that_a_person_could_take_for_the_wanted_one_is_pointed_out() {
    const OTHER_VERSION: &TypeKey =
        &key("agent::Store\n/registry/agent-1.0.0/src/lib.rs:3:12", &[]);
    const NAMESAKE: &TypeKey = &key("archive::Store\nsrc/archive.rs:3:12", &[]);
    const OPTION: &TypeKey = &key("core::option::Option\noption.rs:1:1", &[STORE]);
    const ARC: &TypeKey = &key("alloc::sync::Arc\nsync.rs:1:1", &[STORE]);
    const ARC_OF_ANOTHER_VERSION: &TypeKey =
        &key("alloc::sync::Arc\nsync.rs:1:1", &[OTHER_VERSION]);
    const ARC_OF_ANOTHER: &TypeKey = &key("alloc::sync::Arc\nsync.rs:1:1", &[SETTINGS]);
    for (wanted, provided, note) in [
        (
            STORE,
            OTHER_VERSION,
            "`agent::Store`, but of another version of crate `agent`\n      \
             its `Store`: /registry/agent-1.0.0/src/lib.rs:3:12\n      \
             the wanted one: src/main.rs:3:12",
        ),
        (
            STORE,
            NAMESAKE,
            "`archive::Store`, another type of that name (src/archive.rs:3:12)",
        ),
        (
            STORE,
            OPTION,
            "`core::option::Option<agent::Store>`, which holds one, but is a type of its own (option.rs:1:1)",
        ),
        (
            STORE,
            ARC,
            "`alloc::sync::Arc<agent::Store>`, which holds one, but is a type of its own (sync.rs:1:1)",
        ),
        (
            ARC,
            ARC_OF_ANOTHER_VERSION,
            "`alloc::sync::Arc<agent::Store>`, but of another version of crate `agent`\n      \
             its `Store`: /registry/agent-1.0.0/src/lib.rs:3:12\n      \
             the wanted one: src/main.rs:3:12",
        ),
        (
            ARC,
            STORE,
            "`agent::Store`, which is only a part of it (src/main.rs:3:12)",
        ),
        (
            ARC,
            ARC_OF_ANOTHER,
            "`alloc::sync::Arc<agent::Settings>`, which has other parameters (sync.rs:1:1)",
        ),
    ] {
        let graph = graph(vec![
            node("other", manifold(&[], &[provided])),
            node("web", takes(InputKind::Required, wanted)),
        ]);
        let said = said(|| check_node(graph, 1));
        let note = format!("\nnote: node `other` provides {note}\n");
        assert!(said.contains(&note), "{said}");
    }
    let graph = graph(vec![
        node("other", manifold(&[], &[SETTINGS])),
        node("web", takes(InputKind::Required, STORE)),
    ]);
    assert!(!said(|| check_node(graph, 1)).contains("note: "));
}

#[test]
fn of_many_nodes_the_first_are_listed() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let mut nodes: Vec<_> = names.map(|name| node(name, manifold(&[], &[]))).into();
    nodes[0].when = &["nobody"];
    let twelve = said(|| condition(graph(nodes.clone()), 0, 0));
    nodes.extend(["m", "n"].map(|name| node(name, manifold(&[], &[]))));
    let more = said(|| condition(graph(nodes), 0, 0));
    assert!(
        twelve.ends_with("`a`, `b`, `c`, `d`, `e`, `f`, `g`, `h`, `i`, `j`, `k` and `l`"),
        "{twelve}"
    );
    assert!(more.ends_with("`j`, `k`, `l` and 2 more"), "{more}");
}

#[test]
fn of_two_cycles_through_a_node_a_graph_repeats_none_that_a_spliced_one_has() {
    let when = |name, when, manifold| NodeMeta {
        when,
        ..node(name, manifold)
    };
    let may_take = |input| [(InputKind::Optional, input)];
    let one = manifold(&may_take(STORE), &[SETTINGS]);
    let first = graph(vec![
        when("one", &["two"], one),
        when("two", &["one"], manifold(&[], &[])),
    ]);
    let three = manifold(&may_take(SETTINGS), &[STORE]);
    let second = graph(vec![node("three", three)]);
    let parts = [Part::Splice(first), Part::Splice(second)];
    let both = graph(spliced::<3>(&parts).to_vec());

    let within = said(|| check_node(first, 0));
    let between = said(|| splice(both, 0, first));
    assert!(within.contains("`one` -> `two` -> `one`"), "{within}");
    assert!(between.contains("`one` -> `three` -> `one`"), "{between}");
    assert!(!between.contains("`two`"), "{between}");
    splice(both, 2, second);
}

/// One of each kind.
fn mistakes() -> Vec<Box<dyn FnOnce()>> {
    let mut checks = of_inputs();
    checks.extend(of_wires_and_conditions());
    checks.extend(of_configurations());
    checks.extend(of_several_graphs());
    checks
}

fn of_inputs() -> Vec<Box<dyn FnOnce()>> {
    let web = || node("web", takes(InputKind::Required, STORE));
    let missing = graph(vec![web()]);
    let itself = graph(vec![node("cache", both(STORE, STORE))]);
    let ambiguous = graph(vec![provider("main"), provider("archive"), web()]);
    let left_out = graph(vec![optional(provider("main")), web()]);
    let inputs = graph(vec![
        node("settings", both(STORE, SETTINGS)),
        node("store", both(SETTINGS, STORE)),
    ]);
    let conditions = graph(vec![
        NodeMeta {
            when: &["two"],
            ..node("one", manifold(&[], &[]))
        },
        NodeMeta {
            when: &["one"],
            ..node("two", manifold(&[], &[]))
        },
    ]);
    let unused = graph(vec![provider("store")]);
    let unfed = graph(vec![node("web", takes(InputKind::Optional, STORE))]);
    vec![
        Box::new(|| check_node(missing, 0)),
        Box::new(|| check_node(itself, 0)),
        Box::new(|| check_node(ambiguous, 2)),
        Box::new(|| check_node(left_out, 1)),
        Box::new(|| check_node(inputs, 0)),
        Box::new(|| check_node(conditions, 0)),
        Box::new(|| finding(unused, findings::<1, 1, 1>(unused)[0])),
        Box::new(|| finding(unfed, findings::<1, 0, 1>(unfed)[0])),
    ]
}

fn of_wires_and_conditions() -> Vec<Box<dyn FnOnce()>> {
    let wired = |wires| NodeMeta {
        wires,
        ..node("web", takes(InputKind::Required, STORE))
    };
    let with = move |wires| graph(vec![optional(provider("main")), wired(wires)]);
    let mistyped = graph(vec![
        node("main", manifold(&[], &[SETTINGS])),
        wired(&[("store", "main")]),
    ]);
    let inputless = graph(vec![NodeMeta {
        wires: &[("store", "main")],
        ..provider("main")
    }]);
    let when = |when| {
        let web = NodeMeta {
            when,
            ..node("web", manifold(&[], &[]))
        };
        graph(vec![optional(provider("main")), web])
    };
    vec![
        Box::new(move || wire_input(with(&[("stroe", "main")]), 1, 0)),
        Box::new(move || wire_input(inputless, 0, 0)),
        Box::new(move || wire_node(with(&[("store", "mian")]), 1, 0)),
        Box::new(move || wire_node(with(&[("store", "web")]), 1, 0)),
        Box::new(move || wire_node(with(&[("store", "main")]), 1, 0)),
        Box::new(move || wire_node(mistyped, 1, 0)),
        Box::new(move || condition(when(&["mian"]), 1, 0)),
        Box::new(move || condition(when(&["web"]), 1, 0)),
        Box::new(move || condition(when(&["main"]), 1, 0)),
    ]
}

fn of_configurations() -> Vec<Box<dyn FnOnce()>> {
    let plain = graph(vec![provider("store")]);
    let configured_one = graph(vec![node(
        "store",
        ManifoldMeta {
            is_configured: true,
            text: "e\n\nagent::open\nfile: PathBuf\n7\nsrc/main.rs",
            ..manifold(&[], &[STORE])
        },
    )]);
    vec![
        Box::new(|| unconfigured(configured_one, 0, "storage::open")),
        Box::new(|| configured(plain, 0)),
    ]
}

fn of_several_graphs() -> Vec<Box<dyn FnOnce()>> {
    let base = graph(vec![
        provider("store"),
        node("web", takes(InputKind::Required, STORE)),
    ]);
    let lacking = graph(vec![
        node("store", manifold(&[], &[SETTINGS])),
        node("web", takes(InputKind::Required, STORE)),
    ]);
    let common = graph(vec![provider("store")]);
    let own = Vec::leak(vec![provider("store")]);
    let twice = graph(spliced::<2>(&[Part::Splice(common), Part::Own(own)]).to_vec());
    let both = graph(spliced::<2>(&[Part::Splice(common), Part::Splice(common)]).to_vec());
    let mut nodes = spliced::<2>(&[Part::Splice(base)]).to_vec();
    nodes[0] = optional(provider("store"));
    let left_out = graph(nodes);
    vec![
        Box::new(|| replacement(lacking, base, "stroe")),
        Box::new(|| replacement(lacking, base, "store")),
        Box::new(|| replacement(left_out, base, "store")),
        Box::new(|| check_node(twice, 1)),
        Box::new(|| splice(both, 1, common)),
    ]
}

/// What a check says, which has to say something.
fn said(check: impl FnOnce()) -> String {
    let panic = catch_unwind(AssertUnwindSafe(check)).expect_err("this is a mistake");
    *panic.downcast().expect("a check panics with a text")
}

const fn key(text: &'static str, args: &'static [&'static TypeKey]) -> TypeKey {
    let parameter = if let [parameter] = args {
        parameter.id
    } else {
        0
    };
    TypeKey {
        id: hash(text) ^ parameter,
        text,
        args,
        type_id: TypeId::of::<()>,
    }
}

fn graph(nodes: Vec<NodeMeta>) -> &'static GraphMeta {
    Box::leak(Box::new(GraphMeta {
        is_read: true,
        name: "Agent",
        at: AT,
        wiring: Wiring::leaked(nodes),
    }))
}

fn node(name: &'static str, manifold: ManifoldMeta) -> NodeMeta {
    NodeMeta {
        name,
        at: AT,
        manifold,
        ..NodeMeta::UNKNOWN
    }
}

fn provider(name: &'static str) -> NodeMeta {
    node(name, manifold(&[], &[STORE]))
}

fn optional(node: NodeMeta) -> NodeMeta {
    NodeMeta {
        optional: true,
        ..node
    }
}

fn takes(kind: InputKind, key: &'static TypeKey) -> ManifoldMeta {
    manifold(&[(kind, key)], &[])
}

fn both(input: &'static TypeKey, output: &'static TypeKey) -> ManifoldMeta {
    manifold(&[(InputKind::Required, input)], &[output])
}

/// Each input is named `store`.
fn manifold(
    inputs: &[(InputKind, &'static TypeKey)],
    outputs: &[&'static TypeKey],
) -> ManifoldMeta {
    let inputs: Vec<_> = inputs
        .iter()
        .map(|&(kind, key)| ("store", kind, key))
        .collect();
    let outputs: Vec<_> = outputs.iter().map(|&key| (key, false)).collect();
    ManifoldMeta::at_run_time("agent::open", AT, &inputs, &outputs)
}
