//! What members can do and when they cannot be asked, for everybody on the board at once, as far as the asker may see it.

use super::wire::AwaySpan;
use crate::availability::rows as availability;
use crate::competencies::CompetencyLink;
use crate::people;
use crate::requirements::CompetencyId;
use crate::spans::without;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{MemberId, Result, Span, Timestamp, Zone};
use std::collections::HashMap;
use store::{Statement, Tx};

/// Approved leave that touches the days, by start.
pub(super) fn leave(tx: &mut Tx<'_>, from: Timestamp, until: Timestamp) -> Result<HashMap<MemberId, Vec<AwaySpan>>> {
    let mut statement = Statement::<(Text, BigInt, BigInt)>::on(tx.db());
    statement.sql("SELECT l.member_id, l.start_at, l.end_at FROM member_leave AS l WHERE l.state = 'approved' AND l.end_at > ");
    statement.number(from.millis()).sql(" AND l.start_at < ").number(until.millis());
    let reach = tx.within("leave.read");
    people::hold(tx, &mut statement, "l.member_id", reach.as_ref());
    statement.sql(" ORDER BY l.start_at, l.id");
    let mut found: HashMap<MemberId, Vec<AwaySpan>> = HashMap::new();
    for (member, start, end) in statement.load::<(MemberId, Timestamp, Timestamp)>(tx.db())? {
        found.entry(member).or_default().push(AwaySpan { start, end: Some(end) });
    }
    Ok(found)
}

/// When members said that they are not available.
pub(super) fn unavailable(tx: &mut Tx<'_>, from: Timestamp, until: Timestamp) -> Result<HashMap<MemberId, Vec<AwaySpan>>> {
    let Ok(days) = Span::new(from, until) else { return Ok(HashMap::new()) };
    let mut statement = Statement::<(Text, BigInt, Text, Text, Text, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT v.member_id, v.version, v.zone, v.weekly, v.exceptions, v.ready_minutes FROM availability AS v WHERE 1 = 1");
    let reach = tx.within("availability.read");
    people::hold(tx, &mut statement, "v.member_id", reach.as_ref());
    let mut found = HashMap::new();
    for (member, version, zone, weekly, exceptions, ready) in
        statement.load::<(MemberId, i64, String, String, String, Option<i64>)>(tx.db())?
    {
        let free = availability::read((version, zone, weekly, exceptions, ready))?.within(days);
        let away = |span: Span| AwaySpan { start: span.start(), end: Some(span.end()) };
        found.insert(member, without(&[days], &free).into_iter().map(away).collect());
    }
    Ok(found)
}

/// What members have proved on one of the days at least.
pub(super) fn proved(tx: &mut Tx<'_>, from: Timestamp, until: Timestamp, zone: &Zone) -> Result<HashMap<MemberId, Vec<CompetencyId>>> {
    let rules = zone.rules();
    let (first, last) = (from.date_in(&rules).to_string(), until.plus_millis(-1).date_in(&rules).to_string());
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT DISTINCT c.member_id, c.competency_id FROM certificate AS c WHERE c.verified_at IS NOT NULL");
    statement.sql(" AND c.revoked_at IS NULL AND c.valid_from <= ").text(last).sql(" AND (c.valid_until IS NULL OR c.valid_until >= ");
    statement.text(first).sql(")");
    let reach = tx.within("certificates.read");
    people::hold(tx, &mut statement, "c.member_id", reach.as_ref());
    statement.sql(" ORDER BY c.member_id, c.competency_id");
    let mut found: HashMap<MemberId, Vec<CompetencyId>> = HashMap::new();
    for (member, competency) in statement.load::<(MemberId, CompetencyId)>(tx.db())? {
        found.entry(member).or_default().push(competency);
    }
    Ok(found)
}

/// The competencies of the organisation that are in use, by name.
pub(super) fn competencies(tx: &mut Tx<'_>) -> Result<Vec<CompetencyLink>> {
    let all = crate::competencies::rows::all(tx)?;
    Ok(all.into_iter().filter(|one| !one.retired).map(|one| CompetencyLink { id: one.id, name: one.name }).collect())
}
