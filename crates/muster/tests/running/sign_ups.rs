//! A thousand sign up for forty places at two servers over one database (and at one over a file): exactly forty have one, and everybody
//! else stands on the waiting list, each at a place of their own.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use crate::visitor::Visitor;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const MEMBERS: usize = 1_000;
const PLACES: usize = 40;
/// Connections to each server, all asking at once.
const AT_ONCE: usize = 4;

#[test]
fn forty_places_are_forty_on_two_servers() {
    for on in BOTH {
        let house = House::with_organisation(on, "quill");
        let mut servers = vec![Server::start(&house, Manner::USUAL)];
        if on == On::Postgres {
            servers.push(Server::start(&house, Manner { second: true, ..Manner::USUAL }));
        }
        let owner = servers[0].visitor().signed_in("quill", "owner@example.org");
        let members = crowd(&owner);
        let (session, need) = planned(&owner);
        let path = format!("/api/v1/requirements/{need}/bookings");
        let share = MEMBERS.div_ceil(servers.len() * AT_ONCE);
        let asking = members.chunks(share).enumerate().map(|(number, part)| {
            let (visitor, path, part) = (owner.at(&servers[number % servers.len()]), path.clone(), part.to_vec());
            std::thread::spawn(move || booked(&visitor, &path, &part))
        });
        let states: Vec<String> = asking.collect::<Vec<_>>().into_iter().flat_map(|asked| asked.join().unwrap()).collect();
        let of = |state: &str| states.iter().filter(|one| *one == state).count();
        assert_eq!((of("confirmed"), of("waitlisted")), (PLACES, MEMBERS - PLACES), "{on:?}");
        // And so says each server.
        for server in &servers {
            let shown = owner.at(server).get(&format!("/api/v1/event-sessions/{session}")).json();
            let need = &shown["requirements"][0];
            assert_eq!(
                (need["filled"].as_u64(), need["waiting"].as_u64()),
                (Some(PLACES as u64), Some((MEMBERS - PLACES) as u64)),
                "{on:?}"
            );
        }
        let turns = turns(&owner, &session);
        assert_eq!(turns, (1..=(MEMBERS - PLACES) as u64).collect(), "{on:?}: a place of their own on the list");
    }
}

/// A thousand members, from a list.
fn crowd(owner: &Visitor) -> Vec<String> {
    let mut list = String::from("name,email\r\n");
    for number in 0..MEMBERS {
        write!(list, "Volunteer {number},v{number}@example.org\r\n").unwrap();
    }
    let reply = owner.ask("POST", "/api/v1/members/import", &[("content-type", "text/csv")], list.as_bytes()).unwrap();
    assert!((200..300).contains(&reply.status), "{}", String::from_utf8_lossy(&reply.body));
    let (mut members, mut next) = (Vec::new(), String::new());
    loop {
        let page = owner.get(&format!("/api/v1/members?q=Volunteer&limit=200{next}")).json();
        members.extend(page["items"].as_array().unwrap().iter().map(|member| member["id"].as_str().unwrap().to_owned()));
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(members.len(), MEMBERS);
    members
}

/// An event that is published, with one session of forty places: the ids of the session and of what it needs.
pub(crate) fn planned(owner: &Visitor) -> (String, String) {
    let id = |row: &Value| row["id"].as_str().unwrap().to_owned();
    let event = owner.change("POST", "/api/v1/events", &[], &json!({"name": "Carnival"}));
    let body = json!({"name": "Saturday", "start_local": "2199-06-01T10:00", "end_local": "2199-06-01T14:00"});
    let session = owner.change("POST", &format!("/api/v1/events/{}/sessions", id(&event)), &[], &body);
    let body = json!({"name": "Steward", "min": 1, "max": PLACES});
    let need = owner.change("POST", &format!("/api/v1/event-sessions/{}/requirements", id(&session)), &[], &body);
    owner.change("PUT", &format!("/api/v1/events/{}/publication", id(&event)), &[("if-match", "\"1\"")], &json!(null));
    (id(&session), id(&need))
}

/// Asks for a place for each of them, on one connection; tells what became of it.
fn booked(visitor: &Visitor, path: &str, members: &[String]) -> Vec<String> {
    let mut connection = visitor.connect().unwrap();
    let mut states = Vec::with_capacity(members.len());
    for member in members {
        let reply = connection.ask("POST", path, &[], json!({"member_id": member}).to_string().as_bytes()).unwrap();
        assert_eq!(reply.status, 201, "{}", String::from_utf8_lossy(&reply.body));
        states.push(reply.json()["state"].as_str().unwrap().to_owned());
    }
    states
}

/// The places on the waiting list.
fn turns(owner: &Visitor, session: &str) -> BTreeSet<u64> {
    let (mut found, mut next) = (BTreeSet::new(), String::new());
    loop {
        let page = owner.get(&format!("/api/v1/event-sessions/{session}/bookings?limit=200{next}")).json();
        found.extend(page["items"].as_array().unwrap().iter().filter_map(|booking| booking["place_in_queue"].as_u64()));
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => return found,
        }
    }
}
