//! The programme of a real conference, as shifts for those who help: each room is one for a half day. Where it comes from:
//! `demo/SOURCES.md`.

use crate::failure::Failure;
use calendar::programme::{Session, Settings, schedule_xml};
use flate2::read::GzDecoder;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::io::Read as _;

const PACKED: &[u8] = include_bytes!("../../demo/fosdem-2020.xml.gz");
/// The rooms that hold most: there is somebody for first aid, and a second steward.
const LARGE: [&str; 2] = ["Janson", "K.1.105"];
/// How much of a title is shown.
const LONGEST: usize = 60;

/// The shifts as if the first day were `first`, in the form that the import takes.
pub(super) fn shifts(first: Date, zone: &TimeZone) -> Result<String, Failure> {
    let mut xml = Vec::new();
    GzDecoder::new(PACKED).read_to_end(&mut xml)?;
    let settings = Settings { zone: zone.clone(), first_day: None, from: jiff::Timestamp::UNIX_EPOCH, until: jiff::Timestamp::UNIX_EPOCH };
    let read = schedule_xml(&xml, &settings).map_err(|error| Failure::failed(error.to_string()))?;
    let mut halves: Vec<Vec<&Session>> = Vec::new();
    for talk in &read.sessions {
        let its = half(talk);
        match halves.iter_mut().find(|other| other.first().is_some_and(|first| half(first) == its)) {
            Some(there) => there.push(talk),
            None => halves.push(vec![talk]),
        }
    }
    let began = read.sessions.iter().map(|talk| talk.start.date()).min().unwrap_or(first);
    let away = first - began;
    let rows: Vec<Value> = halves.iter().flat_map(|talks| needed(talks, away)).collect();
    Ok(Value::from(rows).to_string())
}

/// Which room on which day, before lunch or after it.
fn half(talk: &Session) -> (&str, Date, bool) {
    (&talk.place, talk.start.date(), talk.start.time() < time(13, 0, 0, 0))
}

/// Who is needed in a room for half a day.
fn needed(talks: &[&Session], away: jiff::Span) -> Vec<Value> {
    let (Some(first), Some(start), Some(end)) =
        (talks.first(), talks.iter().map(|talk| talk.start).min(), talks.iter().map(|talk| talk.end).max())
    else {
        return Vec::new();
    };
    let written = |at: jiff::civil::DateTime| at.saturating_add(away).strftime("%Y-%m-%d %H:%M:%S").to_string();
    let (start, end, room) = (written(start), written(end), first.place.as_str());
    let more = talks.len() - 1;
    let title = format!("{room}: {} and {more} more", shortened(&first.name));
    let large = LARGE.iter().any(|name| room.starts_with(name));
    let mut needs = vec![("Host", 1), ("Door steward", 1 + u8::from(large))];
    if large {
        needs.push(("First aider", 1));
    }
    let row = |(role, most): (&str, u8)| json!({"title": title, "venue": room, "role": role, "start": start, "end": end, "min_needed": 1, "max_needed": most});
    needs.into_iter().map(row).collect()
}

/// A title up to the last whole word that has room.
fn shortened(title: &str) -> String {
    if title.chars().count() <= LONGEST {
        return format!("“{title}”");
    }
    let cut: String = title.chars().take(LONGEST).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("“{}…”", whole.trim_end_matches([',', ':', ';', '-', '–', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_room_is_one_shift_for_a_half_day_and_keeps_its_hours() {
        let zone = TimeZone::get("America/Los_Angeles").unwrap();
        let rows: Vec<Value> = serde_json::from_str(&shifts(date(2026, 11, 28), &zone).unwrap()).unwrap();
        let first = json!({"title": "Janson: “Welcome to FOSDEM 2020” and 3 more", "venue": "Janson", "role": "Host",
            "start": "2026-11-28 09:30:00", "end": "2026-11-28 12:50:00", "min_needed": 1, "max_needed": 1});
        assert_eq!(rows[0], first);
        let hosts: Vec<&Value> = rows.iter().filter(|row| row["role"] == "Host").collect();
        let aiders = rows.iter().filter(|row| row["role"] == "First aider").count();
        assert_eq!((hosts.len(), aiders, rows.len()), (52, 8, 112));
        assert!(rows.iter().all(|row| row["start"].as_str().unwrap().starts_with("2026-11-2") && row["title"].as_str().unwrap().chars().count() <= 120));
        assert!(hosts.iter().any(|row| row["start"].as_str().unwrap().starts_with("2026-11-29 ")));
    }

    #[test]
    fn a_long_title_ends_after_a_word() {
        assert_eq!(shortened("Go"), "“Go”");
        let long = "How Containers and Kubernetes re-defined the GNU/Linux Operating System";
        assert_eq!(shortened(long), "“How Containers and Kubernetes re-defined the GNU/Linux…”");
    }
}
