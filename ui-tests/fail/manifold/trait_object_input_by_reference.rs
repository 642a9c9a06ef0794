//! A trait object is no output, and neither is a reference to one: a struct that holds it can be.

#![allow(unused)]

use depgraph::{Hold, Output, hold, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Store(u32);

pub trait Clock {
    fn now(&self) -> u32;
}

#[manifold(inputs = [clock])]
pub fn serve(clock: &dyn Clock) -> Hold<u32> {
    hold(clock.now())
}

fn main() {}
