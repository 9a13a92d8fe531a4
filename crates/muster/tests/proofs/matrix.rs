//! Proof 1: every operation × {anonymous, each role, another organisation's owner}, against a reviewed table.

use crate::cases::{self, NEEDLE};
use crate::world::{Client, On, World, on_both};
use access::Role;
use http::StatusCode;
use std::fmt::Write;

struct Cast {
    anonymous: Client,
    foreign: Client,
    by_role: Vec<(Role, Client)>,
}

async fn cast(world: &World) -> Cast {
    let mut by_role = Vec::new();
    for role in Role::ALL {
        by_role.push((role, world.signed_in(&world.north, role).await));
    }
    Cast { anonymous: world.anonymous(), foreign: world.signed_in(&world.south, Role::Owner).await, by_role }
}

#[test]
fn who_reaches_what() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let table = table(&world).await;
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            // The same table for both engines: a difference between them fails one of the two.
            insta::assert_snapshot!("permission_matrix", table);
        });
    });
}

async fn table(world: &World) -> String {
    let mut cast = cast(world).await;
    let mut table = String::from("operation × anonymous, owner, administrator, dispatcher, member, auditor, contact, foreign owner\n");
    for (method, path, operation) in cases::operations() {
        let permission = operation["x-permission"].as_str().unwrap_or("public");
        let mut line = format!("{:<6} {path} [{permission}]", method.to_uppercase());
        let anonymous = one(&cast.anonymous, &cast.by_role[0].1, &method, &path).await;
        write!(line, " {}", anonymous.0.as_u16()).unwrap();
        // Whoever has a feed's address has shown all there is to show.
        let by_address = path.ends_with("/feeds/{secret}");
        assert!(by_address || !anonymous.1, "{method} {path}: a row's bytes reached nobody in particular");
        assert!(permission == "public" || anonymous.0 == StatusCode::UNAUTHORIZED, "{method} {path}: anonymous got {}", anonymous.0);
        for index in 0..cast.by_role.len() {
            let (role, client) = &cast.by_role[index];
            let (status, told) = one(client, &cast.by_role[0].1, &method, &path).await;
            assert!(by_address || *role != Role::Contact || !told, "{method} {path}: a row that is not their customer's reached a contact");
            let granted = permission == "public" || role.grants(permission).is_some();
            assert_eq!(status == StatusCode::FORBIDDEN, !granted, "{method} {path} as {}: {status}", role.as_str());
            write!(line, " {}", status.as_u16()).unwrap();
            if path.ends_with("/session") && method == "delete" {
                let again = world.signed_in(&world.north, cast.by_role[index].0).await;
                cast.by_role[index].1 = again;
            }
        }
        let (status, leaked) = foreign(&cast.foreign, &cast.by_role[0].1, &method, &path).await;
        assert!(by_address || !leaked, "{method} {path}: a foreign row's bytes in the answer");
        assert!(by_address || !status.is_success() || !by_row(&path), "{method} {path}: a foreign row was reached");
        write!(line, " {}", status.as_u16()).unwrap();
        if path.ends_with("/session") && method == "delete" {
            cast.foreign = world.signed_in(&world.south, Role::Owner).await;
        }
        writeln!(table, "{line}").unwrap();
    }
    table
}

/// Paths that name a row by an id nobody else can have; a log's numbers and tiles exist in every organisation.
fn by_row(path: &str) -> bool {
    path.contains("{id}")
}

/// The status, and whether the planted text is in the answer.
async fn one(client: &Client, maker: &Client, method: &str, path: &str) -> (StatusCode, bool) {
    let sample = cases::sample(maker, method, path).await;
    let sample = sample.unwrap_or_else(|| panic!("no sample for {method} {path}: add one in cases.rs"));
    // A wrong password costs tries, which must not run out here: the route is proved in sign_in.rs.
    let reply = cases::send(client, &sample).await;
    let mut told = reply.bytes.windows(NEEDLE.len()).any(|window| window == NEEDLE.as_bytes());
    // What the asker sent may come back to him.
    if sample.body.as_ref().is_some_and(|body| body.to_string().contains(NEEDLE)) && !path.contains("{id}") {
        told = false;
    }
    (reply.status, told)
}

/// The same for another organisation's owner, who sends no planted text: what comes back with it is a leak.
async fn foreign(client: &Client, maker: &Client, method: &str, path: &str) -> (StatusCode, bool) {
    let sample = cases::sample(maker, method, path).await;
    let mut sample = sample.unwrap_or_else(|| panic!("no sample for {method} {path}: add one in cases.rs"));
    let own = |body: serde_json::Value| serde_json::from_str(&body.to_string().replace(NEEDLE, "Elsewhere")).unwrap();
    sample.body = sample.body.map(own);
    let reply = cases::send(client, &sample).await;
    (reply.status, reply.bytes.windows(NEEDLE.len()).any(|window| window == NEEDLE.as_bytes()))
}

#[test]
fn the_proof_would_notice_a_leak() {
    on_both(|on: On| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (status, told) = one(&owner, &owner, "get", "/api/v1/jobs/{id}").await;
        assert_eq!((status, told), (StatusCode::OK, true));
    });
}
