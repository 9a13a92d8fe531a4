//! Proof: every way we could think of to get more rights than one was given is refused, on both engines, and the same act by somebody
//! who may do it succeeds. Each attempt has a name; the list only grows.
//! What is out of reach of rights that one has is tried in `beyond_reach.rs`, becoming somebody else or a program in `takeovers.rs`.

use crate::people::{Cast, cast};
use crate::world::{Client, Reply, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// What was tried: each refused as what it is.
pub(crate) struct Attempts(pub(crate) usize);

impl Attempts {
    pub(crate) fn refused(&mut self, name: &str, reply: &Reply, status: u16, code: &str) {
        let told = String::from_utf8_lossy(&reply.bytes);
        assert_eq!(reply.status.as_u16(), status, "{name}: {told}");
        let problem = reply.json();
        let named = problem["code"] == code || problem["errors"][0]["code"] == code;
        assert!(named, "{name}: {told}");
        self.0 += 1;
    }
}

/// Counter-proof: the same act by somebody who may.
pub(crate) fn done(name: &str, reply: &Reply) -> Value {
    assert!(reply.status.is_success(), "{name}: {} {}", reply.status, String::from_utf8_lossy(&reply.bytes));
    serde_json::from_slice(&reply.bytes).unwrap_or(Value::Null)
}

pub(crate) async fn hold(by: &Client, member: &str, body: Value) -> Reply {
    by.send(Method::POST, &format!("/api/v1/members/{member}/holdings"), &[], Some(body)).await
}

pub(crate) async fn make_role(by: &Client, name: &str, grants: Value) -> Reply {
    by.send(Method::POST, "/api/v1/roles", &[], Some(json!({"name": name, "grants": grants}))).await
}

async fn patch_role(by: &Client, role: &Value, grants: Value) -> Reply {
    let (path, tag) = (format!("/api/v1/roles/{}", role["id"].as_str().unwrap()), format!("\"{}\"", role["version"]));
    by.send(Method::PATCH, &path, &[("if-match", &tag)], Some(json!({ "grants": grants }))).await
}

pub(crate) async fn end(by: &Client, holding: &Value) -> Reply {
    let (path, tag) = (format!("/api/v1/holdings/{}/end", holding["id"].as_str().unwrap()), format!("\"{}\"", holding["version"]));
    by.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({}))).await
}

pub(crate) async fn confirm(by: &Client, approval: &Value) -> Reply {
    by.send(Method::PUT, &format!("/api/v1/approvals/{}/confirmation", approval["id"].as_str().unwrap()), &[], None).await
}

pub(crate) fn grant(permission: &str, scope: &str) -> Value {
    json!({"permission": permission, "scope": scope})
}

/// The holding of a built-in role by the member of that name.
pub(crate) async fn held(cast: &Cast, who: Role) -> Value {
    let path = format!("/api/v1/members/{}/holdings", cast.id(who));
    cast.owner.get(&path).await.json()["items"][0].clone()
}

#[test]
fn giving_roles() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let (member, auditor) = (cast.id(Role::Member), cast.id(Role::Auditor));
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        tried.refused("a dispatcher gives a role", &hold(&dispatcher, &member, json!({"role": "auditor"})).await, 403, "forbidden");
        tried.refused("a member gives a role", &hold(&cast.member, &auditor, json!({"role": "member"})).await, 403, "forbidden");
        tried.refused(
            "an administrator makes themselves owner",
            &hold(&administrator, &cast.id(Role::Administrator), json!({"role": "owner"})).await,
            422,
            "own-holding",
        );
        tried.refused(
            "an owner gives themselves another role",
            &hold(&cast.owner, &cast.id(Role::Owner), json!({"role": "auditor"})).await,
            422,
            "own-holding",
        );
        tried.refused(
            "an administrator makes somebody owner",
            &hold(&administrator, &member, json!({"role": "owner"})).await,
            422,
            "beyond-own-rights",
        );
        tried.refused(
            "a role given to a contact",
            &hold(&cast.owner, &cast.id(Role::Contact), json!({"role": "member"})).await,
            422,
            "contact-holds-no-role",
        );
        tried.refused(
            "the role of contacts given to a member",
            &hold(&cast.owner, &member, json!({"role": "contact"})).await,
            422,
            "not-acceptable",
        );
        tried.refused(
            "a role of another organisation",
            &hold(&cast.owner, &member, json!({"role": cast.foreign_role})).await,
            422,
            "unknown",
        );
        tried.refused(
            "a role for a unit of another organisation",
            &hold(&cast.owner, &member, json!({"role": "auditor", "unit_id": cast.foreign_unit})).await,
            422,
            "unknown",
        );
        tried.refused(
            "a role for a member of another organisation",
            &hold(&cast.foreign, &member, json!({"role": "auditor"})).await,
            404,
            "not-found",
        );
        tried.refused(
            "a role that began before it was given",
            &hold(&cast.owner, &member, json!({"role": "auditor", "from": "2020-01-01T00:00:00Z"})).await,
            422,
            "in-the-past",
        );
        done("an owner gives a role", &hold(&cast.owner, &member, json!({"role": "auditor"})).await);
        assert_eq!(cast.member.get("/api/v1/audit").await.status, StatusCode::FORBIDDEN, "believed for half a second");
        world.clock.advance(600);
        done("and it is held", &cast.member.get("/api/v1/audit").await);
        tried.refused("the same role twice", &hold(&cast.owner, &member, json!({"role": "auditor"})).await, 422, "held-already");
        assert_eq!(tried.0, 12);
    });
}

#[test]
fn handing_on_what_is_narrow_or_ends() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        // A lead may give roles, sees the audit log of nobody, and works in one unit.
        let grants =
            json!([grant("roles.grant", "organisation"), grant("roles.write", "organisation"), grant("roles.read", "organisation")]);
        let role = done("a role that gives roles", &make_role(&cast.owner, "Giver", grants).await);
        let lead = cast.person(&world, "lead").await;
        cast.given_by_two(&world, &lead.id, json!({"role": role["id"]})).await;
        done("a narrow role", &hold(&cast.owner, &lead.id, json!({"role": "dispatcher", "unit_id": cast.north_unit})).await);
        world.clock.advance(600);
        let somebody = cast.person(&world, "somebody").await;
        let give = |body: Value| hold(&lead.client, &somebody.id, body);
        tried.refused("a role with a right that one has not", &give(json!({"role": "auditor"})).await, 422, "beyond-own-rights");
        tried.refused("for the organisation what one has for a unit", &give(json!({"role": "dispatcher"})).await, 422, "beyond-own-rights");
        tried.refused("for another unit", &give(json!({"role": "dispatcher", "unit_id": cast.south_unit})).await, 422, "beyond-own-rights");
        tried.refused("for the unit above", &give(json!({"role": "dispatcher", "unit_id": cast.top_unit})).await, 422, "beyond-own-rights");
        done("for the very unit", &give(json!({"role": "dispatcher", "unit_id": cast.north_unit})).await);
        done("for a unit below", &give(json!({"role": "dispatcher", "unit_id": cast.below_north})).await);
        let unit = |permission| json!([grant(permission, "unit")]);
        tried.refused(
            "a role of unit scope, which would follow its holder elsewhere",
            &make_role(&lead.client, "Follower", unit("jobs.write")).await,
            422,
            "beyond-own-rights",
        );
        tried.refused(
            "a role for the organisation from a right for a unit",
            &make_role(&lead.client, "Wider", json!([grant("jobs.read", "organisation")])).await,
            422,
            "beyond-own-rights",
        );
        tried.refused(
            "a copy of a role above one's own",
            &lead.client.send(Method::POST, "/api/v1/roles", &[], Some(json!({"name": "Copied", "copy_of": "administrator"}))).await,
            422,
            "beyond-own-rights",
        );
        // What ends cannot be handed on for longer.
        let until = "2026-12-01T00:00:00Z";
        done("an auditor until December", &hold(&cast.owner, &lead.id, json!({"role": "auditor", "until": until})).await);
        world.clock.advance(600);
        tried.refused("without end what one has until December", &give(json!({"role": "auditor"})).await, 422, "beyond-own-rights");
        tried.refused(
            "until January what one has until December",
            &give(json!({"role": "auditor", "until": "2027-01-01T00:00:00Z"})).await,
            422,
            "beyond-own-rights",
        );
        tried.refused(
            "a lasting role out of a right that ends",
            &make_role(&lead.client, "Lasting", json!([grant("audit.read", "organisation")])).await,
            422,
            "beyond-own-rights",
        );
        done("until the very day", &give(json!({"role": "auditor", "until": until})).await);
        world.clock.advance_seconds(11 * 24 * 60 * 60);
        let again = world.by_address(&world.north, &somebody.address).await;
        tried.refused("a right after its end", &again.get("/api/v1/audit").await, 403, "forbidden");
        assert_eq!(tried.0, 11);
    });
}

#[test]
fn changing_roles() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let editor = json!([grant("roles.write", "organisation"), grant("roles.read", "organisation"), grant("jobs.read", "organisation")]);
        let editors = done("editors", &make_role(&cast.owner, "Editors", editor.clone()).await);
        let person = cast.person(&world, "editor").await;
        cast.given_by_two(&world, &person.id, json!({"role": editors["id"]})).await;
        world.clock.advance(600);
        let me = &person.client;
        let narrow = done("a narrow role", &make_role(me, "Narrow", json!([grant("jobs.read", "own")])).await);
        tried.refused(
            "a new right in a role of one's making",
            &patch_role(me, &narrow, json!([grant("jobs.write", "organisation")])).await,
            422,
            "beyond-own-rights",
        );
        tried.refused(
            "a right to give roles, in a new role",
            &make_role(me, "Giver", json!([grant("roles.grant", "organisation")])).await,
            422,
            "beyond-own-rights",
        );
        let both = json!([
            grant("roles.write", "organisation"),
            grant("roles.read", "organisation"),
            grant("jobs.read", "organisation"),
            grant("sites.read", "organisation")
        ]);
        tried.refused(
            "one's own role widened beyond one's rights",
            &patch_role(me, &editors, both.clone()).await,
            422,
            "beyond-own-rights",
        );
        // With the right from elsewhere, the role one holds is still somebody else's to widen.
        done("a member as well", &hold(&cast.owner, &person.id, json!({"role": "member"})).await);
        world.clock.advance(600);
        tried.refused(
            "one's own role widened by what one has from elsewhere",
            &patch_role(me, &editors, both.clone()).await,
            422,
            "own-holding",
        );
        done("somebody else widens it", &patch_role(&cast.owner, &editors, both).await);
        // Deciding about rights is not slipped into a role that is held.
        done("held", &hold(&cast.owner, &cast.id(Role::Member), json!({"role": narrow["id"]})).await);
        let guarded = json!([grant("jobs.read", "own"), grant("roles.grant", "organisation")]);
        tried.refused(
            "the right to give roles slipped into a role that is held",
            &patch_role(&cast.owner, &narrow, guarded).await,
            422,
            "guarded-role-held",
        );
        let builtin = cast.owner.send(Method::PATCH, "/api/v1/roles/member", &[("if-match", "\"1\"")], Some(json!({"grants": []}))).await;
        tried.refused("a built-in role changed", &builtin, 422, "not-acceptable");
        tried.refused(
            "a role removed under those who hold it",
            &cast.owner.send(Method::DELETE, &format!("/api/v1/roles/{}", narrow["id"].as_str().unwrap()), &[], None).await,
            422,
            "role-held",
        );
        tried.refused("a role of another organisation changed", &patch_role(&cast.foreign, &narrow, json!([])).await, 404, "not-found");
        tried.refused(
            "a permission further than it reaches",
            &make_role(&cast.owner, "Odd", json!([grant("audit.read", "unit")])).await,
            422,
            "not-acceptable",
        );
        tried.refused(
            "a permission that there is not",
            &make_role(&cast.owner, "Odd", json!([grant("keys.read", "organisation")])).await,
            422,
            "not-acceptable",
        );
        tried.refused(
            "a role that takes a built-in name",
            &make_role(&cast.owner, "administrator", json!([])).await,
            409,
            "role-name-taken",
        );
        tried.refused("a member makes a role", &make_role(&cast.member, "Mine", json!([])).await, 403, "forbidden");
        let mended = cast.owner.get("/api/v1/roles").await.json();
        let narrow = mended["items"].as_array().unwrap().iter().find(|role| role["id"] == narrow["id"]).unwrap().clone();
        done("a right that guards nothing is added", &patch_role(&cast.owner, &narrow, json!([grant("jobs.read", "organisation")])).await);
        assert_eq!(tried.0, 12);
    });
}

#[test]
fn two_people() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let (member, body) = (cast.id(Role::Member), json!({"role": "administrator"}));
        let asked = hold(&administrator, &member, body.clone()).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED, "one person alone makes no administrator");
        let asked = asked.json();
        world.clock.advance(600);
        assert_eq!(cast.member.get("/api/v1/roles").await.status, StatusCode::FORBIDDEN, "nothing is held before it is confirmed");
        tried.refused("whoever asked confirms", &confirm(&administrator, &asked).await, 422, "same-person");
        tried.refused("whom it is for confirms", &confirm(&cast.member, &asked).await, 403, "forbidden");
        tried.refused("somebody of another organisation confirms", &confirm(&cast.foreign, &asked).await, 404, "not-found");
        let copy = done(
            "a copy of administrator",
            &cast.owner.send(Method::POST, "/api/v1/roles", &[], Some(json!({"name": "Deputy", "copy_of": "administrator"}))).await,
        );
        let by_copy = hold(&administrator, &member, json!({"role": copy["id"]})).await;
        assert_eq!(by_copy.status, StatusCode::ACCEPTED, "a copy under another name is given by two as well");
        assert_eq!(hold(&cast.owner, &member, body.clone()).await.status, StatusCode::ACCEPTED, "an owner is one person too");
        done("a second person confirms", &confirm(&cast.owner, &asked).await);
        tried.refused("confirmed twice", &confirm(&cast.owner, &asked).await, 422, "approval-decided");
        world.clock.advance(600);
        done("and it is held", &cast.member.get("/api/v1/roles").await);
        // Whom it made an administrator does not confirm what is for themselves.
        let more = hold(&administrator, &member, json!({"role": "administrator", "from": "2027-01-01T00:00:00Z"})).await;
        tried.refused("the same once more", &more, 422, "held-already");
        let by_copy = by_copy.json();
        tried.refused("whom it is for confirms, an administrator by now", &confirm(&cast.member, &by_copy).await, 422, "own-holding");
        let refused = cast.owner.send(Method::DELETE, &format!("/api/v1/approvals/{}", by_copy["id"].as_str().unwrap()), &[], None).await;
        done("a second person refuses", &refused);
        tried.refused("confirmed after it was refused", &confirm(&cast.owner, &by_copy).await, 422, "approval-decided");
        let asked = hold(&administrator, &cast.id(Role::Dispatcher), body.clone()).await.json();
        let path = format!("/api/v1/approvals/{}", asked["id"].as_str().unwrap());
        done("whoever asked takes it back", &administrator.send(Method::DELETE, &path, &[], None).await);
        tried.refused("confirmed after it was taken back", &confirm(&cast.owner, &asked).await, 422, "approval-decided");
        // Three days.
        let auditor = cast.id(Role::Auditor);
        let late = hold(&administrator, &auditor, body.clone()).await.json();
        world.clock.advance_seconds(72 * 60 * 60);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        tried.refused("confirmed after three days", &confirm(&owner, &late).await, 422, "approval-expired");
        // Who asked has lost the right since.
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let asked = hold(&administrator, &auditor, body).await.json();
        done("the administrator's role ends", &end(&owner, &held(&cast.as_owner(owner.clone()), Role::Administrator).await).await);
        tried.refused("asked by somebody who may not any more", &confirm(&owner, &asked).await, 422, "asker-gone");
        assert_eq!(tried.0, 10);
    });
}

#[test]
fn taking_roles_away() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let owners = held(&cast, Role::Owner).await;
        tried.refused("an administrator takes the owner's role away", &end(&administrator, &owners).await, 422, "beyond-own-rights");
        tried.refused("the last owner gives it up", &end(&cast.owner, &owners).await, 422, "last-owner");
        tried.refused("a member takes a role away", &end(&cast.member, &held(&cast, Role::Auditor).await).await, 403, "forbidden");
        tried.refused("somebody of another organisation takes it away", &end(&cast.foreign, &owners).await, 404, "not-found");
        let stale = json!({"id": owners["id"], "version": 7});
        tried.refused("a holding as it never was", &end(&cast.owner, &stale).await, 412, "stale");
        // A second owner whose role ends one day does not replace the first.
        cast.given_by_two(&world, &cast.id(Role::Auditor), json!({"role": "owner", "until": "2027-06-01T00:00:00Z"})).await;
        world.clock.advance(600);
        tried.refused("the only owner without end gives it up", &end(&cast.owner, &owners).await, 422, "last-owner");
        let ended = done("an owner takes an administrator's role away", &end(&cast.owner, &held(&cast, Role::Administrator).await).await);
        world.clock.advance(600);
        tried.refused("an administrator whose role has ended", &administrator.get("/api/v1/roles").await, 403, "forbidden");
        tried.refused("what has ended is ended once more", &end(&cast.owner, &ended).await, 422, "holding-ended");
        // A review is no way round.
        let review = json!({"name": "Autumn", "due_at": "2026-12-01T00:00:00Z", "unreviewed_end": true});
        let review = done("a review", &cast.owner.send(Method::POST, "/api/v1/access-reviews", &[], Some(review)).await);
        let decide = |by: &Client, holding: &Value, decision: &str| {
            let (by, path) = (by.clone(), format!("/api/v1/access-reviews/{}/decisions", review["id"].as_str().unwrap()));
            let body = json!({"decisions": [{"holding_id": holding["id"], "decision": decision}]});
            async move { by.send(Method::PUT, &path, &[], Some(body)).await }
        };
        tried.refused("a reviewer keeps their own role", &decide(&cast.owner, &owners, "keep").await, 422, "own-holding");
        tried.refused(
            "a review revives what has ended",
            &decide(&cast.owner, &json!({"id": "hld_01jd7q3v9mf4x8t2c5k6w0ezya"}), "keep").await,
            422,
            "unknown",
        );
        tried.refused("a member reviews", &decide(&cast.member, &owners, "end").await, 403, "forbidden");
        done("a reviewer ends somebody's role", &decide(&cast.owner, &held(&cast, Role::Dispatcher).await, "end").await);
        assert_eq!(tried.0, 11);
    });
}

/// What is changed or removed of one role is nothing of another's.
#[test]
fn a_role_that_changes_or_goes_leaves_the_others() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let role = async |name: &str| done(name, &make_role(&owner, name, json!([grant("jobs.read", "organisation")])).await);
        let (kept, changed, removed) = (role("Kept").await, role("Changed").await, role("Removed").await);
        assert_eq!(kept["grants"].as_array().unwrap().len(), 1);
        let grants = async || {
            let told = owner.get("/api/v1/roles").await.json();
            told["items"].as_array().unwrap().iter().find(|one| one["id"] == kept["id"]).unwrap()["grants"].clone()
        };
        done("changed", &patch_role(&owner, &changed, json!([grant("customers.read", "organisation")])).await);
        assert_eq!(grants().await, kept["grants"]);
        let path = format!("/api/v1/roles/{}", removed["id"].as_str().unwrap());
        done("removed", &owner.send(Method::DELETE, &path, &[], None).await);
        assert_eq!(grants().await, kept["grants"]);
    });
}
