//! What the page for programs shows runs as it stands there.

use crate::house::{House, On};
use crate::server::{Manner, Server};
use serde_json::json;
use std::process::Command;

const PAGE: &str = include_str!("../../../../docs/api.md");

#[test]
fn the_examples_for_programs_run() {
    let section = PAGE.split("\n## Programs\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let blocks: Vec<&str> = section.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let (settings, examples): (Vec<&str>, Vec<&str>) = blocks.into_iter().partition(|block| block.contains("mst_"));
    assert_eq!((settings.len(), examples.len()), (1, 4), "an example was added or lost: this test runs them all");
    let house = House::with_organisation(On::Embedded, "quill");
    let server = Server::start(&house, Manner { encrypted: false, ..Manner::USUAL });
    let owner = server.visitor().signed_in("quill", "owner@example.org");
    let job = json!({"type": "Repair", "title": "A job to be read", "priority": "p2"});
    owner.change("POST", "/api/v1/jobs", &[], &job);
    let token = json!({"name": "The examples", "permissions": ["jobs.read", "jobs.write", "exports.run"], "days": 1});
    let token = owner.change("POST", "/api/v1/tokens", &[], &token);
    for example in examples {
        let mut shell = Command::new("bash");
        shell.env("MUSTER", format!("http://{}", server.visitor().host())).env("TOKEN", token["token"].as_str().unwrap());
        let ran = shell.current_dir(house.folder()).args(["-euo", "pipefail", "-c", example]).output().unwrap();
        let told = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "{example}\n{told}\n{}", String::from_utf8_lossy(&ran.stdout));
    }
    let jobs = owner.get("/api/v1/jobs?sort=-created_at").json();
    let jobs: Vec<_> = jobs["items"].as_array().unwrap().iter().map(|job| (job["title"].clone(), job["priority"].clone())).collect();
    assert_eq!(jobs[0], (json!("Door does not close"), json!("p1")), "added by the second example, changed by the third");
    assert!(std::fs::read_to_string(house.folder().join("jobs.csv")).unwrap().contains("Door does not close"));
    server.end();
}
