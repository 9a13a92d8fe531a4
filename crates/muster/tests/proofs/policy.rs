//! What the organisation demands of those who sign in, who meets it, and what happens to who does not; sessions of others.

use crate::escalation::confirm;
use crate::two_steps::{WithApp, code_now, password};
use crate::world::{Client, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const POLICY: &str = "/api/v1/security-policy";

async fn decide(client: &Client, minimum: Value, grace_days: i64, minutes: i64, hours: i64) -> Reply {
    let tag = format!("\"{}\"", client.get(POLICY).await.json()["version"]);
    let body = json!({"minimum": minimum, "grace_days": grace_days, "session_idle_minutes": minutes, "session_hours": hours});
    let reply = client.send(Method::PUT, POLICY, &[("if-match", &tag)], Some(body)).await;
    // What demands less is confirmed by somebody else: `second_person.rs` proves that.
    if reply.status == StatusCode::ACCEPTED {
        let done = confirm(&client.administrator().await, &reply.json()).await;
        assert_eq!(done.status, StatusCode::OK, "{}", String::from_utf8_lossy(&done.bytes));
        return done;
    }
    assert_eq!(reply.status, StatusCode::OK, "{}", String::from_utf8_lossy(&reply.bytes));
    reply
}

fn code_of(reply: &Reply) -> (u16, String) {
    (reply.status.as_u16(), reply.json()["code"].as_str().unwrap_or_default().to_owned())
}

async fn must(client: &Client) -> Value {
    client.get("/api/v1/me").await.json()["must"].clone()
}

#[test]
fn customers_contacts_show_what_is_demanded_of_them() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (contact, member) = (world.signed_in(&world.north, Role::Contact).await, world.signed_in(&world.north, Role::Member).await);
        decide(&owner, json!([{"role": "contact", "factor": "second_factor"}]), 0, 60, 24).await;
        world.clock.advance_seconds(1);
        assert_eq!(must(&contact).await, json!(["enrol_factor"]));
        assert_eq!(code_of(&contact.get("/api/v1/jobs").await), (403, "factor-needed".into()));
        assert_eq!((must(&member).await, member.get("/api/v1/jobs").await.status), (json!([]), StatusCode::OK), "members hold other roles");
        let lacking = owner.get("/api/v1/security-policy/compliance").await.json();
        let id = contact.get("/api/v1/me").await.json()["member"]["id"].clone();
        assert_eq!(lacking["items"].as_array().unwrap().iter().map(|one| &one["member"]["id"]).collect::<Vec<_>>(), [&id]);
    });
}

#[test]
fn whoever_lacks_a_factor_reaches_nothing_but_their_own_account() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        let namesake = world.signed_in(&world.south, Role::Member).await;
        decide(&owner, json!([{"role": "member", "factor": "second_factor"}]), 1, 60, 24).await;
        world.clock.advance_seconds(1);
        let me = member.get("/api/v1/me").await.json();
        assert_eq!((&me["must"], me["grace_until"].as_str().unwrap()), (&json!([]), "2026-11-22T09:00:00.000Z"));
        assert_eq!(member.get("/api/v1/jobs").await.status, StatusCode::OK, "in the days of grace");
        let lacking = owner.get("/api/v1/security-policy/compliance").await.json();
        assert_eq!(lacking["items"].as_array().unwrap().len(), 13, "the member and the spares");
        assert_eq!((&lacking["items"][0]["demanded"], &lacking["items"][0]["has"]), (&json!("second_factor"), &json!("password")));

        world.clock.advance_seconds(24 * 60 * 60);
        let again = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        assert_eq!(must(&again).await, json!(["enrol_factor"]));
        for path in ["/api/v1/jobs", "/api/v1/overview", "/api/v1/members", "/api/v1/search?q=a", "/api/v1/jobs/export"] {
            let refused = again.get(path).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
            assert!(["factor-needed", "forbidden"].contains(&refused.json()["code"].as_str().unwrap()), "{path}");
        }
        assert_eq!(code_of(&again.get("/api/v1/jobs").await), (403, "factor-needed".into()));
        let elsewhere = world.signed_in(&world.south, Role::Member).await;
        assert_eq!(elsewhere.get("/api/v1/jobs").await.status, StatusCode::OK, "another organisation decides for itself");
        drop(namesake);

        // What they must, they can; and then everything is as before.
        let offered = again.send(Method::POST, "/api/v1/me/totp", &[], None).await.json();
        let secret = vault::TotpSecret::parse(offered["secret"].as_str().unwrap()).unwrap();
        let added = again.send(Method::PUT, "/api/v1/me/totp", &[], Some(json!({"code": code_now(&world, &secret)}))).await;
        assert_eq!(added.status, StatusCode::OK);
        assert_eq!(must(&again).await, json!([]));
        assert_eq!(again.get("/api/v1/jobs").await.status, StatusCode::OK);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let lacking = owner.get("/api/v1/security-policy/compliance").await.json();
        assert_eq!(lacking["items"].as_array().unwrap().len(), 12, "the spares alone");
        // Removing it is theirs to do, and puts them back where they were.
        assert_eq!(again.send(Method::DELETE, "/api/v1/me/totp", &[], None).await.status, StatusCode::NO_CONTENT);
        world.clock.advance_seconds(1);
        assert_eq!(code_of(&again.get("/api/v1/jobs").await), (403, "factor-needed".into()));
    });
}

#[test]
fn a_session_opened_with_less_than_is_demanded_now_must_be_proved() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let before = world.signed_in(&world.north, Role::Member).await;
        let member = WithApp::new(&world, Role::Member).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        decide(&owner, json!([{"role": "member", "factor": "second_factor"}]), 90, 60, 12).await;
        world.clock.advance_seconds(1);
        assert_eq!(must(&member.client).await, json!([]), "the session that set it up proved it");
        assert_eq!(must(&before).await, json!(["prove_factor"]), "grace is for setting up, not for proving");
        assert_eq!(code_of(&before.get("/api/v1/jobs").await), (403, "factor-needed".into()));
        let proof = json!({"code": code_now(&world, &member.secret)});
        let proved = before.send(Method::POST, "/api/v1/session/step-up", &[], Some(proof)).await;
        assert_eq!(before.after(&proved).get("/api/v1/jobs").await.status, StatusCode::OK);
    });
}

#[test]
fn the_strictest_role_decides() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = WithApp::new(&world, Role::Member).await;
        decide(&owner, json!([{"role": "member", "factor": "passkey"}, {"role": "auditor", "factor": "second_factor"}]), 0, 60, 12).await;
        world.clock.advance_seconds(1);
        assert_eq!(must(&member.client).await, json!(["enrol_passkey"]), "an app is not enough where a passkey is demanded");
        assert_eq!(must(&owner).await, json!([]), "what others must");
    });
}

#[test]
fn shorter_sessions_shorten_the_open_ones() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        decide(&owner, json!([]), 14, 15, 1).await;
        world.clock.advance_seconds(16 * 60);
        assert_eq!(member.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "silent for a quarter of an hour");
        let again = world.signed_in(&world.north, Role::Member).await;
        for _ in 0..5 {
            world.clock.advance_seconds(10 * 60);
            assert_eq!(again.get("/api/v1/me").await.status, StatusCode::OK);
        }
        world.clock.advance_seconds(10 * 60);
        assert_eq!(again.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "an hour old");
        let elsewhere = world.signed_in(&world.south, Role::Member).await;
        world.clock.advance_seconds(16 * 60);
        assert_eq!(elsewhere.get("/api/v1/me").await.status, StatusCode::OK);
    });
}

#[test]
fn a_weaker_policy_has_a_record_of_its_own() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        decide(&owner, json!([{"role": "auditor", "factor": "passkey"}]), 14, 60, 12).await;
        decide(&owner, json!([{"role": "auditor", "factor": "second_factor"}]), 14, 60, 12).await;
        let audit = |action: &str| format!("/api/v1/audit?action={action}");
        assert_eq!(owner.get(&audit("policy.changed")).await.json()["items"].as_array().unwrap().len(), 1);
        let weakened = owner.get(&audit("policy.weakened")).await.json();
        let label = weakened["items"][0]["subject"]["label"].as_str().unwrap();
        assert!(label.contains("auditor may sign in with second_factor instead of passkey"), "{label}");
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        assert_eq!(auditor.get(POLICY).await.status, StatusCode::OK);
        let stale = owner
            .send(
                Method::PUT,
                POLICY,
                &[("if-match", "\"1\"")],
                Some(json!({"minimum": [], "grace_days": 1, "session_idle_minutes": 60, "session_hours": 12})),
            )
            .await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        for (minimum, code) in [
            (json!([{"role": "emperor", "factor": "passkey"}]), "no-such-role"),
            (json!([{"role": "owner", "factor": "passkey"}, {"role": "owner", "factor": "password"}]), "twice"),
        ] {
            let body = json!({"minimum": minimum, "grace_days": 1, "session_idle_minutes": 60, "session_hours": 12});
            let refused = owner.send(Method::PUT, POLICY, &[("if-match", "\"3\"")], Some(body)).await;
            assert_eq!(refused.json()["errors"][0]["code"], code);
        }
    });
}

#[test]
fn others_sessions_are_ended_and_factors_reset() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let member = WithApp::new(&world, Role::Member).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let id = member.client.get("/api/v1/me").await.json()["member"]["id"].as_str().unwrap().to_owned();
        let path = |rest: &str| format!("/api/v1/members/{id}/{rest}");
        let seen = owner.get(&path("sign-ins")).await.json();
        assert_eq!(seen["factors"], json!({"totp": true, "passkeys": 0, "recovery_codes_left": 10}));
        assert_eq!((&seen["sessions"][0]["factor"], seen["devices"].as_array().unwrap().len()), (&json!("totp"), 1));

        let foreign = world.signed_in(&world.south, Role::Owner).await;
        for (method, rest) in [(Method::GET, "sign-ins"), (Method::DELETE, "sessions")] {
            assert_eq!(foreign.send(method, &path(rest), &[], None).await.status, StatusCode::NOT_FOUND, "{rest}");
        }
        let session = format!("/api/v1/sessions/{}", seen["sessions"][0]["id"].as_str().unwrap());
        assert_eq!(foreign.send(Method::DELETE, &session, &[], None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(owner.send(Method::DELETE, &session, &[], None).await.status, StatusCode::NO_CONTENT);
        world.clock.advance_seconds(1);
        assert_eq!(member.client.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);

        let half = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        let reason = json!({"reason": "telephone lost; she came in person"});
        let foreign_reset = foreign.send(Method::DELETE, &path("factors"), &[], Some(reason.clone())).await;
        assert_eq!(foreign_reset.status, StatusCode::NOT_FOUND);
        let reset = owner.send(Method::DELETE, &path("factors"), &[], Some(reason.clone())).await;
        assert_eq!(reset.json()["totp"], true);
        let late = half.send(Method::POST, "/api/v1/session/totp", &[], Some(json!({"code": code_now(&world, &member.secret)}))).await;
        assert_eq!(code_of(&late), (401, "sign-in-expired".into()), "what was begun with a factor that is gone");
        let in_again = password(&world.anonymous(), Role::Member).await;
        assert_eq!(in_again.status, StatusCode::OK, "the password alone, until they set up anew");
        let in_again = world.anonymous().after(&in_again);
        assert_eq!(owner.send(Method::DELETE, &path("sessions"), &[], None).await.status, StatusCode::NO_CONTENT);
        world.clock.advance_seconds(1);
        assert_eq!(in_again.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);

        // Whoever has fewer rights than another does not open the way to them.
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let above = owner.get("/api/v1/me").await.json()["member"]["id"].as_str().unwrap().to_owned();
        let above = administrator.send(Method::DELETE, &format!("/api/v1/members/{above}/factors"), &[], Some(reason.clone())).await;
        assert_eq!(code_of(&above), (422, "beyond-own-rights".into()));

        // One's own are removed with a fresh proof of them, not reset.
        let own = owner.get("/api/v1/me").await.json()["member"]["id"].as_str().unwrap().to_owned();
        let own = owner.send(Method::DELETE, &format!("/api/v1/members/{own}/factors"), &[], Some(reason)).await;
        assert_eq!(code_of(&own), (422, "own-factors".into()));
    });
}

#[test]
fn a_browser_is_known_until_it_is_forgotten() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let first = password(&world.anonymous(), Role::Member).await;
        let client = world.anonymous().after(&first);
        let listed = client.get("/api/v1/me/devices").await.json();
        assert_eq!(listed["items"].as_array().unwrap().len(), 1);
        let again = password(&client.only("__Host-d"), Role::Member).await;
        assert_eq!(client.get("/api/v1/me/devices").await.json()["items"].as_array().unwrap().len(), 1, "the same browser");
        // Another member in the same browser is known there as well, and neither sees the other.
        let other = password(&client.only("__Host-d"), Role::Auditor).await;
        let auditor = world.anonymous().after(&other);
        let path = format!("/api/v1/me/devices/{}", listed["items"][0]["id"].as_str().unwrap());
        assert_eq!(auditor.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(client.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(client.get("/api/v1/me/devices").await.json()["items"], json!([]));
        assert_eq!(auditor.get("/api/v1/me/devices").await.json()["items"].as_array().unwrap().len(), 1);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let started = owner.get("/api/v1/audit?action=session.started").await.json();
        let news = started["items"].as_array().unwrap().iter().filter(|item| {
            let of = |field: &str| item["changes"].as_array().unwrap().iter().any(|change| change["field"] == field);
            of("new_browser") && item["subject"]["label"] == address(Role::Member)
        });
        assert_eq!((news.count(), again.status), (1, StatusCode::OK), "a new browser is news once");
    });
}

/// V7.2.4: a sign-in in a browser that has a session ends that one.
#[test]
fn a_sign_in_ends_the_session_before_it() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let first = world.anonymous().after(&password(&world.anonymous(), Role::Member).await);
        let elsewhere = world.signed_in(&world.north, Role::Member).await;
        let second = first.after(&password(&first, Role::Member).await);
        world.clock.advance_seconds(1);
        assert_eq!(first.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(second.get("/api/v1/me").await.status, StatusCode::OK);
        assert_eq!(elsewhere.get("/api/v1/me").await.status, StatusCode::OK, "other browsers are not concerned");
    });
}

#[test]
fn what_is_demanded_has_its_bounds() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let auditor = |factor: &str| json!({"role": "auditor", "factor": factor});
        let nowhere = json!({"role": "rol_01jd7q3v9mf4x8t2c5k6w0ezzz", "factor": "passkey"});
        for (minimum, days, minutes, hours, field, code) in [
            (json!([]), 91, 60, 12, "grace_days", "out-of-bounds"),
            (json!([]), 14, 60, 0, "session_hours", "out-of-bounds"),
            (json!([]), 14, 60, 25, "session_hours", "out-of-bounds"),
            (json!([]), 14, 14, 12, "session_idle_minutes", "out-of-bounds"),
            (json!([]), 14, 721, 24, "session_idle_minutes", "out-of-bounds"),
            (json!([]), 14, 121, 2, "session_idle_minutes", "out-of-bounds"),
            (json!([nowhere]), 14, 60, 12, "minimum", "no-such-role"),
            (json!([auditor("passkey"), auditor("second_factor")]), 14, 60, 12, "minimum", "twice"),
        ] {
            let tag = format!("\"{}\"", owner.get(POLICY).await.json()["version"]);
            let body = json!({"minimum": minimum, "grace_days": days, "session_idle_minutes": minutes, "session_hours": hours});
            let reply = owner.send(Method::PUT, POLICY, &[("if-match", &tag)], Some(body)).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {days} {minutes} {hours}");
            assert_eq!((&reply.json()["errors"][0]["field"], &reply.json()["errors"][0]["code"]), (&json!(field), &json!(code)));
        }
    });
}

/// What is stricter than before begins now, with its days of grace.
#[test]
fn a_stricter_demand_has_grace_of_its_own() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        decide(&owner, json!([{"role": "member", "factor": "second_factor"}]), 1, 60, 24).await;
        world.clock.advance_seconds(48 * 60 * 60);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let member = world.signed_in(&world.north, Role::Member).await;
        assert_eq!(must(&member).await, json!(["enrol_factor"]));
        decide(&owner, json!([{"role": "member", "factor": "passkey"}]), 1, 60, 24).await;
        world.clock.advance_seconds(1);
        let me = member.get("/api/v1/me").await.json();
        assert_eq!((&me["must"], me["grace_until"].as_str().unwrap()), (&json!([]), "2026-11-24T09:00:00.000Z"));
    });
}

/// Who does not meet the rules: who is here, holds the role now, and has finished setting nothing up.
#[test]
fn only_who_is_here_and_holds_the_role_now_lacks_a_factor() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let cast = crate::people::cast(&world).await;
        decide(&cast.owner, json!([{"role": "auditor", "factor": "second_factor"}]), 14, 60, 24).await;
        let lacking = async || {
            let told = cast.owner.get("/api/v1/security-policy/compliance").await.json();
            let names: Vec<String> =
                told["items"].as_array().unwrap().iter().map(|item| item["member"]["name"].as_str().unwrap().to_owned()).collect();
            names
        };
        assert_eq!(lacking().await, ["The auditor"]);
        let hold = async |id: &str, body: Value| crate::escalation::done("held", &crate::escalation::hold(&cast.owner, id, body).await);
        let (late, begun, away, brief) = (
            cast.person(&world, "late").await,
            cast.person(&world, "begun").await,
            cast.person(&world, "away").await,
            cast.person(&world, "brief").await,
        );
        hold(&late.id, json!({"role": "auditor", "from": world.clock_in(86_400)})).await;
        for id in [&begun.id, &away.id] {
            hold(id, json!({"role": "auditor"})).await;
        }
        hold(&brief.id, json!({"role": "auditor", "until": world.clock_in(60)})).await;
        assert_eq!(begun.client.send(Method::POST, "/api/v1/me/totp", &[], None).await.status, StatusCode::OK);
        assert_eq!(lacking().await, ["The auditor", "away", "begun", "brief"], "an app that never showed a code is none");
        let tag = format!("\"{}\"", cast.owner.get(&format!("/api/v1/members/{}", away.id)).await.json()["version"]);
        let path = format!("/api/v1/members/{}/suspension", away.id);
        assert!(cast.owner.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({"reason": "away"}))).await.status.is_success());
        world.clock.advance_seconds(60);
        assert_eq!(lacking().await, ["The auditor", "begun"]);
    });
}

/// Longer sessions are those that begin under them: what is open is not drawn out.
#[test]
fn longer_sessions_do_not_draw_out_the_open_ones() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        decide(&owner, json!([]), 14, 15, 1).await;
        let (silent, busy) = (world.signed_in(&world.north, Role::Member).await, world.signed_in(&world.north, Role::Member).await);
        decide(&owner, json!([]), 14, 60, 12).await;
        let later = world.signed_in(&world.north, Role::Member).await;
        world.clock.advance_seconds(15 * 60 - 1);
        assert_eq!(busy.get("/api/v1/me").await.status, StatusCode::OK);
        world.clock.advance_seconds(1);
        assert_eq!(silent.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "silent for a quarter of an hour");
        for _ in 0..4 {
            world.clock.advance_seconds(11 * 60);
            assert_eq!(busy.get("/api/v1/me").await.status, StatusCode::OK);
            assert_eq!(later.get("/api/v1/me").await.status, StatusCode::OK);
        }
        world.clock.advance_seconds(60);
        assert_eq!(busy.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "an hour old");
        assert_eq!(later.get("/api/v1/me").await.status, StatusCode::OK, "counter-proof");
    });
}

/// A role demands something of who holds it now: not of who will, and not of who did.
#[test]
fn a_role_that_is_not_held_now_demands_nothing() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let cast = crate::people::cast(&world).await;
        decide(&cast.owner, json!([{"role": "auditor", "factor": "second_factor"}]), 0, 60, 24).await;
        let (late, brief) = (cast.person(&world, "late").await, cast.person(&world, "brief").await);
        let hold = async |id: &str, body: Value| crate::escalation::done("held", &crate::escalation::hold(&cast.owner, id, body).await);
        hold(&late.id, json!({"role": "auditor", "from": world.clock_in(86_400)})).await;
        hold(&brief.id, json!({"role": "auditor", "until": world.clock_in(60)})).await;
        world.clock.advance_seconds(1);
        assert_eq!((must(&late.client).await, must(&brief.client).await), (json!([]), json!(["enrol_factor"])));
        world.clock.advance_seconds(60);
        assert_eq!(must(&brief.client).await, json!([]));
    });
}

/// What is open lasts no longer than sessions may now, however busy it is.
#[test]
fn a_busy_session_ends_when_a_shorter_policy_says() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, busy) = (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Member).await);
        decide(&owner, json!([]), 14, 15, 1).await;
        for _ in 0..5 {
            world.clock.advance_seconds(11 * 60);
            assert_eq!(busy.get("/api/v1/me").await.status, StatusCode::OK);
        }
        world.clock.advance_seconds(5 * 60);
        assert_eq!(busy.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "an hour old");
    });
}
