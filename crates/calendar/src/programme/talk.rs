//! One entry of a conference's programme, as frab and pentabarf write it in XML and in JSON alike.

use super::judge::Draft;
use super::{Odd, Programme, Settings};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

/// What an entry says, as text.
pub(super) struct Talk {
    pub(super) row: usize,
    pub(super) guid: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) description: String,
    pub(super) room: String,
    pub(super) date: String,
    pub(super) start: String,
    pub(super) duration: String,
    pub(super) people: Vec<String>,
}

/// What its day and its file say.
pub(super) struct Day {
    pub(super) date: Option<Date>,
    pub(super) change: Option<Time>,
    pub(super) zone: TimeZone,
}

impl Day {
    pub(super) fn new(date: &str, change: &str, zone: &str, settings: &Settings) -> Self {
        let zone = crate::wall::zone(zone).unwrap_or_else(|| settings.zone.clone());
        Self { date: date.parse().ok(), change: clock(change), zone }
    }
}

/// Takes an entry into the programme, or refuses it.
pub(super) fn take(programme: &mut Programme, talk: Talk, day: &Day) {
    let row = talk.row;
    let Some(start) = begins(programme, &talk, day) else { return };
    let Some(length) = duration(&talk.duration) else {
        return programme.refuse(row, "duration", &talk.duration, "is no duration such as 00:45");
    };
    let end = start.checked_add(length).unwrap_or(start);
    let description = if talk.description.is_empty() { talk.subtitle } else { talk.description };
    let reference = Some(talk.guid).filter(|guid| !guid.is_empty());
    let (name, place, zone, people) = (talk.title, talk.room, day.zone.clone(), talk.people);
    programme.take(Draft { row, reference, name, description, place, zone, start, end, needs: Vec::new(), people });
}

/// From the entry's own date with its offset; else from its day, where what begins before the day's change belongs to the night after.
fn begins(programme: &mut Programme, talk: &Talk, day: &Day) -> Option<DateTime> {
    let time = clock(&talk.start);
    if let Ok(instant) = talk.date.parse::<Timestamp>() {
        let wall = day.zone.to_datetime(instant);
        if let Some(time) = time.filter(|time| *time != wall.time()) {
            let says = format!("begins at {time} by its start, and at {} by its date, which is taken", wall.time());
            programme.remark(talk.row, Odd::Differs, says);
        }
        return Some(wall);
    }
    let (Some(date), Some(time)) = (day.date, time) else {
        programme.refuse(talk.row, "start", &format!("{} {}", talk.date, talk.start), "does not say when it begins");
        return None;
    };
    let night = day.change.is_some_and(|change| time < change);
    if night {
        programme.remark(talk.row, Odd::OverMidnight, format!("begins before the day changes: read as the night after {date}"));
    }
    Some(date.saturating_add(i64::from(night).days()).to_datetime(time))
}

/// `9:30`, `09:30`, `09:30:00`.
pub(super) fn clock(text: &str) -> Option<Time> {
    let parts = numbers(text)?;
    let of = |at: usize| parts.get(at).map_or(Some(0), |number| i8::try_from(*number).ok());
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    Time::new(of(0)?, of(1)?, of(2)?, 0).ok()
}

/// `0:45`, `01:30`, `00:05:00` (hours, minutes, seconds), `1:02:00` (a day, two hours).
fn duration(text: &str) -> Option<SignedDuration> {
    let parts = numbers(text)?;
    let seconds = match (parts.as_slice(), text.find(':')) {
        ([hours, minutes], _) if *minutes < 60 => hours * 3_600 + minutes * 60,
        ([days, hours, minutes], Some(1)) if *minutes < 60 => days * 86_400 + hours * 3_600 + minutes * 60,
        ([hours, minutes, seconds], _) if *minutes < 60 && *seconds < 60 => hours * 3_600 + minutes * 60 + seconds,
        _ => return None,
    };
    Some(SignedDuration::from_secs(seconds))
}

fn numbers(text: &str) -> Option<Vec<i64>> {
    let good = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.trim().split(':').map(|part| good(part).then(|| part.parse().ok()).flatten()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_clocks() {
        let minutes = |text| duration(text).map(|length| length.as_secs() / 60);
        let read = ["0:45", "01:30", "00:05:00", "1:02:00", "4:00", "0:00"].map(minutes);
        assert_eq!(read, [Some(45), Some(90), Some(5), Some(1_560), Some(240), Some(0)]);
        assert_eq!(["", "45", "1:60", "a:b", "-1:00", "1:2:3:4"].map(minutes), [None; 6]);
        assert_eq!(clock("9:30"), clock("09:30:00"));
        assert_eq!(["24:00", "9", "09:60", ""].map(clock), [None; 4]);
    }
}
