//! Plans of others: every odd row is taken with a remark or refused with its row and reason. All of it is invented.
#![expect(clippy::unwrap_used, reason = "a test")]

use calendar::programme::{NotRead, Odd, Programme, Settings, calendar, people, schedule_json, schedule_xml, shifts, tasks};
use calendar::wall::zone;

fn settings() -> Settings {
    Settings {
        zone: zone("Europe/London").unwrap(),
        first_day: Some("2027-02-06".parse().unwrap()),
        from: "2026-01-01T00:00:00Z".parse().unwrap(),
        until: "2028-01-01T00:00:00Z".parse().unwrap(),
    }
}

fn refused(programme: &Programme) -> Vec<String> {
    programme.refusals.iter().map(|refusal| format!("{} {}: {}", refusal.row, refusal.field, refusal.reason)).collect()
}

fn remarked(programme: &Programme) -> Vec<(usize, Odd)> {
    programme.remarks.iter().map(|remark| (remark.row, remark.what)).collect()
}

fn shift(start: &str, end: &str, least: i32, most: i32, signed_up: i32) -> String {
    format!(
        r#"{{"start":"{start}","end":"{end}","min_needed":{least},"max_needed":{most},"signed_up":{signed_up},"role":"Gate","venue":"North"}}"#
    )
}

#[test]
fn shifts_are_taken_with_what_is_odd_said_or_refused_with_why() {
    let rows = [
        shift("2026-06-05 20:00:00", "2026-06-05 23:00:00", 1, 3, 2),
        shift("2026-06-05 22:00:00", "2026-06-06 02:00:00", 1, 3, 1),
        shift("2026-06-05 20:00:00", "2026-06-06 00:00:00", 1, 3, 1),
        shift("2026-06-06 10:00:00", "2026-06-06 09:00:00", 1, 3, 0),
        shift("2026-06-06 10:00:00", "2026-06-06 10:00:00", 1, 3, 0),
        shift("2026-06-06 10:00:00", "2026-06-06 12:00:00", 1, 3, 4),
        shift("2026-06-06 12:00:00", "2026-06-06 14:00:00", 2, 3, 1),
        shift("2026-06-06 12:00:00", "2026-06-06 15:00:00", 4, 3, 1),
        shift("2026-06-06 12:00:00", "2026-06-06 14:00:00", 1, 1, 1),
        shift("2026-03-29 01:30:00", "2026-03-29 05:00:00", 0, 1, 0),
        shift("2026-10-25 01:30:00", "2026-10-25 05:00:00", 0, 1, 1),
        shift("2026-06-06T12:00:00Z", "2026-06-06 14:00:00", 1, 1, 1),
        shift("2026-06-06 12:00:00", "2026-08-06 14:00:00", 1, 1, 1),
        r#""a shift""#.to_owned(),
        r#"{"start":"2026-06-07 12:00:00","end":"2026-06-07 14:00:00","role":"Cook","venue":"Kitchen","max_needed":-1}"#.to_owned(),
    ];
    let programme = shifts(format!("[{}]", rows.join(",")).as_bytes(), &settings()).unwrap();
    assert_eq!(
        refused(&programme),
        [
            "4 end: ends before it begins",
            "5 end: ends when it begins",
            "8 places: needs more than it has places for",
            "12 start: is no local date and time such as 2026-06-05 22:00:00",
            "13 end: is longer than 31 days",
            "14 row: is no shift",
            "15 max_needed: is no whole number",
        ]
    );
    let odd = [
        (2, Odd::OverMidnight),
        (3, Odd::OverMidnight),
        (6, Odd::Overbooked),
        (7, Odd::UnderMinimum),
        (9, Odd::Again),
        (10, Odd::Skipped),
        (11, Odd::ShownTwice),
    ];
    assert_eq!(remarked(&programme), odd);
    let totals = programme.totals();
    assert_eq!((programme.rows, totals.sessions, totals.needs, totals.places, totals.signed_up), (15, 7, 8, 18, 11));
    // 2×3 + 1×4 + 1×4 + 4×2 + 1×2 + 1×2 hours, and one night that is an hour longer: 1×4½.
    assert_eq!(totals.minutes, (6 + 4 + 4 + 8 + 2 + 2) * 60 + 270);
}

#[test]
fn a_schedule_reads_alike_in_both_forms() {
    let xml = br#"<?xml version="1.0"?><schedule><conference><title>Harbour Days</title><day_change>06:00:00</day_change>
<time_zone_name>Europe/Paris</time_zone_name></conference><day index="1" date="2026-06-05"><room name="Quay">
<event id="1" guid="aa"><title>Knots &amp; Ropes</title><start>10:00</start><duration>1:30</duration><room>Quay</room><abstract>Bring gloves</abstract><persons><person id="3">Ana Novak</person></persons></event>
<event id="2" guid="bb"><date>2026-06-06T00:30:00+02:00</date><title>Night watch</title><start>00:30</start><duration>04:00</duration></event>
<event id="3" guid="cc"><title>Late</title><start>01:00</start><duration>00:45</duration></event>
<event id="4" guid="dd"><title>Nothing</title><start>11:00</start><duration>00:00</duration></event>
<event id="5"><title></title><start>11:00</start><duration>00:10</duration></event>
<event id="6"><title>When?</title><duration>00:10</duration></event>
<event id="7"><title>How long?</title><start>11:00</start><duration>soon</duration></event></room></day></schedule>"#;
    let json = br#"{"schedule":{"conference":{"title":"Harbour Days","day_change":"06:00:00","time_zone_name":"Europe/Paris","days":[{"date":"2026-06-05","rooms":{"Quay":[
        {"id":1,"guid":"aa","title":"Knots & Ropes","start":"10:00","duration":"1:30","room":"Quay","abstract":"Bring gloves","persons":[{"id":3,"public_name":"Ana Novak"}]},
        {"id":2,"guid":"bb","date":"2026-06-06T00:30:00+02:00","title":"Night watch","start":"00:30","duration":"04:00"},
        {"id":3,"guid":"cc","title":"Late","start":"01:00","duration":"00:45"},
        {"id":4,"guid":"dd","title":"Nothing","start":"11:00","duration":"00:00"},
        {"id":5,"title":"","start":"11:00","duration":"00:10"},
        {"id":6,"title":"When?","duration":"00:10"},
        {"id":7,"title":"How long?","start":"11:00","duration":"soon"}]}}]}}}"#;
    let (mut one, mut other) = (schedule_xml(xml, &settings()).unwrap(), schedule_json(json, &settings()).unwrap());
    let times: Vec<String> = one.sessions.iter().map(|session| format!("{} {} {}", session.name, session.starts, session.ends)).collect();
    assert_eq!(
        times,
        [
            "Knots & Ropes 2026-06-05T08:00:00Z 2026-06-05T09:30:00Z",
            "Night watch 2026-06-05T22:30:00Z 2026-06-06T02:30:00Z",
            "Late 2026-06-05T23:00:00Z 2026-06-05T23:45:00Z",
        ]
    );
    assert_eq!(
        (one.sessions[0].people.as_slice(), one.sessions[0].reference.as_deref()),
        (["Ana Novak".to_owned()].as_slice(), Some("aa"))
    );
    assert_eq!(
        refused(&one),
        [
            "6 end: ends when it begins",
            "7 name: has no name",
            "8 start: does not say when it begins",
            "9 duration: is no duration such as 00:45"
        ]
    );
    assert_eq!(remarked(&one), [(5, Odd::OverMidnight)]);
    // They differ in how rows are counted, and in nothing else.
    for programme in [&mut one, &mut other] {
        programme.sessions.iter_mut().for_each(|session| session.row = 0);
        programme.refusals.iter_mut().for_each(|refusal| refusal.row = 0);
        programme.remarks.iter_mut().for_each(|remark| remark.row = 0);
    }
    assert_eq!(one, other);
}

#[test]
fn tasks_count_days_from_the_first() {
    let task = |day: &str, start: &str, end: &str, numbers: &str| {
        format!(
            "<task template=\"Signs\"><name>Signs</name><counter>1</counter><day>{day}</day><start_time>{start}</start_time><end_time>{end}</end_time>{numbers}</task>\n"
        )
    };
    let some = "<nbr_volunteers>3</nbr_volunteers><nbr_volunteers_min>2</nbr_volunteers_min><nbr_volunteers_max>5</nbr_volunteers_max>";
    let all = [
        task("-1", "12:00", "22:00", some),
        task("0", "22:00", "01:00", some),
        task("0", "10:00", "09:00", some),
        task("0", "10:00", "10:00", some),
        task("soon", "10:00", "11:00", some),
        task("1", "10:00", "11:00", "<nbr_volunteers>many</nbr_volunteers>"),
    ];
    let file = format!("<generic_tasks>\n{}</generic_tasks>", all.concat());
    let programme = tasks(file.as_bytes(), &settings()).unwrap();
    let walls: Vec<String> = programme.sessions.iter().map(|session| format!("{} {}", session.start, session.end)).collect();
    assert_eq!(walls, ["2027-02-05T12:00:00 2027-02-05T22:00:00", "2027-02-06T22:00:00 2027-02-07T01:00:00"]);
    assert_eq!(
        refused(&programme),
        [
            "4 end_time: ends before it begins",
            "5 end: ends when it begins",
            "6 day: is no number of days",
            "7 nbr_volunteers: is no whole number"
        ]
    );
    assert_eq!(remarked(&programme), [(3, Odd::OverMidnight)]);
    let need = &programme.sessions[0].needs[0];
    assert_eq!((need.name.as_str(), need.least, need.most, need.wanted), ("Signs", 2, 5, Some(3)));
    let nowhen = tasks(file.as_bytes(), &Settings { first_day: None, ..settings() });
    assert_eq!(nowhen.unwrap_err().to_string(), "counts days: say on which day it begins");
}

#[test]
fn calendars_are_plans_too() {
    let text = b"BEGIN:VCALENDAR\nX-WR-CALNAME:Drills\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/London:20261001T190000\nDURATION:PT6H\n\
        RRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:Drill\nLOCATION:Hall\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/London:20261008T190000\n\
        DTSTART;TZID=Europe/London:20261009T080000\nDURATION:PT1H\nSUMMARY:Drill, moved\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\n\
        DTSTART:20261010T100000Z\nDTEND:20261010T090000Z\nSUMMARY:Backwards\nEND:VEVENT\nBEGIN:VEVENT\nUID:3\nDTSTART:20261010\nSUMMARY:All day\n\
        END:VEVENT\nBEGIN:VEVENT\nSUMMARY:Never\nEND:VEVENT\nEND:VCALENDAR\n";
    let programme = calendar(text, &settings()).unwrap();
    let told: Vec<String> =
        programme.sessions.iter().map(|session| format!("{} {} {}", session.name, session.start, session.place)).collect();
    assert_eq!(
        told,
        [
            "Drill 2026-10-01T19:00:00 Hall",
            "Drill, moved 2026-10-09T08:00:00 ",
            "All day 2026-10-10T00:00:00 ",
            "Drill 2026-10-15T19:00:00 Hall"
        ]
    );
    assert_eq!(refused(&programme), ["29 event: an event without DTSTART", "18 end: ends before it begins"]);
    assert_eq!(remarked(&programme), [(3, Odd::OverMidnight), (24, Odd::OverMidnight), (3, Odd::OverMidnight)]);
    assert_eq!(programme.name.as_deref(), Some("Drills"));
}

#[test]
fn members_come_with_what_they_can_do() {
    let text = "Name,E-Mail,email,Competencies\n\
        Ana Novak,,ana@example.org,First aid = Advanced until 2027-05-01; Boat driver\n\
        ,,b@example.org,\n\
        Björn,,ANA@example.org,\n\
        Chen,,nowhere,\n\
        Dee,,,First aid until soon\n\
        Eve,,,=High\n\
        Fay,,,\n\
        Gus,,,Escort from hospital from 2026-01-31; Boat driver from 2026-02-01 until 2027-01-31\n\
        Hal,,,Boat driver from 2026-02-01 until 2026-01-31\n\
        Ida,,,Boat driver from 2026-02-30\n\
        Jon,,,Boat driver; BOAT DRIVER until 2027-01-31\n";
    let read = people(text.as_bytes()).unwrap();
    assert_eq!(read.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>(), ["Ana Novak", "Fay", "Gus"]);
    let claims: Vec<_> =
        read.people[0].claims.iter().map(|claim| (claim.competency.as_str(), claim.level.as_deref(), claim.until.is_some())).collect();
    assert_eq!(claims, [("First aid", Some("Advanced"), true), ("Boat driver", None, false)]);
    let days = |at: usize| (read.people[2].claims[at].competency.as_str(), read.people[2].claims[at].from.map(|day| day.to_string()));
    assert_eq!(days(0), ("Escort from hospital", Some("2026-01-31".to_owned())), "only a date is a date");
    assert_eq!(days(1), ("Boat driver", Some("2026-02-01".to_owned())));
    let refused: Vec<String> =
        read.refusals.iter().map(|refusal| format!("{} {}: {}", refusal.row, refusal.field, refusal.reason)).collect();
    assert_eq!(
        refused,
        [
            "3 name: must be from 1 to 200 characters",
            "4 email: stands in row 2 already",
            "5 email: is no address",
            "6 competencies: has no date such as 2027-05-01 after `until`",
            "7 competencies: is no competency such as `First aid = Advanced`",
            "10 competencies: ends before it begins",
            "11 competencies: has no date such as 2025-05-01 after `from`, before `until`",
            "12 competencies: stands twice in the row: which of the two is meant cannot be known",
        ]
    );
    assert_eq!(read.remarks[0].says, "the column \"E-Mail\" is not read");
    assert!(matches!(people(b"who,what\n"), Err(NotRead::Form(_))));
}

#[test]
fn what_is_no_plan_is_refused_whole() {
    for bytes in [&b""[..], b"{}", b"[", b"<a>", b"<!DOCTYPE a [<!ENTITY b \"c\">]><schedule>&b;</schedule>", b"\xFF\xFE", b"BEGIN:VEVENT"]
    {
        let all = [shifts(bytes, &settings()), schedule_xml(bytes, &settings()), schedule_json(bytes, &settings())];
        assert!(all.iter().all(Result::is_err), "{all:?}");
        assert!(tasks(bytes, &settings()).is_err() && calendar(bytes, &settings()).is_err());
    }
    let deep = format!("<schedule>{}</schedule>", "<a>".repeat(100_000));
    assert_eq!(schedule_xml(deep.as_bytes(), &settings()).unwrap_err().to_string(), "is nested deeper than 64");
    assert!(shifts("[".repeat(100_000).as_bytes(), &settings()).is_err());
    assert_eq!(shifts(&vec![b' '; 17 * 1024 * 1024], &settings()), Err(NotRead::TooLarge));
    assert_eq!(shifts(format!("[{}0]", "0,".repeat(20_000)).as_bytes(), &settings()), Err(NotRead::TooMany));
}
