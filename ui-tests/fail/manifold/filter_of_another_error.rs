//! A filter judges what the start function fails with, or the worker: it is asked about nothing else.

#![allow(unused)]

use std::{fmt, io};

use depgraph::{Exit, Stop, Verdict, Worker, manifold};

pub struct Serve;

impl Worker for Serve {
    type Error = io::Error;

    async fn run(self, stop: Stop) -> Result<Exit, io::Error> {
        Ok(Exit::Done)
    }
}

fn judge(error: &fmt::Error) -> Verdict {
    Verdict::GiveUp
}

#[manifold(filter = judge)]
pub async fn serve() -> Result<Serve, std::num::ParseIntError> {
    Ok(Serve)
}

fn main() {}
