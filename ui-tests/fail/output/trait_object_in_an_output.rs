//! Threads share an output, and so all that is in it: what they cannot share is shown in its field, one error for each. (2 errors)

#![allow(unused)]

use std::{rc::Rc, sync::Arc};

use depgraph::Output;

pub trait Clock {
    fn now(&self) -> u64;
}

#[derive(Clone, Output)]
pub enum Time {
    Of(Arc<dyn Clock>, String),
    Fixed { second: Rc<u64> },
}

fn main() {}
