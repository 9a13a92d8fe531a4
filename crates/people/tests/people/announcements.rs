//! Announcements reach exactly their audience, against a model that knows nothing of queries; who has read them is counted; whoever looks
//! after other units finds nothing.

use crate::world::{Client, World, at, on_both_engines, operator};
use access::Role;
use http::Method;
use kernel::UnitId;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::BTreeSet;

on_both_engines!(
    each_reaches_exactly_its_audience,
    whoever_speaks_is_not_counted,
    what_was_read_is_counted,
    other_units_announcements_are_not_there
);

/// Parent of each unit: 0 and 3 stand at the top, 2 stands below 1.
const PARENTS: [Option<usize>; 5] = [None, Some(0), Some(1), None, Some(3)];
const ROLES: [&str; 3] = ["member", "dispatcher", "auditor"];

/// Somebody, as the model knows them.
#[derive(Debug, Clone)]
struct Person {
    id: String,
    unit: Option<usize>,
    rank: Option<usize>,
    abilities: BTreeSet<usize>,
    role: usize,
    here: bool,
}

/// An audience, by numbers.
#[derive(Debug, Clone)]
struct Asked {
    everybody: bool,
    units: BTreeSet<usize>,
    ranks: BTreeSet<usize>,
    abilities: BTreeSet<usize>,
    roles: BTreeSet<usize>,
}

impl Asked {
    /// The model: one member after the other, one list after the other.
    fn means(&self, person: &Person) -> bool {
        let stands_in = |unit: usize| std::iter::successors(Some(unit), |at| PARENTS[*at]).any(|above| self.units.contains(&above));
        let unit = self.units.is_empty() || person.unit.is_some_and(stands_in);
        let rank = self.ranks.is_empty() || person.rank.is_some_and(|rank| self.ranks.contains(&rank));
        let ability = self.abilities.is_empty() || !self.abilities.is_disjoint(&person.abilities);
        let role = self.roles.is_empty() || self.roles.contains(&person.role);
        person.here && (self.everybody || unit && rank && ability && role)
    }

    fn is_empty(&self) -> bool {
        !self.everybody && self.units.is_empty() && self.ranks.is_empty() && self.abilities.is_empty() && self.roles.is_empty()
    }
}

type Drawn = (Option<usize>, Option<usize>, BTreeSet<usize>, usize);

fn drawn() -> (Vec<Drawn>, Vec<Asked>) {
    let mut runner = TestRunner::deterministic();
    let some = |most: usize, upto: usize| prop::collection::btree_set(0..most, 0..upto);
    let person = (prop::option::weighted(0.8, 0..PARENTS.len()), prop::option::weighted(0.7, 0..3_usize), some(3, 3), 0..ROLES.len());
    let asked = (prop::bool::weighted(0.05), some(PARENTS.len(), 3), some(3, 3), some(3, 2), some(ROLES.len(), 2));
    let asked = asked.prop_map(|(everybody, units, ranks, abilities, roles)| {
        let all = Asked { everybody, units, ranks, abilities, roles };
        let none = BTreeSet::new;
        if everybody { Asked { units: none(), ranks: none(), abilities: none(), roles: none(), ..all } } else { all }
    });
    let people = prop::collection::vec(person, 24).new_tree(&mut runner).unwrap().current();
    (people, prop::collection::vec(asked, 60).new_tree(&mut runner).unwrap().current())
}

struct Town {
    units: Vec<Value>,
    ranks: Vec<Value>,
    abilities: Vec<Value>,
    people: Vec<Person>,
}

async fn town(world: &World, owner: &Client, drawn: Vec<Drawn>) -> Town {
    let (mut units, mut ranks, mut abilities): (Vec<Value>, Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new(), Vec::new());
    for (number, parent) in PARENTS.iter().enumerate() {
        let parent = parent.map(|parent| units[parent].clone());
        units.push(owner.unit(&format!("Unit {number}"), parent.as_ref()).await);
    }
    for number in 0..3 {
        ranks.push(owner.post("/ranks", json!({"name": format!("Rank {number}"), "order": number})).await.done());
        abilities.push(owner.post("/competencies", json!({"name": format!("Ability {number}"), "levels": []})).await.done());
    }
    let mut people = Vec::new();
    for (number, (unit, rank, held, role)) in drawn.into_iter().enumerate() {
        let named = unit.map(|unit| units[unit]["id"].clone());
        let body = json!({"name": format!("Person {number}"), "email": format!("p{number}@example.org"), "unit_id": named, "roles": [ROLES[role]]});
        let row = owner.post("/members", body).await.done();
        let path = at("members", &row);
        if let Some(rank) = rank {
            owner.post(&format!("{path}/ranks"), json!({"rank_id": ranks[rank]["id"]})).await.done();
        }
        for ability in &held {
            let body = json!({"competency_id": abilities[*ability]["id"], "valid_from": "2026-01-01"});
            owner.post(&format!("{path}/certificates"), body).await.done();
        }
        // One ability that somebody else had has ended.
        if let Some(other) = (0..3).find(|other| !held.contains(other)) {
            let body = json!({"competency_id": abilities[other]["id"], "valid_from": "2024-01-01", "valid_until": "2024-12-31"});
            owner.post(&format!("{path}/certificates"), body).await.done();
        }
        let here = number % 7 != 3;
        if !here {
            owner.act(Method::PUT, &format!("{path}/suspension"), &row, Some(json!({"reason": "x"}))).await.done();
        }
        people.push(Person { id: row["id"].as_str().unwrap().to_owned(), unit, rank, abilities: held, role, here });
    }
    // Those whom the world has; nobody who is asked about is posted, has a rank or can do anything. The owner announces.
    for (role, number) in [("member", 0), ("dispatcher", 1), ("auditor", 2), ("administrator", 9)] {
        let id = owner.id_of(&format!("{role}@example.org")).await;
        people.push(Person { id, unit: None, rank: None, abilities: BTreeSet::new(), role: number, here: true });
    }
    world.clock.advance(1_000);
    Town { units, ranks, abilities, people }
}

async fn each_reaches_exactly_its_audience(world: World) {
    let owner = world.owner().await;
    let (people, audiences) = drawn();
    let town = town(&world, &owner, people).await;
    // One of them wants no letters of this kind.
    let silent = world.as_role(Role::Member).await;
    let ways = json!([{"kind": "announcement", "mail": false, "push": false}]);
    silent.send(Method::PUT, "/me/notice-preferences", Some(0), Some(json!({"by_kind": ways}))).await.done();
    let silent = owner.id_of("member@example.org").await;
    let (mut told, mut nobody) = (0, 0);
    for (number, asked) in audiences.iter().filter(|asked| !asked.is_empty()).enumerate() {
        let named = |rows: &[Value], which: &BTreeSet<usize>| which.iter().map(|at| rows[*at]["id"].clone()).collect::<Vec<_>>();
        let roles: Vec<&str> = asked.roles.iter().map(|role| ROLES[*role]).collect();
        let audience = json!({
            "everybody": asked.everybody,
            "unit_ids": named(&town.units, &asked.units),
            "rank_ids": named(&town.ranks, &asked.ranks),
            "competency_ids": named(&town.abilities, &asked.abilities),
            "role_ids": roles,
        });
        let meant: BTreeSet<String> = town.people.iter().filter(|person| asked.means(person)).map(|person| person.id.clone()).collect();
        let (log, letters) = (world.log_size().await, letters(&world).await);
        let counted = owner.post("/announcements/audience", json!({"audience": audience})).await.done();
        assert_eq!(world.log_size().await, log, "nothing is said by asking");
        let without_mail = usize::from(meant.contains(&silent));
        assert_eq!((&counted["members"], &counted["without_mail"]), (&json!(meant.len()), &json!(without_mail)), "{asked:?}");
        let first: Vec<&str> = counted["first"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
        assert_eq!(first.len(), meant.len().min(5));
        assert!(first.iter().all(|id| meant.contains(*id)), "{asked:?}");
        let reply =
            owner.post("/announcements", json!({"title": format!("News {number}"), "text": "Read this.", "audience": audience})).await;
        if meant.is_empty() {
            reply.refuses("audience", "nobody");
            nobody += 1;
            continue;
        }
        let made = reply.done();
        let receipts = owner.get(&format!("{}/receipts", at("announcements", &made))).await.done();
        let reached: BTreeSet<String> =
            receipts["items"].as_array().unwrap().iter().map(|one| one["member"]["id"].as_str().unwrap().to_owned()).collect();
        assert_eq!(reached, meant, "{asked:?}");
        assert_eq!(made["told"], meant.len());
        assert_eq!(self::letters(&world).await - letters, i64::try_from(meant.len() - without_mail).unwrap(), "{asked:?}");
        told += meant.len();
    }
    assert!(told > 100 && nobody > 2, "the cases are about something: {told} were told, {nobody} times nobody was meant");
}

/// How many letters wait.
async fn letters(world: &World) -> i64 {
    let count = |tx: &mut store::Tx<'_>| {
        let mut statement = store::Statement::<diesel::sql_types::BigInt>::on(tx.db());
        statement.sql("SELECT COUNT(*) FROM mail");
        statement.load::<i64>(tx.db())
    };
    world.realm.read(operator(), count).await.unwrap()[0]
}

async fn whoever_speaks_is_not_counted(world: World) {
    let owner = world.owner().await;
    let audience = json!({"audience": {"role_ids": ["owner"]}});
    let counted = owner.post("/announcements/audience", audience.clone()).await.done();
    assert_eq!(counted, json!({"members": 0, "without_mail": 0, "first": []}));
    let body = json!({"title": "News", "text": "Read this.", "audience": audience["audience"]});
    owner.post("/announcements", body).await.refuses("audience", "nobody");
    owner.post("/announcements/audience", json!({"audience": {}})).await.refuses("audience", "nobody");
    owner
        .post("/announcements/audience", json!({"audience": {"unit_ids": ["unt_01jd7q3v9mf4x8t2c5k6w0ezya"]}}))
        .await
        .refuses("audience.unit_ids", "unknown");
}

async fn what_was_read_is_counted(world: World) {
    let owner = world.owner().await;
    let (member, auditor) = (world.as_role(Role::Member).await, world.as_role(Role::Auditor).await);
    let text = "First.\n".repeat(700);
    let body = json!({"title": "=New radios", "text": text, "audience": {"role_ids": ["member", "auditor"]}, "acknowledge": true});
    let before = world.log_size().await;
    let made = owner.post("/announcements", body).await.done();
    assert_eq!(world.log_size().await, before + 1);
    assert_eq!(["told", "read", "acknowledged"].map(|name| made[name].clone()), [json!(2), json!(0), json!(0)]);
    let path = at("announcements", &made);
    let notice = member.get("/me/notices").await.done()["items"][0].clone();
    assert_eq!((&notice["kind"], &notice["subject"]["id"]), (&json!("announcement"), &made["id"]));
    assert_eq!(member.get(&format!("/me{path}")).await.done()["text"], text.trim_end(), "the whole of it");
    member.send(Method::PUT, &format!("{}/reading", at("me/notices", &notice)), None, None).await.done();
    let count = async || {
        let seen = owner.get(&path).await.done();
        ["told", "read", "acknowledged"].map(|name| seen[name].as_i64().unwrap())
    };
    assert_eq!(count().await, [2, 1, 0]);
    member.send(Method::PUT, &format!("{}/acknowledgement", at("me/notices", &notice)), None, None).await.done();
    assert_eq!(count().await, [2, 1, 1]);
    let receipts = owner.get(&format!("{path}/receipts")).await.done();
    let seen: Vec<bool> = receipts["items"].as_array().unwrap().iter().map(|one| one["read_at"].is_string()).collect();
    assert_eq!(seen, [false, true], "the auditor, then the member");
    let file = owner.get(&format!("{path}/receipts.csv")).await;
    assert_eq!((file.status.as_u16(), file.text().lines().count()), (200, 3), "{}", file.text());
    // Whoever was not told is told nothing by asking; nobody reads what was taken back.
    world.as_role(Role::Dispatcher).await.get(&format!("/me{path}")).await.is(404, "not-found");
    auditor.get(&format!("/me{path}")).await.done();
    let withdrawn = owner.act(Method::PUT, &format!("{path}/withdrawal"), &made, None).await.done();
    assert!(withdrawn["withdrawn_at"].is_string());
    for client in [&member, &auditor, &owner] {
        client.get(&format!("/me{path}")).await.is(404, "not-found");
    }
    assert!(!member.get("/me/notices").await.text().contains("First."));
    assert_eq!(count().await, [2, 1, 1], "who was told stays");
    owner.act(Method::PUT, &format!("{path}/withdrawal"), &withdrawn, None).await.is(422, "withdrawn");
}

const CLERK: &[(&str, &str)] = &[
    ("self.read", "own"),
    ("announcements.read", "unit"),
    ("announcements.write", "unit"),
    ("exports.run", "organisation"),
    ("notices.use", "own"),
];

async fn other_units_announcements_are_not_there(world: World) {
    let owner = world.owner().await;
    let (north, south) = (owner.unit("North", None).await, owner.unit("South", None).await);
    for (name, unit) in [("near", &north), ("far", &south), ("both", &north)] {
        let row = owner.post("/members", json!({"name": name, "email": format!("{name}@example.org"), "unit_id": unit["id"]})).await.done();
        if name == "both" {
            let beside = json!({"unit_id": south["id"], "beside": true});
            owner.post(&format!("{}/postings", at("members", &row)), beside).await.done();
        }
    }
    let to = |units: &[&Value]| {
        let ids: Vec<Value> = units.iter().map(|unit| unit["id"].clone()).collect();
        json!({"title": "News", "text": "Quince.", "audience": {"unit_ids": ids}})
    };
    let near = owner.post("/announcements", to(&[&north])).await.done();
    let mut hidden = Vec::new();
    for body in [to(&[&south]), to(&[&north, &south]), json!({"title": "News", "text": "Quince.", "audience": {"everybody": true}})] {
        hidden.push(owner.post("/announcements", body).await.done());
    }
    let id = world.member("Clerk", "clerk@example.org", Role::Member).await;
    world.holds_only(id, CLERK, Some(UnitId::parse(north["id"].as_str().unwrap()).unwrap())).await;
    let clerk = world.signed_in("north-river", "clerk@example.org").await;
    for row in &hidden {
        let path = at("announcements", row);
        for read in ["", "/receipts", "/receipts.csv"] {
            clerk.get(&format!("{path}{read}")).await.is(404, "not-found");
        }
        clerk.get(&format!("/me{path}")).await.is(404, "not-found");
        clerk.act(Method::PUT, &format!("{path}/withdrawal"), row, None).await.is(404, "not-found");
    }
    let seen = clerk.get("/announcements").await.done();
    assert_eq!(seen["items"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>(), [near["id"].clone()]);
    for beyond in [to(&[&south]), to(&[&north, &south]), to(&[])] {
        let refused = clerk.post("/announcements", beyond.clone()).await;
        assert_eq!(refused.status.as_u16(), 422, "{}", refused.text());
        let counted = clerk.post("/announcements/audience", json!({"audience": beyond["audience"]})).await;
        assert_eq!(counted.status.as_u16(), 422, "{}", counted.text());
    }
    // Counter-proof: near is within reach, and one's own is.
    clerk.get(&at("announcements", &near)).await.done();
    let counted = clerk.post("/announcements/audience", json!({"audience": to(&[&north])["audience"]})).await.done();
    assert_eq!((&counted["members"], &counted["first"][0]["name"]), (&json!(2), &json!("both")));
    let own = clerk.post("/announcements", to(&[&north])).await.done();
    assert_eq!(own["told"], 2);
    clerk.act(Method::PUT, &format!("{}/withdrawal", at("announcements", &own)), &own, None).await.done();
}
