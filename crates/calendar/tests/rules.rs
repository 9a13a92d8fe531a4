//! Rules judged by what php-rrule's tests expect (`rrule/SOURCES.md`), and by what RFC 5545 says where clocks change.
#![expect(clippy::unwrap_used, reason = "a test")]

use calendar::recurrence::{Ended, Kind, Moment, Recurrence, Rule, Start, Window};
use calendar::wall::{Landing, zone};
use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::Value;

fn given() -> Value {
    serde_json::from_str(include_str!("rrule/php-rrule.json")).unwrap()
}

fn recurrence(start: &str, zone_name: &str, kind: Kind, rule: &str) -> Recurrence {
    let start = Start { wall: start.parse().unwrap(), kind, zone: zone(zone_name).unwrap() };
    Recurrence { start, rules: vec![Rule::parse(rule).unwrap()], also: Vec::new(), except: Vec::new() }
}

fn all(most: usize) -> Window {
    Window::whole(most)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// No case is left out: there is no list of differences.
#[test]
fn occurrences_are_those_expected() {
    let mut judged = 0;
    for case in given()["cases"].as_array().unwrap() {
        let expected: Vec<DateTime> = case["expected"].as_array().unwrap().iter().map(|at| text(at).parse().unwrap()).collect();
        let rule = recurrence(text(&case["dtstart"]), text(&case["tz"]), Kind::Floating, text(&case["rrule"]));
        let complete = case["complete"].as_bool().unwrap();
        let expansion = rule.expand(all(if complete { expected.len() + 1 } else { expected.len() }));
        let walls: Vec<DateTime> = expansion.occurrences.iter().map(|occurrence| occurrence.wall).collect();
        assert_eq!(walls, expected, "{case}");
        if complete {
            assert_eq!(expansion.ended, Ended::Whole, "{case}");
        }
        judged += 1;
    }
    assert_eq!(judged, 218);
}

/// What a rule says, it says again when written and read.
#[test]
fn rules_are_written_as_they_are_read() {
    for case in given()["cases"].as_array().unwrap() {
        let rule = Rule::parse(text(&case["rrule"])).unwrap();
        assert_eq!(Rule::parse(&rule.to_string()).unwrap(), rule, "{case}");
    }
}

/// A window on a rule shows what the whole shows there: beginning in the middle loses and invents nothing.
#[test]
fn a_window_shows_what_the_whole_shows() {
    for case in given()["cases"].as_array().unwrap() {
        let rule = recurrence(text(&case["dtstart"]), text(&case["tz"]), Kind::Floating, text(&case["rrule"]));
        let endless = rule.rules[0].clone().ending(calendar::recurrence::End::Never);
        let endless = Recurrence { rules: vec![endless], ..rule };
        let whole = endless.expand(all(40)).occurrences;
        let Some(middle) = whole.get(20) else { continue };
        let window = Window { from: middle.instant, until: Timestamp::MAX, most: whole.len() - 20 };
        assert_eq!(endless.expand(window).occurrences, whole[20..], "{case}");
    }
}

#[test]
fn what_is_no_rule_is_refused() {
    let given = given();
    let (mut refused, mut no_text) = (0, 0);
    for case in given["invalid_rules"].as_array().unwrap() {
        match as_text(&case["rule"]) {
            Some(text) => {
                assert!(Rule::parse(&text).is_err(), "{text}");
                refused += 1;
            }
            None => no_text += 1,
        }
    }
    // Seven are PHP values that no text can say: null, an object, an empty list.
    assert_eq!((refused, no_text), (48, 7));
}

/// The parts of a rule as text; `None` where a value is nothing that a text can say.
fn as_text(rule: &Value) -> Option<String> {
    let value = |value: &Value| match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) if !items.is_empty() => Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(",")),
        _ => None,
    };
    let Some(parts) = rule.as_object() else { return Some(String::new()) };
    let parts: Option<Vec<String>> = parts.iter().map(|(name, part)| Some(format!("{name}={}", value(part)?))).collect();
    parts.map(|parts| parts.join(";"))
}

#[test]
fn rules_that_never_happen_end_quickly() {
    for case in given()["no_occurrence_rules"].as_array().unwrap() {
        let part = |name: &str| case.get(name).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let names = [("FREQ", "freq"), ("INTERVAL", "interval"), ("BYMONTH", "bymonth"), ("BYWEEKNO", "byweekno"), ("BYDAY", "byday")];
        let more = [("BYHOUR", "byhour"), ("BYMINUTE", "byminute"), ("BYSECOND", "bysecond"), ("BYMONTHDAY", "bymonthday")];
        let rest = [("BYYEARDAY", "byyearday"), ("BYSETPOS", "bysetpos"), ("COUNT", "count")];
        let parts = names.iter().chain(&more).chain(&rest).filter_map(|(name, key)| part(key).map(|value| format!("{name}={value}")));
        let rule = parts.collect::<Vec<_>>().join(";");
        let never = recurrence(&text(&case["dtstart"]).replace(' ', "T"), "UTC", Kind::Floating, &rule).expand(all(1));
        assert!(never.occurrences.is_empty(), "{rule}");
        assert!(matches!(never.ended, Ended::Work | Ended::Whole), "{rule}");
    }
}

/// What is hostile ends by the work allowed; that the test ends at all, in moments, is what it shows.
#[test]
fn hostile_rules_end_quickly() {
    let seconds: Vec<String> = (0..60).map(|second| second.to_string()).collect();
    let seconds = seconds.join(",");
    let every = format!("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9;BYMINUTE={seconds};BYSECOND={seconds}");
    for rule in [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYSECOND=30;INTERVAL=60",
        "FREQ=SECONDLY;COUNT=999999",
        "FREQ=MINUTELY;BYHOUR=5;INTERVAL=1440",
        "FREQ=HOURLY;BYYEARDAY=366;BYMONTH=1",
        "FREQ=DAILY;BYMONTHDAY=31;BYMONTH=4",
        "FREQ=WEEKLY;INTERVAL=999999",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=YEARLY;BYMONTHDAY=31;BYMONTH=2;BYSETPOS=366",
        &format!("{every};BYSETPOS=-1"),
        &every,
    ] {
        let expansion = recurrence("2026-01-01T09:00:01", "Europe/London", Kind::Floating, rule).expand(all(500));
        assert!(expansion.occurrences.len() <= 500, "{rule}");
        let far = Window { from: "2190-01-01T00:00:00Z".parse().unwrap(), until: "2190-02-01T00:00:00Z".parse().unwrap(), most: 10 };
        let expansion = recurrence("1970-01-01T00:00:01", "Europe/London", Kind::Floating, rule).expand(far);
        assert!(expansion.occurrences.len() <= 10, "{rule}");
    }
}

#[test]
fn wall_time_is_kept_when_clocks_change() {
    let nightly = recurrence("2026-03-27T01:30:00", "Europe/London", Kind::Zoned, "FREQ=DAILY;COUNT=4");
    let found = nightly.expand(all(9)).occurrences;
    let told: Vec<String> = found.iter().map(|occurrence| format!("{} {}", occurrence.wall, occurrence.instant)).collect();
    assert_eq!(
        told,
        [
            "2026-03-27T01:30:00 2026-03-27T01:30:00Z",
            "2026-03-28T01:30:00 2026-03-28T01:30:00Z",
            "2026-03-29T01:30:00 2026-03-29T01:30:00Z",
            "2026-03-30T01:30:00 2026-03-30T00:30:00Z",
        ]
    );
    assert!(matches!(found[2].how, Landing::Gap { .. }));
    let autumn = recurrence("2026-10-25T01:30:00", "Europe/London", Kind::Zoned, "FREQ=WEEKLY;COUNT=2").expand(all(9)).occurrences;
    assert!(matches!(autumn[0].how, Landing::Fold { .. }));
    assert_eq!(autumn[1].instant.to_string(), "2026-11-01T01:30:00Z");
}

/// Half-hours through the gap: what clocks skip falls on what they show next, and no instant comes twice or out of order.
#[test]
fn no_instant_comes_twice() {
    let often = recurrence("2026-03-29T00:30:00", "Europe/London", Kind::Zoned, "FREQ=MINUTELY;INTERVAL=30;COUNT=6");
    let instants: Vec<String> = often.expand(all(9)).occurrences.iter().map(|occurrence| occurrence.instant.to_string()).collect();
    let expected = ["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z"];
    assert_eq!(instants, expected);
}

#[test]
fn dates_are_added_and_taken_away() {
    let mut weekly = recurrence("2026-11-02T18:00:00", "Europe/London", Kind::Zoned, "FREQ=WEEKLY;COUNT=4");
    weekly.except = vec![Moment::Wall("2026-11-09T18:00:00".parse().unwrap()), Moment::Date("2026-11-16".parse().unwrap())];
    weekly.also = vec![Moment::Instant("2026-11-18T18:00:00Z".parse().unwrap()), Moment::Wall("2026-11-02T18:00:00".parse().unwrap())];
    let dates: Vec<String> = weekly.expand(all(9)).occurrences.iter().map(|occurrence| occurrence.wall.date().to_string()).collect();
    assert_eq!(dates, ["2026-11-02", "2026-11-18", "2026-11-23"]);
    let first = weekly.expand(all(1));
    assert_eq!((first.occurrences.len(), first.ended), (1, Ended::Most));
}

#[test]
fn why_it_ended_is_told() {
    let endless = recurrence("2026-01-01T09:00:00", "UTC", Kind::Zoned, "FREQ=DAILY");
    let window = |until: &str, most| Window { from: Timestamp::MIN, until: until.parse().unwrap(), most };
    assert_eq!(endless.expand(window("2026-01-05T00:00:00Z", 99)).ended, Ended::Window);
    assert_eq!(endless.expand(window("2026-12-05T00:00:00Z", 3)).ended, Ended::Most);
    assert_eq!(recurrence("2026-01-01T09:00:00", "UTC", Kind::Zoned, "FREQ=DAILY;COUNT=3").expand(all(3)).ended, Ended::Whole);
}

#[test]
fn an_end_is_of_the_kind_of_its_start() {
    let judge = |kind, rule: &str| {
        let start = Start { wall: "2026-01-01T00:00:00".parse().unwrap(), kind, zone: zone("Europe/London").unwrap() };
        Recurrence::new(start, Rule::parse(rule).unwrap()).map(|_| ()).map_err(|refusal| refusal.to_string())
    };
    assert_eq!(judge(Kind::Date, "FREQ=DAILY;UNTIL=20260105"), Ok(()));
    assert_eq!(judge(Kind::Zoned, "FREQ=DAILY;UNTIL=20260105T000000Z"), Ok(()));
    assert_eq!(judge(Kind::Floating, "FREQ=DAILY;UNTIL=20260105T000000"), Ok(()));
    for (kind, rule, why) in [
        (Kind::Zoned, "FREQ=DAILY;UNTIL=20260105", "it begins at a time in a zone, so UNTIL must be a time in UTC"),
        (Kind::Zoned, "FREQ=DAILY;UNTIL=20260105T000000", "it begins at a time in a zone, so UNTIL must be a time in UTC"),
        (Kind::Floating, "FREQ=DAILY;UNTIL=20260105", "it begins at a local time, so UNTIL must be a local time too"),
        (Kind::Date, "FREQ=DAILY;UNTIL=20260105T000000Z", "it begins on a date, so UNTIL must be a date too"),
        (Kind::Date, "FREQ=HOURLY", "it begins on a date, so a rule cannot name hours, minutes or seconds"),
    ] {
        assert_eq!(judge(kind, rule), Err(why.into()), "{rule}");
    }
}

#[test]
fn refusals_say_what_is_wrong() {
    for (rule, why) in [
        ("", "says nothing: a rule begins like FREQ=WEEKLY"),
        ("FREQ=DAILY;FREQ=DAILY", "says FREQ twice"),
        ("INTERVAL=2", "does not say FREQ"),
        ("FREQ=DAILY;INTERVAL=0", "says INTERVAL=0, where a whole number from 1 to 999999 belongs"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "COUNT and UNTIL do not go together"),
        ("FREQ=MONTHLY;BYDAY=0MO", "says BYDAY=0MO, where days such as MO, 1TU or -1FR belongs"),
        ("FREQ=YEARLY;BYEASTER=0", "has \"BYEASTER=0\", which is not a part of a rule that can be read"),
        ("FREQ=DAILY;BYSETPOS=1", "BYSETPOS needs another BY part to choose from"),
        ("FREQ=WEEKLY;nonsense", "has \"nonsense\", which is not of the form NAME=value"),
    ] {
        assert_eq!(Rule::parse(rule).unwrap_err().to_string(), why, "{rule}");
    }
    assert_eq!(
        Rule::parse(&format!("FREQ=DAILY;BYHOUR={}", "1,".repeat(2_000))).unwrap_err().to_string(),
        "is longer than 2000 characters"
    );
    assert_eq!(Rule::parse("rrule:freq=Weekly;byday=mo, tu;").unwrap().to_string(), "FREQ=WEEKLY;BYDAY=MO,TU");
}
