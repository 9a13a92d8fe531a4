//! The watch over the log: each thing it looks for is found once, an honest day raises nothing, and what was found can be looked at.
//! On both engines, through the real router.
use crate::house::House;
use crate::on_both_engines;
use http::StatusCode;
use serde_json::{Value, json};

on_both_engines! {
    each_thing_is_found_once
    an_honest_day_is_silent
    an_alert_is_looked_at
}

async fn rules(house: &House) -> Vec<String> {
    let page = house.json("/alerts?limit=200").await;
    let mut rules: Vec<String> = page["items"].as_array().unwrap().iter().map(|alert| alert["rule"].as_str().unwrap().to_owned()).collect();
    rules.sort_unstable();
    rules
}

async fn each_thing_is_found_once(mut house: House) {
    let mut watch = None;
    assert_eq!(house.watch(&mut watch).await, 0);

    for n in 0..12 {
        house.refused_sign_in("203.0.113.9", &format!("m{}@example.org", n % 6)).await;
    }
    assert_eq!(house.watch(&mut watch).await, 1);
    assert_eq!(rules(&house).await, ["spray"]);
    let spray = &house.json("/alerts").await["items"][0];
    assert_eq!(spray["facts"], "12 wrong passwords for 6 accounts from 203.0.113.9 in 15 minutes");
    assert_eq!(spray["records"].as_array().unwrap().len(), 12);
    let item = house.json(&format!("/audit/{}", spray["records"][0])).await;
    assert_eq!(item["action"], "session.refused", "the records it names are in the log");

    // The same goes on: told once an hour. A server that has just started, or another one, tells it no second time.
    house.refused_sign_in("203.0.113.9", "m1@example.org").await;
    assert_eq!(house.watch(&mut watch).await, 0);
    assert_eq!(house.watch(&mut None).await, 0);
    house.minutes_pass(70).await;
    for _ in 0..10 {
        house.refused_sign_in("203.0.113.9", "dan@example.org").await;
    }
    assert_eq!(house.watch(&mut watch).await, 1);
    assert_eq!(rules(&house).await, ["guessing", "spray"]);

    house.minutes_pass(70).await;
    let dispatcher = house.sign_in("dispatcher").await;
    for _ in 0..20 {
        assert_eq!(house.ask("/audit", Some(&dispatcher)).await.0, StatusCode::FORBIDDEN);
    }
    assert_eq!(house.watch(&mut watch).await, 1);
    for file in 0..21 {
        house.export(file).await;
    }
    assert_eq!(house.watch(&mut watch).await, 1, "reading leaves no record, and is noticed all the same");
    assert_eq!(house.watch(&mut watch).await, 0);

    house.signed_in_from("198.51.100.7").await;
    assert_eq!(house.watch(&mut watch).await, 0, "the first network is learned silently");
    house.signed_in_from("198.51.200.7").await;
    assert_eq!(house.watch(&mut watch).await, 0);
    house.signed_in_from("192.0.2.77").await;
    assert_eq!(house.watch(&mut watch).await, 1);
    house.signed_in_from("192.0.2.78").await;
    assert_eq!(house.watch(&mut watch).await, 0);
    assert_eq!(rules(&house).await, ["guessing", "many_exports", "new_network", "probing", "spray"]);
    let raised = house.json("/audit?action=alert.raised").await;
    assert_eq!(raised["items"].as_array().unwrap().len(), 5, "each stands in the log itself");
}

async fn an_honest_day_is_silent(mut house: House) {
    let mut watch = None;
    for hour in 0..9 {
        for n in 0..4 {
            house.refused_sign_in("198.51.100.7", &format!("m{n}@example.org")).await;
            house.signed_in_from("198.51.100.7").await;
        }
        house.export(hour).await;
        house.make_jobs(20).await;
        assert_eq!(house.watch(&mut watch).await, 0, "hour {hour}");
        house.minutes_pass(60).await;
    }
    assert_eq!(house.json("/alerts").await["items"], json!([]));
}

async fn an_alert_is_looked_at(house: House) {
    for n in 0..12 {
        house.refused_sign_in("203.0.113.9", &format!("m{}@example.org", n % 6)).await;
    }
    house.watch(&mut None).await;
    let alert = house.json("/alerts?unseen=true").await["items"][0].clone();
    let path = format!("/alerts/{}/acknowledgement", alert["id"].as_str().unwrap());
    let auditor = house.sign_in("auditor").await;
    let body = json!({"note": "The scanner we ordered."});
    assert_eq!(house.put(&path, 1, &body, Some(&auditor)).await.0, StatusCode::FORBIDDEN);
    assert_eq!(house.put(&path, 9, &body, None).await.0, StatusCode::PRECONDITION_FAILED);
    let (status, seen) = house.put(&path, 1, &body, None).await;
    let seen: Value = serde_json::from_slice(&seen).unwrap();
    assert_eq!((status, &seen["seen"]["note"], seen["version"].as_i64()), (StatusCode::OK, &body["note"], Some(2)));
    assert_eq!(house.json("/alerts?unseen=true").await["items"], json!([]));
    assert_eq!(house.json("/alerts").await["items"].as_array().unwrap().len(), 1, "it is never removed");
}
