//! The kinds of nodes that puppets play: one for every way to take an input, and to give an output.

use std::fmt;

use depgraph::{Exit, Expose, Latest, Output, Publish, Run, Start, Verdict, Watch, manifold};

use super::{
    life::Oops,
    puppet::{Actor, Puppet},
};

/// What puppets pass on: who made it, and in which run.
#[derive(Clone, Debug, PartialEq, Output)]
pub(crate) struct Val {
    pub(crate) from: &'static str,
    pub(crate) run: u64,
    pub(crate) tag: u32,
}

impl fmt::Display for Val {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}", self.from, self.run)?;
        if self.tag > 0 {
            write!(f, ":{}", self.tag)?;
        }
        Ok(())
    }
}

impl Expose<Val> for Actor {
    fn expose(&self) -> Val {
        self.val()
    }
}

fn verdict(oops: &Oops) -> Verdict {
    oops.verdict.clone()
}

/// Takes nothing.
#[manifold(outputs = [Val], filter = verdict)]
pub(crate) async fn root(run: Run, puppet: Puppet) -> Result<Start<Actor>, Oops> {
    puppet.start(run, String::new()).await
}

/// Needs one.
#[manifold(inputs = [val], outputs = [Val], filter = verdict)]
pub(crate) async fn one(val: Val, run: Run, puppet: Puppet) -> Result<Start<Actor>, Oops> {
    puppet.start(run, val.to_string()).await
}

/// Needs two.
#[manifold(inputs = [left, right], outputs = [Val], filter = verdict)]
pub(crate) async fn both(
    left: Val,
    right: Val,
    run: Run,
    puppet: Puppet,
) -> Result<Start<Actor>, Oops> {
    puppet.start(run, format!("{left}, {right}")).await
}

/// Takes one if it is there.
#[manifold(inputs = [val], outputs = [Val], filter = verdict)]
pub(crate) async fn maybe(
    val: Option<Val>,
    run: Run,
    puppet: Puppet,
) -> Result<Start<Actor>, Oops> {
    puppet.start(run, shown(val)).await
}

/// Needs one, and takes another if it is there.
#[manifold(inputs = [need, extra], outputs = [Val], filter = verdict)]
pub(crate) async fn mixed(
    need: Val,
    extra: Option<Val>,
    run: Run,
    puppet: Puppet,
) -> Result<Start<Actor>, Oops> {
    puppet.start(run, format!("{need}, {}", shown(extra))).await
}

/// Follows one.
#[manifold(inputs = [val], outputs = [Val], filter = verdict)]
pub(crate) async fn follow(
    val: Latest<Val>,
    run: Run,
    puppet: Puppet,
) -> Result<Start<Actor>, Oops> {
    let first = val.get();
    puppet.has_latest(val);
    puppet.start(run, first.to_string()).await
}

/// Watches one.
#[manifold(inputs = [val], outputs = [Val], filter = verdict)]
pub(crate) async fn look(val: Watch<Val>, run: Run, puppet: Puppet) -> Result<Start<Actor>, Oops> {
    let first = val.get();
    puppet.has_watch(val);
    puppet.start(run, shown(first)).await
}

/// Sets its output itself, as it starts: a test may change it from then on.
#[manifold(outputs = [Val], filter = verdict)]
pub(crate) async fn publisher(
    publish: Publish<Val>,
    run: Run,
    puppet: Puppet,
) -> Result<Exit, Oops> {
    drop(publish.set(puppet.val_of(&run, 0)));
    puppet.has_published(publish);
    puppet.live(run, String::new()).await
}

/// Sets nothing: a test may, once it runs.
#[manifold(outputs = [Val], filter = verdict)]
pub(crate) async fn cleared(publish: Publish<Val>, run: Run, puppet: Puppet) -> Result<Exit, Oops> {
    puppet.has_published(publish);
    puppet.live(run, String::new()).await
}

/// Is its own run, without outputs.
#[manifold(filter = verdict)]
pub(crate) async fn as_own_run(run: Run, puppet: Puppet) -> Result<Exit, Oops> {
    puppet.live(run, String::new()).await
}

fn shown(val: Option<Val>) -> String {
    val.map_or_else(|| "nothing".to_owned(), |val| val.to_string())
}
