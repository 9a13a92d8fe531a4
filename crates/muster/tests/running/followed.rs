//! What is told as it happens: a notice is heard of within a second, at whichever server one listens, by whom it is for alone; and whoever
//! is shut out hears nothing from then on.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use crate::visitor::{Connection, Visitor};
use serde_json::{Value, json};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The promise.
const A_SECOND: Duration = Duration::from_secs(1);
/// The promise on a machine that runs other tests beside.
const BUSY: Duration = Duration::from_secs(3);
const NOTICES: &str = "/api/v1/me/notices/changes";
const BOARD: &str = "/api/v1/board/changes";

/// What somebody who listens hears, and when it ends.
struct Listener(Receiver<(String, Value)>);

#[derive(Debug, PartialEq)]
enum Heard {
    Change(Value),
    End,
    Nothing,
}

impl Listener {
    /// Listens from now on: how things stand is heard before this returns.
    fn to(visitor: &Visitor, path: &str) -> Self {
        let mut line: Connection = visitor.connect().unwrap().follow(path);
        let (tell, told) = channel();
        std::thread::spawn(move || {
            while let Some(heard) = line.heard() {
                if tell.send(heard).is_err() {
                    return;
                }
            }
        });
        let listener = Self(told);
        assert_eq!(listener.0.recv().unwrap().0, "open");
        listener
    }

    /// What is heard, and no later than it has to be.
    fn in_time(&self) -> Heard {
        self.within(BUSY)
    }

    fn within(&self, patience: Duration) -> Heard {
        match self.0.recv_timeout(patience) {
            Ok((name, said)) if name == "change" => Heard::Change(said),
            Ok(other) => panic!("{other:?}"),
            Err(RecvTimeoutError::Disconnected) => Heard::End,
            Err(RecvTimeoutError::Timeout) => Heard::Nothing,
        }
    }
}

struct Cast {
    _house: House,
    servers: Vec<Server>,
    owner: Visitor,
    member: Visitor,
    other: Visitor,
}

impl Cast {
    fn new(on: On) -> Self {
        let house = House::with_organisation(on, "quill");
        house.add_member("quill", "The member", "member@example.org", "member");
        house.add_member("quill", "The other", "other@example.org", "dispatcher");
        let mut servers = vec![Server::start(&house, Manner::USUAL)];
        if on == On::Postgres {
            servers.push(Server::start(&house, Manner { second: true, ..Manner::USUAL }));
        }
        let [owner, member, other] =
            ["owner", "member", "other"].map(|name| servers[0].visitor().signed_in("quill", &format!("{name}@example.org")));
        Self { _house: house, servers, owner, member, other }
    }

    /// Tells the member something, and nobody else: they alone hold the role.
    fn announce(&self) {
        let audience = json!({"role_ids": ["member"]});
        let new = json!({"title": "Gate", "text": "The north gate is shut.", "audience": audience, "acknowledge": false});
        self.owner.change("POST", "/api/v1/announcements", &[], &new);
    }
}

fn id_of(who: &Visitor) -> String {
    who.get("/api/v1/me").json()["member"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_notice_is_heard_of_within_a_second_by_whom_it_is_for() {
    for on in BOTH {
        let cast = Cast::new(on);
        for server in &cast.servers {
            let before = cast.member.get("/api/v1/me/notices").json()["unread"].as_i64().unwrap();
            let (mine, others) = (Listener::to(&cast.member.at(server), NOTICES), Listener::to(&cast.other.at(server), NOTICES));
            assert_eq!(mine.within(A_SECOND), Heard::Nothing, "counter-proof: nothing happened");
            cast.announce();
            assert_eq!(mine.in_time(), Heard::Change(json!({"unread": before + 1})), "{on:?}");
            assert_eq!(others.within(A_SECOND), Heard::Nothing, "it is not theirs");
            // Read in another tab, it is read in this one.
            let last = cast.member.get("/api/v1/me/notices").json()["items"][0]["id"].clone();
            cast.member.change("PUT", "/api/v1/me/notices/reading", &[], &json!({"until_id": last}));
            assert_eq!(mine.in_time(), Heard::Change(json!({"unread": 0})), "{on:?}");
        }
    }
}

#[test]
fn many_in_a_row_are_all_counted() {
    for on in BOTH {
        let cast = Cast::new(on);
        let last = cast.servers.last().unwrap();
        let mine = Listener::to(&cast.member.at(last), NOTICES);
        for _ in 0..12 {
            cast.announce();
        }
        let mut counted = json!(null);
        while let Heard::Change(told) = mine.within(A_SECOND) {
            counted = told;
        }
        assert_eq!(counted, json!({"unread": 12}), "{on:?}: the last that is told is how it stands");
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the bound is one of real time, between two processes")]
fn whoever_is_shut_out_hears_nothing_more() {
    for on in BOTH {
        let cast = Cast::new(on);
        let shut = |path: &'static str| cast.servers.iter().map(|server| Listener::to(&cast.other.at(server), path)).collect::<Vec<_>>();
        let (theirs, board) = (shut(NOTICES), shut(BOARD));
        let stays: Vec<Listener> = cast.servers.iter().map(|server| Listener::to(&cast.member.at(server), NOTICES)).collect();
        let id = id_of(&cast.other);
        cast.owner.change("PUT", &format!("/api/v1/members/{id}/revocation"), &[], &json!({"reason": "Lost telephone"}));
        let since = Instant::now();
        for listener in theirs {
            assert_eq!(listener.in_time(), Heard::End, "{on:?}");
        }
        for listener in board {
            // That somebody was shut out is a change of the board like any other: it may be heard before the end.
            while let Heard::Change(_) = listener.in_time() {}
            assert!(matches!(listener.0.recv_timeout(Duration::ZERO), Err(RecvTimeoutError::Disconnected)), "{on:?}");
        }
        assert!(since.elapsed() <= BUSY, "{on:?}: {:?}", since.elapsed());
        for listener in stays {
            assert_eq!(listener.within(A_SECOND), Heard::Nothing, "counter-proof: nobody else's ends");
        }
    }
}

/// A right that is taken away ends what it allowed, and not the session.
#[test]
fn whoever_may_not_see_the_board_any_more_does_not_follow_it() {
    let cast = Cast::new(On::Embedded);
    let board = Listener::to(&cast.other, BOARD);
    assert_eq!(board.within(A_SECOND), Heard::Nothing, "counter-proof: it goes on");
    let held = cast.owner.get(&format!("/api/v1/members/{}/holdings", id_of(&cast.other))).json()["items"][0].clone();
    let (path, tag) = (format!("/api/v1/holdings/{}/end", held["id"].as_str().unwrap()), format!("\"{}\"", held["version"]));
    cast.owner.change("PUT", &path, &[("if-match", &tag)], &json!({}));
    while let Heard::Change(_) = board.in_time() {}
    assert!(matches!(board.0.recv_timeout(Duration::ZERO), Err(RecvTimeoutError::Disconnected)));
    assert_eq!(cast.other.get("/api/v1/me").status, 200);
}
