//! The event catalogue, reviewed: every action that any crate declares is in it, every record that is written is one of it, and what
//! each is about is seen from real records.

use crate::cases;
use crate::world::{Client, Home, World, on_both};
use access::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// Kinds that the operations of the API, each done once, do not cause; where they are caused instead. This list only shrinks.
const ELSEWHERE: &[&str] = &[
    "access_review.closed",           // reviews.rs
    "approval.withdrawn",             // escalation.rs
    "attendance.wrong_code",          // hours: attendance.rs
    "audit.lapsed",                   // retention.rs
    "factor.removed",                 // two_steps.rs
    "import.cancelled",               // work: import tests
    "import.failed",                  // work: import tests
    "import.files_removed",           // work: import tests
    "import.finished",                // work: import tests; the sample's run is a dry one
    "invitation.accepted",            // invitations.rs
    "invitation.passkey_asked",       // joining.rs
    "password_reset.done",            // resets.rs
    "instance_log.disputed",          // running/witnesses.rs
    "jobs.imported",                  // running/needles.rs; the sample's run is a dry one
    "log.disputed",                   // running/witnesses.rs
    "log.published",                  // running/heads.rs
    "mail.given_up",                  // courier: sending.rs
    "booking.served",                 // duty: bookings.rs
    "call_out.followed",              // duty: call_outs.rs
    "certificate.expiring",           // roster: expiring.rs
    "certificates.imported",          // duty: abilities.rs
    "job.target_missed",              // work: promises.rs
    "push_subscription.gone",         // notices: push.rs
    "reminder.told",                  // roster: reminding.rs
    "leave.approved",                 // abilities.rs
    "mail.sent",                      // courier: sending.rs
    "keys.root_rotated",              // store: keys.rs
    "member.came_back",               // people: members.rs
    "member.left",                    // people: members.rs
    "member.password_reset",          // command_line.rs
    "network.outside",                // networks.rs
    "network.refused",                // networks.rs
    "networks.weakened",              // networks.rs
    "operator.asked",                 // running/support.rs
    "operator.read",                  // running/support.rs
    "passkey.asked",                  // passkeys.rs
    "passkey.renamed",                // passkeys.rs
    "policy.weakened",                // policy.rs
    "retention.shortened",            // retention.rs
    "session.factor_asked",           // two_steps.rs
    "session.shut",                   // told.rs
    "single_sign_on.joined",          // single_sign_on/joining.rs
    "single_sign_on.link_begun",      // single_sign_on/oneself.rs
    "single_sign_on.linked",          // single_sign_on/whole.rs
    "single_sign_on.unlinked",        // single_sign_on/oneself.rs
    "single_sign_on.weakened",        // single_sign_on/two_people.rs
    "organisation.created",           // command_line.rs
    "organisation.deletion_begun",    // deletion.rs
    "organisation.erased",            // deletion.rs
    "organisation.erasure_announced", // deletion.rs
    "organisation.status_changed",    // running/suspended.rs
    "support.used",                   // running/support.rs
    "webhook.given_up",               // running/webhooks.rs
];

/// What the world itself writes while it is set up.
const OF_THE_WORLD: &str = "member.seeded";

#[test]
fn every_kind_of_record() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let seen = seen(&world).await;
        let mut table = String::from("log, action, what it is about (as seen), meaning\n");
        let kinds = muster::event_kinds();
        let mut amiss = Vec::new();
        for kind in &kinds {
            let about = seen.get(kind.name).map(|about| about.iter().cloned().collect::<Vec<_>>().join(" "));
            let elsewhere = ELSEWHERE.contains(&kind.name);
            if about.is_some() == elsewhere {
                amiss.push(kind.name);
            }
            writeln!(table, "{:<12} {:<27} {:<12} {}", kind.log, kind.name, about.unwrap_or_else(|| "-".into()), kind.meaning).unwrap();
        }
        assert_eq!(amiss, Vec::<&str>::new(), "seen here and listed as not, or neither");
        let unknown: Vec<_> = seen.keys().filter(|name| kinds.iter().all(|kind| kind.name != name.as_str())).collect();
        assert_eq!(unknown, Vec::<&String>::new(), "a record of a kind that the catalogue does not have");
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!("event_catalogue", table);
        });
    });
}

/// Does everything once, and gives for each action in the log the kinds of subject it had.
async fn seen(world: &World) -> BTreeMap<String, BTreeSet<String>> {
    let mut owner = world.signed_in(&world.north, Role::Owner).await;
    let auditor = world.signed_in(&world.north, Role::Auditor).await;
    for (method, path, _) in cases::operations() {
        let sample = cases::sample(&owner, &method, &path).await.unwrap();
        let reply = cases::send(&owner, &sample).await;
        if path.ends_with("/imports/{id}/run") && reply.status.is_success() {
            finished(&owner, reply.json()["id"].as_str().unwrap()).await;
        }
        if method == "delete" && path.ends_with("/session") {
            owner = world.signed_in(&world.north, Role::Owner).await;
        }
    }
    assert_eq!(auditor.send(http::Method::POST, "/api/v1/views", &[], None).await.status.as_u16(), 415);
    let denied = cases::sample(&owner, "post", "/api/v1/customers").await.unwrap();
    assert_eq!(cases::send(&auditor, &denied).await.status.as_u16(), 403);
    failed_sign_in(world, &world.north).await;
    in_the_log(&owner).await
}

async fn finished(client: &Client, import: &str) {
    loop {
        let view = client.get(&format!("/api/v1/imports/{import}")).await.json();
        match view["state"].as_str().unwrap() {
            "running" => tokio::task::yield_now().await,
            "done" | "uploaded" => return,
            other => panic!("the import ended as {other}: {view}"),
        }
    }
}

/// A wrong password; its record is written after the answer, so the log is watched until it has grown.
async fn failed_sign_in(world: &World, home: &Home) {
    let before = home.log_size().await;
    let body = serde_json::json!({"organisation": home.slug, "email": crate::world::address(Role::Owner), "password": "not-the-password"});
    let reply = world.anonymous().send(http::Method::POST, "/api/v1/session", &[], Some(body)).await;
    assert_eq!(reply.status.as_u16(), 401);
    while home.log_size().await == before {
        tokio::task::yield_now().await;
    }
}

async fn in_the_log(client: &Client) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut path = "/api/v1/audit?limit=200".to_owned();
    loop {
        let page = client.get(&path).await.json();
        for item in page["items"].as_array().unwrap() {
            let (action, kind) = (item["action"].as_str().unwrap(), item["subject"]["kind"].as_str().unwrap());
            if action != OF_THE_WORLD {
                found.entry(action.to_owned()).or_default().insert(kind.to_owned());
            }
        }
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/audit?limit=200&cursor={next}"),
            None => return found,
        }
    }
}

#[test]
fn what_the_source_declares_is_in_the_catalogue() {
    let mut declared = Vec::new();
    for krate in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).unwrap().flatten() {
        let source = krate.path().join("src");
        if source.is_dir() && !["xtask", "test-support"].contains(&krate.file_name().to_str().unwrap()) {
            declared_in(&source, &mut declared);
        }
    }
    declared.sort();
    let mut listed: Vec<String> = muster::event_kinds().iter().map(|kind| kind.name.to_owned()).collect();
    listed.sort();
    assert_eq!(declared, listed, "an action was declared and not listed in its crate's ACTIONS, or listed twice");
    let distinct: BTreeSet<_> = listed.iter().collect();
    assert_eq!(distinct.len(), listed.len(), "names are told apart");
    for name in &listed {
        let (noun, verb) = name.split_once('.').unwrap();
        let is_word = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(is_word(noun) && is_word(verb), "{name}");
    }
}

fn declared_in(folder: &Path, declared: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            declared_in(&path, declared);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            // What a module's own tests declare is not in use.
            let product = text.split("#[cfg(test)]").next().unwrap();
            let names = product.split("Action::new(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next());
            declared.extend(names.map(str::to_owned));
        }
    }
}
