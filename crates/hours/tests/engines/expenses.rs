//! Expenses from draft to paid, with receipts, decided by somebody else.

use crate::world::{Client, World, on_both_engines};
use access::Role;
use http::Method;
use serde_json::{Value, json};

on_both_engines!(
    from_draft_to_paid,
    a_refusal_says_why_and_is_the_end,
    a_receipt_is_what_it_is_said_to_be_and_sealed,
    a_mileage_goes_by_the_organisations_rate,
    who_sees_which_claims,
);

async fn claim(client: &Client) -> Value {
    client
        .post("/expenses", json!({"kind": "travel", "day": "2026-11-16", "description": "Train", "amount_minor": 850, "currency": "GBP"}))
        .await
        .done()
}

async fn from_draft_to_paid(world: World) {
    let (ana, boss) = (world.signed_in("ana").await, world.signed_in("boss").await);
    let row = claim(&ana).await;
    assert_eq!(
        (row["number"].as_str(), row["amount_told"].as_str(), &row["allowed"]),
        (Some("X-000001"), Some("8.50 GBP"), &json!(["change", "submit"]))
    );
    boss.get(&format!("/expenses/{}", row["id"].as_str().unwrap())).await.is(404, "not-found");
    boss.act("expenses", &row, "approval", None).await.is(404, "not-found");
    let changed = json!({"kind": "subsistence", "day": "2026-11-16", "description": "Lunch", "amount_minor": 700, "currency": "GBP"});
    let path = format!("/expenses/{}", row["id"].as_str().unwrap());
    let row = ana.send(Method::PUT, &path, row["version"].as_i64(), Some(changed.clone())).await.done();
    let row = ana.act("expenses", &row, "submission", None).await.done();
    ana.send(Method::PUT, &path, row["version"].as_i64(), Some(changed)).await.is(422, "expense-state");
    ana.act("expenses", &row, "approval", None).await.is(403, "forbidden");
    boss.act("expenses", &row, "payment", None).await.is(422, "expense-state");
    let row = boss.act("expenses", &row, "approval", None).await.done();
    assert_eq!(
        (row["state"].as_str(), row["decided_by"]["name"].as_str(), &row["allowed"]),
        (Some("approved"), Some("boss"), &json!(["pay"]))
    );
    let row = boss.act("expenses", &row, "payment", None).await.done();
    assert_eq!(row["state"], "paid");
    // One's own, even with the right to decide.
    let own = claim(&boss).await;
    let own = boss.act("expenses", &own, "submission", None).await.done();
    for act in ["approval", "payment"] {
        boss.act("expenses", &own, act, None).await.is(422, "own-expense");
    }
    boss.act("expenses", &own, "refusal", Some(json!({"reason": "x"}))).await.is(422, "own-expense");
    world.signed_in("owner").await.act("expenses", &own, "approval", None).await.done();
}

async fn a_refusal_says_why_and_is_the_end(world: World) {
    let (ana, boss) = (world.signed_in("ana").await, world.signed_in("boss").await);
    let row = claim(&ana).await;
    let row = ana.act("expenses", &row, "submission", None).await.done();
    let row = boss.act("expenses", &row, "refusal", Some(json!({"reason": "Another day"}))).await.done();
    assert_eq!((row["state"].as_str(), row["reason"].as_str()), (Some("rejected"), Some("Another day")));
    let seen = ana.get(&format!("/expenses/{}", row["id"].as_str().unwrap())).await.done();
    assert_eq!((seen["reason"].as_str(), &seen["allowed"]), (Some("Another day"), &json!([])));
    boss.act("expenses", &row, "approval", None).await.is(422, "expense-state");
}

async fn a_receipt_is_what_it_is_said_to_be_and_sealed(world: World) {
    let (ana, ben, boss) = (world.signed_in("ana").await, world.signed_in("ben").await, world.signed_in("boss").await);
    let row = claim(&ana).await;
    let path = format!("/expenses/{}/receipt", row["id"].as_str().unwrap());
    let put = async |client: &Client, kind: &'static str, bytes: &[u8]| {
        client.send_bytes(Method::PUT, &path, None, Some(kind), bytes.to_vec()).await
    };
    let pdf = b"%PDF-1.7 quince-in-the-receipt";
    put(&ana, "text/html", b"<script>").await.is(415, "unsupported-media-type");
    put(&ana, "image/png", pdf).await.refuses("body", "not-that-kind");
    let mut large = b"%PDF-".to_vec();
    large.resize(5 * 1024 * 1024 + 1, b'x');
    put(&ana, "application/pdf", &large).await.is(413, "too-large");
    put(&ben, "application/pdf", pdf).await.is(404, "not-found");
    ana.get(&path).await.is(404, "not-found");
    assert_eq!(put(&ana, "application/pdf", pdf).await.status.as_u16(), 204);
    let shown = ana.get(&path).await;
    assert_eq!((shown.bytes.as_slice(), shown.headers["content-type"].to_str().unwrap()), (&pdf[..], "application/pdf"));
    assert!(shown.headers["content-disposition"].to_str().unwrap().starts_with("attachment"), "never shown in the page");
    ben.get(&path).await.is(404, "not-found");
    let kept: Vec<Vec<u8>> = world
        .write(|tx| {
            use diesel::prelude::*;
            diesel::table! { expense_receipt (expense_id) { expense_id -> Text, content_sealed -> Binary, } }
            Ok(expense_receipt::table.select(expense_receipt::content_sealed).load(tx.db())?)
        })
        .await
        .unwrap();
    assert!(!kept[0].windows(6).any(|window| window == b"quince"), "what is kept is sealed");
    let row = ana.get(&format!("/expenses/{}", row["id"].as_str().unwrap())).await.done();
    assert_eq!(row["receipt"], json!({"type": "application/pdf", "bytes": 30}));
    ana.act("expenses", &row, "submission", None).await.done();
    put(&ana, "application/pdf", pdf).await.is(422, "expense-state");
    assert_eq!(boss.get(&path).await.bytes, pdf, "whoever decides sees it");
}

async fn a_mileage_goes_by_the_organisations_rate(world: World) {
    let (ana, owner) = (world.signed_in("ana").await, world.signed_in("owner").await);
    let far = |rate: Value| json!({"kind": "mileage", "day": "2026-11-16", "description": "There and back", "distance": {"tenths": 125, "unit": "mile"}, "rate_minor": rate, "currency": "GBP"});
    ana.post("/expenses", far(Value::Null)).await.refuses("rate_minor", "missing");
    assert_eq!(ana.post("/expenses", far(json!(60))).await.done()["amount_told"], "7.50 GBP");
    let rates = json!({"currency": "GBP", "night_from": "22:00", "night_until": "06:00", "weekend": [6, 7],
        "mileage": [{"from": "2026-04-06", "unit": "mile", "per_unit_minor": 45}]});
    owner.send(Method::PUT, "/hour-rates", Some(1), Some(rates)).await.done();
    ana.post("/expenses", far(json!(60))).await.refuses("rate_minor", "other-rate");
    let row = ana.post("/expenses", far(Value::Null)).await.done();
    assert_eq!((row["amount"]["minor"].as_i64(), row["rate"]["minor"].as_i64()), (Some(563), Some(45)));
    let ahead = json!({"kind": "other", "day": "2026-11-19", "description": "Tape", "amount_minor": 1, "currency": "GBP"});
    ana.post("/expenses", ahead).await.refuses("day", "in-the-future");
}

async fn who_sees_which_claims(world: World) {
    let (ana, ben) = (world.signed_in("ana").await, world.signed_in("ben").await);
    for client in [&ana, &ben] {
        let row = claim(client).await;
        client.act("expenses", &row, "submission", None).await.done();
    }
    claim(&ana).await;
    let seen = async |client: &Client| client.get("/expenses").await.done()["items"].as_array().unwrap().len();
    assert_eq!((seen(&ana).await, seen(&ben).await), (2, 1));
    let owner = world.signed_in("owner").await;
    assert_eq!(seen(&owner).await, 2, "drafts are their claimants' alone");
    world.only_in("boss", Role::Dispatcher, world.north).await;
    let boss = world.signed_in("boss").await;
    assert_eq!(seen(&boss).await, 1, "of the unit alone");
    let bens = ben.get("/expenses").await.done()["items"][0].clone();
    boss.act("expenses", &bens, "approval", None).await.is(404, "not-found");
    owner.act("expenses", &bens, "approval", None).await.done();
}
