//! The duties of every week: planned three weeks ago, worked, ticked off, and their hours agreed so far.

use super::abilities::{Ability, COMMON, LEADING, can};
use super::hands::Hands;
use super::person::{Person, id, items};
use crate::failure::Failure;
use http::Method;
use jiff::ToSpan as _;
use jiff::civil::Date;
use kernel::Timestamp;
use serde_json::{Value, json};

/// A duty that comes again and again: from so many days before today, every so many days, so many times.
struct Series {
    name: &'static str,
    place: &'static str,
    before: i64,
    every: i64,
    count: i64,
    hours: (&'static str, &'static str),
    needs: &'static [(&'static str, u8, u8, Option<Ability>)],
}

const SERIES: [Series; 2] = [
    Series {
        name: "Evening watch",
        place: "Old Quay, from the slip to the lock",
        before: 20,
        every: 2,
        count: 17,
        hours: ("18:00", "21:30"),
        needs: &[("Watch leader", 1, 1, Some(LEADING)), ("Watch keeper", 1, 2, None)],
    },
    Series {
        name: "First-aid post",
        place: "Pier 9 first-aid post",
        before: 8,
        every: 1,
        count: 17,
        hours: ("10:00", "15:00"),
        needs: &[("First aider", 1, 2, Some(COMMON))],
    },
];

/// Plans the weeks before and after today, publishes them, and has places booked for all of them that are not far away.
pub(super) async fn plan(
    administrator: &Person,
    dispatcher: &Person,
    competencies: &[Value],
    hands: &mut Hands,
    today: Date,
) -> Result<Value, Failure> {
    let duty = administrator.post("/duty-types", json!({"name": "Watch", "counts_towards_minimum": true})).await?;
    let minimum = administrator.get("/minimum-hours").await?;
    let body = json!({"minutes_per_month": 8 * 60, "duty_type_ids": [duty["id"]]});
    administrator.change(Method::PUT, "/minimum-hours", &minimum, Some(body)).await?;
    let about = json!({"name": "Harbour watch", "description": "Evenings on the quay, and the first-aid post by day.", "place": "Harbour"});
    let event = dispatcher.post("/events", about).await?;
    let sessions = format!("/events/{}/sessions", id(&event));
    for series in &SERIES {
        let first = today.saturating_sub(series.before.days());
        let body = json!({
            "name": series.name,
            "place": series.place,
            "start_local": format!("{first}T{}", series.hours.0),
            "end_local": format!("{first}T{}", series.hours.1),
            "repeat": {"rule": format!("FREQ=DAILY;INTERVAL={}", series.every), "count": series.count},
        });
        dispatcher.post(&sessions, body).await?;
    }
    for session in items(&dispatcher.get(&sessions).await?) {
        let series = SERIES.iter().find(|series| session["name"] == series.name);
        for (name, min, max, ability) in series.into_iter().flat_map(|series| series.needs) {
            let asked: Vec<Value> = ability.iter().map(|ability| json!({"id": competencies[*ability]["id"]})).collect();
            let need = json!({"name": name, "min": min, "max": max, "competencies": asked, "duty_type_id": duty["id"]});
            dispatcher.post(&format!("/event-sessions/{}/requirements", id(session)), need).await?;
        }
    }
    let event = dispatcher.get(&format!("/events/{}", id(&event))).await?;
    let event = dispatcher.act("events", &event, "publication", None).await?;
    book(dispatcher, &sessions, hands, today).await?;
    Ok(event)
}

async fn book(dispatcher: &Person, sessions: &str, hands: &mut Hands, today: Date) -> Result<(), Failure> {
    let soon = format!("{}", today.saturating_add(4.days()));
    for session in items(&dispatcher.get(sessions).await?) {
        let (Some(from), Some(until)) = (at(&session["start"]), at(&session["end"])) else { continue };
        let day = session["start_local"].as_str().unwrap_or_default();
        for need in session["requirements"].as_array().into_iter().flatten() {
            let ability = SERIES.iter().flat_map(|series| series.needs).find(|(name, ..)| need["name"] == *name).and_then(|need| need.3);
            let most = need["max"].as_u64().unwrap_or(1);
            // The past was full; of what is to come the second place is open, and of what is far away everything.
            let wanted = if day < today.to_string().as_str() { most } else { u64::from(day < soon.as_str()) };
            for _ in 0..wanted {
                let will_do = |at: usize| ability.is_none_or(|ability| can(at, ability)) && at % 7 != 6 && at != 3;
                let Some(member) = hands.take_any(will_do, from, until) else { break };
                dispatcher.post(&format!("/requirements/{}/bookings", id(need)), json!({"member_id": member})).await?;
            }
        }
    }
    Ok(())
}

/// Ticks off who was there in the weeks that are over, and who is there now; who leads found what is a week old right.
pub(super) async fn look_back(dispatcher: &Person, event: &Value, now: Timestamp) -> Result<(), Failure> {
    let sessions = dispatcher.get(&format!("/events/{}/sessions", id(event))).await?;
    let begun = items(&sessions).iter().filter(|session| at(&session["start"]).is_some_and(|start| start <= now));
    for (turn, session) in begun.enumerate() {
        let path = format!("/event-sessions/{}/attendance", id(session));
        let there = dispatcher.get(&path).await?;
        let marks: Vec<Value> = items(&there).iter().enumerate().map(|(place, one)| mark(one, turn, place, now)).collect();
        if marks.is_empty() {
            continue;
        }
        dispatcher.change(Method::PUT, &path, &Value::Null, Some(json!({ "marks": marks }))).await?;
        if at(&session["end"]).is_some_and(|end| end < now.plus_millis(-WEEK)) {
            let session = dispatcher.get(&format!("/event-sessions/{}", id(session))).await?;
            dispatcher.act("event-sessions", &session, "reconciliation", None).await?;
        }
    }
    Ok(())
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const WEEK: i64 = 7 * DAY;

/// People come a little early or late, and stay a little longer or go; that somebody did not come is put down within a day. Whoever is
/// there now has not gone yet.
fn mark(one: &Value, turn: usize, place: usize, now: Timestamp) -> Value {
    let assignment = &one["assignment_id"];
    let step = i64::try_from(turn + 3 * place).unwrap_or(0);
    match (at(&one["start"]), at(&one["end"])) {
        (Some(start), Some(end)) if end >= now => json!({"assignment_id": assignment, "on": start}),
        (Some(start), Some(end)) if place == 0 || end < now.plus_millis(-DAY / 2) => {
            let (on, off) = (start.plus_millis((step % 4 - 1) * 5 * MINUTE), end.plus_millis((step % 5 - 3) * 5 * MINUTE));
            json!({"assignment_id": assignment, "on": on, "off": off})
        }
        _ => json!({"assignment_id": assignment, "absent": true}),
    }
}

/// Members find their own hours right but for the last days'; what is older is approved.
pub(super) async fn agree(members: &[&Person], administrator: &Person, now: Timestamp) -> Result<(), Failure> {
    for member in members {
        for hours in items(&member.get("/hours?limit=200").await?) {
            if hours["state"] == "recorded" && begins_before(hours, now.plus_millis(-4 * DAY)) {
                member.act("hours", hours, "confirmation", None).await?;
            }
        }
    }
    for hours in items(&administrator.get("/hours?limit=200").await?) {
        if hours["state"] == "confirmed" && begins_before(hours, now.plus_millis(-9 * DAY)) {
            administrator.act("hours", hours, "approval", None).await?;
        }
    }
    Ok(())
}

fn begins_before(row: &Value, then: Timestamp) -> bool {
    at(&row["start"]).is_some_and(|start| start < then)
}

/// An instant as it is told.
pub(super) fn at(told: &Value) -> Option<Timestamp> {
    told.as_str().and_then(Timestamp::parse)
}
