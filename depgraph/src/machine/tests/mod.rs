//! The proof that the machine keeps the engine's promises.

mod allocation;
mod chance;
mod check;
mod coverage;
mod economy;
mod exhaustive;
mod history;
mod oracle;
mod plan;
mod referee;
mod script;
mod shrink;
mod world;
