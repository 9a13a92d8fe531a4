//! Proof: for random roles of an organisation's own, held for random units or for those one is posted to, no row out of reach appears in
//! any list, count, search, export, timeline, overview or error, and every row within reach does appear. What is within reach is worked
//! out here anew, from the roles as they were made and the tree as it was built.

use crate::people::unit;
use crate::world::{Client, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Random roles tried on each engine.
const CASES: usize = 12;

/// Permissions that a random role may grant, with the scopes that each can have.
const GRANTS: &[(&str, &[&str])] = &[
    ("customers.read", &["unit", "organisation"]),
    ("sites.read", &["unit", "organisation"]),
    ("jobs.read", &["own", "unit", "organisation"]),
    ("timelines.read", &["own", "unit", "organisation"]),
    ("jobs.write", &["own", "unit", "organisation"]),
    ("exports.run", &["organisation"]),
    ("search.use", &["organisation"]),
    ("organisation.read", &["organisation"]),
    ("units.read", &["organisation"]),
];

/// Speak of the whole organisation and stay with a role that is held for one unit.
const STAYS: &[&str] = &["exports.run", "search.use", "organisation.read", "units.read"];

/// Parent of each unit: 0 and 4 stand at the top, 3 stands below 1.
const PARENTS: [Option<usize>; 5] = [None, Some(0), Some(0), Some(1), None];

#[derive(Debug, Clone)]
struct Held {
    /// Scope by permission.
    grants: BTreeMap<&'static str, &'static str>,
    unit: Option<usize>,
}

#[derive(Debug, Clone)]
struct Case {
    held: Vec<Held>,
    posted: Option<usize>,
}

fn case() -> impl Strategy<Value = Case> {
    let grants = prop::collection::vec(0..4_usize, GRANTS.len()).prop_map(|picks| {
        let of = |(pick, (name, scopes)): (usize, &(&'static str, &'static [&'static str]))| {
            Some((*name, *scopes.get(pick.checked_sub(1)?.min(scopes.len() - 1))?))
        };
        picks.into_iter().zip(GRANTS).filter_map(of).collect()
    });
    let held = (grants, prop::option::of(0..PARENTS.len())).prop_map(|(grants, unit)| Held { grants, unit });
    (prop::collection::vec(held, 1..3), prop::option::of(0..PARENTS.len())).prop_map(|(held, posted)| Case { held, posted })
}

/// A row, and what only it says.
#[derive(Debug, Clone)]
struct Row {
    kind: &'static str,
    id: String,
    needle: String,
    unit: Option<usize>,
    mine: bool,
}

/// Everything a right reaches.
#[derive(Debug, Clone, Default)]
struct Reach {
    whole: bool,
    units: BTreeSet<usize>,
    granted: bool,
}

impl Reach {
    fn holds(&self, row: &Row) -> bool {
        self.granted && (self.whole || row.unit.is_some_and(|unit| self.units.contains(&unit)) || row.kind == "jobs" && row.mine)
    }
}

fn below(root: usize) -> BTreeSet<usize> {
    let stands = |unit: usize| std::iter::successors(Some(unit), |at| PARENTS[*at]).any(|above| above == root);
    (0..PARENTS.len()).filter(|unit| stands(*unit)).collect()
}

impl Case {
    fn reach(&self, permission: &str) -> Reach {
        let mut reach = Reach::default();
        for held in &self.held {
            let Some(scope) = held.grants.get(permission) else { continue };
            let stays = STAYS.contains(&permission);
            match (*scope, held.unit) {
                ("organisation", None) => reach.whole = true,
                ("organisation", Some(_)) if stays => reach.whole = true,
                ("organisation" | "unit", Some(unit)) => reach.units.extend(below(unit)),
                ("unit", None) => reach.units.extend(self.posted.map(below).unwrap_or_default()),
                _ => {}
            }
            reach.granted = true;
        }
        reach
    }
}

#[test]
fn no_row_beyond_a_scope_appears_anywhere() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let (units, rows) = rows(&owner).await;
        let (mut runner, mut hidden, mut seen) = (TestRunner::deterministic(), 0, 0);
        for at in 0..CASES {
            let case = case().new_tree(&mut runner).unwrap().current();
            let name = format!("Person {at}");
            let id = world.add_member(&world.north, &name, &format!("person-{at}@example.org")).await;
            let mut rows = rows.clone();
            let jobs: Vec<usize> = (0..rows.len()).filter(|row| rows[*row].kind == "jobs").collect();
            let mine = jobs[at % jobs.len()];
            rows[mine].mine = true;
            world.made_by(&world.north, &rows[mine].id, &id).await;
            give(&owner, &id, &units, &case, at).await;
            let client = world.by_address(&world.north, &format!("person-{at}@example.org")).await;
            let figures = look(&client, &case, &rows).await;
            (hidden, seen) = (hidden + figures.0, seen + figures.1);
        }
        assert!(hidden > 100 && seen > 100, "the cases are about something: {hidden} rows were out of reach, {seen} were seen");
    });
}

/// Units, and rows of each unit and of none; each with a word that stands nowhere else.
async fn rows(owner: &Client) -> (Vec<String>, Vec<Row>) {
    let mut units: Vec<String> = Vec::new();
    for (at, parent) in PARENTS.iter().enumerate() {
        let parent = parent.map(|parent| units[parent].clone());
        units.push(unit(owner, &format!("Unit {at}"), parent.as_deref()).await);
    }
    let mut rows = Vec::new();
    let places: Vec<Option<usize>> = (0..PARENTS.len()).map(Some).chain([None]).collect();
    let mut row = |kind, made: Value, needle: &str, unit| {
        let id = made["id"].as_str().unwrap().to_owned();
        rows.push(Row { kind, id: id.clone(), needle: needle.to_owned(), unit, mine: false });
        id
    };
    let (mut customers, mut sites) = (Vec::new(), Vec::new());
    for (at, place) in places.iter().enumerate() {
        let (needle, unit) = (format!("needlec{at:02}x"), place.map(|unit| &units[unit]));
        let body = json!({"name": needle, "reference": format!("{needle} ref"), "notes": format!("{needle} noted"), "unit_id": unit});
        customers.push(row("customers", owner.create("/api/v1/customers", body).await, &needle, *place));
    }
    for (at, place) in places.iter().enumerate() {
        let (needle, unit) = (format!("needles{at:02}x"), place.map(|unit| &units[unit]));
        let address = json!({"lines": [needle], "locality": null, "region": null, "postcode": null, "country": null});
        let body = json!({"name": needle, "address": address, "time_zone": "Europe/London", "access_notes": needle, "unit_id": unit,
            "customer_id": customers[(at + 1) % customers.len()]});
        sites.push(row("sites", owner.create("/api/v1/sites", body).await, &needle, *place));
    }
    for at in 0..places.len() * 2 {
        let (place, needle) = (places[at % places.len()], format!("needlej{at:02}x"));
        let mut body = json!({"type": format!("{needle} kind"), "title": needle, "description": needle, "priority": "p2", "target_at": "2026-11-20T00:00:00Z"});
        match at % 3 {
            0 => body["customer_id"] = json!(customers[(at + 2) % customers.len()]),
            1 => body["site_id"] = json!(sites[(at + 3) % sites.len()]),
            _ => {}
        }
        body["unit_id"] = json!(place.map(|unit| &units[unit]));
        let made = owner.create("/api/v1/jobs", body).await;
        // A row of no unit says so: by itself it would take its site's or its customer's.
        let made = if place.is_none() { changed(owner, &made, json!({"unit_id": null})).await } else { made };
        if at % 3 == 2 {
            changed(owner, &made, json!({"customer_id": customers[at % customers.len()]})).await;
        }
        let id = row("jobs", made, &needle, place);
        owner.create(&format!("/api/v1/jobs/{id}/notes"), json!({"text": format!("{needle} said")})).await;
    }
    (units, rows)
}

async fn changed(owner: &Client, job: &Value, body: Value) -> Value {
    let (path, tag) = (format!("/api/v1/jobs/{}", job["id"].as_str().unwrap()), format!("\"{}\"", job["version"]));
    let reply = owner.send(Method::PATCH, &path, &[("if-match", &tag)], Some(body)).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", String::from_utf8_lossy(&reply.bytes));
    reply.json()
}

/// Gives what the case says, through the API.
async fn give(owner: &Client, id: &str, units: &[String], case: &Case, at: usize) {
    if let Some(posted) = case.posted {
        owner.create(&format!("/api/v1/members/{id}/postings"), json!({"unit_id": units[posted]})).await;
    }
    for (number, held) in case.held.iter().enumerate() {
        let grants: Vec<Value> = held.grants.iter().map(|(permission, scope)| json!({"permission": permission, "scope": scope})).collect();
        let role = owner.create("/api/v1/roles", json!({"name": format!("Role {at} {number}"), "grants": grants})).await;
        let body = json!({"role": role["id"], "unit_id": held.unit.map(|unit| &units[unit])});
        owner.create(&format!("/api/v1/members/{id}/holdings"), body).await;
    }
}

/// What one address answers, and whether nothing in it is about a row that may not be seen.
struct Look<'a> {
    client: &'a Client,
    case: &'a Case,
    rows: &'a [Row],
    visible: BTreeSet<&'a str>,
}

impl Look<'_> {
    fn visible(&self, row: &Row) -> bool {
        self.visible.contains(row.id.as_str())
    }

    async fn at(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> (StatusCode, String) {
        let reply = self.client.send(method, path, headers, body).await;
        let text = String::from_utf8_lossy(&reply.bytes).into_owned();
        assert!(!reply.status.is_server_error(), "{path}: {text} to {:?}", self.case);
        for row in self.rows.iter().filter(|row| !self.visible(row)) {
            let asked = path.contains(&row.id) || path.contains(&row.needle);
            let told = text.contains(&row.needle) && !path.contains(&row.needle) || text.contains(&row.id) && !asked;
            assert!(!told, "{path} tells of {row:?} to {:?}: {text}", self.case);
        }
        (reply.status, text)
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        self.at(Method::GET, path, &[], None).await
    }

    /// The rows of `kind` that are within reach of `permission` too.
    fn of(&self, kind: &str, permission: &str) -> BTreeSet<&str> {
        let reach = self.case.reach(permission);
        self.rows.iter().filter(|row| row.kind == kind && self.visible(row) && reach.holds(row)).map(|row| row.id.as_str()).collect()
    }

    /// A list or file of `kind` holds exactly what is within reach; without the permission it is refused.
    async fn holds_exactly(&self, path: &str, kind: &str, permission: &str) {
        let (status, text) = self.get(path).await;
        if !self.case.reach(permission).granted {
            assert_eq!(status, StatusCode::FORBIDDEN, "{path}: {:?}", self.case);
            return;
        }
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        let found: BTreeSet<&str> =
            self.rows.iter().filter(|row| row.kind == kind && text.contains(&row.id)).map(|row| row.id.as_str()).collect();
        assert_eq!(found, self.of(kind, permission), "{path}: {:?}", self.case);
    }
}

/// Looks everywhere; tells how many rows are out of reach and how many are not.
async fn look(client: &Client, case: &Case, rows: &[Row]) -> (usize, usize) {
    let reading = |row: &Row| case.reach(&format!("{}.read", row.kind)).holds(row);
    let visible: BTreeSet<&str> = rows.iter().filter(|row| reading(row)).map(|row| row.id.as_str()).collect();
    let look = Look { client, case, rows, visible };
    for kind in ["jobs", "customers", "sites"] {
        look.holds_exactly(&format!("/api/v1/{kind}?limit=200"), kind, &format!("{kind}.read")).await;
        look.holds_exactly(&format!("/api/v1/{kind}/export"), kind, "exports.run").await;
    }
    for query in ["sort=-target_at", "sort=priority", "overdue=true", "status=open,closed", "priority=p2", "q=needlej", "sort=number"] {
        look.holds_exactly(&format!("/api/v1/jobs?limit=200&{query}"), "jobs", "jobs.read").await;
    }
    for (kind, letter) in [("jobs", "j"), ("customers", "c"), ("sites", "s")] {
        look.holds_exactly(&format!("/api/v1/search?limit=200&q=needle{letter}"), kind, "search.use").await;
    }
    figures(&look).await;
    for row in rows {
        one(&look, row).await;
    }
    (rows.len() - look.visible.len(), look.visible.len())
}

/// Counts count what may be seen.
async fn figures(look: &Look<'_>) {
    let (status, text) = look.get("/api/v1/jobs/counts").await;
    if status == StatusCode::OK {
        let told: Value = serde_json::from_str(&text).unwrap();
        let seen = look.of("jobs", "jobs.read").len();
        assert_eq!((&told["total"], &told["overdue"]), (&json!(seen), &json!(seen)), "{:?}", look.case);
    }
    look.get("/api/v1/jobs/types").await;
    let (status, text) = look.get("/api/v1/overview").await;
    if status == StatusCode::OK {
        let told: Value = serde_json::from_str(&text).unwrap();
        let seen = json!(look.of("jobs", "jobs.read").len());
        assert_eq!((&told["counts"]["open"], &told["overdue"]), (&seen, &seen), "{:?}", look.case);
        let recent = told["recent"].as_array().unwrap();
        for item in recent.iter().filter(|item| item["subject"]["kind"] == "job") {
            let timelines = look.case.reach("timelines.read");
            let row = look.rows.iter().find(|row| item["subject"]["id"] == row.id.as_str()).unwrap();
            assert!(timelines.holds(row), "{item} to {:?}", look.case);
        }
    }
    for customer in look.rows.iter().filter(|row| row.kind == "customers") {
        look.get(&format!("/api/v1/jobs?customer={}", customer.id)).await;
        look.get(&format!("/api/v1/sites?customer={}", customer.id)).await;
        let (status, text) = look.get(&format!("/api/v1/customers/{}", customer.id)).await;
        if status == StatusCode::OK {
            let told: Value = serde_json::from_str(&text).unwrap();
            let most = |kind: &str| look.rows.iter().filter(|row| row.kind == kind && look.visible(row)).count();
            assert!(told["sites_count"].as_u64().unwrap() <= most("sites") as u64, "{told} to {:?}", look.case);
            assert!(told["open_jobs"].as_u64().unwrap() <= most("jobs") as u64, "{told} to {:?}", look.case);
        }
    }
}

/// One row by its id: found if it is within reach, and otherwise not there at all.
async fn one(look: &Look<'_>, row: &Row) {
    let expected = |permission: &str, found: u16| {
        let reach = look.case.reach(permission);
        match (reach.granted, look.visible(row) && reach.holds(row)) {
            (false, _) => 403,
            (true, true) => found,
            (true, false) => 404,
        }
    };
    let path = format!("/api/v1/{}/{}", row.kind, row.id);
    let (status, text) = look.get(&path).await;
    assert_eq!(status.as_u16(), expected(&format!("{}.read", row.kind), 200), "{path}: {text} to {:?}", look.case);
    if row.kind == "jobs" {
        let (status, text) = look.get(&format!("{path}/timeline")).await;
        assert_eq!(status.as_u16(), expected("timelines.read", 200), "{path}/timeline: {text} to {:?}", look.case);
        // A stale change answers with the row as it is now: to those who may change it.
        let (status, text) = look.at(Method::PATCH, &path, &[("if-match", "\"99\"")], Some(json!({"title": "x"}))).await;
        assert_eq!(status.as_u16(), expected("jobs.write", 412), "PATCH {path}: {text} to {:?}", look.case);
    }
}

#[test]
fn the_proof_would_notice_a_row_beyond() {
    let row = Row { kind: "jobs", id: "job_1".into(), needle: "needlej01x".into(), unit: Some(2), mine: false };
    let held = Held { grants: [("jobs.read", "organisation")].into(), unit: Some(1) };
    let case = Case { held: vec![held], posted: None };
    assert!(!case.reach("jobs.read").holds(&row), "a role held for unit 1 does not reach unit 2");
    assert!(case.reach("jobs.read").holds(&Row { unit: Some(3), ..row.clone() }), "but it reaches unit 3, which stands below");
    assert!(case.reach("jobs.read").holds(&Row { mine: true, ..row }));
    assert!(!case.reach("search.use").granted);
}
