//! Sending: found, judged, connected, asked, and what became of it.

use crate::ask::{Answer, MOST_ANSWERED, Question};
use crate::destination::Destination;
use crate::trust::{self, NoTrust};
use http::{HeaderName, HeaderValue, Method, Request, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::body::Bytes;
use hyper_util::rt::TokioIo;
use kernel::{Network, is_public};
use rustls::pki_types::ServerName;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::net::{TcpStream, lookup_host};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// For all of it.
pub(crate) const TIME: Duration = Duration::from_secs(5);

/// Somebody who carries.
#[derive(Clone)]
pub struct Envoy {
    tls: TlsConnector,
    allowed: Vec<Network>,
}

impl std::fmt::Debug for Envoy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Envoy").field("allowed", &self.allowed).finish_non_exhaustive()
    }
}

/// What the other side answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The HTTP status.
    pub status: u16,
    /// How long it took, in milliseconds.
    pub millis: u64,
    /// In how many seconds it is to be tried again, where the answer says so.
    pub retry_after: Option<u32>,
}

impl Receipt {
    /// Why what was sent was not taken, as a word; nothing when it was.
    pub fn refusal(&self) -> Option<String> {
        (!(200..300).contains(&self.status)).then(|| format!("status-{}", self.status))
    }
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The name leads nowhere.
    #[error("name-not-found")]
    Name,
    /// The name leads to an address that is not gone to.
    #[error("address-not-allowed")]
    Address,
    /// Nobody is there.
    #[error("no-connection")]
    Connection,
    /// The certificate is not believed, or TLS failed.
    #[error("tls-failed")]
    Tls,
    /// What was answered is no HTTP, or broke off.
    #[error("no-answer")]
    Answer,
    /// The connection broke off before all was said.
    #[error("connection-broken")]
    Broken,
    /// The other side did not take leave when it was asked to: whether it has read everything is not known.
    #[error("not-taken-leave")]
    Unanswered,
    /// It took longer than five seconds.
    #[error("too-slow")]
    Time,
}

impl Envoy {
    /// One who believes the host's authorities and those in `extra`, and goes to private networks only as far as they are `allowed`.
    pub fn new(extra: Option<&Path>, allowed: Vec<Network>) -> Result<Self, NoTrust> {
        Ok(Self { tls: TlsConnector::from(trust::config(extra)?), allowed })
    }

    /// One who goes to the same places, and believes these authorities (PEM) alone.
    pub fn believing(&self, authority: &str) -> Result<Self, NoTrust> {
        Ok(Self { tls: TlsConnector::from(trust::only(authority)?), allowed: self.allowed.clone() })
    }

    /// Posts `body`, JSON, with these headers. What the answer says beyond its status is nobody's concern.
    pub async fn post(&self, to: &Destination, headers: &[(HeaderName, String)], body: Vec<u8>) -> Result<Receipt, Fault> {
        self.post_as(to, "application/json", headers, body).await
    }

    /// Posts `body`, of this media type, with these headers. What the answer says beyond its status is nobody's concern.
    pub async fn post_as(&self, to: &Destination, kind: &str, headers: &[(HeaderName, String)], body: Vec<u8>) -> Result<Receipt, Fault> {
        let question = Question { method: Method::POST, content_type: Some(kind), headers, body };
        let (answered, millis) = self.carried(to, question).await?;
        Ok(Receipt { status: answered.status, millis, retry_after: answered.retry_after })
    }

    /// Asks, and reads what is answered: whole, or not at all.
    pub async fn ask(&self, to: &Destination, question: Question<'_>) -> Result<Answer, Fault> {
        let (Answered { status, content_type, body, .. }, millis) = self.carried(to, question).await?;
        Ok(Answer { status, content_type, body: body.ok_or(Fault::Answer)?, millis })
    }

    #[expect(clippy::disallowed_methods, reason = "a measurement: nothing is decided by it")]
    async fn carried(&self, to: &Destination, question: Question<'_>) -> Result<(Answered, u64), Fault> {
        let started = Instant::now();
        let answered = tokio::time::timeout(TIME, self.carry(to, question)).await.map_err(|_| Fault::Time)??;
        Ok((answered, u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX)))
    }

    async fn carry(&self, to: &Destination, question: Question<'_>) -> Result<Answered, Fault> {
        let stream = self.reach(to).await?;
        let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream)).await.map_err(|_| Fault::Answer)?;
        let driver = tokio::spawn(connection);
        let answered = async {
            let response = sender.send_request(request(to, question)?).await.map_err(|_| Fault::Answer)?;
            let status = response.status().as_u16();
            let content_type = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).map(str::to_owned);
            let retry_after = response.headers().get(header::RETRY_AFTER).and_then(|after| after.to_str().ok()?.trim().parse().ok());
            // Read in any case, so that the other side sees its answer arrive.
            let body = Limited::new(response.into_body(), MOST_ANSWERED).collect().await.ok().map(|body| body.to_bytes().to_vec());
            Ok(Answered { status, content_type, retry_after, body })
        };
        let answered = answered.await;
        driver.abort();
        answered
    }

    /// Finds, judges and connects, and checks whose certificate answers.
    pub(crate) async fn reach(&self, to: &Destination) -> Result<TlsStream<TcpStream>, Fault> {
        let found: Vec<SocketAddr> = lookup_host((to.host(), to.port())).await.map_err(|_| Fault::Name)?.collect();
        if found.is_empty() {
            return Err(Fault::Name);
        }
        if !found.iter().all(|address| self.may_go_to(address.ip())) {
            return Err(Fault::Address);
        }
        let stream = TcpStream::connect(found.as_slice()).await.map_err(|_| Fault::Connection)?;
        let name = ServerName::try_from(to.host().to_owned()).map_err(|_| Fault::Tls)?;
        self.tls.connect(name, stream).await.map_err(|_| Fault::Tls)
    }

    fn may_go_to(&self, address: IpAddr) -> bool {
        is_public(address) || self.allowed.iter().any(|network| network.contains(address))
    }
}

/// What came back.
struct Answered {
    status: u16,
    content_type: Option<String>,
    retry_after: Option<u32>,
    /// Nothing when it broke off, or was longer than is read.
    body: Option<Vec<u8>>,
}

fn request(to: &Destination, Question { method, content_type, headers, body }: Question<'_>) -> Result<Request<Full<Bytes>>, Fault> {
    let mut request = Request::builder()
        .method(method)
        .uri(to.path())
        .header(header::HOST, to.authority())
        .header(header::USER_AGENT, HeaderValue::from_static(concat!("Muster/", env!("CARGO_PKG_VERSION"))))
        .header(header::CONNECTION, HeaderValue::from_static("close"));
    if let Some(kind) = content_type {
        request = request.header(header::CONTENT_TYPE, kind);
    }
    for (name, value) in headers {
        request = request.header(name, value);
    }
    request.body(Full::new(Bytes::from(body))).map_err(|_| Fault::Answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn this_machine_and_private_networks_are_not_gone_to() {
        let envoy = Envoy::new(None, Vec::new()).unwrap();
        for inside in [
            "https://localhost:9/",
            "https://127.0.0.1:9999/",
            "https://[::1]:9999/",
            "https://169.254.169.254/latest/meta-data",
            "https://10.0.0.1/",
            "https://192.168.1.1/",
            "https://[fe80::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://0.0.0.0:8443/",
            "https://2130706433/",
            "https://0x7f.1/",
        ] {
            let Ok(to) = Destination::parse(inside) else { continue };
            let sent = envoy.post(&to, &[], Vec::new()).await;
            assert!(matches!(sent, Err(Fault::Address | Fault::Name)), "{inside}: {sent:?}");
        }
        // The counter-proof: where the operator allows it, it is gone to, and nobody is there.
        let allowing = Envoy::new(None, vec![Network::parse("127.0.0.0/8").unwrap()]).unwrap();
        let to = Destination::parse("https://127.0.0.1:9999/").unwrap();
        assert_eq!(allowing.post(&to, &[], Vec::new()).await, Err(Fault::Connection));
    }
}
