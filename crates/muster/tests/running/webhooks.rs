//! Webhooks told by the running program to a real receiver over HTTPS: signed, tried again, replayed, under two secrets, and not to
//! places inside.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use crate::visitor::Visitor;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;
use vault::WebhookSecret;

const SLUG: &str = "quill";

/// What the receiver was told.
pub(crate) struct Message {
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Message {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// Whether one of the signatures is that of `secret`.
    pub(crate) fn is_signed(&self, secret: &Value) -> bool {
        let at = self.headers["webhook-timestamp"].parse().unwrap();
        let right = WebhookSecret::parse(secret.as_str().unwrap()).unwrap().sign(&self.headers["webhook-id"], at, &self.body);
        self.headers["webhook-signature"].split(' ').any(|signature| signature == right)
    }
}

/// A receiver of its own certificate, which answers with the statuses it is given, and then with 204.
pub(crate) struct Inbox {
    port: u16,
    pub(crate) certificate: PathBuf,
    pub(crate) messages: Receiver<Message>,
    pub(crate) answers: Sender<&'static str>,
}

impl Inbox {
    pub(crate) fn open(folder: &Path) -> Self {
        let (config, certificate) = receiving(folder);
        let socket = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = socket.local_addr().unwrap().port();
        let ((told, messages), (answers, wanted)) = (channel(), channel());
        std::thread::spawn(move || {
            for stream in socket.incoming().flatten() {
                let stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), stream);
                receive(BufReader::new(stream), &told, &wanted);
            }
        });
        Self { port, certificate, messages, answers }
    }

    pub(crate) fn next(&self) -> Message {
        self.messages.recv_timeout(Duration::from_secs(60)).unwrap()
    }

    pub(crate) fn url(&self) -> String {
        format!("https://localhost:{}/hooks/secret-path", self.port)
    }
}

/// What a receiver answers TLS with: a certificate of its own, kept in the folder.
pub(crate) fn receiving(folder: &Path) -> (Arc<ServerConfig>, PathBuf) {
    std::fs::create_dir_all(folder).unwrap();
    let made = gate::SelfSigned { folder: folder.to_owned(), names: vec!["localhost".into()] };
    made.open_or_make(kernel::Clock::now(&kernel::SystemClock)).unwrap();
    let certificate = folder.join("self-signed.crt");
    let chain: Vec<_> = CertificateDer::pem_file_iter(&certificate).unwrap().map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_file(folder.join("self-signed.key")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    (Arc::new(config.with_no_client_auth().with_single_cert(chain, key).unwrap()), certificate)
}

type Line = BufReader<StreamOwned<ServerConnection, std::net::TcpStream>>;

fn receive(mut stream: Line, told: &Sender<Message>, wanted: &Receiver<&'static str>) {
    let (mut headers, mut line) = (BTreeMap::new(), String::new());
    while stream.read_line(&mut line).is_ok_and(|read| read > 0) && line != "\r\n" {
        if let Some((name, value)) = line.trim_end().split_once(": ") {
            headers.insert(name.to_lowercase(), value.to_owned());
        } else {
            headers.insert("line".into(), line.trim_end().to_owned());
        }
        line.clear();
    }
    let Some(length) = headers.get("content-length").and_then(|length| length.parse().ok()) else { return };
    let mut body = vec![0; length];
    if stream.read_exact(&mut body).is_ok() {
        let status = wanted.try_recv().unwrap_or("204 No Content");
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nlocation: https://localhost:1/\r\nconnection: close\r\n\r\n");
        let _ = stream.get_mut().write_all(answer.as_bytes());
        let _ = stream.get_mut().flush();
        let _ = told.send(Message { headers, body });
    }
}

fn server(house: &House, inbox: &Inbox, manner: Manner) -> Server {
    let ca = format!("--outbound-authority={}", inbox.certificate.display());
    Server::start_with(house, manner, &[&ca, "--outbound-networks=[127.0.0.0/8, \"::1\"]"])
}

fn made(owner: &Visitor, url: &str, actions: &Value) -> Value {
    owner.change("POST", "/api/v1/webhooks", &[], &json!({"name": "Tickets", "url": url, "actions": actions}))
}

pub(crate) fn job(owner: &Visitor, title: &str) -> Value {
    owner.change("POST", "/api/v1/jobs", &[], &json!({"type": "Repair", "title": title, "priority": "p2"}))
}

/// The deliveries, once they are as `wanted`.
fn deliveries(owner: &Visitor, webhook: &Value, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
    let path = format!("/api/v1/webhooks/{}/deliveries", webhook["id"].as_str().unwrap());
    loop {
        let found = owner.get(&path).json()["items"].as_array().unwrap().clone();
        if wanted(&found) {
            return found;
        }
    }
}

#[test]
fn records_are_told_signed_again_and_under_two_secrets() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let inbox = Inbox::open(&house.folder().join("tmp"));
        let server = server(&house, &inbox, Manner::USUAL);
        let owner = server.visitor().signed_in(SLUG, "owner@example.org");
        job(&owner, "Before there was a webhook");
        let webhook = made(&owner, &inbox.url(), &json!(["job.*"]));
        inbox.answers.send("503 Service Unavailable").unwrap();
        let job = job(&owner, "Gargoyle loose");
        let first = inbox.next();
        assert_eq!(first.headers["line"], "POST /hooks/secret-path HTTP/1.1", "{on:?}");
        assert!(first.is_signed(&webhook["secret"]));
        let told = first.json();
        assert_eq!((&told["type"], &told["data"]["subject"]["id"]), (&json!("job.created"), &job["id"]));
        assert!(!String::from_utf8_lossy(&first.body).contains("Gargoyle"), "nobody's words leave");
        let organisation = owner.get("/api/v1/me").json()["organisation"]["id"].clone();
        assert_eq!(told["data"]["organisation_id"], organisation);
        // It was not taken: five seconds later it comes again, the same and under the same id, signed for its own time.
        let second = inbox.next();
        assert_eq!((&second.headers["webhook-id"], &second.body), (&first.headers["webhook-id"], &first.body));
        assert!(second.is_signed(&webhook["secret"]) && second.headers["webhook-timestamp"] > first.headers["webhook-timestamp"]);
        let done = deliveries(&owner, &webhook, |found| found[0]["state"] == "delivered");
        assert_eq!((done.len(), &done[0]["attempts"], &done[0]["status"]), (1, &json!(2), &json!(204)), "only what came after it was made");
        // For a day the old secret and the new one both sign.
        let path = format!("/api/v1/webhooks/{}", webhook["id"].as_str().unwrap());
        let renewed = owner.change("POST", &format!("{path}/secret"), &[], &Value::Null);
        owner.change("POST", &format!("/api/v1/deliveries/{}/replay", done[0]["id"].as_str().unwrap()), &[], &Value::Null);
        let again = inbox.next();
        assert_eq!(again.headers["webhook-id"], first.headers["webhook-id"]);
        assert!(again.is_signed(&webhook["secret"]) && again.is_signed(&renewed["secret"]));
        assert!(!first.is_signed(&renewed["secret"]));
        owner.change("POST", &format!("{path}/test"), &[], &Value::Null);
        assert_eq!(inbox.next().json()["type"], "webhook.test");
        // A redirect is an answer like any other, and followed by nobody.
        inbox.answers.send("302 Found").unwrap();
        owner.change("POST", &format!("{path}/test"), &[], &Value::Null);
        inbox.next();
        let moved = deliveries(&owner, &webhook, |found| found[0]["status"] == 302);
        assert_eq!(moved[0]["state"], "due");
        // Whoever answers that it is gone is not asked again.
        inbox.answers.send("410 Gone").unwrap();
        owner.change("POST", &format!("{path}/test"), &[], &Value::Null);
        while owner.get("/api/v1/webhooks").json()["items"][0]["paused_at"].is_null() {}
        let given_up = owner.get("/api/v1/audit?action=webhook.given_up").json();
        assert_eq!(given_up["items"][0]["actor"]["kind"], "system");
        let said = server.end();
        assert!(!String::from_utf8_lossy(&said).contains("secret-path"), "no address in the log lines");
    }
}

#[test]
fn what_was_recorded_while_nothing_was_sent_is_not_missed() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let inbox = Inbox::open(&house.folder().join("tmp"));
        let server = server(&house, &inbox, Manner::USUAL);
        let owner = server.visitor().signed_in(SLUG, "owner@example.org");
        let webhook = made(&owner, &inbox.url(), &json!(["job.created"]));
        let path = format!("/api/v1/webhooks/{}", webhook["id"].as_str().unwrap());
        owner.change("PATCH", &path, &[("if-match", "\"1\"")], &json!({"paused": true}));
        let jobs: Vec<Value> = (0..5).map(|n| job(&owner, &format!("Job {n}"))["id"].clone()).collect();
        owner.change("PATCH", &path, &[("if-match", "\"2\"")], &json!({"paused": false}));
        // Killed before or after some were sent: another process goes on.
        server.kill();
        let server = self::server(&house, &inbox, Manner::USUAL);
        let mut told = std::collections::BTreeSet::new();
        while told.len() < jobs.len() {
            told.insert(inbox.next().json()["data"]["subject"]["id"].as_str().unwrap().to_owned());
        }
        assert!(jobs.iter().all(|job| told.contains(job.as_str().unwrap())), "{on:?}");
        server.end();
    }
}

#[test]
fn places_inside_are_not_gone_to() {
    let house = House::with_organisation(On::Embedded, SLUG);
    let inbox = Inbox::open(&house.folder().join("tmp"));
    let ca = format!("--outbound-authority={}", inbox.certificate.display());
    let server = Server::start_with(&house, Manner::USUAL, &[&ca]);
    let owner = server.visitor().signed_in(SLUG, "owner@example.org");
    for url in ["http://localhost/", "https://ana:pw@localhost/", "https://localhost:22/", "nonsense"] {
        let body = json!({"name": "A", "url": url, "actions": ["*"]}).to_string();
        assert_eq!(owner.ask("POST", "/api/v1/webhooks", &[], body.as_bytes()).unwrap().status, 422, "{url}");
    }
    let webhook = made(&owner, &inbox.url(), &json!(["webhook.created"]));
    let tried = deliveries(&owner, &webhook, |found| found.first().is_some_and(|one| !one["fault"].is_null()));
    assert_eq!(tried[0]["fault"], "address-not-allowed");
    assert!(inbox.messages.try_recv().is_err(), "nobody was asked");
    server.end();
}
