//! One HTTP request over a connection of its own: a probe wants to know how it all is, not how a warm pool is.

use std::{io, pin::pin, sync::Arc};

use http_body_util::Empty;
use hyper::{
    Request, StatusCode, Uri,
    body::Bytes,
    client::conn::http1,
    header::{CONNECTION, HOST, USER_AGENT},
};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    task::spawn_blocking,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{ClientConfig, RootCertStore, crypto::ring, pki_types::ServerName},
};

use super::{ProbeError, bare, connect};

/// The TLS of this host's own certificates.
pub(super) async fn tls() -> Result<TlsConnector, ProbeError> {
    // Reading the certificates blocks.
    let certificates = spawn_blocking(rustls_native_certs::load_native_certs).await?;
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates.certs);
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(TlsConnector::from(Arc::new(config)))
}

/// Gets `url`; an answer that is not of status 2xx or 3xx is an error.
pub(super) async fn get(url: &Uri, tls: Option<&TlsConnector>) -> Result<String, ProbeError> {
    let host = url.host().unwrap_or_default();
    let status = match tls.filter(|_| url.scheme_str() == Some("https")) {
        Some(tls) => {
            let stream = connect(host, url.port_u16().unwrap_or(443)).await?;
            let name = ServerName::try_from(bare(host).to_owned()).map_err(io::Error::other)?;
            status(url, tls.connect(name, stream).await?).await?
        }
        None => status(url, connect(host, url.port_u16().unwrap_or(80)).await?).await?,
    };
    if status.is_success() || status.is_redirection() {
        Ok(status.to_string())
    } else {
        Err(ProbeError::Status(status))
    }
}

async fn status(
    url: &Uri,
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
) -> Result<StatusCode, ProbeError> {
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    let host = match (url.host().unwrap_or_default(), url.port_u16()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    let path = url.path_and_query().map_or("/", |path| path.as_str());
    let request = Request::get(path)
        .header(HOST, host)
        .header(
            USER_AGENT,
            concat!("depgraph-agent/", env!("CARGO_PKG_VERSION")),
        )
        .header(CONNECTION, "close")
        .body(Empty::<Bytes>::new())?;
    let mut response = pin!(sender.send_request(request));
    // The connection is what reads and writes; once it is closed, the answer is there or never comes.
    let response = tokio::select! {
        response = &mut response => response,
        closed = connection => {
            closed?;
            response.await
        }
    };
    Ok(response?.status())
}
