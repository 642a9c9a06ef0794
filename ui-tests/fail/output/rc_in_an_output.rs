//! An output goes from thread to thread. Of an `Rc` rustc says both, whoever demands them. (2 errors)

#![allow(unused)]

use depgraph::Output;

#[derive(Clone, Output)]
pub struct Store(std::rc::Rc<u32>);

fn main() {}
