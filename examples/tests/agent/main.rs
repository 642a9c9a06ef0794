//! Starts the real agent, and looks at it from outside: its page, its log, its files, its exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bounces;
mod browser;
mod failures;
mod http;
mod page;
mod process;
mod settings;
mod shutdown;
mod storage;
