//! Requests that two servers in a row would read differently: refused, or read once and the connection closed.

use crate::world::{World, status};

const AMBIGUOUS: &[&str] = &[
    "content-length: 5\r\ncontent-length: 6\r\n",
    "content-length: +5\r\n",
    "content-length: 5, 6\r\n",
    "transfer-encoding: xchunked\r\n",
    "transfer-encoding: chunked, identity\r\n",
    "transfer-encoding : chunked\r\n",
    "x-a: 1\n\rtransfer-encoding: chunked\r\n",
];

#[tokio::test]
async fn ambiguous_lengths_are_refused() {
    let world = World::plain().await;
    for headers in AMBIGUOUS {
        let request = format!(
            "POST /api/v1/echo HTTP/1.1\r\nhost: localhost\r\n{headers}\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n"
        );
        let answer = world.send(request.as_bytes()).await;
        assert!(matches!(status(&answer), 0 | 400), "{headers}: {answer}");
        assert!(!answer.contains("ok\n"), "the second request was served: {headers}");
    }
}

#[tokio::test]
async fn a_length_beside_chunks_smuggles_nothing() {
    let world = World::plain().await;
    let request = "POST /api/v1/echo HTTP/1.1\r\nhost: localhost\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n\
                   0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let answer = world.send(request.as_bytes()).await;
    // RFC 9112, 6.3: refuse it, or read chunks and close.
    assert!(answer.matches("HTTP/1.1 ").count() <= 1 && !answer.contains("ok\n"), "{answer}");
}

#[tokio::test]
async fn two_hosts_are_nobody() {
    let world = World::plain().await;
    let answer = world.send(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nhost: evil.example\r\nconnection: close\r\n\r\n").await;
    assert_eq!(status(&answer), 421, "{answer}");
    let answer = world.send(b"GET http://evil.example/healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").await;
    assert_eq!(status(&answer), 421, "{answer}");
}
