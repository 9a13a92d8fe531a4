//! Proof: every way we could think of to become somebody else, or to have a program do what a person must, is refused, on both engines,
//! and the same act by somebody who may do it succeeds. Each attempt has a name; the list only grows.

use crate::authenticator::Authenticator;
use crate::escalation::{Attempts, confirm, done, end, grant, held, hold, make_role};
use crate::letters::Letters;
use crate::passkeys;
use crate::people::cast;
use crate::two_steps::WithApp;
use crate::world::{Client, Reply, World, address, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

async fn token(by: &Client, permissions: &[&str]) -> Reply {
    by.send(Method::POST, "/api/v1/tokens", &[], Some(json!({"name": "Program", "permissions": permissions}))).await
}

async fn program(by: &Client, permissions: &[&str]) -> Client {
    by.with_token(done("a token", &token(by, permissions).await)["token"].as_str().unwrap())
}

/// Changes a member, as the one who reads them sees them.
async fn change(by: &Client, reader: &Client, member: &str, body: Value) -> Reply {
    let path = format!("/api/v1/members/{member}");
    let tag = format!("\"{}\"", reader.get(&path).await.json()["version"]);
    by.send(Method::PATCH, &path, &[("if-match", &tag)], Some(body)).await
}

async fn invite(by: &Client, role: &str) -> Reply {
    let body = json!({"name": "Accomplice", "email": "accomplice@example.org", "role": role});
    by.send(Method::POST, "/api/v1/invitations", &[], Some(body)).await
}

#[test]
fn by_a_program() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        for (name, permission) in [
            ("a token that makes tokens", "tokens.write"),
            ("a token that removes one's factors", "self.factors"),
            ("a token that changes one's password", "self.write"),
            ("a token that gives roles", "roles.grant"),
            ("a token that confirms what its maker asks for", "approvals.decide"),
            ("a token that shuts others out", "sign_ins.end"),
        ] {
            tried.refused(name, &token(&cast.owner, &[permission]).await, 422, "not-for-tokens");
        }
        tried.refused("a token with a right one has not", &token(&dispatcher, &["audit.read"]).await, 422, "beyond-own-rights");
        let everything = program(&cast.owner, &["jobs.read", "members.read", "members.write", "contacts.write", "tokens.read"]).await;
        tried.refused("a program makes a token", &token(&everything, &["jobs.read"]).await, 403, "forbidden");
        let app = everything.send(Method::POST, "/api/v1/me/totp", &[], None).await;
        tried.refused("a program sets up a factor for its maker", &app, 403, "forbidden");
        let codes = everything.send(Method::POST, "/api/v1/me/recovery-codes", &[], None).await;
        tried.refused("a program makes recovery codes for its maker", &codes, 403, "forbidden");
        let mine = json!({"email": "mine@example.org"});
        let moved = change(&everything, &cast.owner, &cast.id(Role::Member), mine.clone()).await;
        tried.refused("a program gives somebody another address", &moved, 422, "not-for-programs");
        let contact = format!("/api/v1/contacts/{}", cast.id(Role::Contact));
        let tag = format!("\"{}\"", cast.owner.get(&contact).await.json()["version"]);
        let moved = everything.send(Method::PATCH, &contact, &[("if-match", &tag)], Some(mine)).await;
        tried.refused("a program gives a contact another address", &moved, 422, "not-for-programs");
        let named = change(&everything, &cast.owner, &cast.id(Role::Member), json!({"phone": "+44 20 7946 0000"})).await;
        done("a program changes what opens no door", &named);

        // A token is worth what its maker may now.
        let job = |by: &Client| {
            let by = by.clone();
            async move { by.send(Method::POST, "/api/v1/jobs", &[], Some(crate::cases::job_body(false))).await }
        };
        let theirs = program(&dispatcher, &["jobs.read", "jobs.write"]).await;
        done("while they are a dispatcher", &job(&theirs).await);
        done("the role ends", &end(&cast.owner, &held(&cast, Role::Dispatcher).await).await);
        done("and another begins", &hold(&cast.owner, &cast.id(Role::Dispatcher), json!({"role": "auditor"})).await);
        world.clock.advance(600);
        tried.refused("a token beyond what is left of its maker's rights", &job(&theirs).await, 403, "forbidden");
        done("what is left of them", &theirs.get("/api/v1/jobs").await);
        let leave = json!({"from": "2026-11-20T00:00:00Z", "until": "2026-12-20T00:00:00Z", "reason": "A course"});
        let path = format!("/api/v1/members/{}/leave-of-absence", cast.id(Role::Dispatcher));
        let row = cast.owner.get(path.trim_end_matches("/leave-of-absence")).await.json();
        let tag = format!("\"{}\"", row["version"]);
        done("leave", &cast.owner.send(Method::PUT, &path, &[("if-match", &tag)], Some(leave)).await);
        world.clock.advance(600);
        tried.refused("a token of a member on leave", &theirs.get("/api/v1/jobs").await, 401, "not-signed-in");
        let row = cast.owner.get(path.trim_end_matches("/leave-of-absence")).await.json();
        let tag = format!("\"{}\"", row["version"]);
        done("back from leave", &cast.owner.send(Method::DELETE, &path, &[("if-match", &tag)], None).await);
        world.clock.advance(600);
        done("the token of a member who is back", &theirs.get("/api/v1/jobs").await);
        let shut = format!("/api/v1/members/{}/revocation", cast.id(Role::Dispatcher));
        done("shut out", &cast.owner.send(Method::PUT, &shut, &[], Some(json!({"reason": "Lost laptop"}))).await);
        let row = cast.owner.get(path.trim_end_matches("/leave-of-absence")).await.json();
        let (again, tag) = (path.replace("leave-of-absence", "suspension"), format!("\"{}\"", row["version"]));
        done("let in again", &cast.owner.send(Method::DELETE, &again, &[("if-match", &tag)], None).await);
        world.clock.advance(600);
        tried.refused("a token from before its maker was shut out", &theirs.get("/api/v1/jobs").await, 401, "not-signed-in");
        assert_eq!(tried.0, 15);
    });
}

#[test]
fn by_factors() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let mut key = Authenticator::new();
        done("a member's passkey", &passkeys::set_up(&cast.member, &mut key).await);
        let passkey = cast.member.get("/api/v1/me/factors").await.json()["passkeys"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/me/passkeys/{passkey}");
        let removed = cast.owner.send(Method::DELETE, &path, &[], None).await;
        tried.refused("somebody else's passkey removed by its id", &removed, 404, "not-found");
        let renamed = cast.owner.send(Method::PATCH, &path, &[], Some(json!({"name": "Mine"}))).await;
        tried.refused("somebody else's passkey renamed", &renamed, 404, "not-found");
        let reset = async |by: &Client, role: Role| {
            let path = format!("/api/v1/members/{}/factors", cast.id(role));
            by.send(Method::DELETE, &path, &[], Some(json!({"reason": "Lost"}))).await
        };
        tried.refused("an administrator removes an owner's factors", &reset(&administrator, Role::Owner).await, 422, "beyond-own-rights");
        tried.refused("a member removes a colleague's factors", &reset(&cast.member, Role::Auditor).await, 403, "forbidden");
        tried.refused("one's own removed as if they were another's", &reset(&cast.owner, Role::Owner).await, 422, "own-factors");
        let elsewhere = reset(&cast.foreign, Role::Member).await;
        tried.refused("factors of a member of another organisation", &elsewhere, 404, "not-found");
        // What was asked of one session is not answered in another.
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        let options = cast.member.send(Method::POST, "/api/v1/me/passkeys/options", &[], None).await.json();
        let body = json!({"name": "Slipped in", "credential": Authenticator::new().create(&options)});
        let slipped = auditor.send(Method::POST, "/api/v1/me/passkeys", &[], Some(body)).await;
        tried.refused("a passkey set up with what another was asked", &slipped, 422, "no-passkey-asked");
        let half = world.anonymous().after(&crate::two_steps::password(&world.anonymous(), Role::Member).await);
        tried.refused("half a sign-in reads", &half.get("/api/v1/me").await, 401, "not-signed-in");
        let options = half.send(Method::POST, "/api/v1/me/passkeys/options", &[], None).await;
        tried.refused("half a sign-in sets up a factor", &options, 401, "not-signed-in");
        // A session that was taken over is worth nothing here after ten minutes, nor is the password alone.
        let app = WithApp::new(&world, Role::Auditor).await;
        world.clock.advance_seconds(600);
        for (name, method, path, body) in [
            ("a passkey set up without a fresh proof", Method::POST, "/api/v1/me/passkeys/options", None),
            ("an app removed without a fresh proof", Method::DELETE, "/api/v1/me/totp", None),
            ("recovery codes made without a fresh proof", Method::POST, "/api/v1/me/recovery-codes", None),
            ("other sessions ended without a fresh proof", Method::DELETE, "/api/v1/me/sessions", None),
        ] {
            tried.refused(name, &app.client.send(method, path, &[], body).await, 403, "step-up-needed");
        }
        let by_password = json!({"password": crate::world::PASSWORD});
        let proof = app.client.send(Method::POST, "/api/v1/session/step-up", &[], Some(by_password)).await;
        tried.refused("proved by the password where there is an app", &proof, 422, "code-needed");
        let code = json!({"code": crate::two_steps::code_now(&world, &app.secret)});
        let fresh = app.client.after(&app.client.send(Method::POST, "/api/v1/session/step-up", &[], Some(code)).await);
        done("with a fresh proof", &fresh.send(Method::DELETE, "/api/v1/me/totp", &[], None).await);
        assert_eq!(tried.0, 14);
    });
}

#[test]
fn by_an_address() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let letters = Letters::of(&world);
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let mine = || json!({"email": "mine@example.org"});
        let (owner_id, administrator_id) = (cast.id(Role::Owner), cast.id(Role::Administrator));
        let taken = change(&administrator, &cast.owner, &owner_id, mine()).await;
        tried.refused("an owner's address changed by an administrator, to have their password reset", &taken, 422, "beyond-own-rights");
        let reset = administrator.send(Method::POST, &format!("/api/v1/members/{owner_id}/password-reset"), &[], None).await;
        tried.refused("an owner's password reset by an administrator", &reset, 422, "beyond-own-rights");
        assert_eq!(letters.of_house(&world.north).await, [], "and no link went anywhere");
        // A second person who is the first one in disguise.
        let taken = change(&cast.owner, &cast.owner, &administrator_id, mine()).await;
        tried.refused("an administrator's address changed by an owner, to confirm in their name", &taken, 422, "address-of-decider");
        let second = cast.person(&world, "second").await;
        world.hold_by_hand(&world.north, &second.id, Role::Administrator, None).await;
        world.clock.advance(600);
        let taken = change(&administrator, &cast.owner, &second.id, mine()).await;
        tried.refused("an administrator's address changed by another administrator", &taken, 422, "address-of-decider");
        let taken = change(&dispatcher, &cast.owner, &cast.id(Role::Member), mine()).await;
        tried.refused("a member's address changed by a dispatcher", &taken, 403, "forbidden");
        let taken = change(&cast.foreign, &cast.owner, &cast.id(Role::Member), mine()).await;
        tried.refused("an address changed from another organisation", &taken, 404, "not-found");
        let others = change(&administrator, &cast.owner, &cast.id(Role::Member), json!({"email": address(Role::Auditor)})).await;
        tried.refused("the address of somebody else", &others, 409, "email-taken");
        let file = "name,email\r\nThe owner,mine@example.org\r\n";
        let report = administrator.send(Method::POST, "/api/v1/members/import", &[], Some(json!(file))).await.json();
        assert_eq!(cast.owner.get(&format!("/api/v1/members/{owner_id}")).await.json()["email"], address(Role::Owner), "{report}");
        // A link to the old address, used by whoever reads that mailbox after it was changed.
        let path = format!("/api/v1/members/{}/password-reset", cast.id(Role::Auditor));
        assert_eq!(administrator.send(Method::POST, &path, &[], None).await.status, StatusCode::ACCEPTED);
        let link = letters.secret(&world.north, "reset").await;
        done(
            "an auditor's address",
            &change(&administrator, &cast.owner, &cast.id(Role::Auditor), json!({"email": "theirs@example.org"})).await,
        );
        let body = json!({"token": link, "password": "seven lanterns over quiet water"});
        let used = world.anonymous().send(Method::PUT, "/api/v1/password-reset", &[], Some(body)).await;
        tried.refused("a link to an address that was changed since", &used, 404, "reset-void");
        world.clock.advance_seconds(600);
        let stale = change(&administrator, &cast.owner, &cast.id(Role::Dispatcher), mine()).await;
        tried.refused("an address changed without a fresh proof", &stale, 403, "step-up-needed");
        let owner = world.signed_in(&world.north, Role::Owner).await;
        done("one's own, with a fresh proof", &change(&owner, &owner, &owner_id, json!({"email": "boss@example.org"})).await);
        assert_eq!(tried.0, 9);
    });
}

#[test]
fn by_an_invitation() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let letters = Letters::of(&world);
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        tried.refused("invited as an owner", &invite(&cast.owner, "owner").await, 422, "needs-second-person");
        tried.refused("invited as an administrator", &invite(&administrator, "administrator").await, 422, "needs-second-person");
        tried.refused("a member invites", &invite(&cast.member, "member").await, 403, "forbidden");
        tried.refused("invited to a role of another organisation", &invite(&cast.owner, &cast.foreign_role).await, 422, "unknown");
        // Somebody who may invite, and little else.
        let inviting = json!([grant("invitations.write", "organisation"), grant("jobs.read", "organisation")]);
        let inviters = done("inviters", &make_role(&cast.owner, "Inviters", inviting).await);
        let inviter = cast.person(&world, "inviter").await;
        done("held", &hold(&cast.owner, &inviter.id, json!({"role": inviters["id"]})).await);
        world.clock.advance(600);
        tried.refused("invited to more than one holds", &invite(&inviter.client, "dispatcher").await, 422, "beyond-own-rights");
        let narrow = done("a narrow role", &make_role(&cast.owner, "Reader", json!([grant("jobs.read", "organisation")])).await);
        let role = narrow["id"].as_str().unwrap();
        let made = done("invited to no more", &invite(&inviter.client, role).await);
        let link = letters.secret(&world.north, "join").await;
        let path = format!("/api/v1/invitations/{}", made["id"].as_str().unwrap());
        let accept = async |more: Value| {
            let mut body = json!({"token": link, "password": "seven lanterns over quiet water"});
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            world.anonymous().send(Method::POST, "/api/v1/invitation/acceptance", &[], Some(body)).await
        };
        tried.refused("a role chosen at the acceptance", &accept(json!({"role": "owner"})).await, 422, "unknown-field");
        tried.refused("an address chosen at the acceptance", &accept(json!({"email": "owner@example.org"})).await, 422, "unknown-field");
        tried.refused("an unit chosen at the acceptance", &accept(json!({"unit_id": null})).await, 422, "unknown-field");
        let widened = inviter.client.send(Method::PATCH, &path, &[("if-match", "\"1\"")], Some(json!({"role": "owner"}))).await;
        assert!([404, 405].contains(&widened.status.as_u16()), "an invitation is not changed once it was sent: {}", widened.status);
        // The role itself is widened after the invitation was sent.
        let patch = |grants: Value| {
            let (owner, path) = (cast.owner.clone(), format!("/api/v1/roles/{role}"));
            async move {
                let roles = owner.get("/api/v1/roles").await.json();
                let row =
                    roles["items"].as_array().unwrap().iter().find(|one| path.ends_with(one["id"].as_str().unwrap())).unwrap().clone();
                owner
                    .send(Method::PATCH, &path, &[("if-match", &format!("\"{}\"", row["version"]))], Some(json!({ "grants": grants })))
                    .await
            }
        };
        done("widened", &patch(json!([grant("jobs.read", "organisation"), grant("members.write", "organisation")])).await);
        tried.refused("a role that grew beyond who invited", &accept(json!({})).await, 404, "invitation-void");
        done("guarded", &patch(json!([grant("jobs.read", "organisation"), grant("policy.write", "organisation")])).await);
        tried.refused("a role that two people must give by now", &accept(json!({})).await, 404, "invitation-void");
        done("as it was", &patch(json!([grant("jobs.read", "organisation")])).await);
        let again = inviter.client.send(Method::POST, &format!("{path}/sending"), &[], None).await;
        done("sent again while it is theirs to give", &again);
        letters.of_house(&world.north).await;
        tried.refused("the older link", &accept(json!({})).await, 404, "invitation-void");
        assert_eq!(tried.0, 11);
    });
}

#[test]
fn by_being_two_people() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let both = cast.person(&world, "both").await;
        world.hold_by_hand(&world.north, &both.id, Role::Owner, None).await;
        world.hold_by_hand(&world.north, &both.id, Role::Administrator, None).await;
        world.clock.advance(600);
        let asked = hold(&both.client, &cast.id(Role::Member), json!({"role": "administrator"})).await.json();
        tried.refused("asked as an owner, confirmed as an administrator", &confirm(&both.client, &asked).await, 422, "same-person");
        let elsewhere = world.by_address(&world.north, &both.address).await;
        tried.refused("confirmed from another browser", &confirm(&elsewhere.at("203.0.113.9"), &asked).await, 422, "same-person");
        let owners = cast.owner.get(&format!("/api/v1/members/{}/holdings", both.id)).await.json();
        let owners = owners["items"].as_array().unwrap().iter().find(|one| one["role"]["id"] == "owner").unwrap().clone();
        done("one of the roles given up", &end(&both.client, &owners).await);
        world.clock.advance(600);
        tried.refused("confirmed with the role that is left", &confirm(&both.client, &asked).await, 422, "same-person");
        let program = token(&both.client, &["approvals.decide"]).await;
        tried.refused("confirmed by one's own program", &program, 422, "not-for-tokens");
        let newcomer = cast.person(&world, "puppet").await;
        let puppet = hold(&both.client, &newcomer.id, json!({"role": "administrator"})).await.json();
        tried.refused("confirmed by a member made for it", &confirm(&newcomer.client, &puppet).await, 403, "forbidden");
        done("a second person confirms", &confirm(&cast.owner, &asked).await);
        assert_eq!(tried.0, 5);
    });
}

/// A new password by a link in the mail is one proof, not two: whoever reads the mailbox still lacks the second factor.
#[test]
fn a_new_password_does_not_stand_for_the_second_factor() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let letters = Letters::of(&world);
        let member = WithApp::new(&world, Role::Member).await;
        letters.of_house(&world.north).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let id = world.id_of(&world.north, &address(Role::Member)).await;
        assert_eq!(owner.send(Method::POST, &format!("/api/v1/members/{id}/password-reset"), &[], None).await.status, StatusCode::ACCEPTED);
        let chosen = "seven lanterns over quiet water";
        let body = json!({"token": letters.secret(&world.north, "reset").await, "password": chosen});
        assert_eq!(world.anonymous().send(Method::PUT, "/api/v1/password-reset", &[], Some(body)).await.status, StatusCode::NO_CONTENT);
        let body = json!({"organisation": "north-river", "email": address(Role::Member), "password": chosen});
        let reply = world.anonymous().send(Method::POST, "/api/v1/session", &[], Some(body)).await;
        assert_eq!((reply.status, reply.json()["factors"].clone()), (StatusCode::ACCEPTED, json!(["totp", "recovery_code"])));
        let half = world.anonymous().after(&reply);
        assert_eq!(half.get("/api/v1/me").await.status, StatusCode::UNAUTHORIZED, "the new password alone is not in");
        assert_eq!(
            half.send(Method::DELETE, "/api/v1/me/totp", &[], None).await.status,
            StatusCode::UNAUTHORIZED,
            "nor removes the factor"
        );
        // Counter-proof: with the factor that was there before, it is.
        let code = json!({"code": crate::two_steps::code_now(&world, &member.secret)});
        assert_eq!(half.send(Method::POST, "/api/v1/session/totp", &[], Some(code)).await.status, StatusCode::OK);
    });
}
