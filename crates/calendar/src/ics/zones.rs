//! A zone described for the years it is used in (`VTIMEZONE`): each clock change by itself. Rules that hold for ever would be shorter,
//! but no rule is right for a zone whose government decides anew each year (Morocco), nor for what it decided in the past.

use super::value::written;
use crate::recurrence::Moment;
use jiff::civil::DateTime;
use jiff::tz::{Dst, Offset, TimeZone, TimeZoneTransition};
use jiff::{SignedDuration, Timestamp};

/// A year before the first use and one after the last: reminders look ahead, and readers show neighbouring months.
const MARGIN: SignedDuration = SignedDuration::from_hours(24 * 366);
/// More clock changes than a century has are not described.
const MOST_CHANGES: usize = 400;

/// The lines that describe `zone` from `first` to `last`.
pub(super) fn described(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<String> {
    let Some(name) = zone.iana_name() else { return Vec::new() };
    let from = first.checked_sub(MARGIN).unwrap_or(first);
    let until = last.checked_add(MARGIN).unwrap_or(last);
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{name}")];
    // What holds before the first change described begins long ago.
    let info = zone.to_offset_info(from);
    let epoch = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0).min(info.offset().to_datetime(from));
    lines.extend(observance(info.dst(), epoch, info.offset(), info.offset(), info.abbreviation()));
    let mut before = info.offset();
    for change in zone.following(from).take_while(|change| change.timestamp() < until).take(MOST_CHANGES) {
        lines.extend(changed(&change, before));
        before = change.offset();
    }
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

fn changed(change: &TimeZoneTransition<'_>, before: Offset) -> [String; 6] {
    observance(change.dst(), before.to_datetime(change.timestamp()), before, change.offset(), change.abbreviation())
}

/// Clocks show `begins` by the old offset at the instant from which the new one holds.
fn observance(dst: Dst, begins: DateTime, before: Offset, after: Offset, name: &str) -> [String; 6] {
    let kind = if dst.is_dst() { "DAYLIGHT" } else { "STANDARD" };
    [
        format!("BEGIN:{kind}"),
        format!("DTSTART:{}", written(&Moment::Wall(begins))),
        format!("TZOFFSETFROM:{}", offset(before)),
        format!("TZOFFSETTO:{}", offset(after)),
        format!("TZNAME:{name}"),
        format!("END:{kind}"),
    ]
}

fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let (sign, seconds) = (if seconds < 0 { '-' } else { '+' }, seconds.abs());
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if rest == 0 { format!("{sign}{hours:02}{minutes:02}") } else { format!("{sign}{hours:02}{minutes:02}{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_stands_by_itself() {
        let zone = crate::wall::zone("Europe/London").unwrap();
        let at = |text: &str| text.parse().unwrap();
        let lines = described(&zone, at("2026-06-01T00:00:00Z"), at("2026-07-01T00:00:00Z"));
        let begins: Vec<_> = lines.iter().filter_map(|line| line.strip_prefix("DTSTART:")).collect();
        assert_eq!(begins, ["19700101T000000", "20251026T020000", "20260329T010000", "20261025T020000", "20270328T010000"]);
        assert_eq!(
            lines[2..8],
            ["BEGIN:DAYLIGHT", "DTSTART:19700101T000000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0100", "TZNAME:BST", "END:DAYLIGHT"]
        );
    }

    #[test]
    fn offsets_are_signed() {
        let written = |seconds| offset(Offset::from_seconds(seconds).unwrap());
        assert_eq!([written(0), written(-12_600), written(20_700), written(-2_670)], ["+0000", "-0330", "+0545", "-004430"]);
    }
}
