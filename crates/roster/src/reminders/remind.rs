//! Reminding whoever is to be reminded now.

use super::{Due, TOLD, due};
use courier::House;
use kernel::{Error, Result, Zone};
use notices::{NoticeKind, Telling};
use store::{Committed, Event, Subject, WriteTx};

/// Reminds everybody of whom it is due, in the name of `house`; refused with a clash when another server did so a moment ago.
pub fn remind(mut tx: WriteTx<'_>, house: &House) -> Result<Committed<usize>> {
    let due = due(&mut tx)?;
    let mut told = 0;
    for one in &due {
        told += tell(&mut tx, house, one)?;
    }
    if told == 0 {
        return Err(Error::Clash { code: "told-already", message: "everybody was reminded already".into() });
    }
    let event = Event::new(&TOLD, Subject::unnamed("assignment")).first("members", &told);
    let event = due.iter().fold(event, |event, one| event.touching(Subject::new("assignment", one.id)));
    tx.commit(event, told)
}

fn tell(tx: &mut WriteTx<'_>, house: &House, one: &Due) -> Result<usize> {
    let rules = Zone::parse(&one.zone).map_or(jiff::tz::TimeZone::UTC, |zone| zone.rules());
    let mut text = format!("From {}", one.start.told_in(&rules));
    if !one.place.is_empty() {
        text = format!("{text}\n{}", one.place);
    }
    let members = [one.member];
    let telling = Telling::new(&members, NoticeKind::Reminder, Subject::new("assignment", one.id), format!("Soon: {}", one.title), text);
    notices::tell_once(tx, telling.with_letter(house, "/my-work"), &one.key())
}
