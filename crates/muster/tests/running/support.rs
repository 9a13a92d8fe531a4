//! The operator looks in when an owner allowed it, and not before, not after; each look stands in the organisation's own log.

use crate::house::{BOTH, House};
use crate::server::{Manner, Server};
use serde_json::{Value, json};
use std::process::Output;

const SLUG: &str = "quill";

/// Runs a command that may fail.
fn run(house: &House, arguments: &[&str]) -> Output {
    house.muster().args(["--log", "error"]).args(arguments).output().unwrap()
}

fn is_refused(output: &Output) -> bool {
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    output.status.code() == Some(1) && told.contains("has not let you look in") && output.stdout.is_empty()
}

/// A member who can do nothing that is told.
const ABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/able.csv");

const READS: [&[&str]; 7] = [
    &["member", "list", "--org", SLUG],
    &["audit", "list", "--org", SLUG],
    &["audit", "show", "--org", SLUG, "1"],
    &["audit", "proof", "--org", SLUG, "1"],
    &["audit", "export", "--org", SLUG],
    &["member", "add", "--org", SLUG, "--name", "Eve", "--email", "eve@example.org", "--role", "owner"],
    &["import", "plans", ABLE, "--format", "members_csv", "--org", SLUG],
];

#[test]
fn the_operator_looks_in_when_an_owner_lets_them() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        house.add_member(SLUG, "The dispatcher", "dispatcher@example.org", "dispatcher");
        let server = Server::start(&house, Manner::USUAL);
        let owner = server.visitor().signed_in(SLUG, "owner@example.org");
        for command in READS {
            assert!(is_refused(&run(&house, command)), "{on:?}: {command:?} before");
        }
        let reset = ["member", "reset-password", "--org", SLUG, "--email", "dispatcher@example.org"];
        assert!(is_refused(&run(&house, &reset)), "{on:?}: with a new password the operator could sign in");
        let path = house.let_operator_in(SLUG, &owner);
        for command in READS {
            let read = run(&house, command);
            assert!(read.status.success(), "{on:?}: {command:?}: {}", String::from_utf8_lossy(&read.stderr));
        }
        let used = owner.get("/api/v1/audit?action=support.used").json();
        let commands: Vec<&Value> = used["items"].as_array().unwrap().iter().map(|item| &item["changes"][0]["after"]).collect();
        assert_eq!(commands, ["import plans", "member add", "audit export", "audit proof", "audit show", "audit list", "member list"]);
        assert!(used["items"].as_array().unwrap().iter().all(|item| item["actor"]["kind"] == "operator"));
        assert_eq!(owner.get("/api/v1/support-grants").json()["items"][0]["uses"], 7);
        // It ends at once, whoever had begun to read.
        assert_eq!(owner.ask("DELETE", &path, &[], b"").unwrap().status, 204);
        for command in READS {
            assert!(is_refused(&run(&house, command)), "{on:?}: {command:?} after");
        }
        let instance: Value = serde_json::from_slice(&house.run(&["audit", "list", "--json"], "").stdout).unwrap();
        let acts: Vec<&str> = instance.as_array().unwrap().iter().map(|record| record["action"].as_str().unwrap()).collect();
        assert_eq!(acts.iter().filter(|act| **act == "operator.read").count(), 7, "{acts:?}");
        assert_eq!(acts.iter().filter(|act| **act == "operator.asked").count(), 1);
        // What tells nothing of what is inside needs no leave.
        house.run(&["org", "show", SLUG], "");
        house.run(&["audit", "checkpoint", "--org", SLUG], "");
        house.run(&["support", "list", "--org", SLUG], "");
        server.end();
    }
}

#[test]
fn an_owner_answers_for_some_hours_and_the_only_owner_is_let_back_in() {
    for on in BOTH {
        let house = House::with_organisation(on, SLUG);
        let server = Server::start(&house, Manner::USUAL);
        let owner = server.visitor().signed_in(SLUG, "owner@example.org");
        let asked = house.run(&["support", "ask", "--org", SLUG, "--reason", "Ticket 4711", "--json"], "").stdout;
        let asked: Value = serde_json::from_slice(&asked).unwrap();
        let path = format!("/api/v1/support-grants/{}", asked["id"].as_str().unwrap());
        let approve = |hours: Value| {
            let body = json!({"hours": hours}).to_string();
            owner.ask("PUT", &format!("{path}/approval"), &[], body.as_bytes()).unwrap()
        };
        assert_eq!([approve(json!(5)).status, approve(json!(0)).status], [422, 422]);
        assert_eq!(approve(json!(1)).json()["state"], "live");
        assert_eq!(approve(json!(4)).json()["code"], "not-asked", "an hour is not made four by asking again");
        assert_eq!(owner.ask("DELETE", &path, &[], b"").unwrap().status, 204);
        assert_eq!(owner.ask("DELETE", &path, &[], b"").unwrap().status, 422);
        // Nobody could answer if the only owner cannot get in: that one password is set without asking, and on record.
        house.run(
            &["member", "reset-password", "--org", SLUG, "--email", "owner@example.org", "--password-stdin"],
            "seven lanterns over water",
        );
        // Half a second is what is believed of a session.
        while owner.get("/api/v1/me").status == 200 {}
        server.end();
    }
}
