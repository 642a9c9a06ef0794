//! A struct without fields is a type and a value: the function of its name is both again, and is not what is called. (3 errors)

#![allow(unused, non_camel_case_types)]

use depgraph::{Hold, hold, manifold};

pub struct serve;

#[manifold]
pub fn serve() -> Hold<()> {
    hold(())
}

fn main() {}
