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
    // Path and query together, to the byte; the mark between them is not counted.
    for (path, query, wanted) in [(8_192, 0, 200), (8_193, 0, 414), (100, 8_092, 200), (100, 8_093, 414)] {
        let query = if query == 0 { String::new() } else { format!("?{}", "b".repeat(query)) };
        let address = format!("GET /{}{query}", "a".repeat(path - 1));
        assert_eq!(status(&world.ask(&address, &[]).await), wanted, "{path} and {}", query.len());
    }
}

/// Where files are sent, the bound is theirs, and there is one.
#[tokio::test]
async fn files_have_a_bound_of_their_own() {
    let world = World::plain().await;
    for (line, length, too_large) in [
        ("POST /api/v1/imports", "2097152", false),
        ("POST /api/v1/imports", "268435457", true),
        ("PUT /api/v1/imports", "2097152", true),
        ("POST /api/v1/imports/other", "2097152", true),
    ] {
        let answer = world.ask(line, &[("content-length", length)]).await;
        assert_eq!(status(&answer) == 413, too_large, "{line} {length}: {answer}");
    }
}

/// Nobody waits behind others for a place: whoever finds none is told at once.
#[tokio::test]
async fn more_at_once_than_there_are_places_are_told() {
    let world = std::sync::Arc::new(World::plain().await);
    let ask = |world: std::sync::Arc<World>| tokio::spawn(async move { world.ask("GET /api/v1/never", &[]).await });
    let asked: Vec<_> = (0..24).map(|_| ask(std::sync::Arc::clone(&world))).collect();
    let mut busy = 0;
    for one in asked {
        let answer = one.await.unwrap();
        assert_eq!(status(&answer), 503, "{answer}");
        busy += usize::from(answer.contains("Too many requests"));
    }
    assert!(busy > 0, "each of 24 found one of 8 places");
    assert_eq!(status(&world.ask("GET /healthz", &[]).await), 200, "the places are given back");
}

#[tokio::test]
async fn a_body_too_large_is_refused_unread() {
    let world = World::plain().await;
    let answer = world.ask("POST /api/v1/echo", &[("content-length", "314572800")]).await;
    assert_eq!(status(&answer), 413, "{answer}");
    assert!(answer.contains("\"code\":\"too-large\""), "{answer}");
}

/// Bytes of a refused body are never taken for the next request.
#[tokio::test]
async fn a_body_too_large_without_a_length_ends_the_connection_or_is_read_over() {
    let world = World::plain().await;
    let smuggled = "GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let chunk = smuggled.repeat(1_500_000 / smuggled.len());
    let request = format!(
        "POST /api/v1/echo HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n{:x}\r\n{chunk}\r\n0\r\n\r\n",
        chunk.len()
    );
    let answer = world.send(request.as_bytes()).await;
    // A server that closes early may take its answer with it.
    assert!(matches!(status(&answer), 0 | 413), "{answer}");
    assert!(answer.matches("HTTP/1.1 ").count() <= 1 && !answer.contains("ok\n"), "{answer}");
    assert_eq!(status(&world.ask("GET /healthz", &[]).await), 200);
}

#[tokio::test]
async fn a_body_that_does_not_come_is_not_waited_for() {
    let world = World::plain().await;
    for framing in ["content-length: 10\r\n\r\nabc", "transfer-encoding: chunked\r\n\r\na\r\nabc"] {
        let answer = world.send(format!("POST /api/v1/echo HTTP/1.1\r\nhost: localhost\r\n{framing}").as_bytes()).await;
        assert!(matches!(status(&answer), 408 | 503), "{framing}: {answer}");
    }
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
    assert!(!world.ask("GET /api/v1/told", &[gzip]).await.contains("content-encoding"), "what is told as it happens ends whole");
}
