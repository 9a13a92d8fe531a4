//! Proof: every way we could think of to get more rights than one was given is refused, on both engines, and the same act by somebody
//! who may do it succeeds. Each attempt has a name; the list only grows.

use crate::people::{Cast, cast};
use crate::world::{Client, Reply, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// What was tried: each refused as what it is.
struct Attempts(usize);

impl Attempts {
    fn refused(&mut self, name: &str, reply: &Reply, status: u16, code: &str) {
        let told = String::from_utf8_lossy(&reply.bytes);
        assert_eq!(reply.status.as_u16(), status, "{name}: {told}");
        let problem = reply.json();
        let named = problem["code"] == code || problem["errors"][0]["code"] == code;
        assert!(named, "{name}: {told}");
        self.0 += 1;
    }
}

/// Counter-proof: the same act by somebody who may.
fn done(name: &str, reply: &Reply) -> Value {
    assert!(reply.status.is_success(), "{name}: {} {}", reply.status, String::from_utf8_lossy(&reply.bytes));
    serde_json::from_slice(&reply.bytes).unwrap_or(Value::Null)
}

async fn hold(by: &Client, member: &str, body: Value) -> Reply {
    by.send(Method::POST, &format!("/api/v1/members/{member}/holdings"), &[], Some(body)).await
}

async fn make_role(by: &Client, name: &str, grants: Value) -> Reply {
    by.send(Method::POST, "/api/v1/roles", &[], Some(json!({"name": name, "grants": grants}))).await
}

async fn patch_role(by: &Client, role: &Value, grants: Value) -> Reply {
    let (path, tag) = (format!("/api/v1/roles/{}", role["id"].as_str().unwrap()), format!("\"{}\"", role["version"]));
    by.send(Method::PATCH, &path, &[("if-match", &tag)], Some(json!({ "grants": grants }))).await
}

async fn end(by: &Client, holding: &Value) -> Reply {
    let (path, tag) = (format!("/api/v1/holdings/{}/end", holding["id"].as_str().unwrap()), format!("\"{}\"", holding["version"]));
    by.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({}))).await
}

async fn confirm(by: &Client, approval: &Value) -> Reply {
    by.send(Method::PUT, &format!("/api/v1/approvals/{}/confirmation", approval["id"].as_str().unwrap()), &[], None).await
}

fn grant(permission: &str, scope: &str) -> Value {
    json!({"permission": permission, "scope": scope})
}

/// The holding of a built-in role by the member of that name.
async fn held(cast: &Cast, who: Role) -> Value {
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

#[test]
fn reaching_beyond_a_unit() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let person = cast.person(&world, "north").await;
        done("a dispatcher of the north", &hold(&cast.owner, &person.id, json!({"role": "dispatcher", "unit_id": cast.north_unit})).await);
        world.clock.advance(600);
        let me = &person.client;
        let job = |unit: &str| json!({"type": "Repair", "title": "Mend it", "priority": "p2", "unit_id": unit});
        let south = cast.owner.create("/api/v1/jobs", job(&cast.south_unit)).await;
        let north = cast.owner.create("/api/v1/jobs", job(&cast.north_unit)).await;
        let act = |method: Method, row: &Value, rest: &str, body: Option<Value>| {
            let (me, path, tag) =
                (me.clone(), format!("/api/v1/jobs/{}{rest}", row["id"].as_str().unwrap()), format!("\"{}\"", row["version"]));
            async move { me.send(method, &path, &[("if-match", &tag)], body).await }
        };
        tried.refused("another unit's job read", &act(Method::GET, &south, "", None).await, 404, "not-found");
        tried.refused(
            "another unit's job changed",
            &act(Method::PATCH, &south, "", Some(json!({"title": "Mine"}))).await,
            404,
            "not-found",
        );
        tried.refused("another unit's job completed", &act(Method::PUT, &south, "/completion", Some(json!({}))).await, 404, "not-found");
        tried.refused(
            "another unit's job cancelled",
            &act(Method::PUT, &south, "/cancellation", Some(json!({"reason": "other"}))).await,
            404,
            "not-found",
        );
        tried.refused(
            "a note on another unit's job",
            &act(Method::POST, &south, "/notes", Some(json!({"text": "hello"}))).await,
            404,
            "not-found",
        );
        tried.refused("another unit's timeline", &act(Method::GET, &south, "/timeline", None).await, 404, "not-found");
        let stale = json!({"id": south["id"], "version": 99});
        tried.refused(
            "another unit's job by way of a stale version",
            &act(Method::PATCH, &stale, "", Some(json!({"title": "x"}))).await,
            404,
            "not-found",
        );
        tried.refused(
            "a job pushed into another unit",
            &act(Method::PATCH, &north, "", Some(json!({"unit_id": cast.south_unit}))).await,
            422,
            "beyond-your-units",
        );
        tried.refused(
            "a job taken out of every unit",
            &act(Method::PATCH, &north, "", Some(json!({"unit_id": null}))).await,
            422,
            "beyond-your-units",
        );
        tried.refused(
            "a job made for another unit",
            &me.send(Method::POST, "/api/v1/jobs", &[], Some(job(&cast.south_unit))).await,
            422,
            "beyond-your-units",
        );
        let theirs = cast.owner.create("/api/v1/customers", json!({"name": "Southern Bakeries", "unit_id": cast.south_unit})).await;
        let of_theirs =
            json!({"type": "Repair", "title": "Mend it", "priority": "p2", "unit_id": cast.north_unit, "customer_id": theirs["id"]});
        tried.refused(
            "another unit's customer named by way of a job",
            &me.send(Method::POST, "/api/v1/jobs", &[], Some(of_theirs)).await,
            422,
            "unknown",
        );
        tried.refused(
            "another unit's customer linked by a change",
            &act(Method::PATCH, &north, "", Some(json!({"customer_id": theirs["id"]}))).await,
            422,
            "unknown",
        );
        tried.refused(
            "another unit's customer read",
            &me.get(&format!("/api/v1/customers/{}", theirs["id"].as_str().unwrap())).await,
            404,
            "not-found",
        );
        tried.refused(
            "a file imported, whose rows may be anybody's",
            &me.send(Method::POST, "/api/v1/imports?filename=a.csv", &[], Some(json!("a,b\r\n1,2\r\n"))).await,
            403,
            "forbidden",
        );
        tried.refused(
            "roles given by a dispatcher of a unit",
            &hold(me, &cast.id(Role::Member), json!({"role": "member"})).await,
            403,
            "forbidden",
        );
        let who = format!("/api/v1/access/who?record={}", south["id"].as_str().unwrap());
        tried.refused("who reaches it, asked by somebody who does not", &me.get(&who).await, 403, "forbidden");
        for list in ["/api/v1/jobs?limit=200", "/api/v1/jobs/export", "/api/v1/search?q=mend", "/api/v1/customers", "/api/v1/overview"] {
            let seen = me.get(list).await;
            assert_eq!(seen.status, StatusCode::OK, "{list}");
            for hidden in [&south, &theirs] {
                let id = hidden["id"].as_str().unwrap();
                assert!(!String::from_utf8_lossy(&seen.bytes).contains(id), "{list} tells of another unit's row");
            }
        }
        done("their own unit's job is changed", &act(Method::PATCH, &north, "", Some(json!({"title": "Ours"}))).await);
        done("the owner changes either", &cast.owner.get(&format!("/api/v1/jobs/{}", south["id"].as_str().unwrap())).await);
        assert_eq!(tried.0, 16);
    });
}

#[test]
fn by_way_of_another_right() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let job = cast.owner.create("/api/v1/jobs", json!({"type": "Repair", "title": "Quince in the cellar", "priority": "p2"})).await;
        let id = job["id"].as_str().unwrap();
        let role = |name: &'static str, grants: Value| {
            let (owner, cast, world) = (&cast.owner, &cast, &world);
            async move {
                let role = done(name, &make_role(owner, name, grants).await);
                let person = cast.person(world, name).await;
                done(name, &hold(owner, &person.id, json!({"role": role["id"]})).await);
                world.clock.advance(600);
                person.client
            }
        };
        let whole = |names: &[&str]| Value::from(names.iter().map(|name| grant(name, "organisation")).collect::<Vec<_>>());
        let exporter = role("exporter", whole(&["exports.run", "search.use", "organisation.read"])).await;
        for path in ["/api/v1/jobs/export", "/api/v1/search?q=quince", "/api/v1/overview"] {
            let seen = exporter.get(path).await;
            assert_eq!(seen.status, StatusCode::OK, "{path}");
            assert!(!String::from_utf8_lossy(&seen.bytes).contains("Quince"), "{path} shows jobs to somebody who may see none");
        }
        tried.refused("members exported without the right to see them", &exporter.get("/api/v1/members/export").await, 403, "forbidden");
        let writer = role("writer", whole(&["jobs.write", "jobs.close", "jobs.note"])).await;
        let change = writer.send(Method::PATCH, &format!("/api/v1/jobs/{id}"), &[("if-match", "\"1\"")], Some(json!({"title": "x"}))).await;
        tried.refused("a job changed that cannot be seen", &change, 404, "not-found");
        let note = writer.send(Method::POST, &format!("/api/v1/jobs/{id}/notes"), &[], Some(json!({"text": "x"}))).await;
        tried.refused("a note on a job that cannot be seen", &note, 404, "not-found");
        let timeline = role("historian", whole(&["timelines.read"])).await;
        tried.refused(
            "the timeline of a job that cannot be seen",
            &timeline.get(&format!("/api/v1/jobs/{id}/timeline")).await,
            404,
            "not-found",
        );
        let importer = role("importer", whole(&["imports.run"])).await;
        let file = importer.send(Method::POST, "/api/v1/imports?filename=a.csv", &[], Some(json!("a,b\r\n1,2\r\n"))).await;
        tried.refused("jobs made by way of an import", &file, 403, "forbidden");
        tried.refused("others' imports, with their rows", &importer.get("/api/v1/imports").await, 403, "forbidden");
        let reader = role("reader", whole(&["roles.read"])).await;
        let asked = format!("/api/v1/access/explanation?member_id={}&permission=jobs.read&record={id}", cast.id(Role::Member));
        tried.refused("a job named by way of an explanation", &reader.get(&asked).await, 404, "not-found");
        tried.refused(
            "a job named by way of who reaches it",
            &reader.get(&format!("/api/v1/access/who?record={id}")).await,
            404,
            "not-found",
        );
        let both = role("reader of both", whole(&["roles.read", "jobs.read"])).await;
        assert_eq!(done("an explanation", &both.get(&asked).await)["allowed"], true);
        assert_eq!(tried.0, 8);
    });
}

#[test]
fn a_contact() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let (cast, mut tried) = (cast(&world).await, Attempts(0));
        let contact = world.signed_in(&world.north, Role::Contact).await;
        let mine = cast.owner.get("/api/v1/customers").await.json();
        let mine = mine["items"].as_array().unwrap().iter().find(|row| row["name"] == "The contact's customer").unwrap().clone();
        let theirs = cast.owner.create("/api/v1/customers", json!({"name": "Somebody else", "notes": "Quince"})).await;
        let job = |customer: &Value, draft: bool| json!({"type": "Repair", "title": "Mend it", "priority": "p2", "customer_id": customer["id"], "draft": draft});
        let (own, other) =
            (cast.owner.create("/api/v1/jobs", job(&mine, false)).await, cast.owner.create("/api/v1/jobs", job(&theirs, false)).await);
        let draft = cast.owner.create("/api/v1/jobs", job(&mine, true)).await;
        let path = |row: &Value, rest: &str| format!("/api/v1/jobs/{}{rest}", row["id"].as_str().unwrap());
        tried.refused("another customer's job", &contact.get(&path(&other, "")).await, 404, "not-found");
        tried.refused("a draft of their own", &contact.get(&path(&draft, "")).await, 404, "not-found");
        tried.refused(
            "another customer",
            &contact.get(&format!("/api/v1/customers/{}", theirs["id"].as_str().unwrap())).await,
            404,
            "not-found",
        );
        tried.refused("the timeline of their own job", &contact.get(&path(&own, "/timeline")).await, 403, "forbidden");
        tried.refused(
            "a job of their own changed",
            &contact.send(Method::PATCH, &path(&own, ""), &[("if-match", "\"1\"")], Some(json!({"title": "x"}))).await,
            403,
            "forbidden",
        );
        tried.refused("a job made", &contact.send(Method::POST, "/api/v1/jobs", &[], Some(job(&mine, false))).await, 403, "forbidden");
        for (name, list) in [
            ("the members", "/api/v1/members"),
            ("the overview", "/api/v1/overview"),
            ("the search", "/api/v1/search?q=mend"),
            ("the units", "/api/v1/units"),
            ("the roles", "/api/v1/roles"),
            ("the audit log", "/api/v1/audit"),
            ("the saved views", "/api/v1/views"),
            ("a file of jobs", "/api/v1/jobs/export"),
        ] {
            tried.refused(name, &contact.get(list).await, 403, "forbidden");
        }
        // Even a row that gives a contact a role gives them nothing.
        world.hold_by_hand(&world.north, &cast.id(Role::Contact), Role::Owner, None).await;
        world.clock.advance(600);
        tried.refused("a holding that a contact should not have", &contact.get("/api/v1/roles").await, 403, "forbidden");
        let filtered = contact.get(&format!("/api/v1/jobs?customer={}", theirs["id"].as_str().unwrap())).await.json();
        assert_eq!(filtered["items"], json!([]), "another customer by way of a filter");
        assert_eq!(contact.get("/api/v1/jobs/counts").await.json()["total"], 1);
        assert_eq!(done("their own job", &contact.get(&path(&own, "")).await)["allowed"], json!([]));
        assert_eq!(tried.0, 15);
    });
}
