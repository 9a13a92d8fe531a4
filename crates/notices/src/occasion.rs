//! What somebody is told of has a time and a place: how soon it begins, and the lines that say when, where and why.

use kernel::{Timestamp, Zone};

const HOUR: i64 = 60 * 60 * 1_000;
/// What begins this soon is to be acknowledged.
const SOON: i64 = 48 * HOUR;
/// What begins this soon goes through quiet hours.
const VERY_SOON: i64 = 12 * HOUR;

/// Something that takes place.
#[derive(Debug, Clone)]
pub struct Occasion<'a> {
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// By which clock it is told.
    pub zone: &'a Zone,
    /// Where; empty where that is not said.
    pub place: &'a str,
}

impl Occasion<'_> {
    /// Nobody needs to hear of it any more.
    pub fn is_over(&self, now: Timestamp) -> bool {
        self.end <= now
    }

    /// A change of it is to be acknowledged.
    pub fn is_soon(&self, now: Timestamp) -> bool {
        self.start <= now.plus_millis(SOON)
    }

    /// A change of it goes through quiet hours.
    pub fn is_very_soon(&self, now: Timestamp) -> bool {
        self.start <= now.plus_millis(VERY_SOON)
    }

    /// When, where and why, a line each.
    pub fn facts(&self, reason: Option<&str>) -> String {
        let rules = self.zone.rules();
        let mut lines = vec![format!("From {}", self.start.told_in(&rules)), format!("Until {}", self.end.told_in(&rules))];
        lines.extend(Some(self.place).filter(|place| !place.is_empty()).map(str::to_owned));
        lines.extend(reason.map(|reason| format!("Reason: {reason}")));
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_262_400_000;

    fn in_hours(hours: i64) -> Timestamp {
        Timestamp::from_millis(NOON + hours * HOUR).unwrap()
    }

    #[test]
    fn when_where_and_why_stand_in_lines() {
        let zone = Zone::parse("Europe/Prague").unwrap();
        let gate = Occasion { start: in_hours(0), end: in_hours(4), zone: &zone, place: "Gate 3" };
        let from = "From 21 November 2026, 13:00 (Europe/Prague)";
        let until = "Until 21 November 2026, 17:00 (Europe/Prague)";
        assert_eq!(gate.facts(Some("storm")), format!("{from}\n{until}\nGate 3\nReason: storm"));
        let nowhere = Occasion { place: "", ..gate };
        assert_eq!(nowhere.facts(None), format!("{from}\n{until}"));
    }

    #[test]
    fn how_soon_it_begins_has_sharp_edges() {
        let zone = Zone::parse("UTC").unwrap();
        let at = |start, end| Occasion { start: in_hours(start), end: in_hours(end), zone: &zone, place: "" };
        let now = in_hours(0);
        assert!(at(48, 50).is_soon(now) && !at(49, 50).is_soon(now));
        assert!(at(12, 50).is_very_soon(now) && !at(13, 50).is_very_soon(now));
        assert!(at(-2, 0).is_over(now) && !at(-2, 1).is_over(now));
    }
}
