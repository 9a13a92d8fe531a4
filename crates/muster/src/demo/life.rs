//! A few days of work: jobs are made, held, done and closed; some of those that were imported get attention too.

use super::person::{Person, id, items};
use crate::failure::Failure;
use http::Method;
use kernel::Timestamp;
use serde_json::{Value, json};

/// Customers and sites of a troupe, and jobs of their own.
pub(super) struct Scenery {
    pub(super) customers: &'static [(&'static str, &'static str)],
    pub(super) site: (&'static str, &'static str, &'static str),
    pub(super) jobs: &'static [(&'static str, &'static str, &'static str)],
}

/// Hours from now until the jobs are to be done, in their order: one is late, one is due soon.
const TARGETS: [Option<i64>; 8] = [Some(-20), Some(30), None, Some(-3), Some(-26), Some(52), Some(8), Some(2)];

/// Plays a few days of work; tells the site it was at.
pub(super) async fn play(dispatcher: &Person, member: &Person, scenery: &Scenery, zone: &str, now: Timestamp) -> Result<Value, Failure> {
    let mut customers = Vec::new();
    for (name, reference) in scenery.customers {
        customers.push(dispatcher.post("/customers", json!({"name": name, "reference": reference})).await?);
    }
    let (name, line, locality) = scenery.site;
    let customer = customers.first().map(|customer| customer["id"].clone());
    let address = json!({"lines": [line], "locality": locality, "region": null, "postcode": null, "country": "US"});
    let site = json!({"customer_id": customer, "name": name, "address": address, "time_zone": zone, "access_notes": "Ring at the gate; the caretaker has the key."});
    let site = dispatcher.post("/sites", site).await?;
    let mut jobs = Vec::new();
    for ((kind, title, priority), hours) in scenery.jobs.iter().zip(TARGETS) {
        let target = hours.map(|hours| now.plus_millis(hours * 3_600_000));
        let job = json!({"type": kind, "title": title, "priority": priority, "customer_id": customer, "site_id": site["id"], "target_at": target});
        jobs.push(dispatcher.post("/jobs", job).await?);
    }
    for (at, job) in jobs.iter().enumerate() {
        let notes = format!("/jobs/{}/notes", id(job));
        member.post(&notes, json!({"text": "On the list for this week's round."})).await?;
        match at % 4 {
            0 => {
                let done = dispatcher.act("jobs", job, "completion", Some(json!({"note": "Done on the first visit."}))).await?;
                dispatcher.act("jobs", &done, "closure", None).await?;
            }
            1 => {
                drop(dispatcher.act("jobs", job, "hold", Some(json!({"reason": "parts", "note": "The fitting is on order."}))).await?);
            }
            2 => drop(dispatcher.act("jobs", job, "completion", Some(json!({"note": "Photographs are with the customer."}))).await?),
            _ => drop(dispatcher.change(Method::PATCH, &format!("/jobs/{}", id(job)), job, Some(json!({"priority": "p1"}))).await?),
        }
    }
    attend_to_imported(dispatcher, member).await?;
    Ok(site)
}

/// Some of the imported jobs that are open get attention too.
async fn attend_to_imported(dispatcher: &Person, member: &Person) -> Result<(), Failure> {
    let open = dispatcher.get("/jobs?status=open&limit=12&sort=-created_at").await?;
    for (at, row) in items(&open).iter().enumerate() {
        let job = dispatcher.get(&format!("/jobs/{}", id(row))).await?;
        match at % 3 {
            0 => drop(
                dispatcher
                    .act("jobs", &job, "hold", Some(json!({"reason": "access", "note": "Nobody answered; a card was left."})))
                    .await?,
            ),
            1 => {
                drop(
                    member
                        .post(&format!("/jobs/{}/notes", id(row)), json!({"text": "Passed by: needs two people and the small lorry."}))
                        .await?,
                );
            }
            _ => drop(dispatcher.act("jobs", &job, "completion", Some(json!({"note": "Cleared in passing."}))).await?),
        }
    }
    Ok(())
}
