//! What runs the machine on tokio: one loop, one task per node, the cells that values travel through.
//!
//! The driver decides nothing. It is worked by whoever has news for it: the task of a node whose run has started or ended,
//! or else the loop; who finds it being worked leaves the news to whoever is at it. User code runs on the tasks of nodes
//! only, and never within the driver: not even the `Drop` of a value does.

mod arguments;
mod borrowing;
mod cell;
mod cells;
mod chance;
mod change;
mod directory;
mod drive;
mod entry;
mod finish;
mod late;
mod live_run;
mod node_task;
mod observe;
mod perform;
mod plan;
mod queue;
mod shared;
mod spec;
mod start;
mod state;
mod tasks;
mod timer;
mod unwind;
mod work;
mod yielded;

pub(crate) use self::{
    arguments::Index,
    cell::{Cell, Value},
    cells::{CellRef, Cells, Follower},
    change::{Accepted, Published, Release},
    directory::Directory,
    drive::{Command, Driver},
    entry::NodeEntry,
    plan::Wired,
    shared::{Clock, EngineShared, Final, Signal, Snapshot},
    start::take,
    state::RunState,
    work::{Live, Started},
};
pub use self::{
    arguments::{Argument, Arguments, Exposed, Exposes, Function, Given, Keep, Lent, OfTuple},
    borrowing::{Borrowed, Borrower, Keeps, Lender, LenderOfTarget, Lends},
    spec::{Began, NodeSpec},
    start::StartCx,
    work::Work,
};
