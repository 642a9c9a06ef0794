//! There is no `dyn Worker`: a function that returns one of several workers returns an enum of them. (3 errors)

#![allow(unused)]

use depgraph::{Exit, Stop, Task, Worker, manifold};

#[manifold]
pub fn serve() -> Box<dyn Worker> {
    Box::new(Task::new(async |stop: Stop| Ok::<_, std::io::Error>(Exit::Done)))
}

fn main() {}
