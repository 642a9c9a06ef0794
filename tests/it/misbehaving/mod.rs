//! User code that misbehaves: nobody else is taken down, doubled or delayed by it.

mod blocked_news;
mod blocking;
mod inside;
mod panics;
mod panics_in_drop;
mod stubborn;
mod stuck;
mod tasks;

use crate::support::Puppet;

/// Checks that a node that has nothing to do with a bad one never noticed anything.
#[track_caller]
fn assert_undisturbed(bystander: &Puppet) {
    assert_eq!(bystander.starts(), 1, "it was started once");
    assert!(bystander.is_alive(), "and never stopped");
}
