//! TLS 1.2 and 1.3 and nothing older; clear text on loopback alone.

use crate::world::{app, quick, read};
use gate::{Listener, SelfSigned, ServeError};
use kernel::{Clock as _, SystemClock};
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, ProtocolVersion, RootCertStore, SupportedProtocolVersion, crypto::aws_lc_rs, version};

async fn encrypted() -> (SocketAddr, tempfile::TempDir) {
    let (limits, connections) = quick();
    let folder = tempfile::tempdir().unwrap();
    let made = SelfSigned { folder: folder.path().into(), names: vec!["muster.example.org".into()] };
    let certificates = made.open_or_make(SystemClock.now()).unwrap();
    let listener = Listener::encrypted("127.0.0.1:0".parse().unwrap(), Arc::new(certificates)).await.unwrap();
    let address = listener.address();
    tokio::spawn(gate::serve(vec![listener], app(&folder, limits), connections, std::future::pending()));
    (address, folder)
}

async fn speak(
    address: SocketAddr,
    folder: &tempfile::TempDir,
    versions: &[&'static SupportedProtocolVersion],
) -> (ProtocolVersion, String) {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(folder.path().join("self-signed.crt")).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider())).with_protocol_versions(versions).unwrap();
    let connector = TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth()));
    let stream = TcpStream::connect(address).await.unwrap();
    let mut stream = connector.connect(ServerName::try_from("localhost").unwrap(), stream).await.unwrap();
    let spoken = stream.get_ref().1.protocol_version().unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    (spoken, String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test]
async fn both_present_versions_are_spoken_and_promise_encryption() {
    let (address, folder) = encrypted().await;
    for (versions, wanted) in [(&version::TLS13, ProtocolVersion::TLSv1_3), (&version::TLS12, ProtocolVersion::TLSv1_2)] {
        let (spoken, answer) = speak(address, &folder, &[versions]).await;
        assert_eq!(spoken, wanted);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("strict-transport-security: max-age=63072000"), "{answer}");
    }
}

#[tokio::test]
async fn both_protocols_are_agreed_on_and_no_other() {
    let (address, folder) = encrypted().await;
    for (offered, wanted) in [(&["h2", "http/1.1"][..], Some("h2")), (&["http/1.1"], Some("http/1.1")), (&[], None)] {
        let stream = agree(address, &folder, offered).await.unwrap();
        assert_eq!(stream.get_ref().1.alpn_protocol(), wanted.map(str::as_bytes), "{offered:?}");
    }
    assert!(agree(address, &folder, &["http/1.0"]).await.is_err());
}

async fn agree(address: SocketAddr, folder: &tempfile::TempDir, protocols: &[&str]) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(folder.path().join("self-signed.crt")).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider())).with_safe_default_protocol_versions();
    let mut config = config.unwrap().with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
    let stream = TcpStream::connect(address).await.unwrap();
    TlsConnector::from(Arc::new(config)).connect(ServerName::try_from("localhost").unwrap(), stream).await
}

#[tokio::test]
async fn a_handshake_that_does_not_come_is_not_waited_for() {
    let (address, _folder) = encrypted().await;
    for sent in [&b""[..], &[0x16, 0x03, 0x01, 0x02]] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(sent).await.unwrap();
        // `read` fails when the server keeps the connection.
        assert_eq!(read(&mut stream).await, "");
    }
}

#[tokio::test]
async fn clear_text_on_the_encrypted_port_is_not_answered() {
    let (address, _folder) = encrypted().await;
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let answer = read(&mut stream).await;
    assert!(!answer.contains("HTTP/") && !answer.contains("ok"), "neither served nor redirected: {answer:?}");
}

/// A hello of TLS 1.1 written by hand: no library of today would send one.
#[tokio::test]
async fn older_versions_are_turned_away() {
    let (address, _folder) = encrypted().await;
    let mut hello = vec![0x03, 0x02];
    hello.extend([7; 32]);
    hello.extend([0, 0, 4, 0xc0, 0x13, 0xc0, 0x14, 1, 0]);
    let mut message = vec![1, 0, 0, u8::try_from(hello.len()).unwrap()];
    message.extend(hello);
    let mut record = vec![0x16, 0x03, 0x01, 0, u8::try_from(message.len()).unwrap()];
    record.extend(message);
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(&record).await.unwrap();
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    assert!(answer.first().is_none_or(|kind| *kind == 0x15), "expected an alert, got {answer:?}");
}

#[tokio::test]
async fn the_self_made_key_is_its_owners_alone() {
    let (_, folder) = encrypted().await;
    let mode = std::fs::metadata(folder.path().join("self-signed.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o400);
}

#[tokio::test]
async fn clear_text_is_refused_off_loopback() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let refused = Listener::clear_text(address.parse().unwrap()).await.unwrap_err();
        assert!(matches!(refused, ServeError::ClearText(_)), "{refused}");
    }
}
