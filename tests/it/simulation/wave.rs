//! Changes that coincide, and what they stop and start again.

use std::sync::Arc;

use depgraph::{Contains, EngineEnded, InputKind, NodeReport, NodeState};
use tokio::time::sleep;

use super::{history::History, plan::published, settings::HEALTHY, shape::Shape, world::Order};

impl<G: Contains<G> + 'static> History<G> {
    /// Some nodes change at once; each that this affects starts once, and no other.
    pub(super) async fn make_wave(&mut self) -> Result<(), EngineEnded> {
        sleep(HEALTHY).await;
        self.settle().await?;
        let shape = Arc::clone(&self.journal().shape);
        let report = self.engine.report().await;
        let runs: Vec<_> = report.nodes.iter().map(is_running).collect();
        self.journal().take_starts();
        let mut changed = self.change(&shape, &runs);
        self.settle().await?;
        self.journal().count("wave");
        spread(&shape, &runs, &mut changed);
        let starts = self.journal().take_starts();
        for (node, starts) in starts.into_iter().enumerate() {
            let expected = u64::from(changed[node].restarts);
            if starts != expected && self.is_patient() {
                let name = shape.nodes[node].name;
                self.journal().complain(&format!(
                    "a wave started `{name}` {starts} times instead of {expected}"
                ));
            }
        }
        Ok(())
    }

    /// Makes changes that coincide, of some of the nodes that run.
    fn change(&mut self, shape: &Shape, runs: &[bool]) -> Vec<Changed> {
        let mut changed = vec![Changed::default(); shape.nodes.len()];
        let running: Vec<_> = (0..runs.len()).filter(|&node| runs[node]).collect();
        if running.is_empty() {
            return changed;
        }
        // While tasks of a run that ended by itself are there, nobody knows that it will be back at once: who takes it as
        // optional may start without it first.
        let kinds = if shape.has(InputKind::Optional) { 2 } else { 3 };
        let kind = self.random.below(kinds);
        let several = kind == 0 || kind == 1 && self.settings.has_window;
        let changes = if several { 1 + self.random.below(3) } else { 1 };
        for _ in 0..changes {
            let node = *self.random.pick(&running);
            let ports: Vec<_> = published(&shape.nodes[node]).collect();
            match kind {
                0 => self.engine.restart(Self::key(node)),
                1 => {
                    let Some(&port) = ports.first() else { continue };
                    changed[node].ports |= 1 << port;
                    self.world.order(node, Order::Replace(port));
                    continue;
                }
                _ => self.world.order(node, Order::Restart),
            }
            changed[node].restarts = true;
        }
        changed
    }
}

pub(super) fn is_running(node: &NodeReport) -> bool {
    node.state == NodeState::Running
}

/// What a wave does to a node.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Changed {
    restarts: bool,
    /// A bit for each output that changes while the node runs.
    ports: u64,
}

/// Adds all that follows from some changes.
fn spread(shape: &Shape, runs: &[bool], changed: &mut [Changed]) {
    loop {
        let before = changed.to_vec();
        for (node, shape) in shape.nodes.iter().enumerate() {
            changed[node].restarts |= runs[node]
                && shape.needs().any(|(provider, port, kind)| {
                    let Changed { restarts, ports } = before[provider];
                    let is_new = port.is_some_and(|port| ports & (1 << port) != 0);
                    matches!(kind, InputKind::Required | InputKind::Optional)
                        && runs[provider]
                        && (restarts || is_new)
                });
        }
        if changed == before {
            return;
        }
    }
}
