//! Proof 2: every mutation leaves exactly one event record; no read leaves any.

use crate::cases;
use crate::world::{World, on_both};
use access::Role;
use http::StatusCode;
use kernel::Actor;
use serde_json::json;
use store::Origin;
use store::door::Authority;

/// Operations that are no GET and yet change nothing, or whose work goes on after the answer. This list only shrinks.
const EXCEPTIONS: &[&str] = &[
    "post /api/v1/session",                    // a failed sign-in is recorded after the answer: sign_in.rs
    "post /api/v1/invitation",                 // reads; nobody holds a link here: invitations.rs
    "post /api/v1/invitation/acceptance",      // nobody holds a link here: invitations.rs
    "post /api/v1/invitation/passkey/options", // likewise: passkeys.rs
    "post /api/v1/call-out-answers",           // nobody holds a link here: call_outs.rs
    "post /api/v1/call-out-answers/opening",   // reads; likewise
    "post /api/v1/password-reset",             // works after the answer: resets.rs
    "put /api/v1/password-reset",              // nobody holds a link here: resets.rs
    "put /api/v1/me/password",                 // a right one changes everybody's sample: own_account.rs
    "post /api/v1/networks/check",             // reads
    "post /api/v1/announcements/audience",     // reads
    "post /api/v1/board/suggestions",          // reads: a proposal is not written
    "post /api/v1/imports/{id}/preview",       // reads
    "post /api/v1/imports/{id}/run",           // one record for the start, one for each part: import tests
    "delete /api/v1/imports/{id}/run",         // refused for an import that does not run
    "put /api/v1/me/totp",                     // a right one changes everybody's sign-in: two_steps.rs
    "delete /api/v1/me/totp",                  // likewise
    "post /api/v1/session/totp",               // two_steps.rs
    "post /api/v1/session/recovery-code",      // two_steps.rs
    "post /api/v1/session/step-up",            // two_steps.rs
    "post /api/v1/session/step-up/options",    // passkeys.rs
    "post /api/v1/session/passkey/options",    // passkeys.rs
    "post /api/v1/session/passkey",            // passkeys.rs
    "post /api/v1/me/passkeys",                // passkeys.rs
    "patch /api/v1/me/passkeys/{id}",          // passkeys.rs
    "delete /api/v1/me/passkeys/{id}",         // passkeys.rs
    "post /api/v1/single-sign-on/check",       // reads, and nobody answers here: single_sign_on/
    "post /api/v1/session/single-sign-on",     // offered by nobody here: single_sign_on/
    "get /api/v1/session/single-sign-on/return/{organisation}", // no page of ours asks for it: single_sign_on/
    "post /api/v1/me/single-sign-on",          // offered by nobody here: single_sign_on/
    "delete /api/v1/me/single-sign-on",        // nobody is linked here: single_sign_on/
    "delete /api/v1/members/{id}/single-sign-on", // nobody is linked here: single_sign_on/
];

#[test]
fn a_change_leaves_one_record_and_a_read_none() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let mut owner = world.signed_in(&world.north, Role::Owner).await;
        for (method, path, _) in cases::operations() {
            if EXCEPTIONS.contains(&format!("{method} {path}").as_str()) {
                continue;
            }
            let sample = cases::sample(&owner, &method, &path).await.unwrap_or_else(|| panic!("no sample for {method} {path}"));
            let before = world.north.log_size().await;
            let reply = cases::send(&owner, &sample).await;
            assert!(reply.status.is_success(), "{method} {path}: {} {}", reply.status, String::from_utf8_lossy(&reply.bytes));
            let left = world.north.log_size().await - before;
            assert_eq!(left, u64::from(method != "get"), "{method} {} left {left} records", sample.template);
            if path.ends_with("/session") {
                owner = world.signed_in(&world.north, Role::Owner).await;
            }
        }
    });
}

#[test]
fn a_refused_request_is_on_record_and_changes_nothing() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        let sample = cases::sample(&owner, "put", "/api/v1/jobs/{id}/cancellation").await.unwrap();
        let before = world.north.log_size().await;
        assert_eq!(cases::send(&auditor, &sample).await.status, http::StatusCode::FORBIDDEN);
        assert_eq!(world.north.log_size().await, before + 1);
        let audit = owner.get("/api/v1/audit?action=permission.denied").await.json();
        assert_eq!(audit["items"][0]["outcome"], "refused");
        assert_eq!(cases::send(&owner, &sample).await.status, http::StatusCode::OK);
    });
}

/// Every file that is taken away is noted, without a record of its own; whoever takes many is told to those who watch.
#[test]
fn files_that_are_taken_away_are_counted() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let round = async || {
            let authority = Authority::whole(Actor::System, Origin::default());
            muster::Watch::new(world.access.clone()).round(&world.north.realm, &authority).await.unwrap()
        };
        for _ in 0..20 {
            assert_eq!(dispatcher.get("/api/v1/jobs/export").await.status, StatusCode::OK);
            assert_eq!(dispatcher.get("/api/v1/jobs").await.status, StatusCode::OK, "a list is no file");
        }
        assert_eq!(round().await, 0, "a day's work");
        assert_eq!(dispatcher.get("/api/v1/customers/export").await.status, StatusCode::OK);
        assert_eq!(round().await, 1, "one more than that");
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let alerts = owner.get("/api/v1/alerts").await.json();
        let of_them = alerts["items"].as_array().unwrap().iter().filter(|alert| alert["rule"] == "many_exports");
        assert_eq!(of_them.count(), 2, "the world begins with one: {alerts}");
    });
}

/// A head that must be witnessed is none that the server signed alone.
#[test]
fn a_head_that_nobody_witnessed_is_not_told_for_one() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        assert_eq!(owner.get("/api/v1/audit/log/checkpoint").await.status, StatusCode::OK);
        let witnessed = owner.get("/api/v1/audit/log/checkpoint?witnessed=true").await;
        assert_eq!((witnessed.status, &witnessed.json()["code"]), (StatusCode::NOT_FOUND, &json!("not-found")));
    });
}
