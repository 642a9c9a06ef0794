//! All mistakes of a function are reported at once, each where it is. (8 errors)

#![allow(unused)]

use std::io;

use depgraph::{Exit, Hold, Latest, Output, Publish, Run, Stop, Watch, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(u32);

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

#[manifold(inputs = [setings], outputs = [Store, Store], blocking = 1, stopp = 3)]
pub unsafe fn open<T>(settings: Settings, file: String, mode: u32, ready: Publish<Settings>) -> Hold<Store> {
    hold(Store(1))
}

fn main() {}
