//! What is looked after by plan: jobs that come by themselves, some made already, some to come, one plan that rests.

use super::person::{Person, id};
use crate::failure::Failure;
use http::Method;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::{Value, json};

/// Plans over the assets of a site, in their order: two pumps, a light, a separator, a gate, a valve.
pub(super) async fn plan(dispatcher: &Person, site: &Value, assets: &[Value], zone: &str, today: Date) -> Result<(), Failure> {
    let ids = |range: std::ops::Range<usize>| assets.get(range).unwrap_or_default().to_vec();
    let plan = |name: &str, on: Vec<Value>, title: &str, rule: &str, first: Date, basis: &str| {
        json!({"name": name, "on": on, "job": {"title": title, "type_id": null}, "rule": rule, "first_date": first.to_string(),
            "zone": zone, "window": {"days_before": 3, "days_after": 4}, "basis": basis})
    };
    let soon = today.saturating_add(6.days());
    let plans = [
        plan("Pumps, every quarter", ids(0..2), "Inspect the pump and its float switch", "FREQ=MONTHLY;INTERVAL=3", soon, "plan"),
        plan("Separator, every month", ids(3..4), "Empty the oil separator", "FREQ=MONTHLY", today.saturating_add(11.days()), "plan"),
        plan(
            "Gate, half a year after it was last done",
            ids(4..5),
            "Grease and test the gate",
            "FREQ=MONTHLY;INTERVAL=6",
            today.saturating_add(40.days()),
            "completion",
        ),
        plan(
            "Yard, every winter",
            vec![site["id"].clone()],
            "Grit the yard and clear its gullies",
            "FREQ=WEEKLY;BYDAY=MO",
            today.saturating_add(21.days()),
            "plan",
        ),
    ];
    for (at, body) in plans.into_iter().enumerate() {
        let made = dispatcher.post("/maintenance-plans", body).await?;
        let path = format!("/maintenance-plans/{}", id(&made));
        if at == 3 {
            let reason = json!({"reason": "The winter contract is not signed yet."});
            dispatcher.change(Method::PUT, &format!("{path}/suspension"), &made, Some(reason)).await?;
        } else {
            dispatcher.change(Method::PUT, &format!("{path}/generation"), &Value::Null, None).await?;
        }
    }
    Ok(())
}
