//! Hours in the database.

use super::rules::{HoursSource, HoursState, Standing};
use super::split::Piece;
use super::wire::HoursQuery;
use super::{HoursId, rules};
use crate::Day;
use crate::rates::HoursCategory;
use crate::reach::HOURS;
use crate::schema::{hours, hours_line, hours_version};
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use kernel::{CustomerId, Error, MemberId, Money, Result, Timestamp, UnitId};
use roster::assignments::AssignmentId;
use roster::requirements::DutyTypeId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Statement, Tx, WriteTx};

/// Hours as they are stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = hours, treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct HoursRow {
    pub id: HoursId,
    pub version: i64,
    pub member_id: MemberId,
    pub assignment_id: Option<AssignmentId>,
    pub unit_id: Option<UnitId>,
    pub duty_type_id: Option<DutyTypeId>,
    pub customer_id: Option<CustomerId>,
    pub source: HoursSource,
    pub title: String,
    pub place: String,
    pub zone: String,
    pub start_at: Timestamp,
    pub end_at: Timestamp,
    pub first_day: Day,
    pub last_day: Day,
    pub minutes: i64,
    pub revision: i64,
    pub state: HoursState,
    pub made_by: Option<MemberId>,
    pub confirmed_at: Option<Timestamp>,
    pub approved_by: Option<MemberId>,
    pub approved_at: Option<Timestamp>,
    pub locked_at: Option<Timestamp>,
    pub reverses: Option<HoursId>,
    pub reversed_by: Option<HoursId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl HoursRow {
    /// As far as rules ask.
    pub fn standing(&self) -> Standing {
        Standing { state: self.state, member: self.member_id, void: self.reverses.is_some() || self.reversed_by.is_some() }
    }

    /// As people speak of it.
    pub fn label(&self) -> String {
        format!("{} {} {}", self.first_day, rules::told(self.minutes), self.title)
    }
}

/// Hours with the names of the member, the unit and whoever approved them.
pub type Named = (HoursRow, String, Option<String>, Option<String>);
type NamedSql = (hours::SqlType, Text, Nullable<Text>, Nullable<Text>);

const SELECT: &str = "SELECT hours.id, hours.version, hours.member_id, hours.assignment_id, hours.unit_id, hours.duty_type_id, \
     hours.customer_id, hours.source, hours.title, hours.place, hours.zone, hours.start_at, hours.end_at, hours.first_day, hours.last_day, \
     hours.minutes, hours.revision, hours.state, hours.made_by, hours.confirmed_at, hours.approved_by, hours.approved_at, hours.locked_at, \
     hours.reverses, hours.reversed_by, hours.created_at, hours.updated_at, m.name, u.name, a.name FROM hours \
     JOIN member AS m ON m.id = hours.member_id LEFT JOIN unit AS u ON u.id = hours.unit_id \
     LEFT JOIN member AS a ON a.id = hours.approved_by WHERE 1 = 1";

/// The permission to see hours.
const READING: &str = "hours.read";

/// One record of hours within the reach of the right in use and of the right to see hours.
pub fn find(tx: &mut Tx<'_>, id: HoursId) -> Result<Named> {
    let reach = tx.within(READING);
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND hours.id = ").text(id.as_str());
    HOURS.hold(tx, &mut statement, reach.as_ref());
    statement.load::<Named>(tx.db())?.pop().ok_or_else(|| Error::not_found("hours"))
}

/// One record of hours with its names, for whoever found it before.
pub(crate) fn named(tx: &mut Tx<'_>, id: HoursId) -> Result<Named> {
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND hours.id = ").text(id.as_str());
    statement.load::<Named>(tx.db())?.pop().ok_or_else(|| Error::internal("hours that were written are not there"))
}

/// Where a page of hours ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keys(i64, HoursId);

impl Keys {
    /// Of a row.
    pub fn of(row: &HoursRow) -> Self {
        Self(row.start_at.millis(), row.id)
    }
}

/// Hours within reach, the latest first.
pub fn list(tx: &mut Tx<'_>, query: &HoursQuery, after: Option<Keys>, limit: i64) -> Result<Vec<Named>> {
    let (reach, units) = (tx.within(READING), query.unit_id.map(|unit| access::units::below(tx, &[unit])).transpose()?);
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(SELECT);
    HOURS.hold(tx, &mut statement, reach.as_ref());
    narrow(&mut statement, query, units.as_deref());
    if let Some(Keys(start, id)) = after {
        statement.sql(" AND (hours.start_at, hours.id) < (").number(start).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY hours.start_at DESC, hours.id DESC LIMIT ").number(limit);
    statement.load(tx.db())
}

fn narrow<ST>(statement: &mut Statement<ST>, query: &HoursQuery, units: Option<&[UnitId]>) {
    if let Some(member) = query.member_id {
        statement.sql(" AND hours.member_id = ").text(member.as_str());
    }
    if let Some(units) = units {
        statement.sql(" AND hours.unit_id").in_units(units);
    }
    if let Some(from) = query.from {
        statement.sql(" AND hours.last_day >= ").text(from.as_str());
    }
    if let Some(until) = query.until {
        statement.sql(" AND hours.first_day <= ").text(until.as_str());
    }
    if let Some(state) = query.state {
        statement.sql(" AND hours.state = ").text(state.as_str());
    }
    if let Some(duty) = query.duty_type_id {
        statement.sql(" AND hours.duty_type_id = ").text(duty.as_str());
    }
}

/// A line of a version: a part of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The day at the place.
    pub day: Day,
    /// What it counts as.
    pub category: HoursCategory,
    /// The unit in which the member served then.
    pub unit: Option<UnitId>,
    /// How long.
    pub minutes: i64,
    /// What an hour is worth.
    pub rate: Option<Money>,
    /// What it is worth.
    pub amount: Option<Money>,
}

impl Line {
    pub(crate) fn of(piece: &Piece, unit: Option<UnitId>, rate: Option<Money>) -> Self {
        let worth = |rate: Money| crate::rates::rules::worth(piece.minutes, 60, rate.minor).map(|minor| Money::new(minor, rate.currency));
        Self { day: piece.day, category: piece.category, unit, minutes: piece.minutes, rate, amount: rate.and_then(worth) }
    }
}

/// The lines of one version.
pub fn lines(tx: &mut Tx<'_>, id: HoursId, revision: i64) -> Result<Vec<Line>> {
    type Found = (Day, HoursCategory, Option<UnitId>, i64, Option<i64>, Option<i64>, Option<String>);
    let found: Vec<Found> = hours_line::table
        .filter(hours_line::hours_id.eq(id).and(hours_line::revision.eq(revision)))
        .order(hours_line::line)
        .select((
            hours_line::day,
            hours_line::category,
            hours_line::unit_id,
            hours_line::minutes,
            hours_line::rate_minor,
            hours_line::amount_minor,
            hours_line::currency,
        ))
        .load(tx.db())?;
    let line = |(day, category, unit, minutes, rate, amount, currency): Found| {
        let currency = currency.and_then(|code| kernel::Currency::parse(&code));
        let money = |minor: Option<i64>| minor.zip(currency).map(|(minor, currency)| Money::new(minor, currency));
        Line { day, category, unit, minutes, rate: money(rate), amount: money(amount) }
    };
    Ok(found.into_iter().map(line).collect())
}

/// A version as it was made.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = hours_version)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct VersionRow {
    pub hours_id: HoursId,
    pub revision: i64,
    pub start_at: Timestamp,
    pub end_at: Timestamp,
    pub minutes: i64,
    pub source: HoursSource,
    pub reason: Option<String>,
    pub made_by: Option<MemberId>,
    pub made_at: Timestamp,
}

/// Every version, the first one first.
pub fn versions(tx: &mut Tx<'_>, id: HoursId) -> Result<Vec<VersionRow>> {
    Ok(hours_version::table.filter(hours_version::hours_id.eq(id)).order(hours_version::revision).load(tx.db())?)
}

/// Writes new hours with their first version.
pub(crate) fn insert(tx: &mut WriteTx<'_>, row: &HoursRow, lines: &[Line], reason: Option<String>) -> Result<()> {
    diesel::insert_into(hours::table).values(row).execute(tx.db())?;
    add_version(tx, row, lines, reason)
}

/// Writes changed hours: their version rises.
pub(crate) fn save(tx: &mut WriteTx<'_>, row: &mut HoursRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    diesel::update(hours::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// Writes the version that a row has come to.
pub(crate) fn add_version(tx: &mut WriteTx<'_>, row: &HoursRow, lines: &[Line], reason: Option<String>) -> Result<()> {
    let version = VersionRow {
        hours_id: row.id,
        revision: row.revision,
        start_at: row.start_at,
        end_at: row.end_at,
        minutes: row.minutes,
        source: row.source,
        reason,
        made_by: tx.actor().member(),
        made_at: tx.now(),
    };
    diesel::insert_into(hours_version::table).values(&version).execute(tx.db())?;
    for (at, line) in (1_i64..).zip(lines) {
        diesel::insert_into(hours_line::table)
            .values((
                (hours_line::hours_id.eq(row.id), hours_line::revision.eq(row.revision), hours_line::line.eq(at)),
                (hours_line::day.eq(line.day), hours_line::category.eq(line.category), hours_line::unit_id.eq(line.unit)),
                (hours_line::minutes.eq(line.minutes), hours_line::rate_minor.eq(line.rate.map(|rate| rate.minor))),
                hours_line::amount_minor.eq(line.amount.map(|amount| amount.minor)),
                hours_line::currency.eq(line.rate.map(|rate| rate.currency.as_str().to_owned())),
            ))
            .execute(tx.db())?;
    }
    Ok(())
}

/// The hours of each of these assignments that were not taken back, in one question.
pub(crate) fn of_assignments(tx: &mut Tx<'_>, ids: &[AssignmentId]) -> Result<BTreeMap<AssignmentId, HoursRow>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND hours.reverses IS NULL AND hours.reversed_by IS NULL AND hours.assignment_id").seldom();
    statement.in_texts(ids.iter().map(AssignmentId::as_str));
    let found: Vec<Named> = statement.load(tx.db())?;
    Ok(found.into_iter().filter_map(|(row, ..)| row.assignment_id.map(|id| (id, row))).collect())
}

/// The hours of an assignment that were not taken back.
pub(crate) fn of_assignment(tx: &mut Tx<'_>, id: AssignmentId) -> Result<Option<HoursRow>> {
    let live = hours::assignment_id.eq(id).and(hours::reverses.is_null()).and(hours::reversed_by.is_null());
    Ok(hours::table.filter(live).get_result(tx.db()).optional()?)
}
