//! Alerts in the database, and what the watch asks of it.

use super::AlertId;
use super::findings::Finding;
use super::rules::{EXPORTS, QUIET_MILLIS};
use super::wire::{AlertView, Rule, SeenView, Wanted};
use diesel::dsl::count_star;
use diesel::prelude::*;
use kernel::{Error, MemberId, Page, Result, Timestamp};
use std::collections::HashSet;
use store::schema::{alert, export_taken, member_network};
use store::{Tx, WriteTx};

#[derive(Queryable, Selectable)]
#[diesel(table_name = alert)]
struct Stored {
    id: AlertId,
    version: i64,
    rule: String,
    at: Timestamp,
    member_id: Option<MemberId>,
    records: String,
    facts_sealed: Vec<u8>,
    seen_at: Option<Timestamp>,
    seen_by: Option<MemberId>,
    note_sealed: Option<Vec<u8>>,
}

/// The networks these members have signed in from.
pub(super) fn networks_of(tx: &mut Tx<'_>, members: &HashSet<MemberId>) -> Result<HashSet<(MemberId, String)>> {
    let mut known = HashSet::new();
    for member in members {
        let networks: Vec<String> =
            member_network::table.filter(member_network::member_id.eq(member)).select(member_network::network).load(tx.db())?;
        known.extend(networks.into_iter().map(|network| (*member, network)));
    }
    Ok(known)
}

/// Members who took away more files within the hour than work explains.
pub(super) fn many_exports(tx: &mut Tx<'_>, now: Timestamp) -> Result<Vec<Finding>> {
    let late = export_taken::at.ge(now.plus_millis(-QUIET_MILLIS));
    let by_member: Vec<(MemberId, i64)> =
        export_taken::table.filter(late).group_by(export_taken::member_id).select((export_taken::member_id, count_star())).load(tx.db())?;
    let many = by_member.into_iter().filter(|(_, files)| *files > EXPORTS);
    Ok(many
        .map(|(member, files)| Finding {
            rule: Rule::ManyExports,
            key: member.to_string(),
            member: Some(member),
            facts: format!("{files} files taken away in an hour"),
            records: Vec::new(),
        })
        .collect())
}

/// Whether this was told already: a burst within the last hour, an act ever.
pub(super) fn is_told(tx: &mut Tx<'_>, finding: &Finding, now: Timestamp) -> Result<bool> {
    let same = alert::rule.eq(finding.rule.as_str()).and(alert::key.eq(&finding.key));
    let since = match finding.rule {
        Rule::Spray | Rule::Guessing | Rule::Probing | Rule::ManyExports => now.plus_millis(-QUIET_MILLIS),
        Rule::NewNetwork | Rule::AdministratorGranted | Rule::PolicyWeakened | Rule::LogDisputed | Rule::OrganisationDeletion => {
            Timestamp::MIN
        }
    };
    Ok(alert::table.filter(same.and(alert::at.ge(since))).count().get_result::<i64>(tx.db())? > 0)
}

/// Writes a new alert.
pub(super) fn insert(tx: &mut WriteTx<'_>, id: AlertId, finding: &Finding) -> Result<()> {
    let now = tx.now();
    let facts = tx.seal("alert", "facts", id.as_str(), finding.facts.as_bytes())?;
    let records = serde_json::to_string(&finding.records).map_err(Error::internal)?;
    diesel::insert_into(alert::table)
        .values((
            alert::id.eq(id),
            alert::version.eq(1),
            alert::rule.eq(finding.rule.as_str()),
            alert::key.eq(&finding.key),
            alert::at.eq(now),
            alert::member_id.eq(finding.member),
            alert::records.eq(records),
            alert::facts_sealed.eq(facts),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// One alert.
pub(super) fn find(tx: &mut Tx<'_>, id: AlertId) -> Result<AlertView> {
    let row: Option<Stored> = alert::table.find(id).select(Stored::as_select()).get_result(tx.db()).optional()?;
    view(tx, row.ok_or_else(|| Error::not_found("alert"))?)
}

/// A page of alerts, the latest first.
pub(super) fn page(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<Page<AlertView>> {
    let mut query =
        alert::table.select(Stored::as_select()).order((alert::at.desc(), alert::id.desc())).limit(wanted.limit.get() + 1).into_boxed();
    if wanted.unseen {
        query = query.filter(alert::seen_at.is_null());
    }
    if let Some(cursor) = &wanted.cursor {
        let place = cursor.place::<(Timestamp, AlertId)>();
        let (at, id) = place.ok_or_else(|| Error::field("cursor", "not-acceptable", "not a cursor of this list"))?;
        query = query.filter(alert::at.lt(at).or(alert::at.eq(at).and(alert::id.lt(id))));
    }
    let rows: Vec<Stored> = query.load(tx.db())?;
    let views = rows.into_iter().map(|row| view(tx, row)).collect::<Result<Vec<_>>>()?;
    Ok(Page::cut(views, wanted.limit, |last| (last.at, last.id)))
}

/// Marks an alert as seen.
pub(super) fn acknowledge(tx: &mut WriteTx<'_>, id: AlertId, by: MemberId, note: Option<&str>) -> Result<()> {
    let now = tx.now();
    let note = note.map(|note| tx.seal("alert", "note", id.as_str(), note.as_bytes())).transpose()?;
    diesel::update(alert::table.find(id))
        .set((
            alert::version.eq(alert::version + 1),
            alert::seen_at.eq(Some(now)),
            alert::seen_by.eq(Some(by)),
            alert::note_sealed.eq(note),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn view(tx: &Tx<'_>, row: Stored) -> Result<AlertView> {
    let id = row.id;
    let text = |column, sealed: &[u8]| -> Result<String> {
        String::from_utf8(tx.open("alert", column, id.as_str(), sealed)?).map_err(Error::internal)
    };
    let rule = Rule::from_word(&row.rule).ok_or_else(|| Error::internal("an alert of an unknown rule"))?;
    let note = row.note_sealed.map(|note| text("note", &note)).transpose()?;
    let seen = row.seen_at.map(|at| SeenView { by: row.seen_by, at, note });
    let records = serde_json::from_str(&row.records).map_err(Error::internal)?;
    let facts = text("facts", &row.facts_sealed)?;
    Ok(AlertView { id, version: row.version, rule, at: row.at, member: row.member_id, facts, records, seen })
}
