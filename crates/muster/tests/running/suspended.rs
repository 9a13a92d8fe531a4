//! A suspended organisation is shut out at once: by a command beside the running server, on a second server over the same database
//! too, on connections that stand already, and nobody else with it.

use crate::house::{BOTH, House, On};
use crate::server::{Manner, Server};
use crate::visitor::{Connection, Visitor};
use std::time::{Duration, Instant};

/// The stated bound: what a server has read of a session it believes for half a second.
const BELIEVED: Duration = Duration::from_millis(500);

#[test]
fn a_command_shuts_it_out_on_every_server() {
    for on in BOTH {
        let house = House::with_organisation(on, "quill");
        house.run(&["org", "create", "heron", "--name", "heron", "--zone", "UTC"], "");
        house.add_member("heron", "The other owner", "owner@example.org", "owner");
        let mut servers = vec![Server::start(&house, Manner::USUAL)];
        if on == On::Postgres {
            servers.push(Server::start(&house, Manner { second: true, ..Manner::USUAL }));
        }
        let quill = servers[0].visitor().signed_in("quill", "owner@example.org");
        let heron = servers[0].visitor().signed_in("heron", "owner@example.org");
        let at_each = |visitor: &Visitor| -> Vec<Connection> {
            servers.iter().map(|server| Visitor { cookie: visitor.cookie.clone(), ..server.visitor() }.connect().unwrap()).collect()
        };
        let (mut inside, mut others) = (at_each(&quill), at_each(&heron));
        assert!(inside.iter_mut().chain(&mut others).all(|connection| me(connection) == 200), "a session holds on every server");

        house.run(&["org", "suspend", "quill", "--yes-i-mean", "quill"], "");
        for connection in &mut inside {
            until(connection, 401);
        }
        for mut connection in at_each(&quill) {
            let write = connection.ask("POST", "/api/v1/customers", &[], br#"{"name": "too late"}"#).unwrap();
            assert_eq!(write.status, 401);
        }
        for server in &servers {
            let body =
                format!("{{\"organisation\":\"quill\",\"email\":\"owner@example.org\",\"password\":\"{}\"}}", crate::house::PASSWORD);
            assert_eq!(server.visitor().ask("POST", "/api/v1/session", &[], body.as_bytes()).unwrap().status, 401);
        }
        assert!(others.iter_mut().all(|connection| me(connection) == 200), "counter-proof: others are not shut out");

        house.run(&["org", "resume", "quill"], "");
        for connection in &mut inside {
            until(connection, 200);
        }
        for server in servers {
            server.end();
        }
    }
}

fn me(connection: &mut Connection) -> u16 {
    connection.ask("GET", "/api/v1/me", &[], b"").unwrap().status
}

/// Asks until the answer is `wanted`. A request that sets out when the bound has passed must have it.
#[expect(clippy::disallowed_methods, reason = "the bound is one of real time, between two processes")]
fn until(connection: &mut Connection, wanted: u16) {
    let since = Instant::now();
    loop {
        let late = since.elapsed() > BELIEVED;
        let status = me(connection);
        if status == wanted {
            return;
        }
        assert!(!late, "{status} instead of {wanted}, {BELIEVED:?} after the command had ended");
    }
}
