//! The proof that the machine keeps the engine's promises.

mod allocation;
mod check;
mod coverage;
mod draw;
mod economy;
mod exhaustive;
mod history;
mod oracle;
mod plan;
mod play;
mod referee;
mod script;
mod step;
mod world;
