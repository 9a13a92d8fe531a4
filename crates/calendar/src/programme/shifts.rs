//! Volunteers' shifts as a JSON list: `start`, `end`, `venue`, `title`, `role`, `min_needed`, `max_needed`, `signed_up`, in local time.
//! Shifts of one title at one venue from one time to one other are one session with a need for each role; it is called by its title, or
//! else by its venue.

use super::json::{Row, Wrong};
use super::judge::Draft;
use super::{MOST_ROWS, Need, NotRead, Odd, Programme, Settings, text};
use jiff::civil::DateTime;
use serde_json::Value;
use std::collections::HashMap;

/// Reads shifts.
pub fn shifts(bytes: &[u8], settings: &Settings) -> Result<Programme, NotRead> {
    let read: Value = serde_json::from_str(text(bytes)?).map_err(|error| NotRead::Form(format!("is not JSON: {error}")))?;
    let rows = read.as_array().ok_or_else(|| NotRead::Form("is not a list of shifts".to_owned()))?;
    if rows.len() > MOST_ROWS {
        return Err(NotRead::TooMany);
    }
    let mut programme = Programme { rows: rows.len(), ..Programme::default() };
    let mut known = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        let row_number = at + 1;
        let Some(object) = row.as_object() else {
            programme.refuse(row_number, "row", &row.to_string(), "is no shift");
            continue;
        };
        match shift(&Row(object), row_number) {
            Ok(shift) => add(&mut programme, &mut known, shift, settings),
            Err(wrong) => programme.refuse(row_number, wrong.field, &wrong.value, wrong.reason),
        }
    }
    Ok(programme)
}

struct Shift {
    venue: String,
    title: String,
    start: DateTime,
    end: DateTime,
    need: Need,
}

fn shift(row: &Row<'_>, number: usize) -> Result<Shift, Wrong> {
    let most = row.number("max_needed")?;
    let least = row.number("min_needed")?;
    let need = Need {
        row: number,
        name: row.text("role"),
        least: least.unwrap_or(0),
        most: most.or(least).unwrap_or(1),
        wanted: None,
        signed_up: row.number("signed_up")?,
    };
    Ok(Shift { venue: row.text("venue"), title: row.text("title"), start: row.wall("start")?, end: row.wall("end")?, need })
}

type Key = (String, String, DateTime, DateTime);

fn add(programme: &mut Programme, known: &mut HashMap<Key, usize>, shift: Shift, settings: &Settings) {
    let Shift { venue, title, start, end, need } = shift;
    let key = (venue.clone(), title.clone(), start, end);
    if let Some(at) = known.get(&key).copied() {
        if programme.may(&need) {
            if programme.sessions[at].needs.iter().any(|other| other.name == need.name) {
                programme.remark(need.row, Odd::Again, format!("{} is needed there at that time by an earlier row too", need.name));
            }
            programme.midnight(need.row, start, end);
            programme.booked(&need);
            programme.sessions[at].needs.push(need);
        }
        return;
    }
    let name = [&title, &venue, &need.name].into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
    let (row, zone) = (need.row, settings.zone.clone());
    let nobody = (String::new(), Vec::new());
    let draft =
        Draft { row, reference: None, name, description: nobody.0, place: venue, zone, start, end, needs: vec![need], people: nobody.1 };
    if let Some(at) = programme.take(draft) {
        known.insert(key, at);
    }
}
