//! One connection, from its first byte to its last.

use super::proxy_protocol::{Step, step};
use super::{Certificates, ConnectionLimits};
use crate::{Peer, Proxies};
use axum::Router;
use axum::body::Body;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::{http1, http2};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulConnection;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tower::Service as _;

/// What the connections of one listener share.
pub(super) struct Connections {
    pub(super) app: Router,
    pub(super) limits: ConnectionLimits,
    pub(super) certificates: Option<Arc<Certificates>>,
    pub(super) proxies: Arc<Proxies>,
    pub(super) local: bool,
}

impl Connections {
    pub(super) async fn serve(&self, mut stream: TcpStream, address: SocketAddr, ended: watch::Receiver<bool>) {
        // Answers are written whole; waiting for more to send only delays them.
        drop(stream.set_nodelay(true));
        let Some(address) = self.client(&mut stream, address.ip().to_canonical()).await else { return };
        let peer = Peer { address: Some(address), encrypted: self.certificates.is_some(), local: self.local };
        let Some(certificates) = &self.certificates else {
            return self.speak_http1(stream, peer, ended).await;
        };
        let handshake = certificates.acceptor().accept(stream);
        // A handshake that fails or takes too long is the client's affair; a log line each would be a way to fill a disk.
        let Ok(Ok(stream)) = tokio::time::timeout(self.limits.head_time, handshake).await else { return };
        if stream.get_ref().1.alpn_protocol() == Some(b"h2") {
            self.speak_http2(stream, peer, ended).await;
        } else {
            self.speak_http1(stream, peer, ended).await;
        }
    }

    /// Who is at the other end: what a trusted proxy says of it, before anything else is read, or the address itself. Nothing when the
    /// proxy does not say what it must.
    async fn client(&self, stream: &mut TcpStream, address: IpAddr) -> Option<IpAddr> {
        if !self.proxies.protocol || !self.proxies.believe(address) {
            return Some(address);
        }
        let told = tokio::time::timeout(self.limits.head_time, read_header(stream)).await.ok()?;
        told.map(|told| told.map_or(address, |client| client.to_canonical()))
    }

    async fn speak_http1(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, peer: Peer, ended: watch::Receiver<bool>) {
        let mut protocol = http1::Builder::new();
        protocol
            .timer(TokioTimer::new())
            .header_read_timeout(self.limits.head_time)
            .max_headers(self.limits.fields)
            .max_buf_size(self.limits.head);
        let app = self.app.clone();
        let service = hyper::service::service_fn(move |request| app.clone().call(with_peer(request, peer)));
        until_ended(protocol.serve_connection(TokioIo::new(stream), service), ended).await;
    }

    async fn speak_http2(&self, stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, peer: Peer, ended: watch::Receiver<bool>) {
        let mut protocol = http2::Builder::new(TokioExecutor::new());
        protocol
            .timer(TokioTimer::new())
            .max_header_list_size(u32::try_from(self.limits.head).unwrap_or(u32::MAX))
            .max_concurrent_streams(self.limits.streams)
            .keep_alive_interval(Duration::from_secs(30))
            .keep_alive_timeout(self.limits.head_time);
        let app = self.app.clone();
        let service = hyper::service::service_fn(move |request| app.clone().call(with_peer(request, peer)));
        until_ended(protocol.serve_connection(TokioIo::new(stream), service), ended).await;
    }
}

/// The header of the PROXY protocol, and not a byte beyond it.
async fn read_header(stream: &mut TcpStream) -> Option<Option<IpAddr>> {
    let mut bytes = Vec::with_capacity(128);
    loop {
        match step(&bytes) {
            Step::Read(more) => {
                let from = bytes.len();
                bytes.resize(from + more, 0);
                stream.read_exact(&mut bytes[from..]).await.ok()?;
            }
            Step::Done(told) => return Some(told),
            Step::Bad => return None,
        }
    }
}

fn with_peer(request: Request<Incoming>, peer: Peer) -> Request<Body> {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    request
}

/// Drives a connection; once the server is to end, lets it finish what it works on.
async fn until_ended<C: GracefulConnection>(connection: C, mut ended: watch::Receiver<bool>) {
    let mut connection = pin!(connection);
    tokio::select! {
        // How a connection ended, a broken one too, is nobody's concern.
        _ = connection.as_mut() => return,
        _ = ended.wait_for(|ended| *ended) => connection.as_mut().graceful_shutdown(),
    }
    drop(connection.await);
}
