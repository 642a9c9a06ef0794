//! A trait object is an output inside a type of your own, which a graph knows it by.

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

#[manifold(inputs = [mailer])]
pub async fn greet(mailer: Arc<dyn Mailer>) -> Result<Hold<()>, io::Error> {
    mailer.send("hello");
    Ok(hold(()))
}

fn main() {}
