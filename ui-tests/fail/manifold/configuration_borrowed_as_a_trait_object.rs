//! A node keeps its configuration, and so has to know its size.

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

#[manifold]
pub async fn greet(mailer: &dyn Mailer) -> Result<Hold<()>, io::Error> {
    mailer.send("hello");
    Ok(hold(()))
}

fn main() {}
