//! Bounds that hold against clients that do not keep to anything.

use crate::world::{World, read, status};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

#[tokio::test]
async fn silence_and_half_a_head_are_not_waited_for() {
    let world = World::plain().await;
    for sent in ["", "GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-slow: "] {
        let mut stream = TcpStream::connect(world.address).await.unwrap();
        stream.write_all(sent.as_bytes()).await.unwrap();
        // `read` fails when the server keeps the connection.
        let answer = read(&mut stream).await;
        assert!(answer.is_empty() || status(&answer) == 408, "{answer}");
    }
}

#[tokio::test]
async fn heads_are_bounded() {
    let world = World::plain().await;
    let long = "a".repeat(20 * 1024);
    let answer = world.ask("GET /healthz", &[("x-long", &long)]).await;
    assert!(matches!(status(&answer), 0 | 431), "{answer}");
    let many: Vec<(String, String)> = (0..100).map(|at| (format!("x-{at}"), "1".into())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = world.ask("GET /healthz", &many).await;
    assert!(matches!(status(&answer), 0 | 431), "{answer}");
    let address = format!("GET /{}", "a".repeat(9_000));
    assert_eq!(status(&world.ask(&address, &[]).await), 414);
}

#[tokio::test]
async fn a_body_too_large_is_refused_unread() {
    let world = World::plain().await;
    let answer = world.ask("POST /api/v1/echo", &[("content-length", "314572800")]).await;
    assert_eq!(status(&answer), 413, "{answer}");
    assert!(answer.contains("\"code\":\"too-large\""), "{answer}");
}

#[tokio::test]
async fn a_handler_that_panics_costs_its_own_answer_alone() {
    let world = World::plain().await;
    assert_eq!(status(&world.ask("GET /api/v1/panic", &[]).await), 500);
    assert_eq!(status(&world.ask("GET /healthz", &[]).await), 200);
}

#[tokio::test]
async fn compressed_only_when_asked_and_never_for_another_site() {
    let world = World::plain().await;
    let gzip = ("accept-encoding", "gzip");
    assert!(world.ask("GET /api/v1/long", &[gzip]).await.contains("content-encoding: gzip"));
    assert!(!world.ask("GET /api/v1/long", &[]).await.contains("content-encoding"));
    let followed = [gzip, ("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
    assert!(!world.ask("GET /api/v1/long", &followed).await.contains("content-encoding"));
    assert!(!world.ask("GET /healthz", &[gzip]).await.contains("content-encoding"), "too small to pay");
}
