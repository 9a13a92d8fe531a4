//! Programs: a token does what it was lent, as far as its creator may now, and nothing once either is taken away.

use crate::cases::{self, job_body};
use crate::world::{Client, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Action, Event, Subject};

const CHANGED: Action = Action::new("test.changed", "A test changed something by hand");

async fn made(by: &Client, permissions: &[&str], networks: &[&str]) -> (Client, Value) {
    let made = by.create("/api/v1/tokens", json!({"name": "Report", "permissions": permissions, "networks": networks, "days": 30})).await;
    (by.with_token(made["token"].as_str().unwrap()), made)
}

fn told(reply: &Reply, status: u16, code: &str) {
    assert_eq!((reply.status.as_u16(), reply.json()["code"].as_str().unwrap()), (status, code), "{}", reply.json());
}

#[test]
fn a_token_does_what_it_was_lent_and_no_more() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let (program, made) = made(&dispatcher, &["jobs.write", "jobs.read"], &[]).await;
        assert_eq!(made["permissions"], json!(["jobs.read", "jobs.write"]));
        // No origin of ours is asked for, nor forbidden: another's is not believed to be a browser's.
        let elsewhere = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
        let job = program.send(Method::POST, "/api/v1/jobs", &elsewhere, Some(job_body(false))).await;
        assert_eq!(job.status, StatusCode::CREATED);
        assert_eq!(program.get(&format!("/api/v1/jobs/{}", job.json()["id"].as_str().unwrap())).await.status, StatusCode::OK);
        for path in ["/api/v1/customers", "/api/v1/me", "/api/v1/tokens", "/api/v1/audit"] {
            told(&program.get(path).await, 403, "forbidden");
        }
        // The log names the member, and beside them the token.
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let record = owner.get("/api/v1/audit?action=job.created").await.json()["items"][0].clone();
        assert_eq!(record["actor"]["id"], made["member"]["id"]);
        let entry = owner.get(&format!("/api/v1/audit/{}", record["seq"])).await.json();
        let detail = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, entry["detail"].as_str().unwrap()).unwrap();
        let detail: Value = serde_json::from_slice(&detail).unwrap();
        assert_eq!(detail["origin"]["token"], made["id"]);
        assert!(detail["origin"]["session"].is_null());
    });
}

#[test]
fn nobody_lends_what_they_lack_or_what_decides_over_rights() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let ask = |client: &Client, body: Value| {
            let client = client.clone();
            async move { client.send(Method::POST, "/api/v1/tokens", &[], Some(body)).await }
        };
        let of = |permission: &str| json!({"name": "A", "permissions": [permission]});
        told(&ask(&dispatcher, of("audit.read")).await, 422, "beyond-own-rights");
        for never in ["self.write", "roles.grant", "tokens.write", "policy.write", "sign_ins.end", "approvals.decide", "support.approve"] {
            told(&ask(&owner, of(never)).await, 422, "invalid");
        }
        for (body, field) in [
            (json!({"name": "A", "permissions": []}), "permissions"),
            (json!({"name": "A", "permissions": ["jobs.read", "jobs.fly"]}), "permissions[1]"),
            (json!({"name": "A", "permissions": ["jobs.read"], "days": 0}), "days"),
            (json!({"name": "A", "permissions": ["jobs.read"], "days": 366}), "days"),
            (json!({"name": "A", "permissions": ["jobs.read"], "networks": ["10.0.0.1/8"]}), "networks[0]"),
            (json!({"name": "A", "permissions": ["jobs.read"], "networks": ["office"]}), "networks[0]"),
        ] {
            let reply = ask(&owner, body).await;
            told(&reply, 422, "invalid");
            assert_eq!(reply.json()["errors"][0]["field"], field);
        }
        assert_eq!(owner.get("/api/v1/tokens").await.json()["items"], json!([]));
    });
}

#[test]
fn one_sees_and_revokes_ones_own_or_as_far_as_the_right_reaches() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (_, owners) = made(&owner, &["jobs.read"], &[]).await;
        let (program, own) = made(&dispatcher, &["jobs.read"], &[]).await;
        let ids = |list: Value| list["items"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
        let listed = dispatcher.get("/api/v1/tokens").await;
        assert!(!String::from_utf8_lossy(&listed.bytes).contains("mst_"), "a token is shown once");
        assert_eq!(ids(listed.json()), [own["id"].clone()]);
        assert_eq!(ids(owner.get("/api/v1/tokens").await.json()).len(), 2);
        let path = |made: &Value| format!("/api/v1/tokens/{}", made["id"].as_str().unwrap());
        told(&dispatcher.send(Method::DELETE, &path(&owners), &[], None).await, 404, "not-found");
        assert_eq!(program.get("/api/v1/jobs").await.status, StatusCode::OK);
        assert_eq!(owner.send(Method::DELETE, &path(&own), &[], None).await.status, StatusCode::NO_CONTENT);
        world.clock.advance(500);
        told(&program.get("/api/v1/jobs").await, 401, "not-signed-in");
        told(&owner.send(Method::DELETE, &path(&own), &[], None).await, 422, "already-revoked");
    });
}

#[test]
fn a_token_is_worth_what_its_creator_may_now() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let (program, _) = made(&dispatcher, &["jobs.read", "customers.write"], &[]).await;
        let customer = || program.send(Method::POST, "/api/v1/customers", &[], Some(json!({"name": "A"})));
        assert_eq!(customer().await.status, StatusCode::CREATED);
        by_hand(&world, |tx, id| hold_instead(tx, id, Role::Auditor)).await;
        world.clock.advance(500);
        told(&customer().await, 403, "forbidden");
        assert_eq!(program.get("/api/v1/jobs").await.status, StatusCode::OK);
        by_hand(&world, |tx, id| status(tx, id, "suspended")).await;
        world.clock.advance(500);
        told(&program.get("/api/v1/jobs").await, 401, "not-signed-in");
        by_hand(&world, |tx, id| status(tx, id, "active")).await;
        world.clock.advance(500);
        assert_eq!(program.get("/api/v1/jobs").await.status, StatusCode::OK, "and its creator comes back");
        world.clock.advance(30 * 24 * 60 * 60 * 1000);
        told(&program.get("/api/v1/jobs").await, 401, "not-signed-in");
    });
}

#[test]
fn one_proof_a_request() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (program, made) = made(&owner, &["jobs.read"], &[]).await;
        let token = made["token"].as_str().unwrap();
        let bearer = format!("Bearer {token}");
        told(&owner.send(Method::GET, "/api/v1/jobs", &[("authorization", &bearer)], None).await, 400, "malformed");
        told(&program.send(Method::GET, "/api/v1/jobs", &[("authorization", &bearer)], None).await, 401, "not-signed-in");
        for wrong in ["", "mst_", &token[..50], &token.replace("mst_", "mss_"), &format!("{token}x")] {
            told(&owner.with_token(wrong).get("/api/v1/jobs").await, 401, "not-signed-in");
        }
        // Another organisation's rows are as far away as from a session.
        let south = world.signed_in(&world.south, Role::Owner).await;
        let sample = cases::sample(&south, "get", "/api/v1/jobs/{id}").await.unwrap();
        told(&cases::send(&program, &sample).await, 404, "not-found");
    });
}

#[test]
fn the_last_use_is_noted_and_a_tokens_networks_hold() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (program, _) = made(&owner, &["jobs.read"], &["198.51.100.0/24", "2001:db8::/32"]).await;
        let seen = || async { owner.get("/api/v1/tokens").await.json()["items"][0].clone() };
        assert!(seen().await["last_used_at"].is_null());
        assert_eq!(program.get("/api/v1/jobs").await.status, StatusCode::OK);
        let first = seen().await;
        assert_eq!((&first["last_used_at"], &first["last_used_from"]), (&json!("2026-11-21T09:00:00.000Z"), &json!("198.51.100.7")));
        world.clock.advance(60_000);
        assert_eq!(program.at("2001:db8::9").get("/api/v1/jobs").await.status, StatusCode::OK);
        assert_eq!(seen().await["last_used_at"], first["last_used_at"], "not at each request");
        world.clock.advance(300_000);
        assert_eq!(program.at("::ffff:198.51.100.9").get("/api/v1/jobs").await.status, StatusCode::OK);
        assert_eq!(seen().await["last_used_from"], "198.51.100.9");
        let before = world.north.log_size().await;
        told(&program.at("203.0.113.9").get("/api/v1/jobs").await, 403, "network-refused");
        assert_eq!(world.north.log_size().await, before + 1);
    });
}

/// Does something to the dispatcher that no route does yet.
async fn by_hand(world: &World, act: impl Fn(&mut store::WriteTx<'_>, kernel::MemberId) -> kernel::Result<()> + Send + 'static) {
    let authority = store::door::Authority::whole(kernel::Actor::Operator, store::Origin::default());
    let email = kernel::Email::parse(&address(Role::Dispatcher)).unwrap();
    let done = world.north.realm.write(authority, move |mut tx| {
        let id = access::credentials::by_email(&mut tx, &email)?.map(|member| member.id);
        // Who is suspended is found no more: the only member by this address all the same.
        let id = match id {
            Some(id) => id,
            None => any_status(&mut tx, email.as_str())?,
        };
        act(&mut tx, id)?;
        tx.commit(Event::new(&CHANGED, Subject::new("member", id)), ())
    });
    done.await.unwrap();
}

fn any_status(tx: &mut store::WriteTx<'_>, email: &str) -> kernel::Result<kernel::MemberId> {
    use diesel::prelude::*;
    use store::schema::member;
    Ok(member::table.filter(member::email.eq(email)).select(member::id).get_result(tx.db())?)
}

fn status(tx: &mut store::WriteTx<'_>, id: kernel::MemberId, word: &str) -> kernel::Result<()> {
    use diesel::prelude::*;
    use store::schema::member;
    diesel::update(member::table.find(id)).set(member::status.eq(word)).execute(tx.db())?;
    Ok(())
}

fn hold_instead(tx: &mut store::WriteTx<'_>, id: kernel::MemberId, role: Role) -> kernel::Result<()> {
    use diesel::prelude::*;
    use store::schema::holding;
    diesel::delete(holding::table.filter(holding::member_id.eq(id))).execute(tx.db())?;
    access::holdings::hold(tx, id, role)?;
    Ok(())
}

/// Tokens for a month from now on, written past every rule.
async fn fill(world: &World, count: usize) {
    by_hand(world, move |tx, id| {
        use diesel::prelude::*;
        use store::schema::api_token;
        let now = tx.now();
        for number in 0..count {
            let mut digest = vec![0; 32];
            digest[..8].copy_from_slice(&number.to_be_bytes());
            let of_it = (api_token::id.eq(format!("tok_01jd7q3v9mf4x8t2c5k6w0{number:04}")), api_token::digest.eq(digest));
            let beside =
                (api_token::version.eq(1), api_token::member_id.eq(id), api_token::name.eq("Report"), api_token::prefix.eq("mst_"));
            let lent = (api_token::permissions.eq("jobs.read"), api_token::networks.eq(""));
            let times = (api_token::created_at.eq(now), api_token::expires_at.eq(now.plus_millis(30 * 24 * 60 * 60 * 1000)));
            diesel::insert_into(api_token::table).values((of_it, beside, lent, times)).execute(tx.db())?;
        }
        Ok(())
    })
    .await;
}

/// Five hundred tokens, and those of the last thirty days among them.
#[test]
fn an_organisation_has_no_more_tokens_than_can_be_seen() {
    on_both(|on| async move {
        let world = World::new(on).await;
        fill(&world, 499).await;
        let ask = async || {
            let owner = world.signed_in(&world.north, Role::Owner).await;
            let body = json!({"name": "One more", "permissions": ["jobs.read"], "days": 365});
            owner.send(Method::POST, "/api/v1/tokens", &[], Some(body)).await
        };
        assert_eq!(ask().await.status, StatusCode::CREATED);
        told(&ask().await, 422, "too-many-tokens");
        world.clock.advance(60 * 24 * 60 * 60 * 1000);
        told(&ask().await, 422, "too-many-tokens");
        world.clock.advance_seconds(1);
        assert_eq!(ask().await.status, StatusCode::CREATED, "what ended thirty days ago makes room");
        let owner = world.signed_in(&world.north, Role::Owner).await;
        assert_eq!(owner.get("/api/v1/tokens").await.json()["items"].as_array().unwrap().len(), 2, "and what counts stays");
    });
}

/// Whoever is shut out takes their own programs along, and nobody else's.
#[test]
fn shutting_one_out_ends_no_others_tokens() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (owner, dispatcher) = (world.signed_in(&world.north, Role::Owner).await, world.signed_in(&world.north, Role::Dispatcher).await);
        let (others, theirs) = (made(&owner, &["jobs.read"], &[]).await.0, made(&dispatcher, &["jobs.read"], &[]).await.0);
        let path = format!("/api/v1/members/{}/revocation", world.id_of(&world.north, &address(Role::Dispatcher)).await);
        let ended = owner.send(Method::PUT, &path, &[], Some(json!({"reason": "Lost laptop"}))).await;
        assert_eq!(ended.json()["tokens"], 1, "{}", String::from_utf8_lossy(&ended.bytes));
        world.clock.advance(600);
        told(&theirs.get("/api/v1/jobs").await, 401, "not-signed-in");
        assert_eq!(others.get("/api/v1/jobs").await.status, StatusCode::OK);
    });
}
