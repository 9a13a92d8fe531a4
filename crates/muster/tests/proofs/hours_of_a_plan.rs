//! Hours come to what was planned: a plan with sign-ups is brought in, as many members are booked, time passes, and the hours that follow
//! add up to the same minutes, over midnight and over a change of the clocks. All of it is invented.

use crate::world::{World, on_both};
use access::Role;
use http::Method;
use kernel::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn shift(start: &str, end: &str, role: &str, venue: &str, signed_up: u32) -> Value {
    json!({"start": start, "end": end, "role": role, "venue": venue, "min_needed": 1, "max_needed": 4, "signed_up": signed_up})
}

/// Shifts as a file tells them.
fn shifts() -> Vec<Value> {
    vec![
        shift("2026-12-05 20:00:00", "2026-12-06 02:15:00", "Steward", "North gate", 3),
        shift("2026-12-05 20:00:00", "2026-12-06 02:15:00", "First aider", "North gate", 1),
        shift("2026-12-06 02:15:00", "2026-12-06 06:00:00", "Steward", "North gate", 2),
        shift("2026-12-06 09:00:00", "2026-12-06 09:50:00", "Runner", "Square", 0),
        shift("2027-03-28 00:30:00", "2027-03-28 05:00:00", "Steward", "North gate", 2),
    ]
}

/// What a requirement is known by, in the file and here: when it begins, where, and what it is called.
type Known = (String, String, String);

fn signed_up(shifts: &[Value]) -> BTreeMap<Known, u32> {
    let text = |shift: &Value, field: &str| shift[field].as_str().unwrap().to_owned();
    let known = |shift: &Value| (text(shift, "start")[..16].replace(' ', "T"), text(shift, "venue"), text(shift, "role"));
    shifts.iter().map(|shift| (known(shift), u32::try_from(shift["signed_up"].as_u64().unwrap()).unwrap())).collect()
}

/// Whom to book: whoever is free.
struct Crowd(Vec<(String, Vec<(Timestamp, Timestamp)>)>);

impl Crowd {
    async fn of(world: &World, many: usize) -> Self {
        let mut crowd = Vec::new();
        for number in 0..many {
            let (name, address) = (format!("Volunteer {number}"), format!("volunteer-{number}@example.org"));
            crowd.push((world.add_member(&world.north, &name, &address).await, Vec::new()));
        }
        Self(crowd)
    }

    fn free(&mut self, start: Timestamp, end: Timestamp) -> String {
        let is_free = |had: &[(Timestamp, Timestamp)]| had.iter().all(|(from, until)| *until <= start || end <= *from);
        let found = self.0.iter_mut().find(|(_, had)| is_free(had)).unwrap();
        found.1.push((start, end));
        found.0.clone()
    }
}

#[test]
fn hours_come_to_the_minutes_that_were_signed_up_for() {
    on_both(|on| async move {
        let world = World::new(on).await;
        let planner = world.signed_in(&world.north, Role::Owner).await;
        let (shifts, mut crowd) = (shifts(), Crowd::of(&world, 6).await);
        let plan = json!({"format": "emf_shifts", "name": "Winter fair", "text": Value::from(shifts.clone()).to_string()});
        let brought = planner.send(Method::POST, "/api/v1/planning-imports", &[], Some(plan)).await.json();
        assert_eq!(brought["refusals"], json!([]));
        planner.publish(brought["event"]["id"].as_str().unwrap()).await;

        let mut wanted = signed_up(&shifts);
        let sessions = planner.get(&format!("/api/v1/events/{}/sessions", brought["event"]["id"].as_str().unwrap())).await.json();
        let mut last = Timestamp::MIN;
        for session in sessions["items"].as_array().unwrap() {
            let at = |field: &str| Timestamp::parse(session[field].as_str().unwrap()).unwrap();
            let (start, end) = (at("start"), at("end"));
            last = last.max(end);
            for need in session["requirements"].as_array().unwrap() {
                let text = |value: &Value| value.as_str().unwrap().to_owned();
                let known = (text(&session["start_local"])[..16].to_owned(), text(&session["place"]), text(&need["name"]));
                let bookings = format!("/api/v1/requirements/{}/bookings", text(&need["id"]));
                for _ in 0..wanted.remove(&known).unwrap() {
                    let booking = planner.create(&bookings, json!({"member_id": crowd.free(start, end)})).await;
                    assert_eq!(booking["state"], "confirmed");
                }
            }
        }
        assert_eq!(wanted, BTreeMap::new(), "every shift of the file is here");

        world.clock.set(last);
        let planner = world.signed_in(&world.north, Role::Owner).await;
        let days = json!({"from": "2026-12-01", "until": "2027-03-31"});
        let derived = planner.send(Method::POST, "/api/v1/hours/derivations", &[], Some(days)).await.json();
        assert_eq!((&derived["from_assignment"], &derived["more"]), (&brought["signed_up"], &json!(false)));
        let report = planner.get("/api/v1/hours/report?by=member&from=2026-12-01&until=2027-03-31").await.json();
        assert_eq!(report["total"]["minutes"], brought["signed_up_minutes"], "{on:?}");
        assert_eq!(report["total"]["minutes"], 4 * 375 + 2 * 225 + 2 * 210, "an hour of that night there was not");
    });
}
