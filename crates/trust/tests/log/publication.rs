//! When a signed head is due: each hour or day, when the log grew by more than what publishing itself leaves in it. On both engines.
use crate::house::House;
use crate::on_both_engines;
use serde_json::json;

on_both_engines! {
    heads_are_due_when_the_log_grew_and_not_because_of_themselves
}

async fn heads_are_due_when_the_log_grew_and_not_because_of_themselves(mut house: House) {
    assert!(!house.head_is_due().await, "nobody decided anything");
    let asked = json!({"every": "day", "mail": ["log@auditors.example.org"], "url": null});
    assert_eq!(house.put("/audit/publication", 0, &asked, None).await.0, http::StatusCode::OK);
    assert!(house.head_is_due().await);
    house.publish().await;
    assert!(!house.head_is_due().await, "it was sent out a moment ago");
    house.mail_left().await;

    // A day goes by in which nothing is recorded but that head and its letter.
    house.clock.advance_seconds(25 * 60 * 60);
    assert!(!house.head_is_due().await, "what publishing leaves behind is no growth");
    // Counter-proof: anything else is.
    house.make_jobs(1).await;
    assert!(house.head_is_due().await);
    house.publish().await;
    house.make_jobs(1).await;
    house.clock.advance_seconds(23 * 60 * 60);
    assert!(!house.head_is_due().await, "not within the day");
    house.minutes_pass(70).await;
    assert!(house.head_is_due().await);
}
