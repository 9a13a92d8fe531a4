//! Calendars: what is written is read again as the same, by this reader and by a foreign one (`vobject`); zones are described as they are;
//! what others wrote, sloppy or broken, is read or told with its line, and never more than that.
#![expect(clippy::unwrap_used, reason = "a test")]

use calendar::ics::{Calendar, Entry, Event, NoCalendar, Standing, events, read, spans, write};
use calendar::recurrence::Window;
use calendar::wall::{land, shown, zone};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use std::path::Path;

fn entry(uid: &str, start: &str, hours: i64, zone_name: &str) -> Entry {
    let start: Timestamp = start.parse().unwrap();
    Entry {
        uid: uid.into(),
        sequence: 3,
        changed: "2026-11-01T08:00:00Z".parse().unwrap(),
        start,
        end: start + SignedDuration::from_hours(hours),
        zone: zone(zone_name).unwrap(),
        title: "Carnival; Saturday, night \\ \"gate\"".into(),
        description: "First aider\nMeet at 21:45 — bring žluťoučký kůň".into(),
        place: "Market Square".into(),
        standing: Standing::Confirmed,
    }
}

fn calendar(entries: Vec<Entry>) -> Calendar {
    Calendar { name: "Ana Novak, duties".into(), refresh_minutes: 60, entries }
}

fn whole() -> Window {
    Window::whole(5_000)
}

fn reread(text: &str) -> Vec<Event> {
    let (events, problems) = events(&read(text.as_bytes()).unwrap(), &TimeZone::UTC);
    assert_eq!(problems, []);
    events
}

/// Both readers find in `text` what the entries say.
fn is_the_same(entries: &[Entry], text: &str) {
    let events = reread(text);
    let (times, problems) = spans(&events, whole());
    assert_eq!((problems.len(), events.len()), (0, entries.len()));
    let foreign = vobject::parse_component(text).unwrap();
    let foreign: Vec<_> = foreign.subcomponents.iter().filter(|part| part.name == "VEVENT").collect();
    for ((event, entry), other) in events.iter().zip(entries).zip(&foreign) {
        assert_eq!((event.uid.as_str(), event.sequence), (entry.uid.as_str(), entry.sequence));
        assert_eq!((&event.title, &event.description, &event.place), (&entry.title, &entry.description, &entry.place));
        assert_eq!(event.cancelled, entry.standing == Standing::Cancelled);
        let said = |name: &str| other.get_only(name).map_or(String::new(), vobject::Property::value_as_string);
        assert_eq!((said("UID"), said("SEQUENCE")), (entry.uid.clone(), entry.sequence.to_string()));
        // vobject takes an escaped backslash before an n for the end of a line.
        if !entry.title.contains('\\') && !entry.description.contains('\\') {
            assert_eq!((said("SUMMARY"), said("DESCRIPTION")), (entry.title.clone(), entry.description.clone()));
        }
        assert_eq!(said("STATUS") == "CANCELLED", entry.standing == Standing::Cancelled);
        assert_eq!(foreign_instant(other.get_only("DTSTART").unwrap()), entry.start);
        assert_eq!(foreign_instant(other.get_only("DTEND").unwrap()), entry.end);
    }
    for (at, entry) in entries.iter().enumerate().filter(|(_, entry)| entry.standing != Standing::Cancelled) {
        let time = times.iter().find(|time| time.event == at).unwrap();
        assert_eq!((time.start, time.end), (entry.start, entry.end));
    }
}

/// What the foreign reader's value means, by jiff alone.
fn foreign_instant(property: &vobject::Property) -> Timestamp {
    let value = property.value_as_string();
    match property.params.get("TZID") {
        Some(name) => {
            let wall = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S", &value).unwrap();
            TimeZoneDatabase::bundled().get(name).unwrap().to_timestamp(wall).unwrap()
        }
        None => value.parse::<Timestamp>().or_else(|_| Timestamp::strptime("%Y%m%dT%H%M%S%z", value.replace('Z', "+0000"))).unwrap(),
    }
}

#[test]
fn a_feed_is_read_again_as_it_was_written() {
    let mut cancelled = entry("b@muster", "2026-10-25T00:30:00Z", 2, "Europe/London");
    cancelled.standing = Standing::Cancelled;
    let fold = entry("c@muster", "2026-10-25T01:30:00Z", 1, "Europe/London");
    let far = entry("d@muster", "2027-01-05T22:00:00Z", 8, "Pacific/Chatham");
    let entries = vec![entry("a@muster", "2026-06-06T20:00:00Z", 6, "Europe/London"), cancelled, fold, far];
    let text = write(&calendar(entries.clone()));
    is_the_same(&entries, &text);
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 2);
    assert!(text.split("\r\n").all(|line| line.len() <= 75) && !text.replace("\r\n", "").contains(['\r', '\n']));
    // The second half past one that night has no wall time of its own.
    assert!(text.contains("DTSTART:20261025T013000Z"));
}

/// Each zone's description, read as RFC 5545 says (the latest change that has begun), gives every hour the offset it has.
#[test]
fn zones_are_described_as_they_are() {
    let names = [
        "Europe/London",
        "America/New_York",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "Asia/Kolkata",
    ];
    let mut hours = 0;
    for (name, year) in names.iter().flat_map(|name| [2011, 2018, 2026, 2036].map(|year| (*name, year))) {
        let entries =
            vec![entry("a", &format!("{year}-01-02T00:00:00Z"), 1, name), entry("b", &format!("{year}-12-30T00:00:00Z"), 1, name)];
        let file = read(write(&calendar(entries)).as_bytes()).unwrap();
        let part = file.calendars[0].parts.iter().find(|part| part.name == "VTIMEZONE").unwrap();
        let mut changes: Vec<(Timestamp, i32)> = part.parts.iter().map(change).collect();
        changes.sort_unstable();
        let zone = zone(name).unwrap();
        let mut at: Timestamp = format!("{year}-01-01T00:00:00Z").parse().unwrap();
        for _ in 0..366 * 24 {
            let (_, offset) = changes[changes.partition_point(|(begins, _)| *begins <= at) - 1];
            assert_eq!(offset, zone.to_offset(at).seconds(), "{name} {at}");
            at += SignedDuration::from_hours(1);
            hours += 1;
        }
    }
    assert!(hours > 200_000);
}

fn change(part: &calendar::ics::Component) -> (Timestamp, i32) {
    let value = |name: &str| part.property(name).unwrap().value.clone();
    let seconds = |text: String| {
        let number = |range: std::ops::Range<usize>| text.get(range).map_or(0, |digits| digits.parse::<i32>().unwrap());
        (number(1..3) * 3_600 + number(3..5) * 60 + number(5..7)) * if text.starts_with('-') { -1 } else { 1 }
    };
    let before = jiff::tz::Offset::from_seconds(seconds(value("TZOFFSETFROM"))).unwrap();
    let wall = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%S", value("DTSTART")).unwrap();
    (before.to_timestamp(wall).unwrap(), seconds(value("TZOFFSETTO")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_read(
        title in "[^\\p{C}]{1,120}",
        description in "([^\\p{C}]|\n){0,200}",
        uid in "[a-z0-9_@.-]{1,80}",
        sequence in 0_u32..100_000,
        second in 946_684_800_i64..2_240_611_200,
        minutes in 1_i64..40_000,
        which in 0_usize..400,
    ) {
        let names: Vec<_> = TimeZoneDatabase::bundled().available().map(|name| name.as_str().to_owned()).collect();
        let start = Timestamp::from_second(second).unwrap();
        let title = title.trim().to_owned();
        let description = description.trim().to_owned();
        prop_assume!(!title.is_empty());
        let entry = Entry {
            uid, sequence, changed: start, start, end: start + SignedDuration::from_mins(minutes),
            zone: zone(&names[which % names.len()]).unwrap(), title, description, place: String::new(), standing: Standing::Tentative,
        };
        let text = write(&calendar(vec![entry.clone()]));
        is_the_same(&[entry], &text);
    }

    #[test]
    fn noise_is_refused_or_told(noise in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut bytes = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260101T000000Z\r\n".to_vec();
        bytes.extend(noise);
        if let Ok(file) = read(&bytes) {
            let (events, _) = events(&file, &TimeZone::UTC);
            spans(&events, whole());
        }
    }
}

/// A series with an exception, an edited and a cancelled occurrence, as desks write them.
#[test]
fn edited_occurrences_stand_in_place_of_what_they_edit() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/London:20261001T190000\nDTEND;TZID=Europe/London:20261001T210000\n\
        RRULE:FREQ=WEEKLY;UNTIL=20261112T235959Z\nEXDATE;TZID=Europe/London:20261008T190000\nSUMMARY:Drill\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:1\nSEQUENCE:1\nRECURRENCE-ID:20261029T190000Z\nDTSTART;TZID=Europe/London:20261030T200000\nDURATION:PT1H\nSUMMARY:Drill, moved\nEND:VEVENT\n\
        BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/London:20261022T190000\nDTSTART;TZID=Europe/London:20261022T190000\nSTATUS:CANCELLED\nEND:VEVENT\n\
        END:VCALENDAR\n";
    let (events, problems) = events(&read(text.as_bytes()).unwrap(), &TimeZone::UTC);
    assert_eq!(problems, []);
    let (times, problems) = spans(&events, whole());
    assert_eq!(problems, []);
    let told: Vec<String> = times.iter().map(|time| format!("{} {} {}", events[time.event].title, time.start, time.edited)).collect();
    assert_eq!(
        told,
        [
            "Drill 2026-10-01T18:00:00Z false",
            "Drill 2026-10-15T18:00:00Z false",
            "Drill, moved 2026-10-30T20:00:00Z true",
            "Drill 2026-11-05T19:00:00Z false",
            "Drill 2026-11-12T19:00:00Z false",
        ]
    );
}

#[test]
fn zones_are_found_by_name_by_path_or_by_what_the_file_says_of_them() {
    let outlook = "BEGIN:VTIMEZONE\nTZID:Customized Time\nBEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
        RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let one = |zone: &str, wall: &str| {
        let text = format!("BEGIN:VCALENDAR\n{outlook}BEGIN:VEVENT\nDTSTART;TZID=\"{zone}\":{wall}\nEND:VEVENT\nEND:VCALENDAR\n");
        let (events, problems) = events(&read(text.as_bytes()).unwrap(), &TimeZone::UTC);
        match spans(&events, whole()).0.first() {
            Some(time) => time.start.to_string(),
            None => problems[0].reason.clone(),
        }
    };
    assert_eq!(one("Europe/Prague", "20260701T120000"), "2026-07-01T10:00:00Z");
    assert_eq!(one("/freeassociation.sourceforge.net/Europe/Prague", "20260701T120000"), "2026-07-01T10:00:00Z");
    assert_eq!(one("Customized Time", "20260701T120000"), "2026-07-01T10:00:00Z");
    assert_eq!(one("Customized Time", "20261201T120000"), "2026-12-01T11:00:00Z");
    assert_eq!(one("Elsewhere", "20261201T120000"), "the zone \"Elsewhere\" is not known");
}

/// Small calendars of other programs (`samples/SOURCES.md`): none makes this reader fall, and what most of them say is read.
#[test]
fn what_others_wrote_is_read_or_told() {
    let (mut files, mut refused, mut read_events, mut told) = (0, 0, 0, 0);
    for folder in ["icalendar", "ical4j"] {
        for file in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(folder)).unwrap() {
            let path = file.unwrap().path();
            files += 1;
            match read(&std::fs::read(&path).unwrap()) {
                Ok(file) => {
                    let (events, problems) = events(&file, &zone("Europe/London").unwrap());
                    let (_, more) = spans(&events, whole());
                    read_events += events.len();
                    told += problems.len() + more.len();
                    assert!(problems.iter().all(|problem| problem.line > 0 && !problem.reason.is_empty()), "{}", path.display());
                }
                Err(refusal) => {
                    assert_eq!(refusal, NoCalendar::NotOne, "{}", path.display());
                    refused += 1;
                }
            }
        }
    }
    println!("{files} files, {refused} refused, {read_events} events, {told} problems told");
    assert_eq!((files, refused, read_events), (64, 3, 31));
    assert!(told > 60);
}

#[test]
fn a_wall_time_shown_twice_is_written_so_that_it_comes_back() {
    let zone = zone("Europe/London").unwrap();
    let second: Timestamp = "2026-10-25T01:30:00Z".parse().unwrap();
    assert_ne!(land(shown(second, &zone), &zone).unwrap().instant, second);
}
