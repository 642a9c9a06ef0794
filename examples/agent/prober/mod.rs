//! Probes the targets of the settings.

mod http;

use std::{
    convert::Infallible,
    error::Error,
    io,
    time::{Duration, Instant},
};

use depgraph::{Exit, Run, Stop, manifold};
use tokio::{
    net::TcpStream,
    time::{self, MissedTickBehavior},
};
use tokio_rustls::TlsConnector;

use crate::{
    clock,
    live::{Live, Probe},
    settings::{Address, Target, Targets},
};

/// Probes every target on its own, so that one that hangs delays no other.
#[manifold(inputs = [targets, live])]
pub(crate) async fn probe(
    targets: Targets,
    live: Live,
    run: Run,
    stop: Stop,
) -> Result<Exit, ProbeError> {
    let names = targets
        .0
        .iter()
        .map(|target| (target.name.clone(), target.address.to_string()));
    live.probing(names, clock::now_ms());
    let https = |target: &Target| match &target.address {
        Address::Http(url) => url.scheme_str() == Some("https"),
        Address::Tcp { .. } => false,
    };
    let tls = if targets.0.iter().any(https) {
        Some(http::tls().await?)
    } else {
        None
    };
    for target in targets.0.iter() {
        let task = probe_target(target.clone(), tls.clone(), live.clone(), stop.clone());
        run.spawn(task);
    }
    run.status(match targets.0.len() {
        0 => "no targets".to_owned(),
        1 => "1 target".to_owned(),
        several => format!("{several} targets"),
    });
    stop.requested().await;
    Ok(Exit::Stopped)
}

async fn probe_target(
    target: Target,
    tls: Option<TlsConnector>,
    live: Live,
    stop: Stop,
) -> Result<(), Infallible> {
    let mut ticks = time::interval(target.every);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let probe = async {
            ticks.tick().await;
            probe_once(&target, tls.as_ref()).await
        };
        tokio::select! {
            () = stop.requested() => return Ok(()),
            probe = probe => live.probed(probe),
        }
    }
}

/// What one probe of `target` finds, within its time-out.
async fn probe_once(target: &Target, tls: Option<&TlsConnector>) -> Probe {
    let at = clock::now_ms();
    let start = Instant::now();
    let answer = async {
        match &target.address {
            Address::Http(url) => http::get(url, tls).await,
            Address::Tcp { host, port } => {
                connect(host, *port).await.map(|_| "connected".to_owned())
            }
        }
    };
    let result = time::timeout(target.timeout, answer).await;
    let latency_ms = start.elapsed().as_secs_f64() * 1000.0;
    let (up, latency_ms, detail) = match result {
        Ok(Ok(detail)) => (true, Some(latency_ms), detail),
        Ok(Err(error @ ProbeError::Status(_))) => (false, Some(latency_ms), error.to_string()),
        Ok(Err(error)) => (false, None, error.to_string()),
        Err(_) => (false, None, no_answer(target.timeout)),
    };
    Probe {
        at,
        target: target.name.clone(),
        up,
        latency_ms,
        detail,
    }
}

fn no_answer(timeout: Duration) -> String {
    format!("no answer within {}", clock::text(timeout))
}

async fn connect(host: &str, port: u16) -> Result<TcpStream, ProbeError> {
    Ok(TcpStream::connect((bare(host), port)).await?)
}

/// An IPv6 address has brackets in a URL, and nowhere else.
fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}

/// Why a probe, or all probing, failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ProbeError {
    #[error("{0}")]
    Status(hyper::StatusCode),
    #[error("{}", reason(.0))]
    Io(#[from] io::Error),
    #[error("{}", reason(.0))]
    Http(#[from] hyper::Error),
    #[error("not a request: {0}")]
    Request(#[from] hyper::http::Error),
    #[error("no TLS: {0}")]
    Tls(#[from] tokio_rustls::rustls::Error),
    #[error("the certificates of this host cannot be read: {0}")]
    Certificates(#[from] tokio::task::JoinError),
}

/// What started it, in few words: "connection refused" says more than "client error (Connect)".
fn reason(error: &(dyn Error + 'static)) -> String {
    if let Some(source) = error.source() {
        return reason(source);
    }
    match error.downcast_ref::<io::Error>() {
        Some(error) if error.raw_os_error().is_some() => error.kind().to_string(),
        Some(_) | None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use tokio::{
        io::{AsyncReadExt as _, AsyncWriteExt as _},
        net::TcpListener,
    };

    use super::*;

    /// What `GET` finds at a server that answers `answer` to whatever it is asked.
    async fn get(scheme: &str, answer: &str) -> Result<String, String> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let url = format!("{scheme}://{address}/health?deep").parse().unwrap();
        let server = async {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut asked = [0; 1000];
            let length = stream.read(&mut asked).await.unwrap();
            if scheme == "http" {
                let request = String::from_utf8_lossy(&asked[..length]);
                let start = format!("GET /health?deep HTTP/1.1\r\nhost: {address}\r\n");
                assert!(request.starts_with(&start), "{request}");
            }
            stream.write_all(answer.as_bytes()).await.unwrap();
        };
        let tls = http::tls().await.unwrap();
        let (answer, ()) = tokio::join!(http::get(&url, Some(&tls)), server);
        answer.map_err(|error| error.to_string())
    }

    #[tokio::test(start_paused = true)]
    async fn a_status_of_2xx_or_3xx_is_up_and_any_other_is_down() {
        let cases = [
            ("204 No Content", Ok("204 No Content")),
            ("301 Moved", Ok("301 Moved Permanently")),
            ("404 Not Here", Err("404 Not Found")),
            ("503 Later", Err("503 Service Unavailable")),
        ];
        for (status, expected) in cases {
            let found = get("http", &format!("HTTP/1.1 {status}\r\n\r\n")).await;
            assert_eq!(found.as_deref().map_err(String::as_str), expected);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_no_answer_is_down_and_says_why() {
        for nonsense in ["", "SSH-2.0-OpenSSH_9.2\r\n"] {
            let error = get("http", nonsense).await.unwrap_err();
            assert!(error.len() > 5, "{error}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_server_that_speaks_no_tls_is_down_for_https() {
        let error = get("https", "HTTP/1.1 400 Bad Request\r\n\r\n").await;
        assert!(error.is_err(), "{error:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn a_port_that_nobody_listens_on_is_down() {
        let listener = TcpListener::bind("[::1]:0").await;
        let listener = listener.unwrap_or(TcpListener::bind("127.0.0.1:0").await.unwrap());
        let address = listener.local_addr().unwrap();
        let host = address.to_string();
        let (host, _) = host.rsplit_once(':').unwrap();
        connect(host, address.port()).await.unwrap();
        drop(listener);
        let refused = connect(host, address.port()).await.unwrap_err();
        assert_eq!(refused.to_string(), "connection refused");
    }
}
