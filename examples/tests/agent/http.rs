//! As much of HTTP as a test needs.

use std::{
    io::{self, Read as _, Write as _},
    net::{SocketAddr, TcpStream},
    time::Duration,
};

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
}

/// Gets `path` over a connection of its own.
pub(crate) fn get(from: SocketAddr, path: &str) -> io::Result<Answer> {
    let mut text = String::new();
    request(from, path)?.read_to_string(&mut text)?;
    let wrong = || io::Error::other(format!("not an answer: {text:?}"));
    let (head, body) = text.split_once("\r\n\r\n").ok_or_else(wrong)?;
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    Ok(Answer {
        status: status.ok_or_else(wrong)?,
        body: body.to_owned(),
    })
}

/// Asks for `path`, and leaves the answer to be read: an old protocol, so that it ends with the connection.
pub(crate) fn request(from: SocketAddr, path: &str) -> io::Result<TcpStream> {
    let mut stream = TcpStream::connect(from)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {from}\r\n\r\n")?;
    Ok(stream)
}
