//! Which jobs, in which order: from the query's text to a filter.

use super::priority::Priority;
use super::rules::Status;
use crate::customers::CustomerId;
use crate::listing::{Words, one_of};
use crate::sites::SiteId;
use jiff::civil::Date;
use kernel::{Cursor, Error, Limit, Result, Timestamp, UnitId, Zone};
use serde::{Deserialize, Serialize, Serializer};
use utoipa::{IntoParams, ToSchema};

/// Which jobs, in which order. Every filter narrows; several words in one filter widen it.
///
/// Serialised, it is what a cursor is bound to: where the page starts and how long it is are blank.
#[derive(Debug, Default, Clone, Serialize, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct JobQuery {
    /// One or more of draft, open, planned, `in_progress`, `on_hold`, `work_done`, closed, cancelled; with commas between them.
    #[param(example = "open,on_hold")]
    pub status: Option<String>,
    /// Jobs of exactly this type.
    #[serde(rename = "type")]
    #[param(rename = "type", max_length = 80)]
    pub kind: Option<String>,
    /// One or more of p1, p2, p3, p4; with commas between them.
    #[param(example = "p1,p2")]
    pub priority: Option<String>,
    /// Jobs for this customer.
    pub customer: Option<CustomerId>,
    /// Jobs at this site.
    pub site: Option<SiteId>,
    /// Jobs of this unit or one below it.
    pub unit: Option<UnitId>,
    /// Words in number, title, description, type and source reference; the last may be the beginning of one.
    #[param(max_length = 200)]
    pub q: Option<String>,
    /// Only jobs whose target has passed and whose work is not done.
    pub overdue: Option<bool>,
    /// Made on or after this date (in the organisation's zone) or instant.
    #[param(example = "2026-11-01")]
    pub created_from: Option<String>,
    /// Made up to and on this date, or before this instant.
    pub created_to: Option<String>,
    /// Target on or after this date or instant.
    pub target_from: Option<String>,
    /// Target up to and on this date, or before this instant.
    pub target_to: Option<String>,
    /// Order; newest first unless asked otherwise.
    #[param(inline)]
    pub sort: JobSort,
    /// Where the page starts: `next` of the page before.
    #[param(value_type = Option<String>)]
    #[serde(serialize_with = "blank")]
    pub cursor: Option<Cursor>,
    /// How many items at most: 1 to 200.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    #[serde(serialize_with = "blank")]
    pub limit: Limit,
}

/// Not `skip_serializing`, which would leave the parameter out of the interface's description as well.
fn blank<T, S: Serializer>(_: &T, out: S) -> std::result::Result<S::Ok, S::Error> {
    out.serialize_unit()
}

/// Orders of the list. Jobs without a target come last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[expect(missing_docs, reason = "the words say it")]
pub enum JobSort {
    #[default]
    #[serde(rename = "-created_at")]
    CreatedDown,
    #[serde(rename = "created_at")]
    Created,
    #[serde(rename = "target_at")]
    Target,
    #[serde(rename = "-target_at")]
    TargetDown,
    #[serde(rename = "priority")]
    Priority,
    #[serde(rename = "-updated_at")]
    UpdatedDown,
    #[serde(rename = "number")]
    Number,
    #[serde(rename = "-number")]
    NumberDown,
}

/// From (inclusive) and to (exclusive), either of which may be open.
pub type Dates = (Option<Timestamp>, Option<Timestamp>);

/// Which jobs; every field narrows.
#[derive(Debug, Default, Clone)]
pub struct Filter {
    /// Of one of these, or of any.
    pub statuses: Vec<Status>,
    /// Of this type.
    pub kind: Option<String>,
    /// Of one of these, or of any.
    pub priorities: Vec<Priority>,
    /// For this customer.
    pub customer: Option<CustomerId>,
    /// At this site.
    pub site: Option<SiteId>,
    /// Of this unit or one below it.
    pub unit: Option<UnitId>,
    /// Holding these words.
    pub words: Option<Words>,
    /// Late.
    pub overdue: bool,
    /// Made in these days.
    pub created: Dates,
    /// With a target in these days.
    pub target: Dates,
    /// Read descriptions and notes too, which lists do not show.
    pub with_texts: bool,
}

impl JobQuery {
    /// The filter, with dates as days in `zone`.
    pub fn filter(&self, zone: &Zone) -> Result<Filter> {
        let typed = self.q.as_deref().filter(|typed| !typed.trim().is_empty());
        Ok(Filter {
            statuses: one_of("status", self.status.as_deref())?,
            kind: self.kind.clone().filter(|kind| !kind.is_empty()),
            priorities: one_of("priority", self.priority.as_deref())?,
            customer: self.customer,
            site: self.site,
            unit: self.unit,
            words: typed.map(|typed| Words::parse("q", typed)).transpose()?,
            overdue: self.overdue.unwrap_or(false),
            created: days(zone, ("created_from", self.created_from.as_deref()), ("created_to", self.created_to.as_deref()))?,
            target: days(zone, ("target_from", self.target_from.as_deref()), ("target_to", self.target_to.as_deref()))?,
            with_texts: false,
        })
    }
}

impl Filter {
    /// The same without regard to status.
    #[must_use]
    pub fn of_any_status(self) -> Self {
        Self { statuses: Vec::new(), ..self }
    }

    /// Whether nothing but type and priority narrows it: such jobs are counted already.
    pub(super) fn is_counted(&self) -> bool {
        let dates = [self.created.0, self.created.1, self.target.0, self.target.1];
        let placed = self.customer.is_some() || self.site.is_some() || self.unit.is_some();
        !placed && self.words.is_none() && !self.overdue && dates.iter().all(Option::is_none)
    }

    /// How many ways it narrows.
    pub(super) fn breadth(&self) -> usize {
        let dates = [self.created.0, self.created.1, self.target.0, self.target.1];
        let given = [
            !self.statuses.is_empty(),
            self.kind.is_some(),
            !self.priorities.is_empty(),
            self.customer.is_some(),
            self.site.is_some(),
            self.unit.is_some(),
            self.words.is_some(),
            self.overdue,
        ];
        given.iter().filter(|given| **given).count() + dates.iter().flatten().count()
    }
}

type Typed<'a> = (&'static str, Option<&'a str>);

fn days(zone: &Zone, from: Typed<'_>, to: Typed<'_>) -> Result<Dates> {
    let from = from.1.filter(|typed| !typed.is_empty()).map(|typed| day(zone, from.0, typed, false)).transpose()?;
    let to = to.1.filter(|typed| !typed.is_empty()).map(|typed| day(zone, to.0, typed, true)).transpose()?;
    Ok((from, to))
}

fn day(zone: &Zone, field: &'static str, typed: &str, whole: bool) -> Result<Timestamp> {
    let refused = || Error::field(field, "not-a-date", "must be a date such as 2026-11-21 or an RFC 3339 time, between 1900 and 2199");
    // In an address, `+` before an offset has become a blank.
    if let Some(at) = Timestamp::parse(typed).or_else(|| Timestamp::parse(&typed.replace(' ', "+"))) {
        return Ok(at);
    }
    let date: Date = typed.parse().map_err(|_| refused())?;
    let date = if whole { date.tomorrow().map_err(|_| refused())? } else { date };
    if typed.len() != 10 {
        return Err(refused());
    }
    Timestamp::start_of_day(date, &zone.rules()).ok_or_else(refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: JobQuery) -> Result<Filter> {
        query.filter(&Zone::parse("America/Chicago").unwrap())
    }

    #[test]
    fn a_day_is_a_day_of_the_zone() {
        let query = JobQuery { created_from: Some("2026-11-01".into()), created_to: Some("2026-11-01".into()), ..JobQuery::default() };
        let (from, to) = read(query).unwrap().created;
        assert_eq!(from.unwrap().to_string(), "2026-11-01T05:00:00.000Z");
        // The day on which the clocks go back has 25 hours.
        assert_eq!(to.unwrap().to_string(), "2026-11-02T06:00:00.000Z");
    }

    #[test]
    fn what_is_no_date_is_told() {
        for bad in ["yesterday", "2026-13-01", "2026-11-01T10:00:00", "9999-12-31", "1600-01-01"] {
            let query = JobQuery { target_to: Some(bad.into()), ..JobQuery::default() };
            assert!(matches!(read(query), Err(Error::Invalid(faults)) if faults[0].field == "target_to"), "{bad}");
        }
    }

    #[test]
    fn words_outside_the_set_are_told() {
        let query = JobQuery { status: Some("open,lost".into()), ..JobQuery::default() };
        assert!(matches!(read(query), Err(Error::Invalid(faults)) if faults[0].field == "status"));
        let query = JobQuery { status: Some("on_hold, open,open".into()), ..JobQuery::default() };
        assert_eq!(read(query).unwrap().statuses, [Status::Open, Status::OnHold]);
    }
}
