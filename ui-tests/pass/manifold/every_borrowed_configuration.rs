//! A configuration may be borrowed as what it derefs to, also by an `async` function, and beside anything else.

#![deny(warnings, missing_docs)]

use std::{
    ffi::{CStr, OsStr},
    path::Path,
};

use depgraph::{Hold, Output, Run, Stop, graph, hold, manifold};

/// Not `Clone`.
pub struct Config;

/// As text.
#[manifold]
pub fn text(text: &str) -> Hold<usize> {
    hold(text.len())
}

/// As a path.
#[manifold]
pub fn path(path: &Path) -> Hold<bool> {
    hold(path.is_absolute())
}

/// As bytes.
#[manifold]
pub fn bytes(bytes: &[u8]) -> Hold<usize> {
    hold(bytes.len())
}

/// As what a system calls text.
#[manifold]
pub fn name(name: &OsStr) -> Hold<usize> {
    hold(name.len())
}

/// As what C calls text.
#[manifold]
pub fn symbol(symbol: &CStr) -> Hold<usize> {
    hold(symbol.count_bytes())
}

/// As it is, for as long as the run lasts.
#[manifold(blocking)]
pub fn whole(config: &Config) -> Hold<()> {
    let _ = config;
    hold(())
}

/// A value.
#[derive(Clone, Output)]
pub struct Value(pub usize);

/// As text, and the run with it.
#[manifold(outputs = [Value])]
pub async fn later_text(run: &Run, text: &str) -> Hold<Value> {
    hold(Value(text.len() + run.name().len()))
}

/// As a path, after an input.
#[manifold(inputs = [value])]
pub async fn later_path(value: Value, path: &Path) -> Hold<bool> {
    hold(path.is_absolute() && value.0 == 0)
}

/// As elements, across an `await`.
#[manifold]
pub async fn later_elements(elements: &[String]) -> Hold<usize> {
    let lengths = elements.iter().map(async |element: &String| element.len());
    let mut sum = 0;
    for length in lengths {
        sum += length.await;
    }
    hold(sum)
}

/// As what a system calls text.
#[manifold]
pub async fn later_name(name: &OsStr) -> Hold<usize> {
    hold(name.len())
}

/// As it is.
#[manifold]
pub async fn later_whole(config: &Config) -> Hold<()> {
    let _ = config;
    hold(())
}

/// With a lifetime that outlives another.
#[manifold]
pub async fn later_bounded<'a, 'b: 'a>(config: &'b Config, run: &'a Run) -> Hold<()> {
    let _ = (config, run);
    hold(())
}

/// With more parameters than most.
#[manifold(inputs = [value])]
#[expect(clippy::too_many_arguments, reason = "a test")]
pub async fn later_with_many(
    stop1: Stop,
    stop2: Stop,
    stop3: Stop,
    stop4: Stop,
    value: Value,
    run1: &Run,
    run2: Run,
    text: &str,
    stop5: Stop,
) -> Hold<usize> {
    drop([stop1, stop2, stop3, stop4, stop5]);
    hold(text.len() + run1.name().len() + run2.name().len() + value.0)
}

graph! {
    /// Everything.
    pub Agent {
        text: text("a".to_owned()),
        path: path("a".into()),
        bytes: bytes(vec![1]),
        name: name("a".into()),
        symbol: symbol(c"a".to_owned()),
        whole: whole(Config),
        later_text: later_text("a".to_owned()),
        later_path: later_path("a".into()),
        later_elements: later_elements(vec!["a".to_owned()]),
        later_name: later_name("a".into()),
        later_whole: later_whole(Config),
        later_bounded: later_bounded(Config),
        later_with_many: later_with_many("a".to_owned()),
    }
}

fn main() {
    drop(Agent::new());
}
