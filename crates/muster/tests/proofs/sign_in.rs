//! Signing in: one answer for every failure, throttled, on record; ending at once when the organisation is suspended.

use crate::authenticator::Authenticator;
use crate::passkeys;
use crate::two_steps::{WithApp, password};
use crate::world::{On, PASSWORD, World, address, on_both};
use access::{Access, AccessConfig, Role};
use http::{Method, StatusCode};
use kernel::{Actor, Email};
use serde_json::json;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::door::{Authority, Standing};
use store::{Action, Event, Origin, Subject};

const KEPT: Action = Action::new("test.kept", "A test kept an older record of a password");

#[test]
fn every_failure_looks_the_same() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let client = world.anonymous();
        let owner = address(Role::Owner);
        let mut bodies = Vec::new();
        for (organisation, email, password) in [
            ("north-river", owner.as_str(), "not-the-password"),
            ("north-river", "nobody@example.org", PASSWORD),
            ("no-such-place", owner.as_str(), PASSWORD),
            ("NOT A SLUG", "not an address", ""),
        ] {
            let body = json!({"organisation": organisation, "email": email, "password": password});
            let reply = client.send(Method::POST, "/api/v1/session", &[], Some(body)).await;
            assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
            let mut told = reply.json();
            told["request_id"] = json!(null);
            bodies.push((told.to_string(), reply.headers.len()));
        }
        assert!(bodies.iter().all(|body| *body == bodies[0]), "{bodies:#?}");
    });
}

/// What the machine does beside can only lengthen a try, so the shortest of many is the work itself: measured until all are alike,
/// which they never are if one of them does less or more.
#[test]
#[expect(clippy::disallowed_methods, reason = "what is proved is a time")]
fn every_failure_takes_the_same_time() {
    on_both(|on| async move {
        let world = World::with(on, vault::Params::new(19_456, 2, 1).unwrap()).await;
        world.stands(&world.south, Standing::Suspended).await;
        let (client, owner) = (world.anonymous(), address(Role::Owner));
        let (long, with_app) = ("x".repeat(2_000), address(Role::Auditor));
        WithApp::new(&world, Role::Auditor).await;
        let kinds = [
            ("wrong password", "north-river", owner.as_str(), "not-the-password"),
            ("unknown address", "north-river", "nobody@example.org", PASSWORD),
            ("unknown organisation", "no-such-place", owner.as_str(), PASSWORD),
            ("suspended organisation", "south-hill", owner.as_str(), PASSWORD),
            ("nonsense", "NOT A SLUG", "not an address", "?"),
            ("a password nobody can have", "north-river", owner.as_str(), long.as_str()),
            ("a member with a second factor", "north-river", with_app.as_str(), "not-the-password"),
        ];
        let (mut shortest, mut without_work) = ([Duration::MAX; 7], Duration::MAX);
        for round in 0..200 {
            // Another order each time: a machine that is slowed in a rhythm must not slow always the same one.
            for place in 0..kinds.len() {
                let at = (place * [1, 5][round % 2] + round) % kinds.len();
                let (kind, organisation, email, password) = kinds[at];
                // Tries come back with time.
                world.clock.advance_seconds(60);
                let body = json!({"organisation": organisation, "email": email, "password": password});
                let since = Instant::now();
                let reply = client.send(Method::POST, "/api/v1/session", &[], Some(body)).await;
                shortest[at] = shortest[at].min(since.elapsed());
                assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "{kind}");
            }
            let since = Instant::now();
            let reply = client.send(Method::POST, "/api/v1/session", &[], Some(json!({"organisation": "north-river"}))).await;
            without_work = without_work.min(since.elapsed());
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            if round > 8 && are_alike(&shortest) {
                break;
            }
        }
        assert!(are_alike(&shortest), "{shortest:?}");
        assert!(without_work * 2 < shortest[0], "counter-proof: work left out is seen: {without_work:?}, {shortest:?}");
    });
}

/// The work itself, counted: one password is worked out for every failure, whoever was asked for.
#[test]
fn every_failure_costs_one_password() {
    on_both(|on| async move {
        let world = World::new(on).await;
        world.stands(&world.south, Standing::Suspended).await;
        WithApp::new(&world, Role::Auditor).await;
        let (client, owner, auditor, long) = (world.anonymous(), address(Role::Owner), address(Role::Auditor), "x".repeat(2_000));
        let cost = |organisation: &str, email: &str, password: &str| {
            let body = json!({"organisation": organisation, "email": email, "password": password});
            let (client, access, before) = (client.clone(), world.access.clone(), world.access.passwords().done());
            async move {
                let status = client.send(Method::POST, "/api/v1/session", &[], Some(body)).await.status;
                (status, access.passwords().done() - before)
            }
        };
        for (organisation, email, password) in [
            ("north-river", owner.as_str(), "not-the-password"),
            ("north-river", auditor.as_str(), "not-the-password"),
            ("north-river", "nobody@example.org", PASSWORD),
            ("no-such-place", owner.as_str(), PASSWORD),
            ("south-hill", owner.as_str(), PASSWORD),
            ("NOT A SLUG", "not an address", "?"),
            ("north-river", owner.as_str(), long.as_str()),
        ] {
            world.clock.advance_seconds(60);
            assert_eq!(cost(organisation, email, password).await, (StatusCode::UNAUTHORIZED, 1), "{organisation} {email}");
        }
        // Counter-proof: what costs none is counted as none.
        let mut last = (StatusCode::UNAUTHORIZED, 1);
        for _ in 0..11 {
            last = cost("no-such-place", owner.as_str(), PASSWORD).await;
        }
        assert_eq!(last, (StatusCode::TOO_MANY_REQUESTS, 0), "beyond the throttle nothing is worked out");
    });
}

/// V6.2.10: passwords do not run out.
#[test]
fn a_password_is_good_for_years() {
    on_both(|on| async move {
        let world = World::new(on).await;
        world.clock.advance_seconds(5 * 365 * 24 * 60 * 60);
        let member = world.signed_in(&world.north, Role::Member).await;
        assert_eq!(member.get("/api/v1/jobs").await.status, StatusCode::OK);
    });
}

/// Within a third of one another.
fn are_alike(times: &[Duration]) -> bool {
    times.iter().max() < times.iter().min().map(|least| *least * 4 / 3).as_ref()
}

#[test]
fn guesses_run_out_and_come_back() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let client = world.anonymous();
        let guess = || {
            let body = json!({"organisation": "north-river", "email": address(Role::Owner), "password": "wrong-wrong-wrong"});
            client.send(Method::POST, "/api/v1/session", &[], Some(body))
        };
        for _ in 0..10 {
            assert_eq!(guess().await.status, StatusCode::UNAUTHORIZED);
        }
        let refused = guess().await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.headers.contains_key("retry-after"));
        world.clock.advance_seconds(31);
        assert_eq!(guess().await.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn a_session_ends_with_silence_and_with_age() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::OK);
        for _ in 0..14 {
            world.clock.advance_seconds(50 * 60);
            assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::OK);
        }
        world.clock.advance_seconds(50 * 60);
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "older than twelve hours");
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        world.clock.advance_seconds(61 * 60);
        assert_eq!(auditor.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "silent for an hour");
    });
}

#[test]
fn a_suspended_organisation_is_shut_out_at_once() {
    on_both(|on: On| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let other = world.signed_in(&world.south, Role::Owner).await;
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::OK);
        world.stands(&world.north, Standing::Suspended).await;
        // What was read is believed for half a second, on every server alike.
        world.clock.advance_seconds(1);
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(other.get("/api/v1/me").await.status, StatusCode::OK);
        let body = json!({"organisation": "north-river", "email": address(Role::Owner), "password": PASSWORD});
        let again = world.anonymous().send(Method::POST, "/api/v1/session", &[], Some(body)).await;
        assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn signing_out_ends_the_session_at_once() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let out = owner.send(Method::DELETE, "/api/v1/session", &[], None).await;
        assert_eq!(out.status, StatusCode::NO_CONTENT);
        let cookie = out.headers.get("set-cookie").unwrap().to_str().unwrap();
        assert!(cookie.starts_with("__Host-s=;") && cookie.contains("Max-Age=0"), "the browser keeps nothing: {cookie}");
        assert_eq!(owner.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
    });
}

/// What is kept of a password is made anew at the next sign-in when it costs something else by then, with a second step or without.
#[test]
fn a_record_of_another_cost_is_made_anew() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let app = WithApp::new(&world, Role::Auditor).await;
        let config = AccessConfig { password_params: vault::Params::SMALL_HOST, password_threads: NonZeroUsize::MIN };
        let other = Access::start(Arc::clone(&world.store), config).unwrap();
        let record = other.passwords().hash(PASSWORD, &mut vault::OsRandom).unwrap().await.unwrap().as_str().to_owned();
        for (role, status) in [(Role::Member, StatusCode::OK), (Role::Auditor, StatusCode::ACCEPTED)] {
            let (email, kept) = (Email::parse(&address(role)).unwrap(), record.clone());
            let of = email.clone();
            let write = move |mut tx: store::WriteTx<'_>| {
                let id = access::credentials::by_email(&mut tx, &of)?.unwrap().id;
                access::credentials::set_password(&mut tx, id, &kept)?;
                tx.commit(Event::new(&KEPT, Subject::new("member", id)), ())
            };
            world.north.realm.write(Authority::whole(Actor::Operator, Origin::default()), write).await.unwrap();
            let is_old = async || {
                let email = email.clone();
                let read = move |tx: &mut store::Tx<'_>| access::credentials::by_email(tx, &email);
                let found = world.north.realm.read(Authority::whole(Actor::Operator, Origin::default()), read).await.unwrap();
                world.access.passwords().needs_rehash(&found.unwrap().password.unwrap())
            };
            assert!(is_old().await);
            assert_eq!(password(&world.anonymous(), role).await.status, status);
            assert!(!is_old().await, "{role:?}");
            assert_eq!(password(&world.anonymous(), role).await.status, status, "it is the same password");
        }
        drop(app);
    });
}

/// What had begun before the organisation was suspended does not end meanwhile, by a code or by a passkey.
#[test]
fn a_suspended_organisation_finishes_no_sign_in() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (app, mut key) = (WithApp::new(&world, Role::Auditor).await, Authenticator::new());
        passkeys::member_with(&world, Role::Member, &mut key).await;
        let half = world.anonymous().after(&password(&world.anonymous(), Role::Auditor).await);
        let (alone, asked) = passkeys::alone(&world).await;
        let proof = key.get(&asked);
        let finish = async || {
            let code = json!({"code": app.codes[0]});
            let by_code = half.send(Method::POST, "/api/v1/session/recovery-code", &[], Some(code)).await.status;
            (by_code, passkeys::prove(&alone, proof.clone()).await.status)
        };
        world.stands(&world.north, Standing::Suspended).await;
        let log = world.north.log_size().await;
        assert_eq!(finish().await, (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
        assert_eq!(world.north.log_size().await, log, "nothing was looked at");
        world.stands(&world.north, Standing::Active).await;
        assert_eq!(finish().await, (StatusCode::OK, StatusCode::OK), "counter-proof");
    });
}

/// Whoever leaves on a day is out on that day, though nobody is there to end their session.
#[test]
fn a_session_ends_with_the_day_of_leaving() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, member) = (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Member).await);
        let path = format!("/api/v1/members/{}", world.id_of(&world.north, &address(Role::Member)).await);
        let tag = format!("\"{}\"", owner.get(&path).await.json()["version"]);
        let leaves = json!({"at": world.clock_in(1_800), "reason": "moves away"});
        let told = owner.send(Method::PUT, &format!("{path}/leaving"), &[("if-match", &tag)], Some(leaves)).await;
        assert!(told.status.is_success(), "{}", String::from_utf8_lossy(&told.bytes));
        world.clock.advance_seconds(1_799);
        assert_eq!(member.get("/api/v1/me").await.status, StatusCode::OK);
        world.clock.advance_seconds(1);
        assert_eq!(member.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(password(&world.anonymous(), Role::Member).await.status, StatusCode::UNAUTHORIZED);
    });
}
