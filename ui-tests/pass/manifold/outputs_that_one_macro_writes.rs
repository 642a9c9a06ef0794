//! A macro of yours may write the same output type in several modules: they are different types.

use depgraph::{Hold, graph, hold, manifold};

macro_rules! limit {
    ($module:ident) => {
        pub mod $module {
            #[derive(Clone, depgraph::Output)]
            pub struct Limit(pub u32);
        }
    };
}

limit!(disk);
limit!(memory);

#[manifold(outputs = [disk::Limit])]
fn limit_disk() -> Hold<disk::Limit> {
    hold(disk::Limit(1))
}

#[manifold(outputs = [memory::Limit])]
fn limit_memory() -> Hold<memory::Limit> {
    hold(memory::Limit(2))
}

#[manifold(inputs = [disk, memory])]
fn serve(disk: disk::Limit, memory: memory::Limit) -> Hold<u32> {
    hold(disk.0 + memory.0)
}

graph! {
    Agent {
        disk: limit_disk,
        memory: limit_memory,
        server: serve,
    }
}

fn main() {}
