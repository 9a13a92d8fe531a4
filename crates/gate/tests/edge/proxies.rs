//! The PROXY protocol and `X-Forwarded-For` over real sockets: whose word is taken.

use crate::world::{World, quick, read, status};
use axum::Router;
use axum::routing::get;
use gate::{Listener, Proxies};
use std::net::SocketAddr;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// A server whose one route tells the address it sees.
async fn server(proxies: Proxies) -> SocketAddr {
    let listener = Listener::clear_text("127.0.0.1:0".parse().unwrap()).await.unwrap().behind(proxies);
    let address = listener.address();
    let tell = |axum::Extension(peer): axum::Extension<gate::Peer>| async move { peer.address.unwrap().to_string() };
    let app = Router::new().route("/", get(tell));
    tokio::spawn(gate::serve(vec![listener], app, quick().1, std::future::pending()));
    address
}

async fn said(address: SocketAddr, first: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = b"GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
    let _ = stream.write_all(&[first, request].concat()).await;
    read(&mut stream).await
}

fn proxies(trusted: &str) -> Proxies {
    Proxies { trusted: vec![kernel::Network::parse(trusted).unwrap()], protocol: true }
}

const FIRST: &[u8] = b"PROXY TCP4 203.0.113.7 192.0.2.1 56324 443\r\n";

#[tokio::test]
async fn a_trusted_proxy_is_believed_and_a_stranger_is_not() {
    let address = server(proxies("127.0.0.0/8")).await;
    assert!(said(address, FIRST).await.ends_with("203.0.113.7"));
    let second = [&b"\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x0c"[..], &[198, 51, 100, 9, 192, 0, 2, 1, 0, 1, 0, 2]].concat();
    assert!(said(address, &second).await.ends_with("198.51.100.9"));
    assert!(said(address, b"PROXY UNKNOWN\r\n").await.ends_with("127.0.0.1"), "the proxy's own question");
    let mapped = said(address, b"PROXY TCP6 ::ffff:203.0.113.7 2001:db8::1 56324 443\r\n").await;
    assert!(mapped.ends_with("\r\n203.0.113.7"), "one client has one address: {mapped}");
    let stranger = server(proxies("10.0.0.0/8")).await;
    assert_eq!(status(&said(stranger, FIRST).await), 400, "a stranger's header is no request");
    assert!(said(stranger, b"").await.ends_with("127.0.0.1"), "and a stranger speaks for itself");
}

#[tokio::test]
async fn a_proxy_that_does_not_say_it_is_not_served() {
    let address = server(proxies("127.0.0.0/8")).await;
    for first in [&b""[..], b"PROXY TCP4 nonsense\r\n", b"\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x00"] {
        assert_eq!(said(address, first).await, "", "{}", String::from_utf8_lossy(first));
    }
    // One that sends nothing holds its place no longer than any other client.
    let mut silent = TcpStream::connect(address).await.unwrap();
    silent.write_all(b"PROXY TCP4 ").await.unwrap();
    assert_eq!(read(&mut silent).await, "");
}

#[tokio::test]
async fn a_forwarded_address_that_cannot_be_read_is_refused() {
    let world = World::behind(Proxies { trusted: vec![kernel::Network::parse("127.0.0.1").unwrap()], protocol: false }).await;
    assert_eq!(status(&world.ask("GET /healthz", &[("x-forwarded-for", "203.0.113.7")]).await), 200);
    assert_eq!(status(&world.ask("GET /healthz", &[("x-forwarded-for", "somebody")]).await), 400);
    let world = World::plain().await;
    assert_eq!(status(&world.ask("GET /healthz", &[("x-forwarded-for", "somebody")]).await), 200, "from a stranger it is not read");
    let world = World::behind(proxies("127.0.0.0/8")).await;
    let request = b"PROXY TCP4 127.0.0.9 127.0.0.1 56324 443\r\nGET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n";
    let told = world.send(&[&request[..], b"x-forwarded-for: somebody\r\n\r\n"].concat()).await;
    assert_eq!(status(&told), 200, "where the PROXY protocol is spoken it is not read: {told}");
}
