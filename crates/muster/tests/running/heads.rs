//! Signed heads sent out by the running program: mailed to a real mail server and posted to a real receiver, both to the letter, and
//! checked by the ledger alone.

use crate::house::{BOTH, House};
use crate::server::{Manner, Server};
use crate::visitor::Visitor;
use crate::webhooks::{Inbox, job};
use ledger::{Checkpoint, VerifierKey};
use serde_json::{Value, json};
use test_support::Received;

const SLUG: &str = "quill";
const OUTSIDE: &str = "log@auditors.example.org";

/// The note that stands in a letter, from its name to its last signature.
fn note_in(letter: &Received, name: &str) -> String {
    let text = letter.text().replace("\r\n", "\n");
    let start = text.find(&format!("\n{name}\n")).unwrap_or_else(|| panic!("no note in: {text}")) + 1;
    let mut end = start;
    for line in text[start..].split_inclusive('\n') {
        end += line.len();
        if line.starts_with('\u{2014}') {
            break;
        }
    }
    text[start..end].to_owned()
}

fn publication(owner: &Visitor) -> Value {
    owner.get("/api/v1/audit/publication").json()
}

#[test]
fn heads_are_mailed_and_posted_and_hold_against_the_log() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG).with_post();
        let inbox = Inbox::open(&house.folder().join("tmp"));
        let ca = format!("--outbound-authority={}", inbox.certificate.display());
        let server = Server::start_with(&house, Manner::USUAL, &[&ca, "--outbound-networks=[127.0.0.0/8, \"::1\"]"]);
        let owner = server.visitor().signed_in(SLUG, "owner@example.org");
        assert_eq!(publication(&owner)["version"], 0);
        inbox.answers.send("503 Service Unavailable").unwrap();
        let asked = json!({"every": "hour", "mail": [OUTSIDE], "url": inbox.url()});
        let set = owner.change("PUT", "/api/v1/audit/publication", &[("if-match", "\"0\"")], &asked);
        assert!(publication(&owner)["secret"].is_null() && set["secret"].is_string(), "shown once");

        let shown = owner.get("/api/v1/audit/checkpoint").json();
        let key: VerifierKey = shown["verifier_key"].as_str().unwrap().parse().unwrap();
        let letter = house.post().next();
        assert_eq!(letter.to, [OUTSIDE]);
        let mailed = note_in(&letter, key.name());
        let head = Checkpoint::open(&mailed, std::slice::from_ref(&key)).unwrap();
        assert!(head.size > 0);
        // A word of it changed on its way, and it holds no more.
        let altered = mailed.replacen(&format!("\n{}\n", head.size), &format!("\n{}\n", head.size + 1), 1);
        assert!(altered != mailed && Checkpoint::open(&altered, std::slice::from_ref(&key)).is_err());
        // The log still contains what was said of it.
        let size = owner.get("/api/v1/audit/checkpoint").json()["size"].as_u64().unwrap();
        assert!(size >= head.size);
        let proof = owner.get(&format!("/api/v1/audit/consistency?from={}&to={size}", head.size)).json();
        assert_eq!(proof["from"], head.size);

        // The URL takes it at the second time, signed each time for itself.
        let (refused, taken) = (inbox.next(), inbox.next());
        assert_eq!(taken.headers["content-type"], "text/plain; charset=utf-8");
        assert!(refused.is_signed(&set["secret"]) && taken.is_signed(&set["secret"]));
        let posted = String::from_utf8(taken.body).unwrap();
        let posted = Checkpoint::open(&posted, std::slice::from_ref(&key)).unwrap();
        assert!(posted.size >= head.size && posted.origin == head.origin);
        while !publication(&owner)["fault"].is_null() {}

        // More is recorded within the hour: the next head waits. A trial does not.
        job(&owner, "Within the hour");
        let tried = owner.change("POST", "/api/v1/audit/publication/trial", &[], &Value::Null);
        assert_eq!(tried, json!({"ok": true, "fault": null}));
        let again = Checkpoint::open(&note_in(&house.post().next(), key.name()), std::slice::from_ref(&key)).unwrap();
        assert!(again.size > head.size);
        assert!(String::from_utf8(inbox.next().body).unwrap().starts_with(key.name()));
        let published = owner.get("/api/v1/audit?action=log.published").json();
        assert_eq!(published["items"].as_array().unwrap().len(), 1, "{on:?}");
        assert_eq!(publication(&owner)["last_size"], json!(head.size));
        let said = server.end();
        assert!(!String::from_utf8_lossy(&said).contains(OUTSIDE), "no address is in the log lines");
    }
}
