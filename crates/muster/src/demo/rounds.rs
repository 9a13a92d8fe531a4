//! The visits of today and of this week for the backlog that was imported, with engineers on them; assets, a form, a promise.

use super::hands::Hands;
use super::person::{Person, id, items};
use super::upkeep;
use crate::failure::Failure;
use jiff::ToSpan as _;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use kernel::Timestamp;
use serde_json::{Value, json};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// What stands at the site, by name, kind and serial number.
const ASSETS: [(&str, &str, &str); 6] = [
    ("Sump pump 1", "Pump", "SP-20417"),
    ("Sump pump 2", "Pump", "SP-20418"),
    ("Yard light, north wall", "Light", "LT-0093"),
    ("Oil separator", "Separator", "OS-77-2"),
    ("Lifting gate", "Gate", "G-5510"),
    ("Backflow valve", "Valve", "BV-3312"),
];

/// What is promised, and how visits of a type go: so that what is made from now on knows it.
pub(super) async fn promise(administrator: &Person, zone: &str) -> Result<Value, Failure> {
    let hours = administrator.get("/service-hours").await?;
    let targets = json!({"p1": {"respond": 30, "attend": 60, "fix": 75}, "p2": {"respond": 240, "fix": 1_440}, "p3": {"fix": 7_200}});
    let body = json!({"zone": zone, "weekly": [], "holidays": [], "targets": targets});
    administrator.change(http::Method::PUT, "/service-hours", &hours, Some(body)).await?;
    let fields = json!([
        {"key": "found", "label": "What was found", "kind": "text", "required": true},
        {"key": "outcome", "label": "Outcome", "kind": "choice", "choices": ["Put right", "Made safe", "To come back"], "required": true},
        {"key": "cleared", "label": "Cleared away", "kind": "number", "unit": "kg", "min": 0, "max": 5_000},
    ]);
    let form = administrator.post("/form-templates", json!({"name": "Visit report", "fields": fields})).await?;
    administrator.post("/job-types", json!({"name": "Drain", "minutes": 90, "form_ids": [form["id"]]})).await?;
    Ok(form)
}

/// What visits are planned from.
pub(super) struct Round<'a> {
    pub(super) dispatcher: &'a Person,
    /// The first of the hands, in their order, who have signed in.
    pub(super) at_work: &'a [Person],
    pub(super) hands: &'a mut Hands,
    pub(super) form: &'a Value,
    pub(super) site: &'a Value,
    pub(super) now: Timestamp,
}

impl Round<'_> {
    /// Plans the round: today around now, then four more days; somebody is done, somebody is at it, somebody on the way.
    pub(super) async fn plan(self, today: Date, zone: &TimeZone) -> Result<usize, Failure> {
        let backlog = self.dispatcher.get("/jobs?status=open&limit=60&sort=-created_at").await?;
        let imported = items(&backlog).iter().filter(|job| !job["source"].is_null());
        let mut jobs = imported.map(|job| id(job).to_owned()).collect::<Vec<_>>().into_iter();
        self.equip(today, zone).await?;
        let (quarter, mut planned) = (15 * MINUTE, 0);
        let now = Timestamp::clamped(self.now.millis() / quarter * quarter);
        let around = |from: i64, until: i64| (now.plus_millis(from * MINUTE), now.plus_millis(until * MINUTE));
        let today_around_now = [
            (0, around(-240, -150), Some("done")),
            (0, around(-30, 60), Some("on_site")),
            (0, around(120, 210), None),
            (1, around(-180, -90), Some("done")),
            (1, around(15, 105), Some("travelling")),
            (2, around(-120, -45), Some("done")),
            (2, around(45, 120), Some("accepted")),
            (3, around(-15, 75), Some("sent")),
            (4, around(30, 150), Some("sent")),
            (5, around(60, 120), Some("sent")),
            (6, around(90, 210), None),
        ];
        let later = (1..5_i64).flat_map(|day| {
            let at = move |hour: i8| zone.to_timestamp(today.saturating_add(day.days()).to_datetime(time(hour, 0, 0, 0)));
            let starts = [8_i8, 10, 13, 15].into_iter().enumerate().filter_map(move |(turn, hour)| Some((turn, at(hour).ok()?)));
            starts.flat_map(move |(turn, start)| {
                let start = Timestamp::clamped(start.as_millisecond());
                let who = usize::try_from(day).unwrap_or(0) + 2 * turn;
                [who, who + 3].map(|who| (who % 9, (start, start.plus_millis(HOUR + HOUR / 2)), None))
            })
        });
        for (who, (start, end), state) in today_around_now.into_iter().chain(later) {
            let Some(member) = self.hands.take(who, start, end) else { continue };
            let Some(job) = jobs.next() else { break };
            let visit = json!({"start": start, "end": end, "form_ids": [self.form["id"]], "people": {"min": 1, "max": 1}});
            let visit = self.dispatcher.post(&format!("/jobs/{job}/visits"), visit).await?;
            planned += 1;
            // Now and then nobody goes yet: there is something to plan.
            if state.is_none() && planned % 8 == 7 {
                continue;
            }
            let wanted = visit["requirement_id"].as_str().unwrap_or_default();
            self.dispatcher.post(&format!("/requirements/{wanted}/assignments"), json!({"member_id": member})).await?;
            if let Some(state) = state {
                self.tell(who, &visit, state, (start, end)).await?;
            }
        }
        Ok(planned)
    }

    /// Assets at the site, a job on two of them that was promised within the hour, and plans to look after them.
    async fn equip(&self, today: Date, zone: &TimeZone) -> Result<(), Failure> {
        let mut assets = Vec::new();
        for (name, kind, serial) in ASSETS {
            let asset = json!({"site_id": self.site["id"], "name": name, "kind": kind, "serial": serial});
            assets.push(self.dispatcher.post("/assets", asset).await?["id"].clone());
        }
        let job = json!({"type": "Drain", "title": "Water is rising in the pump room", "priority": "p1", "site_id": self.site["id"],
            "customer_id": self.site["customer"]["id"], "asset_ids": assets[..2]});
        self.dispatcher.post("/jobs", job).await?;
        upkeep::plan(self.dispatcher, self.site, &assets, zone.iana_name().unwrap_or("UTC"), today).await
    }

    /// How a visit went so far: what the office tells, or the telephone of whoever goes.
    async fn tell(&self, who: usize, visit: &Value, state: &str, (start, end): (Timestamp, Timestamp)) -> Result<(), Failure> {
        let path = format!("/visits/{}", id(visit));
        self.dispatcher.post(&format!("{path}/events"), json!({"kind": "sent"})).await?;
        let Some(engineer) = self.at_work.get(who).filter(|_| state != "sent") else { return Ok(()) };
        let told = match state {
            "accepted" => vec![("accepted", self.now)],
            "travelling" => vec![("accepted", self.now.plus_millis(-HOUR)), ("travelling", self.now.plus_millis(-9 * MINUTE))],
            _ => vec![("travelling", start.plus_millis(-20 * MINUTE)), ("on_site", start.plus_millis(3 * MINUTE))],
        };
        for (kind, at) in told {
            self.by_telephone(engineer, &path, kind, at).await?;
        }
        if state == "done" {
            let values =
                json!({"found": "Blocked by leaves and a plank; cleared by hand.", "outcome": "Put right", "cleared": 35 + 20 * who});
            engineer.post(&format!("{path}/forms"), json!({"template_id": self.form["id"], "values": values})).await?;
            self.by_telephone(engineer, &path, "done", end.plus_millis(-4 * MINUTE)).await?;
        }
        Ok(())
    }

    async fn by_telephone(&self, engineer: &Person, path: &str, kind: &str, at: Timestamp) -> Result<(), Failure> {
        // A telephone counts what it tells; an instant is as good a count, for no two are alike.
        let device = json!({"id": format!("phone of {}", &path[path.len() - 6..]), "counter": at.millis()});
        engineer.post(&format!("{path}/events"), json!({"kind": kind, "at": at, "device": device})).await.map(drop)
    }
}
