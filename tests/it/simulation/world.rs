//! What all nodes of one history share.

use std::sync::{Arc, Mutex, PoisonError, atomic::Ordering};

use depgraph::Verdict;
use tokio::sync::{Notify, watch};

use super::{journal::Journal, plan::Mood, value::Values, worker::SimError};

/// What all nodes of one history share.
pub(super) struct World {
    pub(super) journal: Arc<Journal>,
    pub(super) seed: u64,
    pub(super) mood: watch::Sender<Mood>,
    pub(super) values: Arc<Values>,
    /// What the nodes are told to do while all is calm.
    orders: Vec<(Mutex<Vec<Order>>, Notify)>,
}

/// What a node does when it is told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Replace(usize),
    Restart,
}

impl World {
    pub(super) fn new(journal: Arc<Journal>, seed: u64, mood: Mood) -> Self {
        let orders = journal.shape.nodes.iter().map(|_| Default::default());
        Self {
            orders: orders.collect(),
            journal,
            seed,
            mood: watch::Sender::new(mood),
            values: Arc::default(),
        }
    }

    /// Has so much go wrong from now on.
    pub(super) fn set_mood(&self, mood: Mood) {
        let are_tame = mood == Mood::CALM;
        self.values.are_tame.store(are_tame, Ordering::Relaxed);
        self.mood.send_replace(mood);
    }

    pub(super) fn order(&self, node: usize, order: Order) {
        let (orders, news) = &self.orders[node];
        orders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(order);
        news.notify_one();
    }

    pub(super) async fn next_order(&self, node: usize) -> Order {
        let (orders, news) = &self.orders[node];
        loop {
            let order = orders.lock().unwrap_or_else(PoisonError::into_inner).pop();
            if let Some(order) = order {
                return order;
            }
            news.notified().await;
        }
    }

    /// What is made of an error, and noted.
    pub(super) fn judge(&self, node: usize, SimError(verdict): &SimError) -> Verdict {
        if let Verdict::Fatal(severity) = verdict {
            self.journal.fatal(node, *severity);
        }
        verdict.clone()
    }

    /// Forgets what `node` was told before it ran.
    pub(super) fn forget_orders(&self, node: usize) {
        let (orders, _) = &self.orders[node];
        orders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    /// Waits until nothing goes wrong any more.
    pub(super) async fn calm(&self) {
        let mut mood = self.mood.subscribe();
        let _gone = mood.wait_for(|mood| *mood == Mood::CALM).await;
    }
}
