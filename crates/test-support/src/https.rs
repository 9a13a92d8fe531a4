//! HTTP/1.1 over TLS with the bare hands: a server that answers as it is told, and a visitor who follows nothing by himself.

use crate::certificates::{Authority, KEY, SERVER};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;

/// A request as it came, or an answer: its first line, headers by their lower-case names (cookies one a line), and body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Such as `GET /jwks HTTP/1.1`.
    pub line: String,
    /// Headers.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The status.
    pub status: u16,
    /// Further headers, such as where a redirect leads.
    pub headers: Vec<(&'static str, String)>,
    /// The body; JSON.
    pub body: String,
}

impl Said {
    /// 200 with this JSON.
    pub fn json(value: &serde_json::Value) -> Self {
        Self { status: 200, headers: Vec::new(), body: value.to_string() }
    }
}

/// A server on this machine that answers as it is told, ended with the test.
#[derive(Debug)]
pub struct HttpsServer {
    /// Where it listens, on localhost.
    pub port: u16,
    /// Its key and certificate.
    _folder: tempfile::TempDir,
}

impl HttpsServer {
    /// Starts one, for which this authority vouches; `answer` gets the server's own address, such as `https://localhost:4711`, and what it is asked.
    pub fn start(authority: &Authority, answer: impl Fn(&str, &Asked) -> Said + Send + Sync + 'static) -> Self {
        let folder = tempfile::Builder::new().prefix("muster-https-").tempdir().expect("a temporary folder can be made");
        authority.vouch(folder.path());
        let config = server_config(folder.path());
        let socket = TcpListener::bind("localhost:0").expect("a port is free");
        let port = socket.local_addr().expect("it listens").port();
        let answer = Arc::new(answer);
        std::thread::spawn(move || {
            for stream in socket.incoming().flatten() {
                let (config, answer) = (Arc::clone(&config), Arc::clone(&answer));
                std::thread::spawn(move || {
                    let connection = ServerConnection::new(config).expect("the configuration is good");
                    serve(StreamOwned::new(connection, stream), &format!("https://localhost:{port}"), &*answer);
                });
            }
        });
        Self { port, _folder: folder }
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("https://localhost:{}", self.port)
    }
}

fn server_config(folder: &Path) -> Arc<ServerConfig> {
    let chain = CertificateDer::pem_file_iter(folder.join(SERVER)).expect("it was just made");
    let chain = chain.map(|certificate| certificate.expect("it was just made")).collect();
    let key = PrivateKeyDer::from_pem_file(folder.join(KEY)).expect("it was just made");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("defaults are good");
    Arc::new(config.with_no_client_auth().with_single_cert(chain, key).expect("key and certificate belong together"))
}

fn serve(stream: StreamOwned<ServerConnection, TcpStream>, own: &str, answer: &dyn Fn(&str, &Asked) -> Said) {
    let mut stream = BufReader::new(stream);
    let Some(asked) = read(&mut stream, true) else { return };
    let Said { status, headers, body } = answer(own, &asked);
    let further: Vec<String> = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let head = format!(
        "HTTP/1.1 {status} Said\r\ncontent-type: application/json\r\ncontent-length: {}\r\n{}connection: close\r\n\r\n",
        body.len(),
        further.concat()
    );
    let stream = stream.get_mut();
    // Whoever asked may have gone already.
    let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).and_then(|()| stream.flush());
    stream.conn.send_close_notify();
    let _ = stream.flush();
}

/// Reads a head, and the body of a request.
fn read(stream: &mut impl BufRead, with_body: bool) -> Option<Asked> {
    let (mut asked, mut line) = (Asked::default(), String::new());
    while stream.read_line(&mut line).is_ok_and(|read| read > 0) && line != "\r\n" {
        match line.trim_end().split_once(": ").filter(|_| !asked.line.is_empty()) {
            Some((name, value)) => {
                let kept = asked.headers.entry(name.to_lowercase()).or_default();
                *kept = if kept.is_empty() { value.to_owned() } else { format!("{kept}\n{value}") };
            }
            None => line.trim_end().clone_into(&mut asked.line),
        }
        line.clear();
    }
    if with_body && let Some(length) = asked.headers.get("content-length").and_then(|length| length.parse().ok()) {
        asked.body = vec![0; length];
        stream.read_exact(&mut asked.body).ok()?;
    }
    (!asked.line.is_empty()).then_some(asked)
}

/// Asks for an address by GET, with cookies, and believes the authority of this file; tells the head of the answer.
pub fn visit(url: &str, cookies: &BTreeMap<String, String>, authority: &Path) -> Asked {
    let rest = url.strip_prefix("https://").unwrap_or_else(|| panic!("{url} is not https"));
    let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(authority).expect("the authority was made") {
        roots.add(certificate.expect("the authority was made")).expect("it is an authority");
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("defaults are good");
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let connection = ClientConnection::new(config, ServerName::try_from("localhost").expect("it is a name")).expect("it is good");
    let stream = TcpStream::connect(host).unwrap_or_else(|error| panic!("{host}: {error}"));
    let mut stream = BufReader::new(StreamOwned::new(connection, stream));
    let jar: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: {host}\r\ncookie: {}\r\naccept: text/html\r\nconnection: close\r\n\r\n", jar.join("; "));
    stream.get_mut().write_all(request.as_bytes()).expect("it takes a request");
    stream.get_mut().flush().expect("it takes a request");
    read(&mut stream, false).unwrap_or_else(|| panic!("{url}: no answer"))
}
