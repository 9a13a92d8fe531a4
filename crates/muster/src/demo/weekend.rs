//! The event of the coming weekend: a real programme, brought in by the import that everybody uses, published, and half booked.

use super::abilities::{COMMON, can};
use super::hands::Hands;
use super::person::{Person, id, items};
use super::programme;
use super::rota::at;
use crate::failure::Failure;
use http::Method;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde_json::{Value, json};

const NAME: &str = "FOSDEM 2020, once more";
const ABOUT: &str = "Rooms, times and titles are those of FOSDEM 2020 (fosdem.org, CC BY 2.0 BE), cut to the buildings H, K and Janson and moved to \
    this coming weekend and to clocks here. Who helps is invented, and FOSDEM has nothing to do with it.";
/// Of so many places one is left open.
const OPEN_EVERY: usize = 4;

/// The next Saturday that has not begun.
fn saturday_after(today: Date) -> Date {
    today.nth_weekday(1, Weekday::Saturday).unwrap_or(today)
}

pub(super) async fn prepare(
    dispatcher: &Person,
    competencies: &[Value],
    hands: &mut Hands,
    today: Date,
    zone: &TimeZone,
) -> Result<u64, Failure> {
    let text = programme::shifts(saturday_after(today), zone)?;
    let plan = json!({"format": "emf_shifts", "name": NAME, "text": text});
    let report = dispatcher.post("/planning-imports", plan).await?;
    if report["refusals"].as_array().is_none_or(|refusals| !refusals.is_empty()) {
        return Err(Failure::failed(format!("the programme was not taken whole: {}", report["refusals"])));
    }
    let path = format!("/events/{}", id(&report["event"]));
    let about = json!({"description": ABOUT, "place": "ULB, buildings H, K and Janson"});
    let event = dispatcher.change(Method::PATCH, &path, &report["event"], Some(about)).await?;
    let sessions = format!("{path}/sessions");
    for need in needs(&dispatcher.get(&sessions).await?, "First aider") {
        let asked = json!({"competencies": [{"id": competencies[COMMON]["id"]}]});
        dispatcher.change(Method::PATCH, &format!("/requirements/{}", id(&need)), &need, Some(asked)).await?;
    }
    dispatcher.act("events", &event, "publication", None).await?;
    let planned = dispatcher.get(&sessions).await?;
    fill(dispatcher, &planned, hands).await?;
    want_more(dispatcher, &planned, hands).await?;
    Ok(report["places"].as_u64().unwrap_or_default())
}

fn needs(sessions: &Value, name: &str) -> Vec<Value> {
    let all = items(sessions).iter().flat_map(|session| session["requirements"].as_array().into_iter().flatten());
    all.filter(|need| need["name"] == name).cloned().collect()
}

/// Whoever leads has booked most places, for people who are free then and can do it.
async fn fill(dispatcher: &Person, sessions: &Value, hands: &mut Hands) -> Result<(), Failure> {
    let mut turn = 0;
    for session in items(sessions) {
        let (Some(from), Some(until)) = (at(&session["start"]), at(&session["end"])) else { continue };
        for need in session["requirements"].as_array().into_iter().flatten() {
            for _ in 0..need["max"].as_u64().unwrap_or(1) {
                turn += 1;
                if turn % OPEN_EVERY == 3 {
                    continue;
                }
                let will_do = |at: usize| need["name"] != "First aider" || (can(at, COMMON) && at != 3);
                // Those who can sign in find open places too: not all of their weekend is taken.
                let Some(member) = hands.take_any(|at| will_do(at) && (at > 2 || turn < 40), from, until) else { continue };
                dispatcher.post(&format!("/requirements/{}/bookings", id(need)), json!({"member_id": member})).await?;
            }
        }
    }
    Ok(())
}

/// Two wait for a place that is taken; one was invited to a place that is open, one was offered one.
async fn want_more(dispatcher: &Person, sessions: &Value, hands: &mut Hands) -> Result<(), Failure> {
    let there = |free: bool| {
        let pairs = items(sessions)
            .iter()
            .flat_map(|session| session["requirements"].as_array().into_iter().flatten().map(move |need| (session, need)));
        pairs.filter(move |(_, need)| free == (need["name"] == "Door steward"))
    };
    let (mut waiting, mut asked) = (0, 0);
    for (session, need) in there(false).filter(|(_, need)| need["name"] == "Host") {
        let path = format!("/requirements/{}", id(need));
        let (Some(from), Some(until)) = (at(&session["start"]), at(&session["end"])) else { continue };
        let full = filled(dispatcher, session, need).await? >= need["max"].as_u64().unwrap_or(1);
        if full && waiting < 2 {
            let Some(member) = hands.take(1 + waiting, from, until) else { continue };
            dispatcher.post(&format!("{path}/bookings"), json!({"member_id": member})).await?;
            waiting += 1;
        }
        if waiting == 2 {
            break;
        }
    }
    for (session, need) in there(true).skip(20) {
        let (Some(from), Some(until)) = (at(&session["start"]), at(&session["end"])) else { continue };
        if filled(dispatcher, session, need).await? > 0 {
            continue;
        }
        let Some(member) = hands.take(0, from, until) else { continue };
        if asked == 0 {
            let invited = json!({"requirement_id": need["id"], "member_ids": [member]});
            dispatcher.post(&format!("/event-sessions/{}/invitations", id(session)), invited).await?;
        } else {
            let offered = json!({"member_id": member, "offer": true});
            dispatcher.post(&format!("/requirements/{}/assignments", id(need)), offered).await?;
        }
        asked += 1;
        if asked == 2 {
            break;
        }
    }
    Ok(())
}

/// How many have the place now.
async fn filled(dispatcher: &Person, session: &Value, need: &Value) -> Result<u64, Failure> {
    let now = dispatcher.get(&format!("/event-sessions/{}", id(session))).await?;
    let found = now["requirements"].as_array().into_iter().flatten().find(|other| other["id"] == need["id"]);
    Ok(found.and_then(|need| need["filled"].as_u64()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_weekend_has_not_begun() {
        let days = [date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)].map(saturday_after);
        assert_eq!(days, [date(2026, 11, 21), date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 28)]);
    }
}
