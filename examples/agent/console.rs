//! Where lines for people go: a thread of its own writes them, so that a terminal which does not read blocks nobody.

use std::{
    io::{self, Write as _},
    sync::mpsc::{self, Receiver, SyncSender},
    thread,
    time::Duration,
};

/// How many lines may wait for a terminal that does not read; what comes then is lost.
const BACKLOG: usize = 4096;

/// Writes lines to standard output and to standard error without blocking.
#[derive(Clone, Debug)]
pub(crate) struct Console {
    lines: SyncSender<Line>,
}

/// The other end of a [`Console`]: dropping it waits until what was said is written.
#[derive(Debug)]
pub(crate) struct ConsoleThread {
    lines: SyncSender<Line>,
    ended: Receiver<()>,
}

enum Line {
    Out(String),
    Err(Vec<u8>),
    End,
}

impl Console {
    /// Starts the thread.
    pub(crate) fn start() -> io::Result<(Self, ConsoleThread)> {
        let (lines, queue) = mpsc::sync_channel(BACKLOG);
        let (end, ended) = mpsc::channel();
        thread::Builder::new()
            .name("console".to_owned())
            .spawn(move || {
                write_all(&queue);
                drop(end);
            })?;
        let thread = ConsoleThread {
            lines: lines.clone(),
            ended,
        };
        Ok((Self { lines }, thread))
    }

    /// Writes a line to standard output.
    pub(crate) fn say(&self, line: String) {
        drop(self.lines.try_send(Line::Out(line)));
    }

    /// What a log writes its lines to: standard error.
    pub(crate) fn log(&self) -> LogWriter {
        LogWriter {
            lines: self.lines.clone(),
        }
    }
}

impl Drop for ConsoleThread {
    fn drop(&mut self) {
        drop(self.lines.try_send(Line::End));
        // A terminal that does not read must not keep the program from ending.
        let _ = self.ended.recv_timeout(Duration::from_millis(500));
    }
}

/// Passes what is written on to the console's thread; one write is one line.
#[derive(Debug)]
pub(crate) struct LogWriter {
    lines: SyncSender<Line>,
}

impl io::Write for LogWriter {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        drop(self.lines.try_send(Line::Err(line.to_vec())));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// There is nobody to tell when a terminal is gone.
fn write_all(queue: &Receiver<Line>) {
    for line in queue {
        match line {
            Line::Out(line) => {
                let mut out = io::stdout().lock();
                drop(writeln!(out, "{line}").and_then(|()| out.flush()));
            }
            Line::Err(line) => drop(io::stderr().lock().write_all(&line)),
            Line::End => return,
        }
    }
}
