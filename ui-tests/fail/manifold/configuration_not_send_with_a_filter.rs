//! What a configuration has to be is demanded once, also of a node with a filter or a policy. (2 errors)

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Clone)]
pub struct Config(std::rc::Rc<u32>);

fn judge(error: &io::Error) -> depgraph::Verdict {
    depgraph::Verdict::Retry
}

#[manifold(outputs = [Store], filter = judge)]
pub fn open(config: Config) -> Result<Hold<Store>, io::Error> {
    Ok(hold(Store(*config.0)))
}

fn main() {}
