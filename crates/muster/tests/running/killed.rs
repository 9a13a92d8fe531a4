//! Proof 5: the server is killed while it writes, again and again. What was answered 201 is there, nothing is there by half or
//! twice, and the log verifies and contains everything that was signed before.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use crate::visitor::{Connection, Visitor};
use kernel::{Rng as _, SystemRng};
use ledger::Entry;
use ledger::check::{self, ExportReport, Held, Trust};
use ledger::export::{ExportReader, Line};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

const ROUNDS: usize = 5;
const LANES: usize = 3;
const SLUG: &str = "quill";

#[test]
fn no_acknowledged_write_is_lost() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let key = house.run(&["audit", "checkpoint", "--org", SLUG, "--json"], "").stdout;
        let key: Value = serde_json::from_slice(&key).unwrap();
        let key = key["verifier_key"].as_str().unwrap().to_owned();
        let mut server = Server::start(&house, Manner::USUAL);
        let mut visitor = server.visitor().signed_in(SLUG, "owner@example.org");
        house.let_operator_in(SLUG, &visitor);
        let (mut acknowledged, mut held) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            held.push(signed_head(&visitor, round));
            let (told, cut_off) = written_until_killed(server, &visitor, round);
            acknowledged.extend(told);
            server = Server::start(&house, Manner::USUAL);
            // The session outlives the process: it was acknowledged too.
            visitor = Visitor { cookie: visitor.cookie, ..server.visitor() };
            for title in &cut_off {
                assert_eq!(write(&visitor, title), 201, "sent again under its key");
            }
            acknowledged.extend(cut_off);
            let kept = titles(&visitor);
            let lost: Vec<_> = acknowledged.iter().filter(|title| !kept.contains_key(*title)).collect();
            assert_eq!(lost, Vec::<&String>::new(), "{on:?}, round {round}");
            let twice: Vec<_> = kept.iter().filter(|(_, times)| **times > 1).collect();
            assert_eq!(twice, [], "{on:?}, round {round}");
            let (export, report) = verified(&house, &key, &held);
            assert!(report.faults.is_empty(), "{on:?}, round {round}: {:?}", report.faults);
            assert_eq!(created(&export), kept.len(), "each job has its record, and each record its job");
        }
        assert!(acknowledged.len() >= ROUNDS * LANES);
        counter_proof(&house, &key, &held);
        server.end();
    }
}

/// Lets several clients write at once, kills the server amid it, and answers which titles were acknowledged and which cut off.
fn written_until_killed(server: Server, visitor: &Visitor, round: usize) -> (Vec<String>, Vec<String>) {
    let mut chance = [0];
    SystemRng.fill(&mut chance);
    let enough = LANES + usize::from(chance[0] % 60);
    let (tell, told) = channel();
    let lanes: Vec<_> = (0..LANES).map(|lane| writes(visitor.connect().unwrap(), format!("{round}-{lane}"), tell.clone())).collect();
    drop(tell);
    let mut acknowledged: Vec<String> = told.iter().take(enough).collect();
    server.kill();
    acknowledged.extend(told);
    (acknowledged, lanes.into_iter().map(|lane| lane.join().unwrap()).collect())
}

/// Writes until the server is gone; answers the title that was on its way then.
fn writes(mut connection: Connection, lane: String, tell: Sender<String>) -> JoinHandle<String> {
    std::thread::spawn(move || {
        for number in 0.. {
            let title = format!("{lane}-{number}");
            match connection.ask("POST", "/api/v1/jobs", &[("idempotency-key", &title)], &job(&title)) {
                Ok(reply) => assert_eq!(reply.status, 201, "{}", String::from_utf8_lossy(&reply.body)),
                Err(_) => return title,
            }
            tell.send(title).unwrap();
        }
        unreachable!("numbers do not end")
    })
}

fn write(visitor: &Visitor, title: &str) -> u16 {
    visitor.ask("POST", "/api/v1/jobs", &[("idempotency-key", title)], &job(title)).unwrap().status
}

fn job(title: &str) -> Vec<u8> {
    json!({"type": "Repair", "title": title, "priority": "p3"}).to_string().into_bytes()
}

/// Every job's title, and how often it is there.
fn titles(visitor: &Visitor) -> BTreeMap<String, usize> {
    let (mut found, mut path) = (BTreeMap::new(), "/api/v1/jobs?limit=200".to_owned());
    loop {
        let page = visitor.get(&path).json();
        for job in page["items"].as_array().unwrap() {
            *found.entry(job["title"].as_str().unwrap().to_owned()).or_default() += 1;
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/jobs?limit=200&cursor={next}"),
            None => return found,
        }
    }
}

/// The log's head as somebody outside keeps it.
fn signed_head(visitor: &Visitor, round: usize) -> Held {
    let head = visitor.get("/api/v1/audit/log/checkpoint");
    assert_eq!(head.status, 200);
    Held { source_name: format!("kept in round {round}"), note: String::from_utf8(head.body).unwrap() }
}

/// Takes the log away beside the running server and checks it as `muster-verify` does, with the key known from the beginning.
fn verified(house: &House, key: &str, held: &[Held]) -> (Vec<u8>, ExportReport) {
    let export = house.run(&["audit", "export", "--org", SLUG], "").stdout;
    let report = check::export(export.as_slice(), Trust::Pinned(&[key.parse().unwrap()]), held).unwrap();
    (export, report)
}

/// How many jobs the log says were added.
fn created(export: &[u8]) -> usize {
    let (_, mut reader) = ExportReader::open(export).unwrap();
    let mut count = 0;
    while let Some(Line::Entry(line)) = reader.read().unwrap() {
        count += usize::from(Entry::decode(&line.entry_bytes().unwrap()).unwrap().action == "job.created");
    }
    count
}

/// A record that is missing would be noticed, and so would a log that begins anew.
fn counter_proof(house: &House, key: &str, held: &[Held]) {
    let (export, _) = verified(house, key, held);
    let text = String::from_utf8(export).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let shorter = [&lines[..3], &lines[4..]].concat().join("\n");
    let keys = [key.parse().unwrap()];
    assert!(!check::export(shorter.as_bytes(), Trust::Pinned(&keys), held).unwrap().faults.is_empty());
    let other = House::with_organisation(On::Embedded, SLUG);
    let server = Server::start(&other, Manner::USUAL);
    other.let_operator_in(SLUG, &server.visitor().signed_in(SLUG, "owner@example.org"));
    server.end();
    let anew = other.run(&["audit", "export", "--org", SLUG], "").stdout;
    assert!(!check::export(anew.as_slice(), Trust::Pinned(&keys), held).unwrap().faults.is_empty());
}
