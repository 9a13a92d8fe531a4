//! An organisation that is erased by a command beside the running servers is gone for each of them, within a second, and nobody else with
//! it; and a planted needle is nowhere any more that the keyring opens.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use crate::visitor::Visitor;
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

/// The promise.
const A_SECOND: Duration = Duration::from_secs(1);

fn json_of(house: &House, arguments: &[&str]) -> Value {
    serde_json::from_slice(&house.run(arguments, "").stdout).unwrap()
}

/// Every file below a folder whose name has these letters in it.
fn named(folder: &Path, letters: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type().unwrap().is_dir() {
            found.extend(named(&entry.path(), letters));
        }
        if name.contains(letters) {
            found.push(name);
        }
    }
    found
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the bound is one of real time, between processes")]
fn a_command_erases_it_for_every_server() {
    for on in BOTH {
        // Nobody is its owner, so nobody has to be waited for; somebody works there all the same.
        let house = House::new(on);
        house.run(&["org", "create", "quill", "--name", "Quill", "--zone", "Europe/London"], "");
        house.add_member("quill", "The dispatcher", "dispatcher@example.org", "dispatcher");
        house.run(&["org", "create", "heron", "--name", "Heron", "--zone", "UTC"], "");
        house.add_member("heron", "The other owner", "owner@example.org", "owner");
        let id = json_of(&house, &["org", "show", "quill", "--json"])["id"].as_str().unwrap().to_owned();
        let mut servers = vec![Server::start(&house, Manner::USUAL)];
        if on == On::Postgres {
            servers.push(Server::start(&house, Manner { second: true, ..Manner::USUAL }));
        }
        let quill = servers[0].visitor().signed_in("quill", "dispatcher@example.org");
        let heron = servers[0].visitor().signed_in("heron", "owner@example.org");
        quill.change("POST", "/api/v1/customers", &[], &json!({"name": "Needle-4c1e"}));
        let me = |visitor: &Visitor, server: &Server| visitor.at(server).get("/api/v1/me").status;
        assert!(servers.iter().all(|server| me(&quill, server) == 200 && me(&heron, server) == 200));
        assert!(on == On::Postgres || !named(&house.data(), &id).is_empty(), "counter-proof: there is a file to go");

        // Where somebody owns it, they have a week.
        let waits = json_of(&house, &["org", "delete", "heron", "--reason", "A mistake", "--yes-i-mean", "heron", "--json"]);
        assert_eq!(waits["erased"], Value::Null);
        assert_eq!(heron.get("/api/v1/organisation/deletion").json()["state"], "waiting");
        house.run(&["org", "keep", "heron"], "");
        assert_eq!(heron.get("/api/v1/organisation/deletion").json()["state"], "none");

        let gone = json_of(&house, &["org", "delete", "quill", "--reason", "Set up by mistake", "--yes-i-mean", "quill", "--json"]);
        let since = Instant::now();
        assert_eq!(gone["erased"]["slug"], "quill");
        for server in &servers {
            loop {
                let late = since.elapsed() > A_SECOND;
                let status = me(&quill, server);
                if status == 401 {
                    break;
                }
                assert!(!late, "{status} a second after the command had ended");
            }
            let write = quill.at(server).ask("POST", "/api/v1/customers", &[], br#"{"name": "too late"}"#).unwrap();
            assert_eq!(write.status, 401);
            assert_eq!(me(&heron, server), 200, "counter-proof: nobody else is gone");
        }
        assert_eq!(named(house.folder(), &id), Vec::<String>::new(), "no file is named after it");
        let stones = json_of(&house, &["org", "erased", "--json"]);
        assert!(stones[0]["id"] == id.as_str() && stones[0]["head"].as_str().unwrap().contains(&id), "{stones}");
        for server in servers {
            let said = String::from_utf8(server.end()).unwrap();
            assert!(!said.contains("\"level\":\"ERROR\""), "{said}");
        }
    }
}
