//! The kind of an input is recognised as it is written: an alias of `Option` is a type of its own.

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

type Maybe<T> = Option<T>;

#[manifold(inputs = [store])]
pub fn serve(store: Maybe<Store>) -> Hold<()> {
    hold(())
}

fn main() {}
