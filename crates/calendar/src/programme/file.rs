//! iCalendar files as plans: what recurs is expanded, edited occurrences stand in place of what they edit.

use super::judge::Draft;
use super::{MOST_ROWS, NotRead, Odd, Programme, Settings};
use crate::ics::{Event, events, read, spans};
use crate::recurrence::{Moment, Window};
use crate::wall::land;
use jiff::Timestamp;
use jiff::civil::{DateTime, Time};

/// What an occurrence is known by: what is edited keeps the mark of what it replaces, and what happens once is known whenever it is moved to.
fn mark(event: &Event, start: Timestamp) -> String {
    let zone = &event.recurrence.start.zone;
    let at_first = |wall: DateTime| land(wall, zone).map_or(start, |landed| landed.instant);
    let occurrence = match &event.replaces {
        Some(Moment::Instant(instant)) => *instant,
        Some(Moment::Wall(wall)) => at_first(*wall),
        Some(Moment::Date(date)) => at_first(date.to_datetime(Time::midnight())),
        None if event.recurrence.rules.is_empty() && event.recurrence.also.is_empty() => return event.uid.clone(),
        None => start,
    };
    format!("{} {occurrence}", event.uid)
}

/// Reads a calendar. Rows are lines of the file: those on which the events begin.
pub fn calendar(bytes: &[u8], settings: &Settings) -> Result<Programme, NotRead> {
    let file = read(bytes).map_err(|refusal| NotRead::Form(refusal.to_string()))?;
    let (events, problems) = events(&file, &settings.zone);
    let name = file.calendars.first().and_then(|calendar| calendar.property("X-WR-CALNAME").or(calendar.property("NAME")));
    let mut programme = Programme {
        name: name.map(|property| property.value.trim().to_owned()).filter(|name| !name.is_empty()),
        rows: events.len() + problems.len(),
        ..Programme::default()
    };
    let window = Window { from: settings.from, until: settings.until, most: MOST_ROWS };
    let (times, more) = spans(&events, window);
    for problem in problems {
        programme.refuse(problem.line, "event", "", problem.reason);
    }
    for problem in more {
        programme.remark(problem.line, Odd::Unread, problem.reason);
    }
    for time in times {
        let event = &events[time.event];
        let zone = event.recurrence.start.zone.clone();
        let end = zone.to_datetime(time.end);
        programme.take(Draft {
            row: event.line,
            reference: Some(mark(event, time.start)),
            name: event.title.clone(),
            description: event.description.clone(),
            place: event.place.clone(),
            start: zone.to_datetime(time.start),
            zone,
            end,
            needs: Vec::new(),
            people: Vec::new(),
        });
    }
    Ok(programme)
}
