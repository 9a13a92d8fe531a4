//! A server on loopback with a few routes of its own, and a client that sends exact bytes.

use access::{Access, AccessConfig};
use axum::routing::{get, post};
use gate::{ConnectionLimits, Hosts, Limits, Listener, Parts};
use kernel::{SystemClock, SystemRng};
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;
use store::door::{Config, Engine, Store};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use utoipa_axum::router::OpenApiRouter;
use vault::{OsRandom, Params, RootKey};

pub(crate) struct World {
    pub(crate) address: SocketAddr,
    _folder: tempfile::TempDir,
}

/// Small enough that a test sees them act.
pub(crate) fn quick() -> (Limits, ConnectionLimits) {
    let limits = Limits { time: Duration::from_millis(300), at_once: 8, ..Limits::default() };
    (limits, ConnectionLimits { head_time: Duration::from_millis(400), ..ConnectionLimits::default() })
}

pub(crate) fn app(folder: &tempfile::TempDir, limits: Limits) -> axum::Router {
    app_behind(folder, limits, gate::Proxies::default())
}

fn app_behind(folder: &tempfile::TempDir, limits: Limits, proxies: gate::Proxies) -> axum::Router {
    let config =
        Config { engine: Engine::Embedded, data_dir: folder.path().into(), host: "localhost".into(), open_organisations: 4, readers: 2 };
    let root = RootKey::generate(&mut OsRandom).unwrap();
    let store = Store::open(config, root.into(), Arc::new(SystemClock), Arc::new(SystemRng)).unwrap();
    let access = AccessConfig { password_params: Params::weak_for_tests(), password_threads: NonZeroUsize::MIN };
    let access = Access::start(store, access).unwrap();
    let api = OpenApiRouter::new()
        .merge(access::routes())
        .route("/echo", post(|body: String| async move { body }))
        .route("/long", get(|| async { axum::Json("x".repeat(4_096)) }))
        .route("/told", get(|| async { ([("content-type", "text/event-stream")], "data: a\n\n".repeat(512)) }))
        .route("/panic", get(panics))
        .route("/never", get(std::future::pending::<&'static str>));
    gate::app(Parts { access, api, hosts: Hosts::new(["muster.example.org"]), proxies, limits, measured: false })
}

async fn panics() -> &'static str {
    panic!("planted")
}

impl World {
    pub(crate) async fn plain() -> Self {
        Self::behind(gate::Proxies::default()).await
    }

    pub(crate) async fn behind(proxies: gate::Proxies) -> Self {
        let (limits, connections) = quick();
        let folder = tempfile::tempdir().unwrap();
        let listener = Listener::clear_text("127.0.0.1:0".parse().unwrap()).await.unwrap();
        let address = listener.address();
        tokio::spawn(gate::serve(
            vec![listener.behind(proxies.clone())],
            app_behind(&folder, limits, proxies),
            connections,
            std::future::pending(),
        ));
        Self { address, _folder: folder }
    }

    /// Sends bytes and reads until the server closes, which it must do in time.
    pub(crate) async fn send(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // The server may answer and close before everything is sent: what it said counts.
        let _ = stream.write_all(bytes).await;
        read(&mut stream).await
    }

    /// One request with the headers given; the connection closes after it.
    pub(crate) async fn ask(&self, line: &str, headers: &[(&str, &str)]) -> String {
        let mut text = format!("{line} HTTP/1.1\r\nconnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            text.push_str("host: localhost\r\n");
        }
        for (name, value) in headers {
            let _ = write!(text, "{name}: {value}\r\n");
        }
        self.send(format!("{text}\r\n").as_bytes()).await
    }
}

pub(crate) async fn read(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let ended = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "the server kept the connection open");
    String::from_utf8_lossy(&answer).into_owned()
}

pub(crate) fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
}
