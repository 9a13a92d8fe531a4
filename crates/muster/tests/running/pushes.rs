//! Push messages by the running program, to a real push service over HTTPS: from the act of one member to the browser of another, on
//! every server, for as long as that member is signed in there; and not at all on a server whose operator named no push service.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use crate::visitor::Visitor;
use serde_json::{Value, json};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;
use test_support::{Asked, Authority, Browser, HttpsServer, Said, vouched};

const SLUG: &str = "quill";

/// Two members, each the only one of their role.
const ANA: (&str, &str) = ("ana", "auditor");
const BEN: (&str, &str) = ("ben", "dispatcher");

fn address(name: &str) -> String {
    format!("{name}@example.org")
}

/// An organisation that has both.
fn house(on: On) -> House {
    let house = House::with_organisation(on, SLUG);
    for (name, role) in [ANA, BEN] {
        house.add_member(SLUG, name, &address(name), role);
    }
    house
}

/// A push service that takes everything.
fn service(authority: &Authority) -> (HttpsServer, Receiver<Asked>) {
    let (told, asked) = channel();
    let told = Mutex::new(told);
    let server = HttpsServer::start(authority, move |_, asked| {
        let _ = told.lock().unwrap().send(asked.clone());
        Said { status: 201, headers: Vec::new(), body: String::new() }
    });
    (server, asked)
}

fn start(house: &House, authority: &Authority, manner: Manner, hosts: &str) -> Server {
    let believed = format!("--outbound-authority={}", authority.path().display());
    Server::start_with(house, manner, &[&believed, "--outbound-networks=[127.0.0.0/8, \"::1\"]", &format!("--push-hosts={hosts}")])
}

/// Somebody and their browser.
struct Listener {
    id: Value,
    /// Held by nobody else: what is announced to this role is announced to them alone.
    role: &'static str,
    visitor: Visitor,
    browser: Browser,
}

impl Listener {
    fn new(server: &Server, (name, role): (&str, &'static str), service: &HttpsServer) -> Self {
        let visitor = server.visitor().signed_in(SLUG, &address(name));
        let id = visitor.get("/api/v1/me").json()["member"]["id"].clone();
        let browser = Browser::new();
        let endpoint = format!("{}/send/{name}", service.url());
        let made = visitor.change("POST", "/api/v1/me/push-subscriptions", &[], &browser.subscription(&endpoint));
        assert_eq!((&made["here"], made.get("endpoint")), (&json!(true), None), "its address is a secret");
        Self { id, role, visitor, browser }
    }
}

fn announce(owner: &Visitor, to: &[&Listener], title: &str) {
    let roles: Vec<&str> = to.iter().map(|one| one.role).collect();
    let body = json!({"title": title, "text": "Nobody's business", "audience": {"role_ids": roles}, "acknowledge": false});
    owner.change("POST", "/api/v1/announcements", &[], &body);
}

fn next(asked: &Receiver<Asked>) -> Asked {
    asked.recv_timeout(Duration::from_secs(60)).unwrap()
}

fn said(browser: &Browser, asked: &Asked) -> Value {
    serde_json::from_slice(&browser.open(&asked.body).unwrap()).unwrap()
}

#[test]
fn from_the_act_of_one_to_the_browser_of_another() {
    for on in BOTH {
        let house = house(on);
        let authority = Authority::make();
        let (service, asked) = service(&authority);
        let mut servers = vec![start(&house, &authority, Manner::USUAL, "[localhost]")];
        if on == On::Postgres {
            servers.push(start(&house, &authority, Manner { second: true, ..Manner::USUAL }, "[localhost]"));
        }
        let owner = servers[0].visitor().signed_in(SLUG, "owner@example.org");
        let ana = Listener::new(&servers[0], ANA, &service);
        let ben = Listener::new(&servers[0], BEN, &service);
        let key = ana.visitor.get("/api/v1/me/push-key").json()["key"].as_str().unwrap().to_owned();
        for server in &servers {
            announce(&owner.at(server), &[&ana], "Gate closed");
            let got = next(&asked);
            assert_eq!(got.line, "POST /send/ana HTTP/1.1", "{on:?}");
            let told = said(&ana.browser, &got);
            let notices = ana.visitor.get("/api/v1/me/notices").json();
            assert_eq!((&told["id"], &told["title"]), (&notices["items"][0]["id"], &notices["items"][0]["title"]));
            assert!(told["title"].as_str().unwrap().contains("Gate closed") && !told.to_string().contains("business"));
            assert_eq!(vouched(&got.headers["authorization"], &key).unwrap()["aud"], service.url());
            assert!(ben.browser.open(&got.body).is_none());
        }
        let listed = || ana.visitor.get("/api/v1/me/push-subscriptions").json()["items"][0].clone();
        while listed()["last_sent_at"].is_null() {}
        // Whoever signs out hears nothing more there: what was told to another afterwards has come, and theirs has not.
        ana.visitor.ask("DELETE", "/api/v1/session", &[], b"").unwrap();
        announce(&owner, &[&ana, &ben], "First");
        announce(&owner, &[&ben], "Second");
        assert_eq!([next(&asked).line, next(&asked).line], ["POST /send/ben HTTP/1.1"; 2].map(str::to_owned));
        let ended =
            owner.change("PUT", &format!("/api/v1/members/{}/revocation", ben.id.as_str().unwrap()), &[], &json!({"reason": "Lost"}));
        assert_eq!(ended["push_subscriptions"], 1);
        assert!(asked.try_recv().is_err());
        let lines: Vec<u8> = servers.into_iter().flat_map(Server::end).collect();
        assert!(!String::from_utf8_lossy(&lines).contains("/send/"), "no address in the log lines");
    }
}

#[test]
fn a_server_that_was_told_of_no_push_service_sends_nothing() {
    for on in BOTH {
        let house = house(on);
        let authority = Authority::make();
        let (service, asked) = service(&authority);
        // Turned on while there was one; then the operator thinks better of it.
        let server = start(&house, &authority, Manner::USUAL, "[localhost]");
        let ana = Listener::new(&server, ANA, &service);
        server.end();
        let server = start(&house, &authority, Manner::USUAL, "[]");
        let (owner, ana) = (server.visitor().signed_in(SLUG, "owner@example.org"), Listener { visitor: ana.visitor.at(&server), ..ana });
        assert_eq!(ana.visitor.get("/api/v1/me/push-key").json(), json!({"key": null}));
        let body = ana.browser.subscription(&service.url()).to_string();
        let refused = ana.visitor.ask("POST", "/api/v1/me/push-subscriptions", &[], body.as_bytes()).unwrap();
        assert!(refused.status == 422 && refused.json()["code"] == "push-off", "{}", refused.json());
        announce(&owner, &[&ana], "Gate closed");
        while ana.visitor.get("/api/v1/me/push-subscriptions").json()["items"][0]["fault"] != "not-allowed" {}
        assert!(asked.try_recv().is_err(), "nobody was asked");
        server.end();
    }
}
