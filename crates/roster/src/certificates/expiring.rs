//! Ends of certificates that come near: told to holder and supervisor, 30 days and 7 days before the last day and once it is over, with
//! the assignments that the certificate no longer covers. Nobody loses a place by it.

use super::rows::{self, note_told};
use super::wire::CertificateView;
use super::{CertificateId, EXPIRING, rules};
use crate::day::CalendarDay;
use courier::{House, Letter};
use diesel::sql_types::{BigInt, Nullable, Text};
use jiff::civil::Date;
use kernel::{Error, MemberId, Result, Timestamp, Zone};
use notices::{NoticeKind, Telling};
use serde::Serialize;
use store::{Committed, Event, Statement, Subject, Tx, WriteTx};

/// Most that one look at an organisation finds; the rest is found by the next.
const MOST: i64 = 200;
/// Most assignments that a record and a letter name.
const MOST_NAMED: usize = 20;

/// A certificate whose end is to be told, and at which stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expiring {
    /// Which.
    pub id: CertificateId,
    /// Days before the last one; -1 once it is over.
    pub stage: i64,
}

/// An assignment that a certificate no longer covers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Uncovered {
    id: String,
    title: String,
    start: Timestamp,
}

/// Which ends are to be told today, in the zone of the organisation. One that was replaced by a later certificate of at least the
/// same level is not.
pub fn due(tx: &mut Tx<'_>, zone: &Zone) -> Result<Vec<Expiring>> {
    let today = tx.now().date_in(&zone.rules());
    let mut statement = Statement::<(Text, Text, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT c.id, c.valid_until, c.told FROM certificate AS c JOIN member AS m ON m.id = c.member_id");
    statement.sql(" WHERE c.valid_until <= ").text(rules::soon(today).to_string());
    // What ended long before anybody looked is no news.
    statement.sql(" AND c.valid_until >= ").text(today.saturating_sub(jiff::Span::new().days(rules::SOON_DAYS)).to_string());
    statement.sql(" AND (c.told IS NULL OR c.told > -1) AND c.verified_at IS NOT NULL AND c.revoked_at IS NULL AND m.status = 'active'");
    statement.sql(" AND NOT EXISTS (SELECT 1 FROM certificate AS n WHERE n.member_id = c.member_id AND n.competency_id = c.competency_id");
    statement.sql(" AND n.level >= c.level AND n.verified_at IS NOT NULL AND n.revoked_at IS NULL");
    statement.sql(" AND (n.valid_until IS NULL OR n.valid_until > c.valid_until)) ORDER BY c.valid_until, c.id LIMIT ").number(MOST);
    let mut found = Vec::new();
    for (id, until, told) in statement.load::<(CertificateId, String, Option<i64>)>(tx.db())? {
        found.extend(stage(rules::day(&until)?, today, told).map(|stage| Expiring { id, stage }));
    }
    Ok(found)
}

fn stage(until: Date, today: Date, told: Option<i64>) -> Option<i64> {
    rules::stage(until, today).filter(|stage| told.is_none_or(|told| *stage < told))
}

/// Tells one end, in the name of `house`; refused with a clash when another server did so a moment ago.
pub fn tell(mut tx: WriteTx<'_>, expiring: Expiring, house: &House) -> Result<Committed<()>> {
    if !due(&mut tx, &house.zone)?.contains(&expiring) {
        return Err(Error::Clash { code: "told-already", message: "this was told already".into() });
    }
    let today = tx.now().date_in(&house.zone.rules());
    let one = rows::find_anywhere(&mut tx, expiring.id, today)?;
    let until = one.valid_until.ok_or_else(|| Error::internal("a certificate that ends has no end"))?;
    let uncovered = uncovered(&mut tx, &one, until)?;
    let told = write_letters(&mut tx, &one, until, &uncovered, house)?;
    note_told(&mut tx, one.id, expiring.stage)?;
    let named: Vec<&Uncovered> = uncovered.iter().take(MOST_NAMED).collect();
    let event = Event::new(&EXPIRING, Subject::new("certificate", one.id))
        .label(one.label())
        .first("valid_until", &until)
        .first("told", &told)
        .first("uncovered", &uncovered.len())
        .first("assignments", &Some(named).filter(|named| !named.is_empty()))
        .touching(Subject::new("member", one.member.id));
    let event = uncovered.iter().take(MOST_NAMED).fold(event, |event, row| event.touching(Subject::new("assignment", &row.id)));
    tx.commit(event, ())
}

/// Live assignments that end after the certificate's last day, of requirements that ask for what it proves. Whole places alone: a
/// trainee needs none.
fn uncovered(tx: &mut Tx<'_>, one: &CertificateView, until: CalendarDay) -> Result<Vec<Uncovered>> {
    let mut statement = Statement::<(Text, Text, Text, BigInt, BigInt)>::on(tx.db());
    statement.sql("SELECT a.id, a.title, a.zone, a.start_at, a.end_at FROM assignment AS a JOIN requirement_competency AS q");
    statement.sql(" ON q.requirement_id = a.requirement_id AND q.competency_id = ").text(one.competency.id.as_str());
    statement.sql(" WHERE a.member_id = ").text(one.member.id.as_str()).sql(" AND a.live AND a.seat = 'full' AND a.end_at > ");
    statement.number(tx.now().millis()).sql(" AND q.level <= ").number(one.level.unwrap_or(0)).sql(" ORDER BY a.start_at, a.id");
    let rows = statement.load::<(String, String, String, Timestamp, Timestamp)>(tx.db())?;
    let reaches_beyond = |zone: &str, end: Timestamp| {
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        end.plus_millis(-1).date_in(&zone) > until.0
    };
    Ok(rows
        .into_iter()
        .filter(|(_, _, zone, _, end)| reaches_beyond(zone, *end))
        .map(|(id, title, _, start, _)| Uncovered { id, title, start })
        .collect())
}

/// One letter to the holder, one to each supervisor; tells how many.
fn write_letters(tx: &mut WriteTx<'_>, one: &CertificateView, until: CalendarDay, uncovered: &[Uncovered], house: &House) -> Result<usize> {
    let places: Vec<(String, Timestamp)> = uncovered.iter().take(MOST_NAMED).map(|row| (row.title.clone(), row.start)).collect();
    let is_over = until.0 < tx.now().date_in(&house.zone.rules());
    let letter = |holder: Option<String>| Letter::CertificateEnds {
        competency: one.competency.name.clone(),
        holder,
        last_day: until.told(),
        is_over,
        places: places.clone(),
    };
    let verb = if is_over { "has ended" } else { "ends" };
    let mut told = 0;
    for id in readers(tx, one.member.id)? {
        let is_holder = id == one.member.id;
        let whose = if is_holder { "Your".to_owned() } else { format!("{}:", one.member.name) };
        let telling = Telling {
            members: &[id],
            kind: NoticeKind::Certificate,
            // The holder finds it among their own; others where everything of the holder is.
            subject: if is_holder { Subject::new("certificate", one.id) } else { Subject::new("member", one.member.id) },
            title: format!("{whose} certificate {verb}: {}", one.competency.name),
            text: text(until, uncovered.len()),
            acknowledge: false,
            urgent: false,
            letter: Some((house.clone(), letter((!is_holder).then(|| one.member.name.clone())))),
        };
        told += notices::tell(tx, telling)?;
    }
    Ok(told)
}

fn text(until: CalendarDay, uncovered: usize) -> String {
    let last = format!("Its last day is {}.", until.told());
    match uncovered {
        0 => last,
        1 => format!("{last} It does not cover 1 place that is taken."),
        many => format!("{last} It does not cover {many} places that are taken."),
    }
}

/// The holder, and under whom they serve now: those of them who are here.
fn readers(tx: &mut Tx<'_>, holder: MemberId) -> Result<Vec<MemberId>> {
    let now = tx.now().millis();
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT m.id FROM member AS m WHERE m.status = 'active' AND (m.leaves_at IS NULL OR m.leaves_at > ");
    statement.number(now).sql(") AND (m.id = ").text(holder.as_str());
    statement.sql(" OR m.id IN (SELECT o.supervisor_id FROM posting AS o WHERE o.member_id = ").text(holder.as_str());
    statement.sql(" AND o.from_at <= ").number(now).sql(" AND (o.until_at IS NULL OR o.until_at > ").number(now).sql("))) ORDER BY m.id");
    statement.load(tx.db())
}
