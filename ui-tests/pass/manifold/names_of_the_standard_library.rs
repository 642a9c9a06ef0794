//! Nothing in scope changes what is generated, and nothing generated changes what is in scope.

#![deny(warnings, missing_docs)]
#![allow(non_camel_case_types, dead_code)]

use depgraph::{Hold, Output, hold, manifold};

type Result = ();
type Option = ();
type Box = ();
type StartCx = ();
type Manifold = ();
const META: u8 = 0;

#[derive(Clone)]
struct config(std::string::String);

/// An output.
#[derive(Clone, Output)]
pub struct cx;

/// Is named like a method of what is generated.
#[manifold(inputs = [worker], outputs = [cx])]
pub fn start(worker: cx) -> Hold<cx> {
    hold(worker)
}

#[manifold(outputs = [cx], jitter = f64::from(META))]
fn node(argument0: config) -> Hold<cx> {
    let config(_name) = argument0;
    hold(cx)
}

/// Is called as it is written, too.
pub fn call(argument: cx) -> Hold<cx> {
    let Some(()) = std::option::Option::Some(()) else {
        return start(cx);
    };
    start(argument)
}

fn main() {}
