//! Details go when the organisation said so, from everywhere; every leaf and proof stays, and whoever checks the log tells erasing from
//! tampering. Keeping them for less long takes two.

use crate::world::{Client, Home, Reply, World, on_both};
use access::Role;
use http::{Method, StatusCode};
use kernel::Actor;
use ledger::VerifierKey;
use ledger::check::{self, ExportReport, Fault, Held, Trust};
use ledger::export::{ExportWriter, FORMAT, Header};
use serde_json::{Value, json};
use store::Origin;
use store::door::Authority;
use store::events;

const RETENTION: &str = "/api/v1/audit/retention";
const DAY: i64 = 24 * 60 * 60;
/// Words that stand in the log alone once they were changed elsewhere.
const LABEL: &str = "Wilhelmina Quarterstaff";
const VALUE: &str = "pays late since the flood";
const NOTE: &str = "ask for Ottoline at the crypt";
const NEEDLES: [&str; 3] = [LABEL, VALUE, NOTE];

fn system() -> Authority {
    Authority::whole(Actor::System, Origin::default())
}

async fn decide(client: &Client, months: Value) -> Reply {
    let tag = format!("\"{}\"", client.get(RETENTION).await.json()["version"]);
    client.send(Method::PUT, RETENTION, &[("if-match", &tag)], Some(json!({ "months": months }))).await
}

async fn confirm(client: &Client, approval: &Value) -> Reply {
    client.send(Method::PUT, &format!("/api/v1/approvals/{}/confirmation", approval["id"].as_str().unwrap()), &[], None).await
}

/// Twelve months, as two people decide it.
async fn a_year(world: &World) {
    let owner = world.signed_in(&world.north, Role::Owner).await;
    let asked = decide(&owner, json!(12)).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED, "{}", String::from_utf8_lossy(&asked.bytes));
    assert_eq!(asked.json()["act"], "shorten_retention");
    assert_eq!(owner.get(RETENTION).await.json()["months"], Value::Null, "it waits");
    let administrator = world.signed_in(&world.north, Role::Administrator).await;
    assert_eq!(confirm(&administrator, &asked.json()).await.status, StatusCode::OK);
    assert_eq!(owner.get(RETENTION).await.json()["months"], 12);
}

/// Something happens to a customer and a job, whose needles do not stand in their rows any more afterwards; gives the job's address.
async fn a_life(owner: &Client) -> String {
    let customer = owner.create("/api/v1/customers", json!({"name": LABEL, "notes": VALUE})).await;
    let path = format!("/api/v1/customers/{}", customer["id"].as_str().unwrap());
    let plain = json!({"name": "A customer", "notes": "Nothing"});
    assert_eq!(owner.send(Method::PATCH, &path, &[("if-match", "\"1\"")], Some(plain)).await.status, StatusCode::OK);
    let job = owner.create("/api/v1/jobs", json!({"type": "Repair", "title": "A job", "priority": "p2"})).await;
    let path = format!("/api/v1/jobs/{}", job["id"].as_str().unwrap());
    owner.create(&format!("{path}/notes"), json!({"text": NOTE})).await;
    path
}

/// Every record's detail, opened; what there is not is nothing.
async fn details(home: &Home) -> Vec<Option<Vec<u8>>> {
    let records = home.realm.read(system(), |tx| events::range(tx, 1, i64::MAX)).await.unwrap();
    records.into_iter().map(|record| record.detail.map(|opened| opened.bytes)).collect()
}

fn has(bytes: &[u8], needle: &str) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
}

/// In how many places each needle is found: rows of the log, pages and files made from it.
async fn sightings(world: &World, owner: &Client, job: &str) -> [usize; 3] {
    let mut places: Vec<Vec<u8>> = details(&world.north).await.into_iter().flatten().collect();
    for path in
        ["/api/v1/audit?limit=200", "/api/v1/audit/export.csv", "/api/v1/audit/export.ndjson", "/api/v1/alerts", &format!("{job}/timeline")]
    {
        let reply = owner.get(path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}: {}", String::from_utf8_lossy(&reply.bytes));
        places.push(reply.bytes);
    }
    for path in [job, "/api/v1/customers?limit=200", "/api/v1/search?q=Wilhelmina"] {
        places.push(owner.get(path).await.bytes);
    }
    places.push(export(world, &world.north).await);
    NEEDLES.map(|needle| places.iter().filter(|bytes| has(bytes, needle)).count())
}

/// The log as `muster audit export` writes it.
async fn export(world: &World, home: &Home) -> Vec<u8> {
    let head = world.store.sign_head(&home.realm).await.unwrap().unwrap();
    let heads = world.store.heads(home.realm.name()).await.unwrap();
    let key = home.realm.verifier_key();
    let header = Header {
        format: FORMAT.to_owned(),
        origin: key.split('+').next().unwrap().to_owned(),
        organisation: home.slug.to_owned(),
        verifier_keys: vec![key],
        checkpoints: heads.into_iter().map(|head| head.note).collect(),
    };
    let size = i64::try_from(head.size).unwrap();
    let records = home.realm.read(system(), move |tx| events::range(tx, 1, size + 1)).await.unwrap();
    let mut export = ExportWriter::begin(Vec::new(), &header).unwrap();
    for record in records {
        let (seq, entry) = (u64::try_from(record.seq).unwrap(), record.entry().unwrap());
        trust::audit::with_opened(&record, |opened| export.entry(seq, &entry, opened).map_err(kernel::Error::internal)).unwrap();
    }
    export.end().unwrap()
}

fn judged(home: &Home, file: &[u8], held: &[Held]) -> ExportReport {
    let key: VerifierKey = home.realm.verifier_key().parse().unwrap();
    check::export(file, Trust::Pinned(&[key]), held).unwrap()
}

/// The day after so many months.
fn months_pass(world: &World, months: i64) {
    world.clock.advance_seconds(months * 31 * DAY);
}

#[test]
fn details_go_from_everywhere_and_every_proof_stays() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let job = a_life(&owner).await;
        a_year(&world).await;
        let kept = Held { source_name: "kept".into(), note: world.store.sign_head(&world.north.realm).await.unwrap().unwrap().note };
        let old = world.north.log_size().await;
        let before = sightings(&world, &owner, &job).await;
        assert!(before.iter().all(|places| *places >= 4), "{on:?}: the needles are found while they are kept: {before:?}");
        assert_eq!(muster::keep_to_retention(&world.north.realm, &system()).await.unwrap(), muster::Kept::default(), "nothing is old");

        months_pass(&world, 13);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let young = owner.create("/api/v1/customers", json!({"name": "Somebody young", "notes": "Kept words"})).await;
        let told = muster::keep_to_retention(&world.north.realm, &system()).await.unwrap();
        let first_kept = i64::try_from(old).unwrap() + 1;
        assert_eq!(told, muster::Kept { lapsed_before: Some(first_kept), ..muster::Kept::default() });
        assert_eq!(muster::keep_to_retention(&world.north.realm, &system()).await.unwrap(), muster::Kept::default(), "a day later");
        assert!(sightings(&world, &owner, &job).await.iter().all(|places| *places >= 4), "{on:?}: until then all is there");
        let said = owner.get("/api/v1/audit?action=audit.lapsed").await.json()["items"][0].clone();
        assert_eq!((&said["subject"]["id"], &said["actor"]["kind"]), (&json!(first_kept.to_string()), &json!("system")));

        world.clock.advance_seconds(DAY);
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let done = muster::keep_to_retention(&world.north.realm, &system()).await.unwrap();
        assert_eq!((done.lapsed_before, done.erased, done.alerts), (None, usize::try_from(old).unwrap(), 1), "{on:?}");
        assert_eq!(sightings(&world, &owner, &job).await, [0; 3], "{on:?}: the needles are gone");
        let view = owner.get(RETENTION).await.json();
        assert_eq!(view["erased_before_seq"], first_kept);
        assert_eq!(muster::keep_to_retention(&world.north.realm, &system()).await.unwrap(), muster::Kept::default(), "once");

        every_proof_stays(&world, &owner, old, &kept, &young).await;
        tampering_is_told_from_erasing(&world, old).await;
    });
}

async fn every_proof_stays(world: &World, owner: &Client, old: u64, kept: &Held, young: &Value) {
    let file = export(world, &world.north).await;
    let report = judged(&world.north, &file, std::slice::from_ref(kept));
    assert_eq!(report.faults, []);
    assert_eq!((report.erased, report.opened), (old, report.records - old));
    let key: VerifierKey = world.north.realm.verifier_key().parse().unwrap();
    for seq in [1, old / 2, old, old + 1] {
        let receipt = owner.get(&format!("/api/v1/audit/{seq}/receipt")).await;
        let proof = ledger::ProofFile::parse(std::str::from_utf8(&receipt.bytes).unwrap()).unwrap();
        let report = check::proof("receipt", &proof, Some(std::slice::from_ref(&key)));
        assert_eq!((report.faults, report.undecided), (vec![], vec![]), "record {seq}");
        assert_eq!(report.record.unwrap().detail.is_none(), seq <= old);
        let item = owner.get(&format!("/api/v1/audit/{seq}")).await.json();
        assert_eq!(item["erased"], seq <= old);
        if seq <= old {
            let gone = json!([item["changes"], item["note"], item["address"], item["subject"]["label"], item["salt"], item["detail"]]);
            assert_eq!(gone, json!([[], null, null, "", null, null]), "record {seq}");
        }
    }
    let now = world.north.log_size().await;
    let grown = owner.get(&format!("/api/v1/audit/consistency?from={old}&to={now}")).await;
    assert_eq!(grown.status, StatusCode::OK);
    let items = owner.get(&format!("/api/v1/audit?subject={}", young["id"].as_str().unwrap())).await.json();
    assert_eq!(items["items"][0]["erased"], false);
    assert!(items["items"][0]["subject"]["label"].as_str().unwrap().ends_with("Somebody young"));
    let south = details(&world.south).await;
    assert!(south.iter().all(Option::is_some), "another organisation decides for itself");
}

/// The counter-proofs: a record that did not lapse keeps its detail, whoever asks; in a file it is missed.
async fn tampering_is_told_from_erasing(world: &World, old: u64) {
    let first = i64::try_from(old).unwrap() + 1;
    let refused = world.north.realm.tend(move |tx| store::lapse::erase(tx, first, first + 1)).await.unwrap_err();
    assert!(format!("{refused:?}").contains("database refused"), "{refused:?}");
    assert!(details(&world.north).await[usize::try_from(old).unwrap()].is_some(), "its detail is still here");
    let file = String::from_utf8(export(world, &world.north).await).unwrap();
    let line = file.lines().nth(usize::try_from(old).unwrap() + 1).unwrap();
    let gone = format!("{}\"salt\":null,\"detail\":null,\"erased\":true}}", &line[..line.find("\"salt\"").unwrap()]);
    let report = judged(&world.north, file.replace(line, &gone).as_bytes(), &[]);
    assert_eq!(report.faults, [Fault::ErasedEarly { seq: old + 1, lapsed_before: old + 1 }]);
    let silent = gone.replace(",\"erased\":true", "");
    let report = judged(&world.north, file.replace(line, &silent).as_bytes(), &[]);
    assert_eq!(report.faults, [Fault::DetailMissing { seq: old + 1 }]);
}

#[test]
fn what_lapsed_stays_when_it_is_decided_so_within_the_day() {
    on_both(|on| async move {
        let world = World::new(on).await;
        a_year(&world).await;
        months_pass(&world, 13);
        let told = muster::keep_to_retention(&world.north.realm, &system()).await.unwrap();
        assert!(told.lapsed_before.is_some());
        let owner = world.signed_in(&world.north, Role::Owner).await;
        assert_eq!(decide(&owner, json!(24)).await.status, StatusCode::OK, "longer is for one to decide");
        world.clock.advance_seconds(2 * DAY);
        assert_eq!(muster::keep_to_retention(&world.north.realm, &system()).await.unwrap(), muster::Kept::default());
        assert!(details(&world.north).await.iter().all(Option::is_some));
        // What was said stays said: when its time has come, it is erased.
        months_pass(&world, 12);
        let done = muster::keep_to_retention(&world.north.realm, &system()).await.unwrap();
        assert_eq!(i64::try_from(done.erased).unwrap() + 1, told.lapsed_before.unwrap());
    });
}

#[test]
fn for_ever_erases_nothing() {
    on_both(|on| async move {
        let world = World::new(on).await;
        months_pass(&world, 400);
        assert_eq!(muster::keep_to_retention(&world.north.realm, &system()).await.unwrap(), muster::Kept::default());
        assert!(details(&world.north).await.iter().all(Option::is_some));
    });
}

#[test]
fn less_long_takes_two_where_there_are_two() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let owner = world.signed_in(&world.north, Role::Owner).await;
        let administrator = world.signed_in(&world.north, Role::Administrator).await;
        let asked = decide(&owner, json!(24)).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED);
        assert_eq!(confirm(&owner, &asked.json()).await.json()["code"], "same-person");
        let path = format!("/api/v1/approvals/{}", asked.json()["id"].as_str().unwrap());
        assert_eq!(administrator.send(Method::DELETE, &path, &[], None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(owner.get(RETENTION).await.json()["months"], Value::Null, "refused is not done");

        let (first, second) = (decide(&owner, json!(24)).await.json(), decide(&owner, json!(36)).await.json());
        assert_eq!(confirm(&administrator, &first).await.status, StatusCode::OK);
        assert_eq!(confirm(&administrator, &second).await.json()["code"], "not-shorter", "it would be longer by now");
        assert_eq!(owner.get(RETENTION).await.json()["months"], 24);
        assert_eq!(decide(&owner, json!(25)).await.status, StatusCode::OK);
        for bad in [json!(11), json!(241), json!(-1), json!("12"), json!(12.5)] {
            assert_eq!(decide(&owner, bad.clone()).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        }
        let silent = owner.send(Method::PUT, RETENTION, &[("if-match", "\"3\"")], Some(json!({}))).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "null must be written");
        let stale = owner.send(Method::PUT, RETENTION, &[("if-match", "\"1\"")], Some(json!({"months": null}))).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        let dispatcher = world.signed_in(&world.north, Role::Dispatcher).await;
        assert_eq!(dispatcher.get(RETENTION).await.status, StatusCode::FORBIDDEN);
        let auditor = world.signed_in(&world.north, Role::Auditor).await;
        assert_eq!(auditor.get(RETENTION).await.status, StatusCode::OK);
        assert_eq!(decide_as(&auditor, 26).await, StatusCode::FORBIDDEN);

        // Whoever is alone decides alone, and it is noticed.
        let alone = world.signed_in(&world.south, Role::Owner).await;
        let gone = world.id_of(&world.south, "administrator@example.org").await;
        let held = alone.get(&format!("/api/v1/members/{gone}/holdings")).await.json()["items"][0].clone();
        let (path, tag) = (format!("/api/v1/holdings/{}/end", held["id"].as_str().unwrap()), format!("\"{}\"", held["version"]));
        assert_eq!(alone.send(Method::PUT, &path, &[("if-match", &tag)], Some(json!({}))).await.status, StatusCode::OK);
        assert_eq!(decide(&alone, json!(12)).await.status, StatusCode::OK);
        let said = alone.get("/api/v1/audit?action=retention.shortened").await.json();
        assert_eq!(said["items"][0]["changes"], json!([{"field": "months", "before": null, "after": 12}]));
        assert!(muster::Watch::new(world.access.clone()).round(&world.south.realm, &system()).await.unwrap() > 0);
        let alerts = alone.get("/api/v1/alerts").await.json();
        assert!(alerts["items"].as_array().unwrap().iter().any(|alert| alert["rule"] == "policy_weakened"));
    });
}

async fn decide_as(client: &Client, months: i64) -> StatusCode {
    client.send(Method::PUT, RETENTION, &[("if-match", "\"3\"")], Some(json!({ "months": months }))).await.status
}
