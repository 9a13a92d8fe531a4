//! Which records are asked for, decided without a database: dates in the organisation's zone, words within a record.

use jiff::ToSpan;
use jiff::civil::Date;
use kernel::{Error, Result, Timestamp, Zone};
use serde::{Deserialize, Deserializer};
use std::net::IpAddr;
use store::events::{Filter, Record};

/// Most records opened for one page of a search by words. Words are sealed: each record must be opened to be searched.
pub const MOST_SEARCHED: usize = 5_000;

/// A day in the organisation's zone, or an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Day(Date),
    Instant(Timestamp),
}

impl When {
    fn parse(text: &str) -> Option<Self> {
        Timestamp::parse(text).map(Self::Instant).or_else(|| text.parse().ok().filter(|_| text.len() == 10).map(Self::Day))
    }

    /// The first instant of it.
    pub(super) fn start(self, zone: &Zone, field: &'static str) -> Result<Timestamp> {
        match self {
            Self::Instant(at) => Ok(at),
            Self::Day(day) => start_of(Some(day), zone, field),
        }
    }

    /// The first instant after it: a day named as the end of a range belongs to it.
    pub(super) fn end(self, zone: &Zone, field: &'static str) -> Result<Timestamp> {
        match self {
            Self::Instant(at) => Ok(at),
            Self::Day(day) => start_of(day.checked_add(1.day()).ok(), zone, field),
        }
    }
}

fn start_of(day: Option<Date>, zone: &Zone, field: &'static str) -> Result<Timestamp> {
    day.and_then(|day| Timestamp::start_of_day(day, &zone.rules()))
        .ok_or_else(|| Error::field(field, "out-of-range", "must lie between 1900 and 2199"))
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("expected a date such as 2026-11-21 or an RFC 3339 time"))
    }
}

/// What is looked for: what the database can tell, and words that only an opened record can.
#[derive(Debug, Clone)]
pub(super) struct Search {
    pub(super) filter: Filter,
    words: Vec<String>,
    address: Option<IpAddr>,
}

impl Search {
    /// Every word of `q` must be found in a record's action, label or note; case is of no account. With an address, the request
    /// must have come from there.
    pub(super) fn new(filter: Filter, q: Option<&str>, address: Option<IpAddr>) -> Self {
        let words = q.unwrap_or_default().split_whitespace().map(str::to_lowercase).collect();
        Self { filter, words, address: address.map(|address| address.to_canonical()) }
    }

    /// Whether a record must be opened to tell.
    pub(super) fn opens(&self) -> bool {
        !self.words.is_empty() || self.address.is_some()
    }

    pub(super) fn finds(&self, record: &Record) -> bool {
        let detail = record.detail.as_ref().map(|opened| &opened.detail);
        if let Some(wanted) = self.address {
            let from = detail.and_then(|detail| detail.origin.address.as_deref()).and_then(|address| address.parse::<IpAddr>().ok());
            if from.map(|from| from.to_canonical()) != Some(wanted) {
                return false;
            }
        }
        let label = detail.map_or("", |detail| detail.label.as_str());
        let note = detail.and_then(|detail| detail.note.as_deref()).unwrap_or_default();
        self.all_in([record.action.as_str(), label, note])
    }

    fn all_in(&self, texts: [&str; 3]) -> bool {
        self.words.is_empty() || {
            let texts = texts.map(str::to_lowercase);
            self.words.iter().all(|word| texts.iter().any(|text| text.contains(word.as_str())))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_of_a_range_belongs_to_it() {
        let zone = Zone::parse("Europe/London").unwrap();
        let day = When::parse("2026-03-29").unwrap();
        assert_eq!(day.start(&zone, "from").unwrap().to_string(), "2026-03-29T00:00:00.000Z");
        // The clocks went forward that night: the day had 23 hours.
        assert_eq!(day.end(&zone, "to").unwrap().to_string(), "2026-03-29T23:00:00.000Z");
        let instant = When::parse("2026-03-29T12:00:00Z").unwrap();
        assert_eq!(instant.start(&zone, "from"), instant.end(&zone, "to"));
    }

    #[test]
    fn neither_half_a_date_nor_a_year_out_of_range_is_taken() {
        for bad in ["", "2026-11", "yesterday", "2026-11-21T10:00", "2026-02-30"] {
            assert_eq!(When::parse(bad), None, "{bad}");
        }
        let zone = Zone::parse("Europe/London").unwrap();
        for far in ["1066-10-14", "9999-12-31"] {
            assert_eq!(When::parse(far).unwrap().end(&zone, "to").unwrap_err().code(), "invalid", "{far}");
        }
    }

    #[test]
    fn every_word_must_be_somewhere() {
        let search = Search::new(Filter::default(), Some("  KEY  closed "), None);
        assert!(search.all_in(["job.closed", "J-000123", "Left the key with the porter"]));
        assert!(!search.all_in(["job.opened", "J-000123", "Left the key with the porter"]));
        assert!(Search::new(Filter::default(), Some(" "), None).all_in(["", "", ""]));
    }
}
