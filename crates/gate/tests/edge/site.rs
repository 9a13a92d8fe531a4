//! The web app as it is served.

use crate::world::{World, status};

#[tokio::test]
async fn the_apps_addresses_are_its_page_and_unknown_files_are_not() {
    let world = World::plain().await;
    for path in ["/", "/jobs", "/customers/cus_01jd7q3v9mf4x8t2c5k6w0ezya"] {
        let answer = world.ask(&format!("GET {path}"), &[]).await;
        assert!(status(&answer) == 200 && answer.contains("text/html"), "{path}: {answer}");
    }
    for path in ["/_app/immutable/none.js", "/_app/x", "/favicon.ico", "/200.html.br", "/../Cargo.toml"] {
        assert_eq!(status(&world.ask(&format!("GET {path}"), &[]).await), 404, "{path}");
    }
    assert_eq!(status(&world.ask("POST /jobs", &[("content-length", "0")]).await), 405);
}

#[tokio::test]
async fn a_page_known_already_is_not_sent_again() {
    let world = World::plain().await;
    let first = world.ask("GET /", &[]).await;
    let etag = first.split("etag: ").nth(1).and_then(|rest| rest.split("\r\n").next()).unwrap();
    assert_eq!(status(&world.ask("GET /", &[("if-none-match", etag)]).await), 304);
}
