//! What every test of behaviour is made of: puppets, graphs of them, a stage that writes down what they do, and a check
//! that nothing is left at the end.

mod graphs;
mod life;
mod manifolds;
mod puppet;
mod stage;
mod test;

use std::time::Duration;

pub(crate) use self::{
    graphs::*,
    life::{End, Life, Oops, life},
    manifolds::{Val, as_own_run, both, cleared, follow, look, maybe, mixed, one, publisher, root},
    puppet::{Actor, Puppet},
    stage::Stage,
    test::{Test, config, leaked_tasks},
};

pub(crate) const fn ms(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

pub(crate) const fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Lets everything happen that happens within `time`, in paused time.
pub(crate) async fn pass(time: Duration) {
    tokio::time::sleep(time).await;
}

/// Lets everything happen that takes no time.
pub(crate) async fn moment() {
    for _ in 0..50 {
        tokio::task::yield_now().await;
    }
}
