//! Call-outs: places filled exactly and in the order of the answers, the reserve behind them, and links that work once.

use crate::world::{Client, World, aiders, at, on_both_engines, operator};
use access::Role;
use diesel::prelude::*;
use http::Method;
use kernel::MemberId;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

on_both_engines!(
    fifty_answer_at_once_for_three_places,
    whoever_drops_out_is_followed,
    what_is_taken_back_is_late_by_one_rule,
    what_is_asked_is_read_before_it_is_answered,
    one_answer_for_every_link_that_does_not_work,
    whoever_may_not_come_is_not_asked,
    nothing_is_answered_that_is_over
);

/// The secrets of the links in everybody's letters, by member.
async fn links(world: &World) -> BTreeMap<MemberId, String> {
    let read = |tx: &mut store::Tx<'_>| {
        use store::schema::mail;
        let of = (mail::id, mail::member_id.assume_not_null(), mail::content_sealed.assume_not_null());
        let rows: Vec<(String, MemberId, Vec<u8>)> = mail::table
            .filter(mail::kind.eq("call_out"))
            .filter(mail::content_sealed.is_not_null())
            .order(mail::id)
            .select(of)
            .load(tx.db())?;
        let mut found = BTreeMap::new();
        for (id, member, sealed) in rows {
            let content: Value = serde_json::from_slice(&tx.open("mail", "content", &id, &sealed)?).unwrap();
            let link = content["letter"]["link"].as_str().unwrap();
            assert!(link.starts_with("https://localhost:8443/call-out#msc_"), "the secret stands behind the sign: {link}");
            found.insert(member, link.split_once('#').unwrap().1.to_owned());
        }
        Ok(found)
    };
    world.realm.read(operator(), read).await.unwrap()
}

fn new(need: &Value, members: &[MemberId], reserve: bool) -> Value {
    let audience = json!({"member_ids": members});
    json!({"requirement_id": need["id"], "text": "Who can come?", "audience": audience, "until": "2026-11-27T10:00:00Z", "reserve": reserve})
}

async fn ids<const N: usize>(world: &World, roles: [&str; N]) -> Vec<MemberId> {
    let mut found = Vec::new();
    for role in roles {
        found.push(world.id(role).await);
    }
    found
}

/// What became of each, by name and in the order of the answers.
async fn outcomes(planner: &Client, call: &Value) -> Vec<(String, String)> {
    let seen = planner.get(&at("call-outs", call)).await.done();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    seen["answers"].as_array().unwrap().iter().map(|one| (text(&one["member"]["name"]), text(&one["outcome"]))).collect()
}

async fn answer(client: &Client, call: &Value, accept: bool) -> crate::world::Reply {
    client.send(Method::PUT, &format!("/me{}/answer", at("call-outs", call)), None, Some(json!({"accept": accept}))).await
}

async fn by_link(client: &Client, token: &str, accept: bool) -> crate::world::Reply {
    client.post("/call-out-answers", json!({"token": token, "accept": accept, "ready_minutes": 20})).await
}

async fn open(client: &Client, token: &str) -> crate::world::Reply {
    client.post("/call-out-answers/opening", json!({"token": token})).await
}

async fn what_is_asked_is_read_before_it_is_answered(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let anonymous = world.anonymous();
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(2)).await;
    let asked = ids(&world, ["member", "auditor", "administrator"]).await;
    let call = planner.post("/call-outs", new(&planned.need, &asked, true)).await.done();
    let links = links(&world).await;
    let [member, auditor, administrator] = [0, 1, 2].map(|at| links[&asked[at]].clone());
    let signed_in = world.as_role(Role::Member).await;
    let (before, kept_before) = (world.log_size().await, kept(&world).await.len());
    let first = open(&anonymous, &member).await.done();
    let own = signed_in.get(&format!("/me{}", at("call-outs", &call))).await.done();
    assert_eq!(first, own, "what the member sees who signs in, and nothing else");
    assert_eq!((&first["text"], &first["free"], &first["keeps_reserve"]), (&json!("Who can come?"), &json!(2), &json!(true)));
    assert_eq!((&first["title"], &first["start"]), (&planned.need["title"], &json!("2026-11-28T10:00:00.000Z")));
    assert_eq!((&first["answer"], &first["state"]), (&Value::Null, &json!("open")));
    // As often as one likes: nothing is written, no link is spent, nobody has answered.
    for _ in 0..3 {
        assert_eq!(open(&anonymous, &member).await.done(), first);
    }
    assert_eq!((world.log_size().await, kept(&world).await.len()), (before, kept_before));
    assert_eq!(planner.get(&at("call-outs", &call)).await.done()["silent"], 3);
    // It still answers; the places that are left are told to the next.
    assert_eq!(by_link(&anonymous, &member, true).await.done()["outcome"], "placed");
    assert_eq!(open(&anonymous, &auditor).await.done()["free"], 1);
    assert_eq!(by_link(&anonymous, &auditor, true).await.done()["outcome"], "placed");
    let full = open(&anonymous, &administrator).await.done();
    assert_eq!((&full["free"], &full["state"]), (&json!(0), &json!("filled")));
    planner.act(Method::PUT, &format!("{}/end", at("call-outs", &call)), &call, None).await.done();
    open(&anonymous, &administrator).await.is(404, "answer-void");
}

async fn fifty_answer_at_once_for_three_places(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(3)).await;
    let world = Arc::new(world);
    let crowd = World::crowd(&world, 50).await;
    let call = planner.post("/call-outs", new(&planned.need, &crowd, true)).await.done();
    assert_eq!((&call["asked"], &call["left_out"], &call["silent"], &call["state"]), (&json!(50), &json!(0), &json!(50), &json!("open")));
    let links = links(&world).await;
    assert_eq!(links.len(), 50, "each has a link of their own");
    let before = world.log_size().await;
    let answering = links.into_values().map(|token| {
        let anonymous = world.anonymous();
        tokio::spawn(async move { by_link(&anonymous, &token, true).await.done() })
    });
    let mut told = BTreeMap::<String, usize>::new();
    for one in answering.collect::<Vec<_>>() {
        *told.entry(one.await.unwrap()["outcome"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    assert_eq!(told, BTreeMap::from([("placed".to_owned(), 3), ("reserve".to_owned(), 47)]));
    let seen = planner.get(&at("call-outs", &call)).await.done();
    assert_eq!(seen["places"], json!({"max": 3, "filled": 3}));
    let counted = ["state", "accepted", "reserve", "silent", "declined"].map(|name| seen[name].clone());
    assert_eq!(counted, [json!("filled"), json!(50), json!(47), json!(0), json!(0)]);
    let by_turn: Vec<&str> = seen["answers"].as_array().unwrap().iter().map(|one| one["outcome"].as_str().unwrap()).collect();
    assert!(by_turn[..3].iter().all(|outcome| *outcome == "placed") && by_turn[3..].iter().all(|outcome| *outcome == "reserve"));
    assert_eq!(world.log_size().await, before + 50, "a record each");
    // What the log says came first has the place: the order is that of the writes.
    let order = answered_in_the_log(&world).await;
    let shown: Vec<String> =
        seen["answers"].as_array().unwrap().iter().map(|one| one["member"]["id"].as_str().unwrap().to_owned()).collect();
    assert_eq!(order, shown);
}

/// Who answered, as the log has it.
async fn answered_in_the_log(world: &World) -> Vec<String> {
    let read = |tx: &mut store::Tx<'_>| {
        let mut statement = store::Statement::<diesel::sql_types::Text>::on(tx.db());
        statement.sql("SELECT t.subject_id FROM event e JOIN event_touch t ON t.seq = e.seq AND t.subject_id LIKE 'mem_%'");
        statement.sql(" WHERE e.action = 'call_out.answered' ORDER BY e.seq");
        statement.load::<String>(tx.db())
    };
    world.realm.read(operator(), read).await.unwrap()
}

async fn whoever_drops_out_is_followed(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let asked = ids(&world, ["member", "auditor", "administrator", "owner"]).await;
    let call = planner.post("/call-outs", new(&planned.need, &asked, true)).await.done();
    let [member, auditor, administrator, owner] = [
        world.as_role(Role::Member).await,
        world.as_role(Role::Auditor).await,
        world.as_role(Role::Administrator).await,
        world.as_role(Role::Owner).await,
    ];
    for (client, outcome) in [(&member, "placed"), (&auditor, "reserve"), (&administrator, "reserve")] {
        assert_eq!(answer(client, &call, true).await.done()["outcome"], outcome);
    }
    assert_eq!(answer(&owner, &call, false).await.done()["outcome"], Value::Null);
    // Through their booking, as any other: the first in reserve follows in the same commit.
    let booking = member.get("/me/bookings").await.done()["items"][0].clone();
    assert_eq!(booking["state"], "confirmed", "a place that was called for is a booking");
    let before = world.log_size().await;
    member.put(&booking, "withdrawal", Some(json!({}))).await.done();
    assert_eq!(world.log_size().await, before + 1);
    let all = |outcomes: [(&str, &str); 4]| outcomes.map(|(name, outcome)| (name.to_owned(), outcome.to_owned()));
    let expected = [("The member", "dropped"), ("The auditor", "placed"), ("The administrator", "reserve"), ("The owner", "-")];
    assert_eq!(outcomes(&planner, &call).await, all(expected));
    assert_eq!(auditor.get("/me/bookings").await.done()["items"][0]["state"], "confirmed");
    // By saying no where yes was said.
    assert_eq!(answer(&auditor, &call, false).await.done()["answer"], "no");
    let expected = [("The member", "dropped"), ("The administrator", "placed"), ("The owner", "-"), ("The auditor", "-")];
    assert_eq!(outcomes(&planner, &call).await, all(expected));
    // Whoever dropped out may come back, at the end; a planner takes a place back, and within a minute the reserve follows.
    assert_eq!(answer(&member, &call, true).await.done()["outcome"], "reserve");
    let booking = administrator.get("/me/bookings").await.done()["items"][0].clone();
    let place = json!({"id": booking["assignment_id"]});
    let assignment = planner.get(&at("assignments", &place)).await.done();
    planner.act(Method::PUT, &format!("{}/release", at("assignments", &place)), &assignment, Some(json!({"reason": "Ill"}))).await.done();
    assert_eq!(world.minute().await, 1);
    let expected = [("The administrator", "dropped"), ("The owner", "-"), ("The auditor", "-"), ("The member", "placed")];
    assert_eq!(outcomes(&planner, &call).await, all(expected));
    // Once it was ended by hand nobody follows.
    assert_eq!(answer(&owner, &call, true).await.done()["outcome"], "reserve");
    let ended = planner.act(Method::PUT, &format!("{}/end", at("call-outs", &call)), &call, None).await.done();
    assert_eq!(ended["state"], "ended");
    answer(&member, &call, false).await.done();
    assert_eq!(world.minute().await, 0);
    assert_eq!(planner.get(&at("call-outs", &call)).await.done()["places"]["filled"], 0);
}

/// However it is taken back: as a booking, or by saying no where yes was said.
async fn what_is_taken_back_is_late_by_one_rule(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let asked = ids(&world, ["member", "auditor"]).await;
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let mut called = Vec::new();
    for day in ["2026-11-28", "2026-11-30"] {
        let planned = planner.published(&format!("{day}T10:00"), &format!("{day}T14:00"), aiders(2)).await;
        let mut body = new(&planned.need, &asked, true);
        body["until"] = json!("2026-11-28T09:00:00Z");
        let call = planner.post("/call-outs", body).await.done();
        for client in [&member, &auditor] {
            assert_eq!(answer(client, &call, true).await.done()["outcome"], "placed");
        }
        called.push((planned, call));
    }
    // Less than a day before the first, and more than two before the second.
    world.clock.set(kernel::Timestamp::parse("2026-11-27T12:00:00Z").unwrap());
    let planner = world.as_role(Role::Dispatcher).await;
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    for ((planned, call), expected) in called.into_iter().zip(["late_withdrawn", "withdrawn"]) {
        let path = format!("{}/bookings", at("event-sessions", &planned.session));
        let mine = member.get("/me/bookings").await.done();
        let mine = mine["items"].as_array().unwrap().iter().find(|one| one["requirement"]["id"] == planned.need["id"]);
        member.put(mine.unwrap(), "withdrawal", Some(json!({}))).await.done();
        assert_eq!(answer(&auditor, &call, false).await.done()["answer"], "no");
        let states =
            planner.get(&path).await.done()["items"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect::<Vec<_>>();
        assert_eq!(states, [json!(expected), json!(expected)]);
    }
}

async fn one_answer_for_every_link_that_does_not_work(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let owner = world.as_role(Role::Owner).await;
    let anonymous = world.anonymous();
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(4)).await;
    let asked = ids(&world, ["member", "auditor", "administrator", "owner"]).await;
    let call = planner.post("/call-outs", new(&planned.need, &asked, true)).await.done();
    let links = links(&world).await;
    let [member, auditor, administrator, own] = [0, 1, 2, 3].map(|at| links[&asked[at]].clone());
    // Another's link answers for that other, whoever is signed in.
    assert_eq!(by_link(&owner, &member, true).await.done()["outcome"], "placed");
    assert_eq!(outcomes(&planner, &call).await, [("The member".to_owned(), "placed".to_owned())]);
    assert_eq!(owner.get(&format!("/me{}", at("call-outs", &call))).await.done()["answer"], Value::Null);
    let void = by_link(&anonymous, &member, true).await;
    void.is(404, "answer-void");
    // Whoever answered signed in holds no link any more.
    answer(&world.as_role(Role::Auditor).await, &call, true).await.done();
    // Whoever is shut out answers no more, and their letter does not leave.
    let out = format!("/members/{}/revocation", asked[2]);
    owner.send(Method::PUT, &out, None, Some(json!({"reason": "Lost telephone"}))).await.done();
    assert!(!self::links(&world).await.contains_key(&asked[2]));
    let twisted = format!("{}x", &own[..own.len() - 1]);
    let of_invitations = own.replace("msc_", "msi_");
    for token in [&member, &auditor, &administrator, &twisted, &of_invitations, &String::new(), &"msc_".to_owned()] {
        let reply = by_link(&anonymous, token, true).await;
        assert_eq!((reply.status, plain(&reply.json())), (void.status, plain(&void.json())), "{token}");
        let opened = open(&anonymous, token).await;
        assert_eq!((opened.status, plain(&opened.json())), (void.status, plain(&void.json())), "{token}");
    }
    // Used wrongly it is not used up; then it works; once its time is over it does not.
    anonymous
        .post("/call-out-answers", json!({"token": own, "accept": true, "ready_minutes": -1}))
        .await
        .refuses("ready_minutes", "out-of-range");
    let secret = own.rsplit_once('_').unwrap().1;
    let left = kept(&world).await;
    assert_eq!(left.len(), 1, "what was used, and whose member is out, is gone");
    assert!(left.iter().all(|kept| kept.len() == 32 && !kept.windows(8).any(|part| secret.as_bytes().starts_with(part))));
    world.clock.advance(6 * 24 * 60 * 60 * 1_000 + 60 * 60 * 1_000);
    let reply = by_link(&anonymous, &own, true).await;
    assert_eq!((reply.status, plain(&reply.json())), (void.status, plain(&void.json())), "its time is over");
    let opened = open(&anonymous, &own).await;
    assert_eq!((opened.status, plain(&opened.json())), (void.status, plain(&void.json())), "its time is over");
}

/// A problem without what differs from request to request.
fn plain(problem: &Value) -> Value {
    let mut problem = problem.clone();
    problem.as_object_mut().unwrap().retain(|name, _| name != "request_id" && name != "instance");
    problem
}

async fn kept(world: &World) -> Vec<Vec<u8>> {
    let read = |tx: &mut store::Tx<'_>| {
        use store::schema::answer_link;
        Ok(answer_link::table.select(answer_link::digest).load(tx.db())?)
    };
    world.realm.read(operator(), read).await.unwrap()
}

async fn whoever_may_not_come_is_not_asked(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let owner = world.as_role(Role::Owner).await;
    let ability = owner.post("/competencies", json!({"name": "First aid", "levels": []})).await.done();
    let mut wanted = aiders(1);
    wanted["competencies"] = json!([{"id": ability["id"]}]);
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", wanted).await;
    let asked = ids(&world, ["member", "auditor", "administrator"]).await;
    for member in &asked[..2] {
        let body = json!({"competency_id": ability["id"], "valid_from": "2026-01-01"});
        owner.post(&format!("/members/{member}/certificates"), body).await.done();
    }
    // One of the two who can is elsewhere at that time.
    let other = planner.published("2026-11-28T13:00", "2026-11-28T15:00", aiders(1)).await;
    world.as_role(Role::Auditor).await.book(&other.need).await.done();
    let call = planner.post("/call-outs", new(&planned.need, &asked, true)).await.done();
    assert_eq!((&call["asked"], &call["left_out"]), (&json!(1), &json!(2)));
    assert_eq!(links(&world).await.into_keys().collect::<Vec<_>>(), [asked[0]]);
    for role in [Role::Auditor, Role::Administrator] {
        answer(&world.as_role(role).await, &call, true).await.is(404, "not-found");
    }
    // What has come in between is told with the answer, and gives no place.
    let member = world.as_role(Role::Member).await;
    let other = planner.published("2026-11-28T09:00", "2026-11-28T11:00", aiders(1)).await;
    member.book(&other.need).await.done();
    let told = answer(&member, &call, true).await.done();
    assert_eq!((&told["outcome"], &told["findings"][0]["rule"]), (&json!("refused"), &json!("clash")));
    assert_eq!(planner.get(&at("call-outs", &call)).await.done()["places"]["filled"], 0);
    // Nobody able: nothing is sent.
    planner.post("/call-outs", new(&planned.need, &asked[1..], true)).await.is(422, "nobody-able");
}

async fn nothing_is_answered_that_is_over(world: World) {
    let planner = world.as_role(Role::Dispatcher).await;
    let member = world.as_role(Role::Member).await;
    let planned = planner.published("2026-11-28T10:00", "2026-11-28T14:00", aiders(1)).await;
    let asked = ids(&world, ["member", "auditor"]).await;
    let mut body = new(&planned.need, &asked, false);
    for (until, code) in
        [("2026-11-21T09:00:30Z", "too-soon"), ("2026-11-28T10:00:01Z", "after-start"), ("2026-12-24T10:00:00Z", "too-far")]
    {
        body["until"] = json!(until);
        planner.post("/call-outs", body.clone()).await.refuses("until", code);
    }
    let call = planner.post("/call-outs", new(&planned.need, &asked, false)).await.done();
    assert_eq!(answer(&member, &call, true).await.done()["outcome"], "placed");
    answer(&member, &call, true).await.is(422, "answered");
    // Without a reserve whoever comes too late is told so.
    let late = answer(&world.as_role(Role::Auditor).await, &call, true).await.done();
    assert_eq!((&late["outcome"], &late["findings"][0]["rule"]), (&json!("refused"), &json!("full")));
    planner.post("/call-outs", new(&planned.need, &asked, false)).await.is(422, "full");
    world.clock.advance(6 * 24 * 60 * 60 * 1_000 + 60 * 60 * 1_000);
    let (planner, member, auditor) =
        (world.as_role(Role::Dispatcher).await, world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    assert_eq!(planner.get(&at("call-outs", &call)).await.done()["state"], "ended");
    answer(&auditor, &call, false).await.is(422, "call-out-over");
    // A place is given back until it begins.
    answer(&member, &call, false).await.done();
}
