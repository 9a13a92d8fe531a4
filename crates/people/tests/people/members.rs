//! Members: added, changed, suspended, on leave, gone; and that no right is gained on the way.

use crate::world::{Client, World, at, on_both_engines};
use access::Role;
use http::Method;
use kernel::Timestamp;
use people::members::{due_to_leave, see_out};
use serde_json::{Value, json};

on_both_engines!(
    added_without_a_way_in,
    nobody_gives_more_than_they_hold,
    an_address_is_not_taken_over,
    a_suspension_ends_everything_at_once,
    leave_of_absence_shuts_the_door_while_it_lasts,
    whoever_leaves_is_out,
    a_day_of_leaving_is_kept,
    the_last_owner_stays,
    what_they_still_answer_for,
    stale_and_unknown,
);

async fn show(client: &Client, row: &Value) -> Value {
    client.get(&at("members", row)).await.done()
}

async fn of(client: &Client, email: &str) -> Value {
    client.get(&format!("/members?q={email}")).await.done()["items"][0].clone()
}

async fn added_without_a_way_in(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    let before = world.log_size().await;
    let body = json!({"name": "Zoë Núñez", "email": "Zoe@Example.org", "phone": "+44 20 1", "reference": "7041", "unit_id": north["id"]});
    let zoe = owner.post("/members", body.clone()).await.done();
    assert_eq!(world.log_size().await, before + 1);
    assert_eq!((&zoe["email"], &zoe["can_sign_in"], &zoe["status"]), (&json!("zoe@example.org"), &json!(false), &json!("active")));
    assert_eq!((&zoe["unit"]["name"], &zoe["roles"][0]["role"]), (&json!("North"), &json!("member")));
    assert!(!world.signs_in("zoe@example.org").await);
    owner.post("/members", body).await.is(409, "email-taken");
    let twin = json!({"name": "Z", "email": "z@example.org", "reference": "7041"});
    owner.post("/members", twin).await.is(409, "reference-taken");
    for q in ["zoe", "NUNEZ", "núñez zoë", "7041", "+44%2020"] {
        let found = owner.get(&format!("/members?q={}", q.replace(' ', "%20").replace('+', "%2B"))).await.done();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{q}");
    }
    let changed = owner.act(Method::PATCH, &at("members", &zoe), &zoe, Some(json!({"phone": null, "name": "Zoë N."}))).await.done();
    assert_eq!((&changed["phone"], &changed["name"], &changed["version"]), (&Value::Null, &json!("Zoë N."), &json!(2)));
    assert_eq!(owner.get("/members?unit=unt_01jd7q3v9mf4x8t2c5k6w0ezya").await.done()["items"], json!([]));
}

async fn nobody_gives_more_than_they_hold(world: World) {
    let owner = world.owner().await;
    let new = |roles: Value| json!({"name": "New", "email": "new@example.org", "roles": roles});
    owner.post("/members", new(json!(["administrator"]))).await.refuses("roles", "needs-second-person");
    owner.post("/members", new(json!(["member", "owner"]))).await.refuses("roles", "needs-second-person");
    owner.post("/members", new(json!([]))).await.refuses("roles", "empty");
    owner.post("/members", new(json!(["contact"]))).await.refuses("roles[0]", "not-acceptable");
    // Somebody who may add members, and nothing else.
    let clerk = world.member("Clerk", "clerk@example.org", Role::Member).await;
    world.holds_only(clerk, &[("members.read", "organisation"), ("members.write", "organisation"), ("self.read", "own")], None).await;
    let clerk = world.signed_in("north-river", "clerk@example.org").await;
    clerk.post("/members", new(json!(["dispatcher"]))).await.is(422, "beyond-own-rights");
    clerk.post("/members", new(json!(["member"]))).await.is(422, "beyond-own-rights");
    let before = world.log_size().await;
    // Counter-proof: who holds what the role grants may add it.
    owner.post("/members", new(json!(["dispatcher", "dispatcher"]))).await.done();
    assert_eq!(world.log_size().await, before + 1);
}

async fn an_address_is_not_taken_over(world: World) {
    let (owner, administrator) = (world.owner().await, world.as_role(Role::Administrator).await);
    let boss = of(&owner, "owner@example.org").await;
    let mine = json!({"email": "mine@example.org"});
    administrator.act(Method::PATCH, &at("members", &boss), &boss, Some(mine.clone())).await.is(422, "beyond-own-rights");
    let suspension = format!("{}/suspension", at("members", &boss));
    administrator.act(Method::PUT, &suspension, &boss, Some(json!({"reason": "coup"}))).await.is(422, "beyond-own-rights");
    let leaving = format!("{}/leaving", at("members", &boss));
    let at_once = json!({"at": "2026-11-21T00:00:00Z"});
    administrator.act(Method::PUT, &leaving, &boss, Some(at_once)).await.is(422, "beyond-own-rights");
    assert_eq!(show(&owner, &boss).await["email"], "owner@example.org");
    // Counter-proof: of somebody with fewer rights it may be changed, and then that address signs in.
    let member = of(&owner, "member@example.org").await;
    administrator.act(Method::PATCH, &at("members", &member), &member, Some(mine)).await.done();
    assert!(world.signs_in("mine@example.org").await && !world.signs_in("member@example.org").await);
}

async fn a_suspension_ends_everything_at_once(world: World) {
    let owner = world.owner().await;
    let member = world.as_role(Role::Member).await;
    let row = of(&owner, "member@example.org").await;
    let path = format!("{}/suspension", at("members", &row));
    let before = world.log_size().await;
    let suspended = owner.act(Method::PUT, &path, &row, Some(json!({"reason": "Keys lost"}))).await.done();
    assert_eq!((&suspended["status"], &suspended["can_sign_in"]), (&json!("suspended"), &json!(false)));
    assert_eq!(world.log_size().await, before + 1);
    world.clock.advance_seconds(1);
    member.get("/me").await.is(401, "not-signed-in");
    assert!(!world.signs_in("member@example.org").await);
    owner.act(Method::PUT, &path, &suspended, Some(json!({"reason": ""}))).await.is(422, "suspended-already");
    let back = owner.act(Method::DELETE, &path, &suspended, None).await.done();
    assert_eq!(back["status"], "active");
    member.get("/me").await.is(401, "not-signed-in");
    assert!(world.signs_in("member@example.org").await, "with a new session alone");
    owner.act(Method::DELETE, &path, &back, None).await.is(422, "not-suspended");
    let me = of(&owner, "owner@example.org").await;
    owner.act(Method::PUT, &format!("{}/suspension", at("members", &me)), &me, Some(json!({"reason": "x"}))).await.is(422, "oneself");
}

async fn leave_of_absence_shuts_the_door_while_it_lasts(world: World) {
    let owner = world.owner().await;
    let member = world.as_role(Role::Member).await;
    let row = of(&owner, "member@example.org").await;
    let path = format!("{}/leave-of-absence", at("members", &row));
    let backwards = json!({"from": "2026-12-01T00:00:00Z", "until": "2026-12-01T00:00:00Z"});
    owner.act(Method::PUT, &path, &row, Some(backwards)).await.refuses("until", "not-after-start");
    let leave = json!({"from": "2026-11-21T09:00:00Z", "until": "2026-11-21T09:20:00Z", "reason": "A course"});
    let away = owner.act(Method::PUT, &path, &row, Some(leave)).await.done();
    assert_eq!((&away["status"], &away["can_sign_in"]), (&json!("on_leave"), &json!(false)));
    world.clock.advance_seconds(1);
    member.get("/me").await.is(401, "not-signed-in");
    assert!(!world.signs_in("member@example.org").await);
    let of_status = |status: &'static str| {
        let owner = owner.clone();
        async move { owner.get(&format!("/members?status={status}")).await.done()["items"].as_array().unwrap().len() }
    };
    assert_eq!((of_status("on_leave").await, of_status("active").await, of_status("left").await), (1, 4, 0));
    world.clock.advance_seconds(1199);
    assert_eq!(show(&owner, &row).await["status"], "active", "over by itself");
    assert!(world.signs_in("member@example.org").await);
    assert_eq!((of_status("on_leave").await, of_status("active").await), (0, 5));
    owner.act(Method::DELETE, &path, &away, None).await.is(422, "not-on-leave");
}

async fn whoever_leaves_is_out(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    let member = world.as_role(Role::Member).await;
    let row = of(&owner, "member@example.org").await;
    let postings = format!("{}/postings", at("members", &row));
    owner.post(&postings, json!({"unit_id": north["id"]})).await.done();
    world.clock.advance_seconds(60);
    let path = format!("{}/leaving", at("members", &row));
    let before = world.log_size().await;
    let gone = owner.act(Method::PUT, &path, &row, Some(json!({"at": "2026-11-21T00:00:00Z", "reason": "Moved away"}))).await.done();
    assert_eq!(world.log_size().await, before + 1);
    assert_eq!((&gone["status"], &gone["roles"], &gone["unit"]), (&json!("left"), &json!([]), &Value::Null));
    world.clock.advance_seconds(1);
    member.get("/me").await.is(401, "not-signed-in");
    assert!(!world.signs_in("member@example.org").await);
    assert!(owner.get(&postings).await.done()["items"][0]["until"].is_string());
    owner.act(Method::PUT, &path, &gone, Some(json!({"at": "2026-11-21T00:00:00Z"}))).await.is(422, "member-left");
    owner.post(&postings, json!({"unit_id": north["id"]})).await.is(422, "member-left");
    let back = owner.act(Method::DELETE, &path, &gone, None).await.done();
    assert_eq!((&back["status"], &back["can_sign_in"], &back["roles"][0]["role"]), (&json!("active"), &json!(false), &json!("member")));
    assert!(!world.signs_in("member@example.org").await, "the old password is forgotten");
    owner.act(Method::DELETE, &path, &back, None).await.is(422, "not-leaving");
}

async fn a_day_of_leaving_is_kept(world: World) {
    let owner = world.owner().await;
    let member = world.as_role(Role::Member).await;
    let row = of(&owner, "member@example.org").await;
    let path = format!("{}/leaving", at("members", &row));
    let day = json!({"at": "2026-11-21T09:10:00Z"});
    let leaving = owner.act(Method::PUT, &path, &row, Some(day.clone())).await.done();
    assert_eq!((&leaving["status"], &leaving["leaves_at"]), (&json!("active"), &json!("2026-11-21T09:10:00.000Z")));
    world.clock.set(Timestamp::parse("2026-11-21T09:09:59Z").unwrap());
    member.get("/me").await.done();
    world.clock.set(Timestamp::parse("2026-11-21T09:10:00Z").unwrap());
    // Nobody has carried it out yet: the clock alone shuts the door.
    member.get("/me").await.is(401, "not-signed-in");
    assert_eq!(show(&owner, &row).await["status"], "left");
    let due = world.realm.read(crate::world::operator(), due_to_leave).await.unwrap();
    assert_eq!(due.len(), 1);
    let before = world.log_size().await;
    let id = due[0];
    assert!(world.realm.write(crate::world::operator(), move |tx| see_out(tx, id)).await.unwrap());
    assert_eq!(world.log_size().await, before + 1);
    assert!(world.realm.write(crate::world::operator(), move |tx| see_out(tx, id)).await.is_err(), "once");
    assert_eq!(world.realm.read(crate::world::operator(), due_to_leave).await.unwrap(), []);
    assert!(!world.signs_in("member@example.org").await);
    // Taken back before the day, it never happened.
    let auditor = of(&owner, "auditor@example.org").await;
    let path = format!("{}/leaving", at("members", &auditor));
    let leaving = owner.act(Method::PUT, &path, &auditor, Some(json!({"at": "2026-11-21T09:20:00Z"}))).await.done();
    let stays = owner.act(Method::DELETE, &path, &leaving, None).await.done();
    assert_eq!((&stays["leaves_at"], &stays["roles"][0]["role"]), (&Value::Null, &json!("auditor")));
    world.clock.set(Timestamp::parse("2026-11-21T09:21:00Z").unwrap());
    assert!(world.signs_in("auditor@example.org").await);
}

async fn the_last_owner_stays(world: World) {
    let owner = world.owner().await;
    let me = of(&owner, "owner@example.org").await;
    let leaving = format!("{}/leaving", at("members", &me));
    let later = json!({"at": "2027-01-01T00:00:00Z"});
    owner.act(Method::PUT, &leaving, &me, Some(later.clone())).await.is(422, "last-owner");
    let away = json!({"from": "2026-12-01T00:00:00Z"});
    owner.act(Method::PUT, &format!("{}/leave-of-absence", at("members", &me)), &me, Some(away)).await.is(422, "last-owner");
    let second = world.member("Second", "second@example.org", Role::Owner).await;
    owner.act(Method::PUT, &leaving, &me, Some(later.clone())).await.done();
    // One of the two has a day: the other is the last from now on.
    let second_row = owner.get(&format!("/members/{second}")).await.done();
    let path = format!("/members/{second}/leaving");
    owner.act(Method::PUT, &path, &second_row, Some(later)).await.is(422, "last-owner");
    let path = format!("/members/{second}/suspension");
    owner.act(Method::PUT, &path, &second_row, Some(json!({"reason": "x"}))).await.is(422, "last-owner");
}

async fn what_they_still_answer_for(world: World) {
    let owner = world.owner().await;
    let north = owner.unit("North", None).await;
    let auditor = of(&owner, "auditor@example.org").await;
    let member = of(&owner, "member@example.org").await;
    let body = json!({"unit_id": north["id"], "supervisor_id": auditor["id"]});
    owner.post(&format!("{}/postings", at("members", &member)), body).await.done();
    let orphans = owner.get(&format!("{}/orphans", at("members", &auditor))).await.done();
    let kinds: Vec<_> =
        orphans["items"].as_array().unwrap().iter().map(|kind| (kind["kind"].as_str().unwrap(), kind["count"].as_i64().unwrap())).collect();
    assert_eq!(kinds, [("supervised", 1), ("role", 1)]);
    assert_eq!(orphans["items"][0]["examples"][0]["name"], "The member");
    assert_eq!(orphans["items"][1]["examples"][0]["id"], "auditor");
    world.member("Another", "another@example.org", Role::Auditor).await;
    let orphans = owner.get(&format!("{}/orphans", at("members", &auditor))).await.done();
    assert_eq!(orphans["items"].as_array().unwrap().len(), 1, "somebody else holds the role now");
    let dispatcher = of(&owner, "dispatcher@example.org").await;
    let theirs = world.as_role(Role::Dispatcher).await;
    let lent = theirs.post("/tokens", json!({"name": "Night run", "permissions": ["jobs.read"], "days": 30})).await.done();
    let path = format!("{}/orphans", at("members", &dispatcher));
    let orphans = owner.get(&path).await.done();
    assert_eq!((&orphans["items"][0]["kind"], &orphans["items"][0]["count"]), (&json!("token"), &json!(1)), "{orphans}");
    assert_eq!(orphans["items"][0]["examples"], json!([{"id": lent["id"], "name": "Night run"}]));
    assert!(!orphans.to_string().contains("mst_"));
    assert_eq!(theirs.act(Method::DELETE, &at("tokens", &lent), &lent, None).await.status.as_u16(), 204);
    let orphans = owner.get(&path).await.done();
    assert_eq!(orphans["items"].as_array().unwrap().len(), 1, "a token that was revoked is nobody's to hand over");
    world.as_role(Role::Dispatcher).await.get(&format!("{}/orphans", at("members", &auditor))).await.is(403, "forbidden");
}

async fn stale_and_unknown(world: World) {
    let owner = world.owner().await;
    let row = of(&owner, "member@example.org").await;
    let path = at("members", &row);
    owner.act(Method::PATCH, &path, &row, Some(json!({"name": "First"}))).await.done();
    let stale = owner.act(Method::PATCH, &path, &row, Some(json!({"name": "Second"}))).await;
    stale.is(412, "stale");
    assert_eq!(stale.json()["current"]["name"], "First");
    owner.send(Method::PATCH, &path, None, Some(json!({}))).await.is(428, "precondition-required");
    let elsewhere = world.signed_in("south-hill", "owner@example.org").await;
    elsewhere.get(&path).await.is(404, "not-found");
    elsewhere.send(Method::PATCH, &path, Some(2), Some(json!({"name": "Mine"}))).await.is(404, "not-found");
    elsewhere.send(Method::PUT, &format!("{path}/suspension"), Some(2), Some(json!({"reason": "x"}))).await.is(404, "not-found");
    for role in [Role::Dispatcher, Role::Member, Role::Auditor] {
        let client = world.as_role(role).await;
        client.send(Method::PATCH, &path, Some(2), Some(json!({"name": "Mine"}))).await.is(403, "forbidden");
        client.post("/members", json!({"name": "N", "email": "n@example.org"})).await.is(403, "forbidden");
    }
}
