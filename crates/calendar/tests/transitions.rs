//! Every clock change of every zone from 2000 to 2040: wall times around it land where clocks say, and days meet.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test")]

use calendar::wall::{Landing, days, land, shown, zone};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

/// Around a change: at its edges, just beside them, within, and well away.
fn walls_around(change: Timestamp, width: i64) -> Vec<i64> {
    let width = width.abs();
    let mut seconds = vec![0, 1, -1, 60, -60, 86_400, -86_400];
    seconds.extend([width, -width, width - 1, 1 - width, width + 1, -width - 1, width / 2, -width / 2, width / 3, -width / 3]);
    seconds.iter().map(|by| change.as_second() + by).collect()
}

/// The instants at which clocks show `wall`: judged without the zone's rules for wall times, by trying both offsets.
fn shown_at(wall: jiff::civil::DateTime, change: Timestamp, zone: &TimeZone) -> Vec<Timestamp> {
    let before = zone.to_offset(change - SignedDuration::from_secs(1));
    let after = zone.to_offset(change);
    let mut found: Vec<Timestamp> = [before, after].iter().filter_map(|offset| offset.to_timestamp(wall).ok()).collect();
    found.sort_unstable();
    found.dedup();
    found.retain(|at| zone.to_datetime(*at) == wall);
    found
}

fn judge(change: Timestamp, zone: &TimeZone, name: &str) {
    let before = zone.to_offset(change - SignedDuration::from_secs(1));
    let after = zone.to_offset(change);
    let width = i64::from(after.seconds()) - i64::from(before.seconds());
    for second in walls_around(change, width) {
        for offset in [before, after] {
            let wall = offset.to_datetime(Timestamp::from_second(second).unwrap());
            // A second change close by has its own turn.
            let near: Vec<_> = zone.following(change - SignedDuration::from_hours(60)).take(2).map(|other| other.timestamp()).collect();
            if near.iter().any(|other| *other != change && other.duration_since(change).abs() < SignedDuration::from_hours(60)) {
                continue;
            }
            let landed = land(wall, zone).unwrap();
            let real = shown_at(wall, change, zone);
            match landed.how {
                Landing::Exact => assert_eq!(real, [landed.instant], "{name} {wall}"),
                Landing::Fold { again } => assert_eq!(real, [landed.instant, again], "{name} {wall}"),
                Landing::Gap { moved } => {
                    assert!(real.is_empty(), "{name} {wall} exists");
                    assert_eq!(moved.as_secs(), width, "{name} {wall}");
                    assert_eq!(shown(landed.instant, zone), wall.checked_add(moved).unwrap(), "{name} {wall}");
                    assert!(landed.instant >= change, "{name} {wall}");
                }
            }
        }
        let instant = Timestamp::from_second(second).unwrap();
        let back = land(shown(instant, zone), zone).unwrap();
        match back.how {
            Landing::Exact => assert_eq!(back.instant, instant, "{name}"),
            Landing::Fold { again } => assert!(back.instant == instant || again == instant, "{name} {instant}"),
            Landing::Gap { .. } => panic!("{name}: clocks show at {instant} what they skip"),
        }
    }
    let around = days(change - SignedDuration::from_hours(40), change + SignedDuration::from_hours(40), zone);
    assert!(around.windows(2).all(|two| two[0].end == two[1].start && two[0].date < two[1].date), "{name} {change}");
    assert!(around.first().unwrap().start <= change - SignedDuration::from_hours(40), "{name} {change}");
    assert!(around.last().unwrap().end >= change + SignedDuration::from_hours(40), "{name} {change}");
}

#[test]
fn every_change_of_every_zone_from_2000_to_2040() {
    let from: Timestamp = "2000-01-01T00:00:00Z".parse().unwrap();
    let until: Timestamp = "2041-01-01T00:00:00Z".parse().unwrap();
    let (mut zones, mut changes) = (0, 0);
    for name in TimeZoneDatabase::bundled().available() {
        let zone = zone(name.as_str()).unwrap();
        zones += 1;
        for change in zone.following(from).map(|change| change.timestamp()).take_while(|at| *at < until) {
            judge(change, &zone, name.as_str());
            changes += 1;
        }
    }
    assert!(zones > 400 && changes > 10_000, "{zones} zones, {changes} changes");
    println!("{zones} zones, {changes} changes");
}
