//! What a proposal needs from the database beside the facts of eligibility: one query each.

use super::ways::Position;
use crate::assignments::AssignmentId;
use crate::assignments::rows::LONGEST;
use crate::people;
use crate::reach;
use crate::requirements::{CompetencyId, RequirementId, RequirementRow};
use crate::schema::requirement;
use diesel::sql_types::{BigInt, Nullable, Text};
use jiff::civil::Date;
use kernel::{MemberId, Result, SiteId, Span};
use std::collections::{BTreeSet, HashMap};
use store::{Statement, Tx};

/// How long somebody who was at a site knows it.
const HALF_A_YEAR: i64 = 182 * 24 * 60 * 60 * 1_000;
/// Degrees are stored in steps of so many.
const STEPS: f64 = 10_000_000.0;

/// These requirements, within reach, by time.
pub(super) fn named(tx: &mut Tx<'_>, ids: &[RequirementId]) -> Result<Vec<RequirementRow>> {
    let mut statement = Statement::<requirement::SqlType>::on(tx.db());
    statement.sql(
        "SELECT requirement.id, requirement.version, requirement.kind, requirement.owner_id, requirement.title, requirement.detail, \
         requirement.start_at, requirement.end_at, requirement.zone, requirement.place, requirement.site_id, requirement.unit_id, \
         requirement.duty_type_id, requirement.least, requirement.most, requirement.supervised, requirement.exclusive, \
         requirement.paid, requirement.live, requirement.created_at, requirement.updated_at FROM requirement WHERE requirement.id",
    );
    statement.in_texts(ids.iter().map(RequirementId::as_str)).sql(" ORDER BY requirement.start_at, requirement.id").seldom();
    let mut rows: Vec<RequirementRow> = statement.load(tx.db())?;
    rows.retain(|row| reach::unit_reached(tx, row.unit_id));
    Ok(rows)
}

/// These requirements again, with what they ask for and how many places are taken.
pub(super) fn open(tx: &mut Tx<'_>, rows: Vec<RequirementRow>) -> Result<Vec<crate::requirements::RequirementView>> {
    let first = rows.iter().map(|row| row.start_at).min();
    let last = rows.iter().map(|row| row.start_at).max();
    match first.zip(last) {
        // What begins at either end is asked about as well.
        Some((first, last)) => crate::board::with_places(tx, rows, first.plus_millis(-1), last.plus_millis(1)),
        None => Ok(Vec::new()),
    }
}

/// Where sites are, as far as that is known.
pub(super) fn positions(tx: &mut Tx<'_>, sites: &BTreeSet<SiteId>) -> Result<HashMap<SiteId, Position>> {
    if sites.is_empty() {
        return Ok(HashMap::new());
    }
    let mut statement = Statement::<(Text, BigInt, BigInt)>::on(tx.db());
    statement.sql("SELECT s.id, s.latitude, s.longitude FROM site AS s WHERE s.latitude IS NOT NULL AND s.longitude IS NOT NULL AND s.id");
    statement.in_texts(sites.iter().map(SiteId::as_str)).seldom();
    #[expect(clippy::cast_precision_loss, reason = "at most 180 × 10⁷")]
    let degrees = |steps: i64| steps as f64 / STEPS;
    let found = statement.load::<(SiteId, i64, i64)>(tx.db())?.into_iter();
    Ok(found.map(|(id, north, east)| (id, Position { latitude: degrees(north), longitude: degrees(east) })).collect())
}

/// At which sites these members are by what they have already.
pub(super) fn busy_at(tx: &mut Tx<'_>, members: &[MemberId], period: Span) -> Result<HashMap<AssignmentId, SiteId>> {
    let mut statement = Statement::<(Text, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT a.id, a.site_id FROM assignment AS a WHERE a.live AND a.site_id IS NOT NULL AND a.start_at < ");
    statement.number(period.end().millis()).sql(" AND a.start_at > ").number(period.start().millis() - LONGEST);
    statement.sql(" AND a.end_at > ").number(period.start().millis()).sql(" AND a.member_id").in_members(members).seldom();
    let found = statement.load::<(AssignmentId, Option<SiteId>)>(tx.db())?.into_iter();
    Ok(found.filter_map(|(id, site)| Some((id, site?))).collect())
}

/// Who has proved a competency on one of these days at least, as far as the asker may see it.
pub(super) fn proved(tx: &mut Tx<'_>, competency: CompetencyId, (first, last): (Date, Date)) -> Result<BTreeSet<MemberId>> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT c.member_id FROM certificate AS c WHERE c.verified_at IS NOT NULL AND c.revoked_at IS NULL");
    statement.sql(" AND c.competency_id = ").text(competency.to_string()).sql(" AND c.valid_from <= ").text(last.to_string());
    statement.sql(" AND (c.valid_until IS NULL OR c.valid_until >= ").text(first.to_string()).sql(")");
    let reach = tx.within("certificates.read");
    people::hold(tx, &mut statement, "c.member_id", reach.as_ref());
    Ok(statement.load::<MemberId>(tx.db())?.into_iter().collect())
}

/// How often each was at each of these sites, as far as the asker may see it.
pub(super) fn times_at(tx: &mut Tx<'_>, members: &[MemberId], sites: &BTreeSet<SiteId>) -> Result<HashMap<(MemberId, SiteId), i64>> {
    if sites.is_empty() || members.is_empty() {
        return Ok(HashMap::new());
    }
    let now = tx.now();
    let mut statement = Statement::<(Text, Text, BigInt)>::on(tx.db());
    statement.sql("SELECT assignment.member_id, assignment.site_id, count(*) FROM assignment WHERE assignment.live");
    statement.sql(" AND assignment.start_at > ").number(now.millis() - HALF_A_YEAR).sql(" AND assignment.start_at < ").number(now.millis());
    statement
        .sql(" AND assignment.site_id")
        .in_texts(sites.iter().map(SiteId::as_str))
        .sql(" AND assignment.member_id")
        .in_members(members);
    reach::hold_assignments(tx, &mut statement);
    statement.sql(" GROUP BY assignment.member_id, assignment.site_id").seldom();
    let found = statement.load::<(MemberId, SiteId, i64)>(tx.db())?.into_iter();
    Ok(found.map(|(member, site, times)| ((member, site), times)).collect())
}
