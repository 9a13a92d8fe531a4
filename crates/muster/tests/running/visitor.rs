//! A client of exact bytes: HTTP/1.1 over TLS or in clear text, one connection for each request unless one is kept.

use crate::house::PASSWORD;
use crate::server::Server;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// Somebody with an address to go to and perhaps a session.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub(crate) address: SocketAddr,
    pub(crate) tls: Option<Arc<ClientConfig>>,
    pub(crate) cookie: Option<String>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

/// A stream of either kind.
pub(crate) trait Stream: Read + Write + Send {}
impl<S: Read + Write + Send> Stream for S {}

/// A connection that is kept.
pub(crate) struct Connection {
    stream: BufReader<Box<dyn Stream>>,
    visitor: Visitor,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", String::from_utf8_lossy(&self.body)))
    }

    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

impl Visitor {
    pub(crate) fn new(address: SocketAddr, certificate: Option<&Path>) -> Self {
        Self { address, tls: certificate.map(|path| trusting(path, b"http/1.1")), cookie: None }
    }

    pub(crate) fn signed_in(self, organisation: &str, email: &str) -> Self {
        let body = json!({"organisation": organisation, "email": email, "password": PASSWORD});
        self.signed_in_by("POST", "/api/v1/session", body.to_string().as_bytes())
    }

    /// The same by another way in.
    pub(crate) fn signed_in_by(mut self, method: &str, path: &str, body: &[u8]) -> Self {
        let reply = self.ask(method, path, &[], body).unwrap();
        assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
        self.cookie = reply.header("set-cookie").and_then(|cookie| cookie.split(';').next()).map(str::to_owned);
        self
    }

    /// The same by way of every cookie that an answer set.
    pub(crate) fn with_cookies_of(mut self, reply: &Reply) -> Self {
        let kept = self.cookie.iter().flat_map(|cookies| cookies.split("; ")).map(str::to_owned);
        let set = reply.head.lines().filter_map(|line| line.split_once(": ")).filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"));
        let set = set.map(|(_, cookie)| cookie.split(';').next().unwrap().to_owned());
        let mut jar: Vec<(String, String)> = Vec::new();
        for cookie in kept.chain(set) {
            let (name, value) = cookie.split_once('=').unwrap();
            jar.retain(|(known, _)| known != name);
            if !value.is_empty() {
                jar.push((name.to_owned(), value.to_owned()));
            }
        }
        self.cookie = Some(jar.into_iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; "));
        self
    }

    /// The same with only the cookie of this name.
    pub(crate) fn only(&self, name: &str) -> Self {
        let cookies = self.cookie.iter().flat_map(|cookies| cookies.split("; "));
        let cookie = cookies.into_iter().find(|cookie| cookie.starts_with(&format!("{name}="))).map(str::to_owned);
        Self { cookie, ..self.clone() }
    }

    /// The same person at another server.
    pub(crate) fn at(&self, server: &Server) -> Self {
        Self { cookie: self.cookie.clone(), ..server.visitor() }
    }

    /// The secret part of the session's cookie.
    pub(crate) fn token(&self) -> &str {
        let value = self.cookie.as_deref().and_then(|cookie| cookie.split_once('=')).unwrap().1;
        value.splitn(3, '_').nth(2).unwrap()
    }

    pub(crate) fn connect(&self) -> io::Result<Connection> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        // Longer than anything a proof waits for: a server that says nothing more fails the proof instead of holding it.
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let stream: Box<dyn Stream> = match &self.tls {
            Some(config) => {
                let name = ServerName::try_from("localhost").unwrap();
                Box::new(StreamOwned::new(ClientConnection::new(Arc::clone(config), name).unwrap(), stream))
            }
            None => Box::new(stream),
        };
        Ok(Connection { stream: BufReader::new(stream), visitor: self.clone() })
    }

    /// One request on a connection of its own.
    pub(crate) fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> io::Result<Reply> {
        self.connect()?.ask(method, path, headers, body)
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, &[], b"").unwrap()
    }

    /// Sends JSON, which must be accepted.
    pub(crate) fn change(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Value {
        let reply = self.ask(method, path, headers, body.to_string().as_bytes()).unwrap();
        assert!((200..300).contains(&reply.status), "{method} {path}: {}", String::from_utf8_lossy(&reply.body));
        if reply.body.is_empty() { Value::Null } else { reply.json() }
    }

    pub(crate) fn host(&self) -> String {
        format!("localhost:{}", self.address.port())
    }
}

impl Connection {
    pub(crate) fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> io::Result<Reply> {
        let (host, scheme) = (self.visitor.host(), if self.visitor.tls.is_some() { "https" } else { "http" });
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\norigin: {scheme}://{host}\r\ncontent-length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "content-type") {
            head.push_str("content-type: application/json\r\n");
        }
        let cookie = self.visitor.cookie.as_deref().map(|cookie| ("cookie", cookie));
        for (name, value) in headers.iter().copied().chain(cookie) {
            write!(head, "{name}: {value}\r\n").unwrap();
        }
        let stream = self.stream.get_mut();
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        stream.write_all(body)?;
        stream.flush()?;
        self.read()
    }

    fn read(&mut self) -> io::Result<Reply> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.stream.read_line(&mut head)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap();
        let mut reply = Reply { status, head, body: Vec::new() };
        if reply.header("transfer-encoding").is_some() {
            self.read_chunks(&mut reply.body)?;
        } else if let Some(length) = reply.header("content-length").map(|length| length.parse().unwrap()) {
            reply.body = vec![0; length];
            self.stream.read_exact(&mut reply.body)?;
        }
        Ok(reply)
    }

    /// Asks for something that is followed: its head is read, and what comes is left for [`Connection::heard`].
    pub(crate) fn follow(mut self, path: &str) -> Self {
        let cookie = self.visitor.cookie.clone().unwrap();
        // As a browser asks: what is told as it happens is squeezed for nobody.
        let head = format!("GET {path} HTTP/1.1\r\nhost: {}\r\ncookie: {cookie}\r\naccept-encoding: gzip, br\r\n\r\n", self.visitor.host());
        let stream = self.stream.get_mut();
        stream.write_all(head.as_bytes()).unwrap();
        stream.flush().unwrap();
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(self.stream.read_line(&mut head).unwrap() > 0, "{head}");
        }
        assert!(head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"), "{head}");
        self
    }

    /// The next that is told: its name, and what is said; nothing when it has ended. What only keeps the line open is passed over.
    pub(crate) fn heard(&mut self) -> Option<(String, Value)> {
        loop {
            let mut length = String::new();
            if self.stream.read_line(&mut length).unwrap_or(0) == 0 {
                return None;
            }
            let length = usize::from_str_radix(length.trim(), 16).unwrap();
            let mut chunk = vec![0; length + 2];
            self.stream.read_exact(&mut chunk).ok()?;
            if length == 0 {
                return None;
            }
            let told = String::from_utf8(chunk).unwrap();
            let field = |name: &str| told.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
            if let (Some(name), Some(said)) = (field("event:"), field("data:")) {
                return Some((name.to_owned(), serde_json::from_str(said).unwrap()));
            }
        }
    }

    fn read_chunks(&mut self, body: &mut Vec<u8>) -> io::Result<()> {
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            let length = usize::from_str_radix(line.trim(), 16).map_err(|_| io::ErrorKind::UnexpectedEof)?;
            let start = body.len();
            body.resize(start + length + 2, 0);
            self.stream.read_exact(&mut body[start..])?;
            body.truncate(start + length);
            if length == 0 {
                return Ok(());
            }
        }
    }
}

/// Trusts the one certificate, and speaks one protocol.
pub(crate) fn trusting(certificate: &Path, protocol: &[u8]) -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(certificate).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    let mut config = config.with_safe_default_protocol_versions().unwrap().with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![protocol.to_vec()];
    Arc::new(config)
}
