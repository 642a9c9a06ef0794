//! A filter judges what the start function fails with, what its worker does, one of many in a box, or all of them.

#![deny(warnings, missing_docs)]

use std::{error::Error, fmt, io};

use depgraph::{BoxError, Exit, Hold, Start, Stop, Verdict, Worker, hold, manifold};

/// What is wrong.
#[derive(Debug)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is broken")
    }
}

impl Error for Broken {}

/// Serves.
pub struct Serve;

impl Worker for Serve {
    type Error = Broken;

    async fn run(self, stop: Stop) -> Result<Exit, Broken> {
        stop.requested().await;
        Ok(Exit::Stopped)
    }
}

fn of_start(_: &io::Error) -> Verdict {
    Verdict::Retry
}

fn of_run(_: &Broken) -> Verdict {
    Verdict::GiveUp
}

/// Has an error of its own.
#[manifold(filter = of_start)]
pub fn one() -> Result<Serve, io::Error> {
    Ok(Serve)
}

/// Has a worker that can fail.
#[manifold(filter = of_run)]
pub fn two() -> Result<Start<Serve>, io::Error> {
    Ok(Start::Run(Serve))
}

/// Has nothing else that can fail.
#[manifold(filter = of_run)]
pub async fn three() -> Serve {
    Serve
}

/// Has one error for both.
#[manifold(filter = of_run)]
pub async fn four() -> Result<Serve, Broken> {
    Ok(Serve)
}

/// Is its own run, behind an alias.
#[manifold(filter = |error: &io::Error| Verdict::from_kind(error))]
pub async fn five() -> io::Result<()> {
    Ok(())
}

trait FromKind {
    fn from_kind(error: &io::Error) -> Self;
}

impl FromKind for Verdict {
    fn from_kind(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::GiveUp,
            _ => Self::Retry,
        }
    }
}

/// Can fail with anything.
#[manifold(filter = of_start)]
pub async fn six() -> Result<Exit, BoxError> {
    Ok(Exit::Done)
}

/// Closes, which can fail with anything.
#[manifold(filter = of_run)]
pub fn seven() -> Result<Hold<()>, io::Error> {
    Ok(hold(()).on_stop(close))
}

async fn close((): ()) -> Result<(), Broken> {
    Err(Broken)
}

/// Does not say what it is.
#[manifold(filter = of_run)]
pub fn eight() -> Result<impl Worker, io::Error> {
    Ok(Serve)
}

fn of_all(error: &(dyn Error + Send + Sync + 'static)) -> Verdict {
    if error.is::<io::Error>() { Verdict::Retry } else { Verdict::GiveUp }
}

fn by_text(error: &dyn Error) -> Verdict {
    if error.to_string().is_empty() { Verdict::Retry } else { Verdict::GiveUp }
}

/// Judges what is in the box, whatever it is.
#[manifold(filter = of_all)]
pub async fn nine() -> Result<Exit, BoxError> {
    Ok(Exit::Done)
}

/// Has errors of its own, and judges others, too.
#[manifold(filter = by_text)]
pub fn ten() -> Result<Serve, io::Error> {
    Ok(Serve)
}

/// Judges whatever can be thrown at it.
#[manifold(filter = |error: &(dyn Error + Send + Sync)| by_text(error))]
pub async fn eleven() -> io::Result<()> {
    Ok(())
}

/// Does not say what it judges.
#[manifold(filter = |error: &(dyn Error + 'static)| by_text(error))]
pub fn twelve() -> impl Worker {
    Serve
}

fn main() {}
