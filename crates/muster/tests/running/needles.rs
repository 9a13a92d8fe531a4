//! Proof 3: what people type, and every secret, is found in no file, no log line and no capture of the wire.
//!
//! The exception that the design names: PostgreSQL's own columns are in clear and rely on the disk's encryption. There, only what
//! is sealed or not kept at all is asked to stay unseen.

use crate::house::{BOTH, House, On, PASSWORD};
use crate::http2;
use crate::server::{Manner, Server};
use crate::visitor::Visitor;
use crate::wire::Wire;
use base64::Engine as _;
use diesel::connection::SimpleConnection as _;
use diesel::{Connection as _, PgConnection};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use test_support::{Needles, Postgres, Sighting};

/// Data of people and work.
mod ordinary {
    pub(super) const ORGANISATION: &str = "Quillfeather Consolidated";
    pub(super) const MEMBER: &str = "Wilhelmina Quarterstaff";
    pub(super) const EMAIL: &str = "wilhelmina.quarterstaff@quill.test";
    pub(super) const CUSTOMER: &str = "Marchbanks and Daughters";
    pub(super) const CUSTOMER_NOTES: &str = "pays late since the flood";
    pub(super) const PHONE: &str = "+44 1632 960817";
    pub(super) const ADDRESS: &str = "17 Needlemaker Passage";
    pub(super) const ACCESS_NOTES: &str = "key under the third brick";
    pub(super) const JOB: &str = "Boiler in the crypt hums";
    pub(super) const DESCRIPTION: &str = "The widow Pemberton hears it at night";
    pub(super) const HOLD: &str = "waits for the bishop's consent";
    pub(super) const VIEW: &str = "Crypt and belfry only";
    pub(super) const KEY: &str = "idempotency-needle-5c0e77";
    pub(super) const FILE: &str = "parish-register-extract.csv";
    pub(super) const CELL: &str = "Gargoyle lost its left ear";
    pub(super) const REFUSED: &str = "the feast of St Swithin";
    pub(super) const ALL: [(&str, &str); 16] = [
        ("organisation", ORGANISATION),
        ("member", MEMBER),
        ("email", EMAIL),
        ("customer", CUSTOMER),
        ("customer notes", CUSTOMER_NOTES),
        ("phone", PHONE),
        ("address", ADDRESS),
        ("access notes", ACCESS_NOTES),
        ("job", JOB),
        ("description", DESCRIPTION),
        ("hold", HOLD),
        ("view", VIEW),
        ("idempotency key", KEY),
        ("file name", FILE),
        ("cell", CELL),
        ("refused value", REFUSED),
    ];
}

/// What is sealed wherever it is kept, or kept nowhere.
mod sealed {
    pub(super) const NOTE: &str = "note-needle-903bfe: ask for Ottoline";
    pub(super) const WRONG_PASSWORD: &str = "wrong-password-needle-1d22aa";
    pub(super) const STRANGER: &str = "stranger-needle-77aa01@quill.test";
    pub(super) const SEARCH: &str = "searchneedle5512";
    pub(super) const BROWSER: &str = "browser-needle-40cc/1.0";
    pub(super) const MISTYPED: &str = "mistyped-needle-8e8e11";
    pub(super) const ALL: [(&str, &str); 6] = [
        ("note", NOTE),
        ("wrong password", WRONG_PASSWORD),
        ("stranger", STRANGER),
        ("search", SEARCH),
        ("browser", BROWSER),
        ("mistyped", MISTYPED),
    ];
}

const SLUG: &str = "quill";
const TALKATIVE: Manner = Manner { encrypted: true, log: "trace", second: false };
const IN_CLEAR: Manner = Manner { encrypted: false, ..TALKATIVE };

#[test]
fn nothing_is_told() {
    for on in BOTH {
        let house = House::new(on);
        house.run(&["org", "create", SLUG, "--name", ordinary::ORGANISATION, "--zone", "Europe/London"], "");
        house.add_member(SLUG, ordinary::MEMBER, ordinary::EMAIL, "owner");
        let server = Server::start(&house, TALKATIVE);
        let wire = Wire::tap(server.address);
        let (visitor, feed) = life(server.visitor_at(wire.address));
        life_over_http2(&house, &wire, &visitor);
        let (secrets, all) = needles(&house, &visitor, &feed);

        let backup = tempfile::tempdir().unwrap();
        copy(&house.data(), backup.path());
        assert_eq!(all.in_folder(&house.data()), [], "{on:?}: files of a running server");
        assert_eq!(all.in_folder(backup.path()), [], "{on:?}: a backup by copying");
        assert_eq!(all.in_folder(&house.folder().join("tmp")), [], "{on:?}: temporary files");
        assert_eq!(all.in_folder(&house.folder().join("home")), [], "{on:?}: the working folder");
        assert_eq!(in_open_files(&all, &server, &house), [], "{on:?}: files that are open, those without a name too");
        if on == On::Embedded {
            let wal = std::fs::read_dir(house.data().join("organisations")).unwrap().flatten();
            let wal: u64 =
                wal.filter(|file| file.path().to_string_lossy().ends_with("-wal")).map(|file| file.metadata().unwrap().len()).sum();
            assert!(wal > 0, "the write-ahead log held something when it was searched");
        }
        if let Some(url) = house.superuser_url() {
            PgConnection::establish(url).unwrap().batch_execute("CHECKPOINT").unwrap();
            assert_eq!(secrets.in_folder(Postgres::shared().data_folder()), [], "secrets in PostgreSQL's files");
            let plain = names(&all.in_folder(Postgres::shared().data_folder()));
            assert!(plain.contains(&"customer".to_owned()), "counter-proof: a plain column of PostgreSQL is seen");
        }
        assert_eq!(in_wire(&all, &wire), [], "{on:?}: the wire");
        assert!(wire.captured().iter().filter(|flow| flow.starts_with(&[0x16, 3])).count() > 20, "it was TLS that was captured");

        let said = server.end();
        assert_eq!(all.in_bytes("log", &said), [], "{on:?}: log lines, at their most talkative");
        let levels = ["TRACE", "DEBUG", "INFO"].map(|level| format!("\"level\":\"{level}\""));
        assert!(levels.iter().all(|level| contains(&said, level)), "it was talkative");
        assert_eq!(all.in_folder(&house.data()), [], "{on:?}: files after an orderly end");

        in_clear_the_wire_tells(&house);
        std::fs::write(house.data().join("spilt.txt"), format!("{PASSWORD} {}", ordinary::CUSTOMER)).unwrap();
        assert_eq!(names(&all.in_folder(&house.data())), ["customer", "password"], "counter-proof: what is spilt is found");
    }
}

/// Counter-proof: over clear text the same life shows everything that was sent.
fn in_clear_the_wire_tells(house: &House) {
    let server = Server::start(house, IN_CLEAR);
    let wire = Wire::tap(server.address);
    let (visitor, feed) = life(server.visitor_at(wire.address));
    let (_, all) = needles(house, &visitor, &feed);
    let seen = names(&in_wire(&all, &wire));
    let sent = ordinary::ALL.iter().chain(&sealed::ALL).map(|(name, _)| *name).chain(["password", "session token", "feed address"]);
    let missed: Vec<_> = sent.filter(|name| !seen.contains(&(*name).to_owned())).collect();
    assert_eq!(missed, Vec::<&str>::new(), "counter-proof: the capture sees all that was sent");
    assert_eq!(all.in_bytes("log", &server.end()), [], "clear text on the wire is none in the log");
}

/// Only what is secret on every engine, and everything.
fn needles(house: &House, visitor: &Visitor, feed: &str) -> (Needles, Needles) {
    let key = std::fs::read_to_string(house.root_key()).unwrap();
    let key = key.split(':').nth(1).unwrap();
    let key_bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(key).unwrap();
    let secrets = || {
        let mut secrets =
            Needles::default().plant("password", PASSWORD).plant("session token", visitor.token()).plant("feed address", feed);
        secrets = secrets.plant("root key", &key_bytes).plant("root key", key);
        if let Some(url) = house.database_url() {
            secrets = secrets.plant("database password", url.split([':', '@']).nth(2).unwrap());
        }
        sealed::ALL.iter().fold(secrets, |secrets, (name, text)| secrets.plant(name, text))
    };
    (secrets(), ordinary::ALL.iter().fold(secrets(), |all, (name, text)| all.plant(name, text)))
}

/// A day at work, mistakes included. Answers the one who lived it, signed in, and the secret of their calendar's address.
fn life(visitor: Visitor) -> (Visitor, String) {
    let refused = |email: &str| {
        let body = json!({"organisation": SLUG, "email": email, "password": sealed::WRONG_PASSWORD});
        let reply = visitor.ask("POST", "/api/v1/session", &[], body.to_string().as_bytes()).unwrap();
        assert_eq!(reply.status, 401);
    };
    refused(ordinary::EMAIL);
    refused(sealed::STRANGER);
    let visitor = visitor.signed_in(SLUG, ordinary::EMAIL);
    let customer = json!({"name": ordinary::CUSTOMER, "phone": ordinary::PHONE, "notes": ordinary::CUSTOMER_NOTES});
    let headers = [("idempotency-key", ordinary::KEY), ("user-agent", sealed::BROWSER)];
    let customer = visitor.change("POST", "/api/v1/customers", &headers, &customer);
    let address = json!({"lines": [ordinary::ADDRESS], "locality": null, "region": null, "postcode": null, "country": null});
    let site = json!({"name": "Crypt", "time_zone": "Europe/London", "address": address, "access_notes": ordinary::ACCESS_NOTES,
        "customer_id": customer["id"]});
    let site = visitor.change("POST", "/api/v1/sites", &[], &site);
    let job =
        json!({"type": "Repair", "title": ordinary::JOB, "description": ordinary::DESCRIPTION, "priority": "p2", "site_id": site["id"]});
    let job = visitor.change("POST", "/api/v1/jobs", &[], &job);
    let path = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap());
    visitor.change("POST", &format!("{path}/notes"), &[], &json!({"text": sealed::NOTE}));
    let hold = json!({"reason": "parts", "note": ordinary::HOLD});
    visitor.change("PUT", &format!("{path}/hold"), &[("if-match", "\"1\"")], &hold);
    visitor.change("POST", "/api/v1/views", &[], &json!({"list": "jobs", "name": ordinary::VIEW, "query": "status=open"}));
    import(&visitor);
    let search = format!("/api/v1/search?q={}", sealed::SEARCH);
    for path in [path.as_str(), "/api/v1/jobs", "/api/v1/jobs?q=gargoyle", "/api/v1/audit", "/api/v1/members", "/api/v1/me", &search] {
        assert_eq!(visitor.get(path).status, 200, "{path}");
    }
    for path in ["/api/v1/jobs/export", "/api/v1/audit/export.csv", "/api/v1/customers?sort=-updated_at"] {
        assert_eq!(visitor.get(path).status, 200, "{path}");
    }
    mistakes(&visitor);
    let feed = calendar_feed(&visitor);
    (visitor, feed)
}

/// A secret that stands in the path of each request: no log line may repeat paths.
fn calendar_feed(visitor: &Visitor) -> String {
    let made = visitor.change("POST", "/api/v1/me/feeds", &[], &json!({"name": "Telephone"}));
    let secret = made["address"].as_str().unwrap().rsplit('/').next().unwrap().trim_end_matches(".ics").to_owned();
    assert_eq!(visitor.get(&format!("/api/v1/feeds/{secret}.ics")).status, 200);
    secret
}

/// Requests that are refused, each with something that should not be repeated elsewhere.
fn mistakes(visitor: &Visitor) {
    for (body, wanted) in [
        (format!("{{\"name\": \"{}\"", sealed::MISTYPED), 400),
        (json!({ sealed::MISTYPED: 1 }).to_string(), 422),
        (json!({"name": sealed::MISTYPED, "email": sealed::MISTYPED}).to_string(), 422),
        (json!({"name": sealed::MISTYPED.repeat(20)}).to_string(), 422),
    ] {
        let reply = visitor.ask("POST", "/api/v1/customers", &[], body.as_bytes()).unwrap();
        assert_eq!(reply.status, wanted, "{body}: {}", String::from_utf8_lossy(&reply.body));
    }
    for path in [format!("/api/v1/{}", sealed::MISTYPED), format!("/api/v1/jobs/{}", sealed::MISTYPED)] {
        assert!((400..500).contains(&visitor.get(&path).status), "{path}");
    }
    let used = visitor.ask("POST", "/api/v1/customers", &[("idempotency-key", ordinary::KEY)], br#"{"name": "another"}"#).unwrap();
    assert_eq!(used.status, 409);
}

/// A file of two rows, one of which is refused.
fn import(visitor: &Visitor) {
    let file = format!("Ref,Title,When\r\nA-1,{},2026-01-01\r\nA-2,Second,{}\r\n", ordinary::CELL, ordinary::REFUSED);
    let path = format!("/api/v1/imports?filename={}", ordinary::FILE);
    let sent = visitor.ask("POST", &path, &[("content-type", "text/csv")], file.as_bytes()).unwrap();
    assert_eq!(sent.status, 201, "{}", String::from_utf8_lossy(&sent.body));
    let path = format!("/api/v1/imports/{}", sent.json()["id"].as_str().unwrap());
    let mapping = json!({"name": "parish", "zone": "Europe/London", "source": "parish", "fields": {"reference": {"column": "Ref"},
        "title": {"column": "Title"}, "type": {"value": "Repair"}, "created_at": {"column": "When", "format": "%Y-%m-%d"}}});
    visitor.change("POST", &format!("{path}/preview"), &[], &json!({"mapping": mapping}));
    visitor.change("POST", &format!("{path}/run"), &[], &json!({"mapping": mapping, "dry_run": false}));
    let done = loop {
        let view = visitor.get(&path).json();
        if view["state"] != "running" {
            break view;
        }
    };
    assert_eq!((&done["state"], &done["progress"]["refused"]), (&Value::from("done"), &Value::from(1)), "{done}");
    assert_eq!(visitor.get(&format!("{path}/refusals.csv")).status, 200);
}

/// The other protocol has log lines of its own.
fn life_over_http2(house: &House, wire: &Wire, visitor: &Visitor) {
    let body = json!({"name": ordinary::CUSTOMER, "notes": ordinary::CUSTOMER_NOTES}).to_string();
    let headers = [("user-agent", sealed::BROWSER)];
    let certificate = house.data().join("self-signed.crt");
    let answer = http2::post(wire.address, &certificate, visitor, "/api/v1/customers", &headers, body.as_bytes());
    let answer: Value = serde_json::from_slice(&answer).unwrap();
    assert_eq!(answer["name"], ordinary::CUSTOMER, "{answer}");
}

fn in_wire(needles: &Needles, wire: &Wire) -> Vec<Sighting> {
    wire.captured().iter().flat_map(|flow| needles.in_bytes("wire", flow)).collect()
}

/// Whatever files the process holds open, and that all of them are where they belong.
fn in_open_files(needles: &Needles, server: &Server, house: &House) -> Vec<Sighting> {
    let mut sightings = Vec::new();
    for open in std::fs::read_dir(format!("/proc/{}/fd", server.id())).unwrap().flatten() {
        if std::fs::metadata(open.path()).is_ok_and(|about| about.is_file()) {
            let place = std::fs::read_link(open.path()).unwrap();
            assert!(place.starts_with(house.data()), "{} lies outside the data folder", place.display());
            sightings.extend(needles.in_bytes(&place.to_string_lossy(), &std::fs::read(open.path()).unwrap()));
        }
    }
    sightings
}

fn names(sightings: &[Sighting]) -> Vec<String> {
    let mut names: Vec<_> = sightings.iter().map(|sighting| sighting.needle.clone()).collect();
    names.sort();
    names.dedup();
    names
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target: PathBuf = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
