//! Random graphs, as strategies of `proptest`: one that fails can be cut down, node by node.

use std::time::Duration;

use proptest::{bool::weighted, collection::vec, option, prelude::*, sample::select};

use super::plan::{NodePlan, Plan, limits};
use crate::{
    Severity,
    machine::{Limits, Need, NeedKind, NodeId},
    policy::{Intensity, TooMany},
};

/// A graph, and where its nodes are on a ring of 256 spots.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub(super) plan: Plan,
    spots: Vec<u8>,
}

impl Drawn {
    /// The first of `nodes` from `spot` on. Few others take its place when a node is left out of the graph, so that a
    /// history goes on being about the same nodes while it is cut down.
    pub(super) fn nearest(
        &self,
        spot: u8,
        nodes: impl IntoIterator<Item = NodeId>,
    ) -> Option<NodeId> {
        let distance = |node: &NodeId| self.spots[node.index()].wrapping_sub(spot);
        nodes.into_iter().min_by_key(distance)
    }
}

/// A node as it is drawn.
#[derive(Clone, Debug)]
struct Draft {
    /// Not, once it has been cut.
    exists: bool,
    /// Nodes need only those that are drawn before them, but are in this order.
    rank: u8,
    outputs: usize,
    needs: Vec<DraftNeed>,
    limits: Limits,
    left_out: bool,
}

#[derive(Clone, Debug)]
struct DraftNeed {
    exists: bool,
    kind: NeedKind,
    /// One of the nodes before, if there is one.
    provider: u8,
    port: usize,
}

/// A node with a need of each kind, two nodes that need it, and one with which it shares a condition.
pub(super) fn focused() -> impl Strategy<Value = Drawn> {
    const NEEDS: [&[(NeedKind, u8)]; 8] = [
        &[],
        &[],
        &[],
        &[],
        &[
            (NeedKind::Required, 0),
            (NeedKind::Optional, 1),
            (NeedKind::Latest, 2),
            (NeedKind::Condition, 3),
        ],
        &[(NeedKind::Required, 4), (NeedKind::Latest, 0)],
        &[(NeedKind::Optional, 4), (NeedKind::Condition, 1)],
        &[(NeedKind::Condition, 3)],
    ];
    let drafts = NEEDS.map(|needs| {
        let needs = needs
            .iter()
            .map(|&(kind, provider)| need(Just(kind), Just(provider)));
        draft(needs.collect::<Vec<_>>(), Just(1), 0.0)
    });
    let bounce_delay = millis(&[10, 0, 1_000, 20_000]);
    let all = (drafts.to_vec(), bounce_delay, shutdown_timeout());
    all.prop_map(|(mut drafts, bounce_delay, shutdown_timeout)| {
        for draft in &mut drafts {
            draft.limits.bounce_delay = bounce_delay;
        }
        drawn(&drafts, shutdown_timeout)
    })
}

/// A random graph of at most `most` nodes.
pub(super) fn random(most: usize) -> impl Strategy<Value = Drawn> {
    use NeedKind::{Condition, Latest, Optional, Required};
    let kinds = [
        Required, Required, Optional, Optional, Latest, Latest, Condition,
    ];
    let need = need(select(kinds.to_vec()), any::<u8>().no_shrink());
    let needs =
        (prop_oneof![Just(1..3), Just(0..5)]).prop_flat_map(move |count| vec(need.clone(), count));
    let draft = draft(needs.boxed(), select(vec![1, 1, 1, 1, 2, 3, 0]), 1.0 / 12.0);
    let drafts = (1..=most)
        .no_shrink()
        .prop_flat_map(move |count| vec(draft.clone(), count));
    (drafts, shutdown_timeout()).prop_map(|(drafts, timeout)| drawn(&drafts, timeout))
}

fn draft(
    needs: impl Strategy<Value = Vec<DraftNeed>> + Clone,
    outputs: impl Strategy<Value = usize> + Clone,
    left_out: f64,
) -> impl Strategy<Value = Draft> + Clone {
    let all = (
        weighted(1.0),
        any::<u8>(),
        outputs,
        needs,
        policy(),
        weighted(left_out),
    );
    all.prop_map(|(exists, rank, outputs, needs, limits, left_out)| Draft {
        exists,
        rank,
        outputs,
        needs,
        limits,
        left_out,
    })
}

fn need(
    kind: impl Strategy<Value = NeedKind> + Clone,
    provider: impl Strategy<Value = u8> + Clone,
) -> impl Strategy<Value = DraftNeed> + Clone {
    (weighted(1.0), kind, provider, 0..6_usize).prop_map(|(exists, kind, provider, port)| {
        DraftNeed {
            exists,
            kind,
            provider,
            port,
        }
    })
}

fn drawn(drafts: &[Draft], shutdown_timeout: Duration) -> Drawn {
    let mut order: Vec<_> = (0..drafts.len())
        .filter(|&draft| drafts[draft].exists)
        .collect();
    order.sort_by_key(|&draft| drafts[draft].rank);
    let nodes = order.iter().map(|&index| {
        let draft = &drafts[index];
        let mut needs: Vec<_> = { draft.needs.iter() }
            .filter_map(|need| wired(need, index, drafts, &order))
            .collect();
        // As scripts have them.
        needs.sort_by_key(|need| need.kind == NeedKind::Condition);
        NodePlan {
            name: format!("n{index}"),
            outputs: (0..draft.outputs).map(|port| format!("o{port}")).collect(),
            needs,
            limits: draft.limits.clone(),
            left_out: draft.left_out,
        }
    });
    let spot = |index: &usize| u8::try_from(index * 256 / drafts.len());
    Drawn {
        plan: Plan {
            nodes: nodes.collect(),
            shutdown_timeout,
        },
        spots: { order.iter() }
            .map(|index| spot(index).expect("it is on the ring"))
            .collect(),
    }
}

/// What the draft `index` needs, if that is there.
fn wired(need: &DraftNeed, index: usize, drafts: &[Draft], order: &[usize]) -> Option<Need> {
    let provider = usize::from(need.provider).checked_rem(index)?;
    let place = order.iter().position(|&other| other == provider)?;
    let outputs = drafts[provider].outputs;
    let kind = if outputs == 0 {
        NeedKind::Condition
    } else {
        need.kind
    };
    let port = if kind == NeedKind::Condition {
        0
    } else {
        need.port % outputs
    };
    need.exists.then_some(Need {
        kind,
        provider: NodeId::new(place),
        port,
    })
}

fn shutdown_timeout() -> impl Strategy<Value = Duration> {
    millis(&[25_000, 25_000, 25_000, 5_000, 1_000, 0])
}

/// The usual one, or any. Whole factors and jitter in eighths: so that the oracle can reckon in integers and still agree
/// to the nanosecond.
fn policy() -> impl Strategy<Value = Limits> + Clone {
    let backing_off = (
        millis(&[1_000, 1_000, 0, 1, 20_000]),
        select(vec![2.0, 2.0, 1.0, 3.0, 100.0]),
        millis(&[60_000, 60_000, 0, 2_000]),
        select(vec![0.0, 0.25, 0.5, 1.0]),
        millis(&[60_000, 60_000, 0, 5_000]),
        option::weighted(1.0 / 3.0, intensity()),
    );
    let waiting = (
        millis(&[10, 0, 1_000, 20_000]),
        millis(&[5_000, 5_000, 0, 1_000, 60_000]),
        // Not 0: a start that has no time at all, and a delay of nothing after it, go on for ever.
        option::of(millis(&[1, 5, 1_000, 5_000])),
        millis(&[10_000, 10_000, 0, 50, 1_000]),
    );
    let any = (backing_off, waiting).prop_map(|(backing_off, waiting)| {
        let (error_delay, backoff_factor, max_delay, jitter, healthy_after, intensity) =
            backing_off;
        let (bounce_delay, optional_wait, start_timeout, stop_timeout) = waiting;
        Limits {
            error_delay,
            backoff_factor,
            max_delay,
            jitter,
            healthy_after,
            bounce_delay,
            optional_wait,
            start_timeout,
            stop_timeout,
            intensity,
        }
    });
    prop_oneof![Just(limits()), any]
}

fn intensity() -> impl Strategy<Value = Intensity> + Clone {
    let then = weighted(1.0 / 20.0).prop_map(|is_fatal| {
        if is_fatal {
            TooMany::Fatal(Severity(3))
        } else {
            TooMany::GiveUp
        }
    });
    let all = (1..=4_u32, millis(&[0, 2_000, 20_000, 600_000]), then);
    all.prop_map(|(failures, window, then)| Intensity {
        failures,
        window,
        then,
    })
}

fn millis(from: &[u64]) -> impl Strategy<Value = Duration> + Clone + use<> {
    select(from.to_vec()).prop_map(Duration::from_millis)
}
