//! A trait object, a function or a cell is a configuration and a field of an output, if threads can share it.

#![deny(warnings)]

use std::sync::{Arc, Mutex};

use depgraph::{Exit, Hold, Output, graph, hold, manifold};

pub trait Clock: Send + Sync {
    fn now(&self) -> u64;
}

struct Fixed;

impl Clock for Fixed {
    fn now(&self) -> u64 {
        7
    }
}

/// It is called as one that threads cannot share.
#[derive(Clone)]
pub struct Rc<T>(Arc<Mutex<T>>);

#[derive(Clone, Output)]
#[output(deref)]
pub struct Time(Arc<dyn Clock>);

/// It takes outputs, of which the one that holds it is one.
pub trait Handle<T: Output>: Send + Sync {
    fn handle(&self, of: T);
}

#[derive(Clone, Output)]
pub enum Hook {
    Call(Arc<dyn Fn(u64) + Send + Sync>),
    Nested(Arc<dyn Fn(&Self) + Send + Sync>),
    Handled(Arc<dyn Handle<Hook>>),
    Count { calls: Rc<u64> },
}

#[manifold(outputs = [Time])]
pub async fn tell(clock: &Arc<dyn Clock>) -> Hold<Time> {
    hold(Time(clock.clone()))
}

#[manifold(inputs = [time], outputs = [Hook])]
pub fn hook(time: Time, calls: Rc<u64>) -> Hold<Hook> {
    if let Ok(mut calls) = calls.0.lock() {
        *calls = time.now();
    }
    hold(Hook::Count { calls })
}

#[manifold(inputs = [hook], blocking)]
pub fn greet(hook: Hook, others: &[Box<dyn Fn(u64) + Send + Sync>]) -> Result<Exit, String> {
    for other in others {
        other(1);
    }
    match hook {
        Hook::Call(call) => call(7),
        Hook::Nested(call) => call(&Hook::Count { calls: Rc(Arc::default()) }),
        Hook::Handled(handle) => handle.handle(Hook::Count { calls: Rc(Arc::default()) }),
        Hook::Count { calls } => drop(calls),
    }
    Ok(Exit::Done)
}

graph! {
    Agent(clock: Arc<dyn Clock>, others: Vec<Box<dyn Fn(u64) + Send + Sync>>) {
        time: tell(clock),
        hook: hook(Rc(Arc::new(Mutex::new(0)))),
        greet: greet(others),
    }
}

fn main() {
    let _ = Agent::new(Arc::new(Fixed), vec![Box::new(|_| ())]);
}
