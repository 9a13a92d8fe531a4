//! Assignments as entries of a calendar.

use super::rows::Shown;
use calendar::ics::{Calendar, Entry, Standing, write};
use calendar::wall::zone;
use kernel::Timestamp;

/// How often a calendar is asked to look again.
const MINUTES: u32 = 30;

/// The text of a calendar. In a unit's, each entry says whose it is.
pub(super) fn text(name: &str, rows: Vec<Shown>, of_unit: bool) -> String {
    let entries = rows.into_iter().map(|row| entry(row, of_unit)).collect();
    write(&Calendar { name: name.to_owned(), refresh_minutes: MINUTES, entries })
}

fn entry(row: Shown, of_unit: bool) -> Entry {
    let (id, member, member_name, version, start, end, zone_name, title, place, state, live, reason, changed, detail) = row;
    let instant = |at: Timestamp| jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
    let standing = match state.as_str() {
        _ if !live => Standing::Cancelled,
        "offered" => Standing::Tentative,
        _ => Standing::Confirmed,
    };
    let described = [detail.filter(|detail| !detail.is_empty()), reason.filter(|_| !live)];
    Entry {
        // In one's own calendar an assignment that went to somebody else is another entry than theirs.
        uid: if of_unit { format!("{id}@muster") } else { format!("{id}.{member}@muster") },
        sequence: u32::try_from(version).unwrap_or(u32::MAX),
        changed: instant(changed),
        start: instant(start),
        end: instant(end),
        zone: zone(&zone_name).unwrap_or(jiff::tz::TimeZone::UTC),
        title: if of_unit { format!("{title} · {member_name}") } else { title },
        description: described.into_iter().flatten().collect::<Vec<_>>().join("\n"),
        place,
        standing,
    }
}
