//! The audit log streamed by the running program to a real collector: in order, without a gap though receiver and server are killed, to
//! nobody who is not vouched for, to no place inside, and not for an organisation that is suspended.

use crate::collector::{Collector, Manner, Message};
use crate::house::{BOTH, House, On};
use crate::server::{self, Server};
use crate::visitor::Visitor;
use crate::webhooks::{Inbox, job};
use serde_json::{Value, json};

const SLUG: &str = "quill";
const INSIDE: &str = "--outbound-networks=[127.0.0.0/8, \"::1\"]";

fn server(house: &House) -> Server {
    Server::start_with(house, server::Manner::USUAL, &[INSIDE])
}

fn made(owner: &Visitor, body: &Value) -> Value {
    owner.change("POST", "/api/v1/audit/streams", &[], body)
}

fn syslog(collector: &Collector, from: &str) -> Value {
    json!({"name": "SIEM", "kind": "syslog", "host": "localhost", "port": collector.port, "authority": collector.authority(), "from": from})
}

/// The stream as it stands now.
fn stream(owner: &Visitor) -> Value {
    owner.get("/api/v1/audit/streams").json()["items"][0].clone()
}

fn until(owner: &Visitor, is_so: impl Fn(&Value) -> bool) -> Value {
    loop {
        let stream = stream(owner);
        if is_so(&stream) {
            return stream;
        }
    }
}

fn changed(owner: &Visitor, change: &Value) -> Value {
    let now = stream(owner);
    let (path, tag) = (format!("/api/v1/audit/streams/{}", now["id"].as_str().unwrap()), format!("\"{}\"", now["version"]));
    owner.change("PATCH", &path, &[("if-match", &tag)], change)
}

/// Numbers without doubles; in order as they first came.
fn firsts(messages: &[Message]) -> Vec<i64> {
    let mut seen: Vec<i64> = Vec::new();
    for seq in messages.iter().map(Message::seq) {
        if !seen.contains(&seq) {
            seen.push(seq);
        }
    }
    seen
}

fn size(owner: &Visitor) -> i64 {
    owner.get("/api/v1/audit?limit=1").json()["items"][0]["seq"].as_i64().unwrap()
}

#[test]
fn nothing_is_missed_though_receiver_and_server_are_killed() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let folder = house.folder().join("tmp/siem");
        let collector = Collector::at(&folder, 0, Manner { dies_after: 12, ..Manner::USUAL });
        let port = collector.port;
        let running = server(&house);
        let owner = running.visitor().signed_in(SLUG, "owner@example.org");
        made(&owner, &syslog(&collector, "beginning"));
        // Many at once, so that the collector dies over a parcel.
        until(&owner, |stream| stream["behind"] == 0);
        changed(&owner, &json!({"paused": true}));
        let jobs: Vec<Value> = (0..30).map(|n| job(&owner, &format!("Gargoyle {n} is löse"))["id"].clone()).collect();
        changed(&owner, &json!({"paused": false}));
        let mut all = collector.until_its_death();
        assert_eq!(all.len(), 12, "{on:?}");
        let waiting = until(&owner, |stream| stream["state"] == "waiting");
        assert!(waiting["fault"].is_string() && waiting["behind"].as_i64().unwrap() > 0, "{waiting}");

        // It is there again: everything comes, from a little before.
        let collector = Collector::at(&folder, port, Manner::USUAL);
        let now = size(&owner);
        all.extend(collector.up_to(now));
        assert_eq!(firsts(&all), (1..=now).collect::<Vec<_>>(), "{on:?}: in order and without a gap");
        let told: Vec<_> = all.iter().filter(|message| message.json["action"] == "job.created").map(|message| &message.json).collect();
        assert!(jobs.iter().all(|job| told.iter().any(|record| record["subject"]["id"] == *job)));
        let stood = until(&owner, |stream| stream["state"] == "flowing" && stream["behind"] == 0);
        assert_eq!((&stood["sent"], &stood["fault"]), (&json!(now), &Value::Null));

        // What a message says is what the export says, and its head what RFC 5424 has.
        let last = all.last().unwrap();
        let export = String::from_utf8(owner.get("/api/v1/audit/export.ndjson").body).unwrap();
        let line: Value = serde_json::from_str(export.lines().next().unwrap()).unwrap();
        assert_eq!(last.json, line);
        let head = format!("<110>1 {} localhost muster - {}", line["at"].as_str().unwrap(), line["action"].as_str().unwrap());
        assert_eq!(last.head, head);
        assert!(last.data.contains(&format!("leaf=\"{}\"", line["leaf_hash"].as_str().unwrap())), "{}", last.data);

        // The server dies instead, with records that nobody sent.
        changed(&owner, &json!({"paused": true}));
        job(&owner, "While it was paused");
        changed(&owner, &json!({"paused": false}));
        running.kill();
        let running = server(&house);
        let owner = running.visitor().signed_in(SLUG, "owner@example.org");
        let now = size(&owner);
        all.extend(collector.up_to(now));
        assert_eq!(firsts(&all), (1..=now).collect::<Vec<_>>(), "{on:?}");
        let said = running.end();
        assert!(!String::from_utf8_lossy(&said).contains("Gargoyle"), "no record in the log lines");
    }
}

#[test]
fn a_receiver_that_closes_without_a_word_is_served_too() {
    let house = House::with_organisation(On::Embedded, SLUG);
    let collector = Collector::at(&house.folder().join("tmp/siem"), 0, Manner { takes_leave: false, ..Manner::USUAL });
    let running = server(&house);
    let owner = running.visitor().signed_in(SLUG, "owner@example.org");
    made(&owner, &syslog(&collector, "beginning"));
    job(&owner, "A job");
    let now = size(&owner);
    assert_eq!(firsts(&collector.up_to(now)), (1..=now).collect::<Vec<_>>());
    assert_eq!(until(&owner, |stream| stream["behind"] == 0)["state"], "flowing");
    running.end();
}

#[test]
fn a_receiver_that_read_everything_and_lost_it_is_sent_it_again() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let folder = house.folder().join("tmp/siem");
        // It dies over its first message, with all of them in its hands.
        let collector = Collector::at(&folder, 0, Manner { dies_after: 0, takes_leave: false });
        let running = server(&house);
        let owner = running.visitor().signed_in(SLUG, "owner@example.org");
        made(&owner, &syslog(&collector, "beginning"));
        assert!(collector.until_its_death().is_empty());
        // The next record meets nobody: now it is known that something is wrong.
        job(&owner, "A job");
        until(&owner, |stream| stream["state"] == "waiting");
        let again = Collector::at(&folder, collector.port, Manner::USUAL);
        let now = size(&owner);
        assert_eq!(firsts(&again.up_to(now)), (1..=now).collect::<Vec<_>>(), "{on:?}");
        running.end();
    }
}

#[test]
fn a_receiver_that_nobody_vouches_for_gets_nothing() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let collector = Collector::open(&house.folder().join("tmp/siem"));
        let other = Collector::open(&house.folder().join("tmp/other"));
        let running = server(&house);
        let owner = running.visitor().signed_in(SLUG, "owner@example.org");
        let mut body = syslog(&collector, "now");
        body["authority"] = json!(other.authority());
        let stream = made(&owner, &body);
        let path = format!("/api/v1/audit/streams/{}/trial", stream["id"].as_str().unwrap());
        let trial = || owner.change("POST", &path, &[], &Value::Null);
        assert_eq!(trial(), json!({"ok": false, "fault": "tls-failed"}), "{on:?}");
        let waiting = until(&owner, |stream| stream["state"] == "waiting");
        assert_eq!((&waiting["fault"], &waiting["sent"]), (&json!("tls-failed"), &json!(0)));
        // Nor does the host believe it when nobody is named.
        body["authority"] = Value::Null;
        let nobody = made(&owner, &body);
        let tried = owner.change("POST", &format!("/api/v1/audit/streams/{}/trial", nobody["id"].as_str().unwrap()), &[], &Value::Null);
        assert_eq!(tried["fault"], "tls-failed");
        owner.ask("DELETE", &format!("/api/v1/audit/streams/{}", nobody["id"].as_str().unwrap()), &[("if-match", "\"1\"")], b"").unwrap();
        assert!(collector.is_empty() && other.is_empty());
        // Counter-proof: with the right authority the very same receiver gets everything.
        changed(&owner, &json!({"authority": collector.authority()}));
        assert_eq!(collector.next().json["action"], "audit_stream.created");
        assert_eq!(trial(), json!({"ok": true, "fault": null}));
        // And back to whom the host believes, which are not these: null says so, and leaving it out says nothing.
        assert_eq!(changed(&owner, &json!({"name": "Renamed"}))["authority"], json!(collector.authority().trim_end()));
        assert_eq!(changed(&owner, &json!({"authority": null}))["authority"], Value::Null);
        assert_eq!(trial(), json!({"ok": false, "fault": "tls-failed"}));
        let tried = owner.get("/api/v1/audit?action=audit_stream.tried").json();
        let outcomes: Vec<_> = tried["items"].as_array().unwrap().iter().map(|record| record["outcome"].clone()).collect();
        assert_eq!(outcomes, [json!("failed"), json!("done"), json!("failed"), json!("failed")]);
        running.end();
    }
}

#[test]
fn places_inside_are_not_streamed_to() {
    let house = House::with_organisation(On::Embedded, SLUG);
    let collector = Collector::open(&house.folder().join("tmp/siem"));
    let running = Server::start(&house, server::Manner::USUAL);
    let owner = running.visitor().signed_in(SLUG, "owner@example.org");
    made(&owner, &syslog(&collector, "beginning"));
    let waiting = until(&owner, |stream| stream["state"] == "waiting");
    assert_eq!((&waiting["fault"], &waiting["sent"]), (&json!("address-not-allowed"), &json!(0)));
    let url = format!("https://localhost:{}/heads", collector.port);
    let asked = json!({"name": "A", "kind": "https", "url": url, "authority": collector.authority(), "from": "now"});
    let https = made(&owner, &asked);
    let tried = owner.change("POST", &format!("/api/v1/audit/streams/{}/trial", https["id"].as_str().unwrap()), &[], &Value::Null);
    assert_eq!(tried, json!({"ok": false, "fault": "address-not-allowed"}));
    for wrong in [
        json!({"name": "A", "kind": "syslog", "from": "now"}),
        json!({"name": "A", "kind": "syslog", "host": "a/b", "from": "now"}),
        json!({"name": "A", "kind": "syslog", "host": "logs.example.org", "port": 22, "from": "now"}),
        json!({"name": "A", "kind": "syslog", "host": "logs.example.org", "url": url, "from": "now"}),
        json!({"name": "A", "kind": "https", "url": "http://logs.example.org/", "from": "now"}),
        json!({"name": "A", "kind": "https", "url": url, "authority": "nonsense", "from": "now"}),
    ] {
        assert_eq!(owner.ask("POST", "/api/v1/audit/streams", &[], wrong.to_string().as_bytes()).unwrap().status, 422, "{wrong}");
    }
    assert!(collector.is_empty(), "nobody was asked");
    running.end();
}

#[test]
fn batches_over_https_are_signed_and_sent_until_they_are_taken() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let inbox = Inbox::open(&house.folder().join("tmp"));
        let running = server(&house);
        let owner = running.visitor().signed_in(SLUG, "owner@example.org");
        inbox.answers.send("503 Service Unavailable").unwrap();
        let authority = std::fs::read_to_string(&inbox.certificate).unwrap();
        let body = json!({"name": "SIEM", "kind": "https", "url": inbox.url(), "authority": authority, "from": "now"});
        let stream = made(&owner, &body);
        assert!(stream["secret"].as_str().unwrap().starts_with("whsec_") && self::stream(&owner)["secret"].is_null());
        let first = inbox.next();
        assert_eq!(first.headers["content-type"], "application/x-ndjson");
        assert!(first.is_signed(&stream["secret"]) && !first.is_signed(&json!("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")));
        let last = job(&owner, "Käthe's gargoyle")["id"].clone();
        let mut records: Vec<Value> = Vec::new();
        while records.last().is_none_or(|record| record["subject"]["id"] != last) {
            let message = inbox.next();
            assert!(message.is_signed(&stream["secret"]), "{on:?}");
            records.extend(String::from_utf8(message.body).unwrap().lines().map(|line| serde_json::from_str::<Value>(line).unwrap()));
        }
        let seqs: Vec<i64> = records.iter().map(|record| record["seq"].as_i64().unwrap()).collect();
        assert_eq!(records[0]["action"], "audit_stream.created", "what was not taken comes again");
        assert!(seqs.windows(2).all(|pair| pair[1] == pair[0] + 1), "{seqs:?}");
        let export = String::from_utf8(owner.get("/api/v1/audit/export.ndjson").body).unwrap();
        assert_eq!(*records.last().unwrap(), serde_json::from_str::<Value>(export.lines().next().unwrap()).unwrap());
        running.end();
    }
}

#[test]
fn a_suspended_organisation_sends_nothing() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        house.run(&["org", "create", "heron", "--name", "heron", "--zone", "UTC"], "");
        house.add_member("heron", "The other owner", "owner@example.org", "owner");
        let (ours, theirs) = (house.folder().join("tmp/ours"), house.folder().join("tmp/theirs"));
        // Both have records to send, and nobody to take them yet.
        let running = server(&house);
        let [quills, herons] = [(SLUG, &ours), ("heron", &theirs)].map(|(slug, folder)| {
            let (port, authority) = Collector::not_there(folder);
            let owner = running.visitor().signed_in(slug, "owner@example.org");
            let to = json!({"name": "A", "kind": "syslog", "host": "localhost", "port": port, "authority": authority, "from": "beginning"});
            made(&owner, &to);
            until(&owner, |stream| stream["state"] == "waiting");
            port
        });
        running.end();
        house.run(&["org", "suspend", SLUG, "--yes-i-mean", SLUG], "");
        let (of_quill, of_heron) = (Collector::at(&ours, quills, Manner::USUAL), Collector::at(&theirs, herons, Manner::USUAL));
        // Both are looked at in one round after the start.
        let running = server(&house);
        assert_eq!(of_heron.next().seq(), 1, "counter-proof: whoever is not suspended sends");
        let heron = running.visitor().signed_in("heron", "owner@example.org");
        let now = size(&heron);
        of_heron.up_to(now);
        running.end();
        assert!(of_quill.is_empty(), "{on:?}");
        house.run(&["org", "resume", SLUG], "");
        let running = server(&house);
        assert_eq!(of_quill.next().seq(), 1);
        running.end();
    }
}

/// Two servers over one database, both with records to send and both awake: one lease at a time, and what one has sent the other does not.
#[test]
fn two_servers_send_each_record_once() {
    let house = House::with_organisation(On::Postgres, SLUG);
    let collector = Collector::open(&house.folder().join("tmp/siem"));
    let second = server::Manner { second: true, ..server::Manner::USUAL };
    let servers = [server(&house), Server::start_with(&house, second, &[INSIDE])];
    let owners = servers.each_ref().map(|server| server.visitor().signed_in(SLUG, "owner@example.org"));
    made(&owners[0], &syslog(&collector, "beginning"));
    for round in 0..4 {
        std::thread::scope(|scope| {
            for (number, owner) in owners.iter().enumerate() {
                scope.spawn(move || (0..12).for_each(|n| drop(job(owner, &format!("Job {n} of round {round} at server {number}")))));
            }
        });
        until(&owners[round % 2], |stream| stream["behind"] == 0);
    }
    let now = size(&owners[1]);
    let all: Vec<i64> = collector.up_to(now).iter().map(Message::seq).collect();
    assert_eq!(all, (1..=now).collect::<Vec<_>>(), "in order, each once");
    assert_eq!(stream(&owners[1])["sent"], json!(now));
    for server in servers {
        server.end();
    }
    assert!(collector.is_empty(), "and nothing was sent twice while they ended");
}
