//! A configuration is shared by runs, on several threads. Of an `Rc` deep inside of it rustc says both, whoever demands them. (2 errors)

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[derive(Clone)]
pub struct Config(std::rc::Rc<u32>);

#[manifold(outputs = [Store])]
pub fn open(config: Config) -> Hold<Store> {
    hold(Store(*config.0))
}

fn main() {}
