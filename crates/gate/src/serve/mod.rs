//! Listening: connections bounded in number, time and size, TLS ended, and an orderly end.
//!
//! Written over hyper itself: the ready-made servers do not bound the time until a first byte, and that bound is the one that
//! keeps slow clients from holding every place.

mod certificates;
mod connection;
pub mod proxy_protocol;
mod self_signed;

pub use certificates::{Certificates, TlsError};
pub use self_signed::SelfSigned;

use crate::Proxies;
use axum::Router;
use connection::Connections;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

/// What a connection, and all together, may take.
#[derive(Debug, Clone, Copy)]
pub struct ConnectionLimits {
    /// Open connections; further ones wait to be accepted.
    pub connections: usize,
    /// Bytes of a request's head.
    pub head: usize,
    /// Header fields of a request.
    pub fields: usize,
    /// From the connection, or the last answer, to the whole head of the next request; also for the TLS handshake.
    pub head_time: Duration,
    /// Requests of one HTTP/2 connection at one moment.
    pub streams: u32,
    /// For requests being worked on when the server is to end.
    pub ending: Duration,
}

impl Default for ConnectionLimits {
    fn default() -> Self {
        Self {
            connections: 4_096,
            head: 16 * 1024,
            fields: 64,
            head_time: Duration::from_secs(10),
            streams: 128,
            ending: Duration::from_secs(10),
        }
    }
}

/// One address to listen on; encrypted when it has certificates.
#[derive(Debug)]
pub struct Listener {
    socket: TcpListener,
    address: SocketAddr,
    certificates: Option<Arc<Certificates>>,
    proxies: Arc<Proxies>,
}

/// Why the server cannot listen.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken, not ours, or needs more rights.
    #[error("cannot listen on {address}: {source}")]
    Bind {
        /// The address.
        address: SocketAddr,
        /// The reason.
        source: std::io::Error,
    },
    /// Clear text anywhere but on loopback.
    #[error("clear text is spoken on loopback alone, and {0} can be reached from elsewhere: give a certificate, or listen on 127.0.0.1")]
    ClearText(SocketAddr),
}

impl Listener {
    /// Listens encrypted.
    pub async fn encrypted(address: SocketAddr, certificates: Arc<Certificates>) -> Result<Self, ServeError> {
        Self::bind(address, Some(certificates)).await
    }

    /// Listens in clear text; refused for an address that is not loopback's.
    pub async fn clear_text(address: SocketAddr) -> Result<Self, ServeError> {
        if address.ip().to_canonical().is_loopback() { Self::bind(address, None).await } else { Err(ServeError::ClearText(address)) }
    }

    async fn bind(address: SocketAddr, certificates: Option<Arc<Certificates>>) -> Result<Self, ServeError> {
        let failed = |source| ServeError::Bind { address, source };
        let socket = TcpListener::bind(address).await.map_err(failed)?;
        let address = socket.local_addr().map_err(failed)?;
        Ok(Self { socket, address, certificates, proxies: Arc::default() })
    }

    /// The same, reached by way of these proxies: where they speak the PROXY protocol, it is read from them, and from them alone.
    #[must_use]
    pub fn behind(self, proxies: Proxies) -> Self {
        Self { proxies: Arc::new(proxies), ..self }
    }

    /// Where it listens: the port chosen, when port 0 was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

/// Serves until `shutdown` ends, then lets requests being worked on finish.
pub async fn serve(listeners: Vec<Listener>, app: Router, limits: ConnectionLimits, shutdown: impl Future<Output = ()>) {
    let (ending, ended) = watch::channel(false);
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut accepting = JoinSet::new();
    for listener in listeners {
        let connections = Connections {
            app: app.clone(),
            limits,
            certificates: listener.certificates,
            proxies: listener.proxies,
            local: listener.address.ip().to_canonical().is_loopback(),
        };
        accepting.spawn(accept(listener.socket, Arc::new(connections), Arc::clone(&places), ended.clone()));
    }
    shutdown.await;
    // The receivers tell every connection to finish what it works on and take nothing new.
    let _ = ending.send(true);
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    if tokio::time::timeout(limits.ending, places.acquire_many(all)).await.is_err() {
        tracing::warn!("requests were still being worked on when the server ended");
    }
}

async fn accept(socket: TcpListener, connections: Arc<Connections>, places: Arc<Semaphore>, mut ended: watch::Receiver<bool>) {
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let accepted = tokio::select! {
            accepted = socket.accept() => accepted,
            _ = ended.wait_for(|ended| *ended) => return,
        };
        let (stream, address) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of file descriptors, most likely: give others the time to end.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let (connections, ended) = (Arc::clone(&connections), ended.clone());
        tokio::spawn(async move {
            connections.serve(stream, address, ended).await;
            drop(place);
        });
    }
}
