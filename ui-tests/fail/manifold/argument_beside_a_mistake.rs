//! What is right in the arguments counts beside what is wrong: no import is unused. (3 errors)

use std::{io, time::Duration};

use depgraph::{Exit, Output, Verdict, manifold};

#[derive(Clone, PartialEq, Output)]
pub struct Settings(pub u32);

mod policy {
    use depgraph::Verdict;

    /// Judges any error.
    pub fn judge<E>(_: &E) -> Verdict {
        Verdict::GiveUp
    }
}

use policy::judge;

#[manifold(inputs = [setings], stop_timeout = Duration::from_secs(3))]
pub async fn serve(settings: Settings) -> io::Result<Exit> {
    drop(settings);
    Ok(Exit::Done)
}

#[manifold(blocking, filter = judge)]
pub async fn watch() -> io::Result<Exit> {
    Ok(Exit::Done)
}

#[manifold(fliter = |_| Verdict::Restart)]
pub async fn idle() -> io::Result<Exit> {
    Ok(Exit::Done)
}

fn main() {}
