//! Members and what they can do, from a file: found by address or number, taken whole or refused whole, recorded once. All of it is
//! invented.

use crate::world::{World, on_both_engines, operator};
use access::Role;
use diesel::prelude::*;
use kernel::MemberId;
use serde_json::{Value, json};

on_both_engines!(a_file_says_what_members_can_do, odd_rows_are_told_and_nothing_is_bent, it_takes_every_right_that_it_uses,);

fn body(text: &str, dry_run: bool) -> Value {
    json!({"format": "members_csv", "text": text, "dry_run": dry_run})
}

/// First aid in two levels for two years, and boat driving; the member's number is V-7.
async fn prepared(world: &World) -> (Value, Value) {
    let owner = world.as_role(Role::Owner).await;
    let aid = json!({"name": "First aid", "levels": ["Basic", "Advanced"], "valid_months": 24});
    let aid = owner.post("/competencies", aid).await.done();
    let boat = owner.post("/competencies", json!({"name": "Boat driver"})).await.done();
    let member = world.id("member").await;
    let number = move |mut tx: store::WriteTx<'_>| {
        use store::schema::member::{self, dsl};
        diesel::update(dsl::member.find(member)).set(member::reference.eq(Some("V-7"))).execute(tx.db())?;
        tx.commit(store::Event::new(&NUMBERED, store::Subject::new("member", member)), ())
    };
    world.realm.write(operator(), number).await.unwrap();
    (aid, boat)
}

const NUMBERED: store::Action = store::Action::new("test.numbered", "A test gave a number");

async fn certificates(world: &World, of: MemberId) -> Vec<(String, Value, String, Value, String)> {
    let told = world.as_role(Role::Owner).await.get("/certificates?limit=200").await.done();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found: Vec<_> = told["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["member"]["id"] == of.as_str())
        .map(|one| {
            let name = text(&one["competency"]["name"]);
            (name, one["level_name"].clone(), text(&one["valid_from"]), one["valid_until"].clone(), text(&one["state"]))
        })
        .collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

async fn a_file_says_what_members_can_do(world: World) {
    prepared(&world).await;
    let planner = world.as_role(Role::Dispatcher).await;
    let text = "Name,Email,Number,Competencies\n\
        The member,,v-7,First aid = advanced from 2025-03-01 until 2027-02-28; Boat driver\n\
        The auditor,AUDITOR@example.org,,first aid = 1\n";
    let before = world.log_size().await;
    let looked = planner.post("/planning-imports", body(text, true)).await.done();
    assert_eq!((world.log_size().await, certificates(&world, world.id("member").await).await.len()), (before, 0), "only looked at");
    // Looking took a sign-in, which is a record too.
    let before = world.log_size().await;
    let brought = planner.post("/planning-imports", body(text, false)).await.done();
    assert_eq!(world.log_size().await, before + 1, "one record");
    assert_eq!(looked, brought);
    let figures =
        |report: &Value| ["rows", "members", "certificates", "certificates_kept", "sessions"].map(|name| report[name].as_u64().unwrap());
    assert_eq!((figures(&brought), &brought["event"], &brought["refusals"]), ([2, 2, 3, 0, 0], &Value::Null, &json!([])));
    let held = certificates(&world, world.id("member").await).await;
    let of = |name: &str, level: Value, from: &str, until: Value| (name.to_owned(), level, from.to_owned(), until, "valid".to_owned());
    assert_eq!(
        held,
        [of("Boat driver", Value::Null, "2026-11-21", Value::Null), of("First aid", json!("Advanced"), "2025-03-01", json!("2027-02-28"))]
    );
    let auditor = certificates(&world, world.id("auditor").await).await;
    assert_eq!(
        auditor,
        [of("First aid", json!("Basic"), "2026-11-21", json!("2028-11-20"))],
        "as long as such certificates hold by themselves"
    );

    let again = planner.post("/planning-imports", body(text, false)).await.done();
    assert_eq!(figures(&again), [2, 2, 0, 3, 0], "nothing is recorded twice");
    assert_eq!(certificates(&world, world.id("member").await).await, held);
    let renewed = "name,number,competencies\nThe member,V-7,First aid = Advanced from 2027-03-01\n";
    assert_eq!(figures(&planner.post("/planning-imports", body(renewed, false)).await.done()), [1, 1, 1, 0, 0], "a renewal is another one");
}

async fn odd_rows_are_told_and_nothing_is_bent(world: World) {
    let (aid, boat) = prepared(&world).await;
    let owner = world.as_role(Role::Owner).await;
    let retired = owner.post("/competencies", json!({"name": "Semaphore"})).await.done();
    let path = format!("/competencies/{}", retired["id"].as_str().unwrap());
    owner.act(http::Method::PATCH, &path, &retired, Some(json!({"retired": true}))).await.done();
    let claim = json!({"competency_id": boat["id"], "valid_from": "2026-01-01"});
    world.as_role(Role::Auditor).await.post("/me/certificates", claim).await.is(403, "forbidden");
    let claim = json!({"competency_id": aid["id"], "level": 1, "valid_from": "2026-01-01"});
    world.as_role(Role::Administrator).await.post("/me/certificates", claim).await.done();
    let text = "name,email,number,unit,competencies,shoe size\n\
        Nobody,nobody@example.org,,,Boat driver,44\n\
        Nobody,,V-8,,Boat driver,\n\
        Only a name,,,,Boat driver,\n\
        Two,owner@example.org,V-7,,Boat driver,\n\
        The member,member@example.org,,,Boat driver; Sailing,\n\
        The member,member@example.org,,,Boat driver,\n\
        The member,,V-7,,First aid = Expert,\n\
        The member,,V-7,,First aid,\n\
        The member,,V-7,,Boat driver = High,\n\
        The member,,V-7,,Semaphore,\n\
        The member,,V-7,,Boat driver until 2026-11-20,\n\
        The member,,V-7,,Boat driver from 2026-05-02 until 2026-05-01,\n\
        Another name,,V-7,North,Boat driver from 2020-01-01 until 2021-01-01,\n\
        The member,,V-7,,Boat driver,\n\
        The administrator,administrator@example.org,,,First aid = Basic,\n\
        The dispatcher,dispatcher@example.org,,,Boat driver,\n\
        The auditor,auditor@example.org,,,,\n";
    let planner = world.as_role(Role::Dispatcher).await;
    let report = planner.post("/planning-imports", body(text, false)).await.done();
    let told = |list: &str, key: &str| -> Vec<String> {
        let rows = report[list].as_array().unwrap().iter();
        rows.map(|row| {
            format!(
                "{} {}: {}",
                row["row"],
                row[key].as_str().unwrap(),
                row[["says", "reason"][usize::from(list == "refusals")]].as_str().unwrap()
            )
        })
        .collect()
    };
    assert_eq!(
        told("refusals", "field"),
        [
            "2 email: there is no such member",
            "3 number: there is no such member",
            "4 row: says neither address nor number: a name alone finds nobody",
            "5 number: is another member's than the address",
            "6 competencies: there is no such competency",
            "7 email: stands in row 6 already",
            "8 competencies: First aid has no such level; it has Basic, Advanced",
            "9 competencies: First aid has levels; say which: Basic, Advanced",
            "10 competencies: Boat driver has no levels",
            "11 competencies: Semaphore is retired",
            "12 competencies: ended on 2026-11-20: say since when it held, such as `from 2024-05-01`",
            "13 competencies: ends before it begins",
            "15 row: is the member of row 14 again",
        ]
    );
    assert_eq!(
        told("remarks", "what"),
        [
            "1 unread: the column \"shoe size\" is not read",
            "14 differs: has another name here, which stays",
            "14 unread: the unit is not read: members serve where their postings say",
            "14 over: Boat driver is over already",
            "16 again: has First aid already, and it waits for somebody to verify it",
            "17 waits: Boat driver is your own: it waits for somebody else to verify it",
            "18 unread: names nothing that they can do",
        ]
    );
    let states = async |role: &str| certificates(&world, world.id(role).await).await.into_iter().map(|one| one.4).collect::<Vec<_>>();
    assert_eq!((states("member").await, states("dispatcher").await), (vec!["expired".to_owned()], vec!["pending".to_owned()]));
    assert_eq!(states("administrator").await, ["pending"], "a file vouches for nothing that waits already");
    assert_eq!(report["certificates"], 2);
    let all_wrong = "name,email,competencies\nNobody,nobody@example.org,Boat driver\n";
    planner.post("/planning-imports", body(all_wrong, false)).await.is(422, "no-member");
    planner.post("/planning-imports", body("who,what\n", false)).await.refuses("text", "not-readable");
}

async fn it_takes_every_right_that_it_uses(world: World) {
    prepared(&world).await;
    let text = "name,number,competencies\nThe member,V-7,Boat driver\n";
    for role in [Role::Member, Role::Auditor] {
        world.as_role(role).await.post("/planning-imports", body(text, true)).await.is(403, "forbidden");
    }
    // Whoever plans and no more looks nobody up by a file, and records nothing.
    let owner = world.as_role(Role::Owner).await;
    let grants = json!([{"permission": "events.write", "scope": "organisation"}, {"permission": "members.read", "scope": "organisation"}]);
    let planner = owner.post("/roles", json!({"name": "Planner", "grants": grants})).await.done();
    let path = format!("/members/{}/holdings", world.id("member").await);
    owner.post(&path, json!({"role": planner["id"]})).await.done();
    let member = world.as_role(Role::Member).await;
    for dry_run in [true, false] {
        let refused = member.post("/planning-imports", body(text, dry_run)).await;
        refused.is(403, "forbidden");
        assert!(refused.text().contains("certificates."), "{}", refused.text());
    }
    assert_eq!(certificates(&world, world.id("member").await).await, []);
}
