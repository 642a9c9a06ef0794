//! What a graph knows an output by is its type: a trait object gets one of your own.

#![allow(unused)]

use std::{io, sync::Arc};

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub trait Mailer {
    fn send(&self, text: &str);
}

#[manifold(outputs = [Arc<dyn Mailer>])]
pub fn open(mailer: Publish<Arc<dyn Mailer>>) -> io::Result<Exit> {
    Ok(Exit::Done)
}

fn main() {}
