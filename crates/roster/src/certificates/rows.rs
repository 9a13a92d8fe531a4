//! Certificates in the database.

use super::CertificateId;
use super::rules::{self, CertificateState};
use super::wire::{CertificateView, EvidenceView, Filter};
use crate::competencies::CompetencyLink;
use crate::day::CalendarDay;
use crate::people;
use crate::requirements::CompetencyId;
use crate::schema::{certificate, certificate_evidence};
use access::links::MemberLink;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Nullable, Text};
use jiff::civil::Date;
use kernel::{Error, MemberId, Page, Result, Timestamp};
use store::{Statement, Tx, WriteTx};

/// Most certificates of one member, ended and revoked ones counted.
const MOST: i64 = 500;
/// What permission lets somebody see a certificate.
pub(super) const READING: &str = "certificates.read";

/// A certificate to be written.
#[derive(Debug, Clone)]
pub(super) struct NewRow {
    pub(super) id: CertificateId,
    pub(super) member: MemberId,
    pub(super) competency: CompetencyId,
    pub(super) level: i64,
    pub(super) from: CalendarDay,
    pub(super) until: Option<CalendarDay>,
    pub(super) reference: Option<String>,
    pub(super) note: String,
    pub(super) verified: bool,
}

/// Writes a new certificate.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &NewRow) -> Result<()> {
    let count: i64 = certificate::table.filter(certificate::member_id.eq(new.member)).count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-certificates", format!("a member has at most {MOST} certificates")));
    }
    let (now, actor) = (tx.now(), tx.actor().member());
    diesel::insert_into(certificate::table)
        .values((
            (certificate::id.eq(new.id), certificate::version.eq(1), certificate::member_id.eq(new.member)),
            (certificate::competency_id.eq(new.competency), certificate::level.eq(new.level)),
            (certificate::valid_from.eq(new.from.to_string()), certificate::valid_until.eq(new.until.map(|until| until.to_string()))),
            (certificate::reference.eq(&new.reference), certificate::note.eq(&new.note), certificate::created_by.eq(actor)),
            (certificate::verified_by.eq(actor.filter(|_| new.verified)), certificate::verified_at.eq(new.verified.then_some(now))),
            (certificate::created_at.eq(now), certificate::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes that the actor vouches for it.
pub(super) fn verify(tx: &mut WriteTx<'_>, id: CertificateId) -> Result<()> {
    let (now, actor) = (tx.now(), tx.actor().member());
    diesel::update(certificate::table.find(id))
        .set((certificate::verified_by.eq(actor), certificate::verified_at.eq(Some(now)), raised(now)))
        .execute(tx.db())?;
    Ok(())
}

/// Writes that it counts no more.
pub(super) fn revoke(tx: &mut WriteTx<'_>, id: CertificateId, reason: &str) -> Result<()> {
    let (now, actor) = (tx.now(), tx.actor().member());
    diesel::update(certificate::table.find(id))
        .set((
            certificate::revoked_by.eq(actor),
            certificate::revoked_at.eq(Some(now)),
            certificate::revocation_reason.eq(Some(reason)),
            raised(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes up to which stage its end was told.
pub(super) fn note_told(tx: &mut WriteTx<'_>, id: CertificateId, stage: i64) -> Result<()> {
    diesel::update(certificate::table.find(id)).set(certificate::told.eq(Some(stage))).execute(tx.db())?;
    Ok(())
}

type Raised = (
    diesel::dsl::Eq<certificate::version, diesel::dsl::Add<certificate::version, i64>>,
    diesel::dsl::Eq<certificate::updated_at, Timestamp>,
);

fn raised(now: Timestamp) -> Raised {
    (certificate::version.eq(certificate::version + 1), certificate::updated_at.eq(now))
}

/// The paper behind a certificate: its media type and its bytes.
pub(super) fn evidence(tx: &mut Tx<'_>, id: CertificateId) -> Result<(String, Vec<u8>)> {
    let row: Option<(String, Vec<u8>)> = certificate_evidence::table
        .find(id)
        .select((certificate_evidence::media_type, certificate_evidence::content_sealed))
        .get_result(tx.db())
        .optional()?;
    let (kind, sealed) = row.ok_or_else(|| Error::not_found("evidence"))?;
    Ok((kind, tx.open("certificate_evidence", "content", id.as_str(), &sealed)?))
}

/// Keeps a paper in the place of the one there was.
pub(super) fn put_evidence(tx: &mut WriteTx<'_>, id: CertificateId, paper: &EvidenceView, content: &[u8]) -> Result<()> {
    let name = tx.seal("certificate_evidence", "name", id.as_str(), paper.name.as_bytes())?;
    let content = tx.seal("certificate_evidence", "content", id.as_str(), content)?;
    let now = tx.now();
    diesel::delete(certificate_evidence::table.find(id)).execute(tx.db())?;
    diesel::insert_into(certificate_evidence::table)
        .values((
            (certificate_evidence::certificate_id.eq(id), certificate_evidence::name_sealed.eq(name)),
            (certificate_evidence::media_type.eq(&paper.kind), certificate_evidence::bytes.eq(paper.bytes)),
            (certificate_evidence::content_sealed.eq(content), certificate_evidence::at.eq(now)),
        ))
        .execute(tx.db())?;
    diesel::update(certificate::table.find(id)).set(raised(now)).execute(tx.db())?;
    Ok(())
}

/// Removes the paper; there must be one.
pub(super) fn remove_evidence(tx: &mut WriteTx<'_>, id: CertificateId) -> Result<()> {
    if diesel::delete(certificate_evidence::table.find(id)).execute(tx.db())? == 0 {
        return Err(Error::not_found("evidence"));
    }
    let now = tx.now();
    diesel::update(certificate::table.find(id)).set(raised(now)).execute(tx.db())?;
    Ok(())
}

type RowSql = (
    (Text, BigInt, Text, Text, Text, Text, Text, BigInt, Text, Nullable<Text>),
    (Nullable<Text>, Text, Nullable<Text>, Nullable<Text>, Nullable<BigInt>, Nullable<Text>),
    (Nullable<Text>, Nullable<BigInt>, Nullable<Binary>),
);
type Head = (CertificateId, i64, MemberId, String, CompetencyId, String, String, i64, String, Option<String>);
type Middle = (Option<String>, String, Option<MemberId>, Option<String>, Option<Timestamp>, Option<String>);
type Paper = (Option<String>, Option<i64>, Option<Vec<u8>>);

const SELECT: &str = "SELECT c.id, c.version, m.id, m.name, k.id, k.name, k.levels, c.level, c.valid_from, c.valid_until, \
     c.reference, c.note, v.id, v.name, c.verified_at, c.revocation_reason, e.media_type, e.bytes, e.name_sealed \
     FROM certificate AS c JOIN member AS m ON m.id = c.member_id JOIN competency AS k ON k.id = c.competency_id \
     LEFT JOIN member AS v ON v.id = c.verified_by LEFT JOIN certificate_evidence AS e ON e.certificate_id = c.id WHERE 1 = 1";

fn load(tx: &mut Tx<'_>, statement: Statement<RowSql>, today: Date) -> Result<Vec<CertificateView>> {
    let rows = statement.load::<(Head, Middle, Paper)>(tx.db())?;
    rows.into_iter().map(|row| view(tx, row, today)).collect()
}

fn view(tx: &Tx<'_>, (head, middle, paper): (Head, Middle, Paper), today: Date) -> Result<CertificateView> {
    let (id, version, member, name, competency, competency_name, levels, level, from, until) = head;
    let (reference, note, verifier, verifier_name, verified_at, revocation_reason) = middle;
    let levels: Vec<String> = serde_json::from_str(&levels).map_err(Error::internal)?;
    let valid_until = until.as_deref().map(rules::day).transpose()?.map(CalendarDay);
    let evidence = match paper {
        (Some(kind), Some(bytes), Some(sealed)) => {
            let name = tx.open("certificate_evidence", "name", id.as_str(), &sealed)?;
            Some(EvidenceView { name: String::from_utf8(name).map_err(Error::internal)?, kind, bytes })
        }
        _ => None,
    };
    Ok(CertificateView {
        id,
        version,
        member: MemberLink { id: member, name },
        competency: CompetencyLink { id: competency, name: competency_name },
        level: Some(level).filter(|level| *level > 0),
        level_name: usize::try_from(level - 1).ok().and_then(|at| levels.get(at).cloned()),
        valid_from: CalendarDay(rules::day(&from)?),
        valid_until,
        state: rules::state(verified_at.is_some(), revocation_reason.is_some(), valid_until, today),
        verified_by: verifier.zip(verifier_name).map(|(id, name)| MemberLink { id, name }),
        verified_at,
        revocation_reason,
        reference,
        note,
        evidence,
    })
}

/// One certificate within what the right in use reaches.
pub(super) fn find(tx: &mut Tx<'_>, id: CertificateId, today: Date) -> Result<CertificateView> {
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND c.id = ").text(id.as_str());
    let reach = tx.within(READING);
    people::hold(tx, &mut statement, "c.member_id", reach.as_ref());
    load(tx, statement, today)?.pop().ok_or_else(|| Error::not_found("certificate"))
}

/// One certificate, whoever asks.
pub(super) fn find_anywhere(tx: &mut Tx<'_>, id: CertificateId, today: Date) -> Result<CertificateView> {
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND c.id = ").text(id.as_str());
    load(tx, statement, today)?.pop().ok_or_else(|| Error::not_found("certificate"))
}

/// A page of the certificates wanted: those that end first stand first, those that never end last.
pub(super) fn page(tx: &mut Tx<'_>, filter: &Filter, today: Date) -> Result<Page<CertificateView>> {
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.seldom().sql(SELECT);
    let reach = tx.within(READING);
    people::hold(tx, &mut statement, "c.member_id", reach.as_ref());
    if let Some(member) = filter.member_id {
        statement.sql(" AND c.member_id = ").text(member.as_str());
    }
    if let Some(competency) = filter.competency_id {
        statement.sql(" AND c.competency_id = ").text(competency.as_str());
    }
    if let Some(before) = filter.expires_before {
        statement.sql(" AND c.valid_until < ").text(before.to_string());
    }
    if let Some(state) = filter.state {
        in_state(&mut statement, state, today);
    }
    if let Some(cursor) = &filter.cursor {
        let place: Option<(String, CertificateId)> = cursor.place();
        let (until, id) = place.ok_or_else(|| Error::field("cursor", "not-acceptable", "not a cursor of this list"))?;
        statement.sql(" AND (coalesce(c.valid_until, '9999'), c.id) > (").text(until).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY coalesce(c.valid_until, '9999'), c.id LIMIT ").number(filter.limit.get() + 1);
    let found = load(tx, statement, today)?;
    let until = |last: &CertificateView| last.valid_until.map_or_else(|| "9999".to_owned(), |until| until.to_string());
    Ok(Page::cut(found, filter.limit, |last| (until(last), last.id)))
}

fn in_state(statement: &mut Statement<RowSql>, state: CertificateState, today: Date) {
    const VOUCHED: &str = " AND c.revoked_at IS NULL AND c.verified_at IS NOT NULL";
    let (today, soon) = (today.to_string(), rules::soon(today).to_string());
    match state {
        CertificateState::Revoked => drop(statement.sql(" AND c.revoked_at IS NOT NULL")),
        CertificateState::Pending => drop(statement.sql(" AND c.revoked_at IS NULL AND c.verified_at IS NULL")),
        CertificateState::Expired => drop(statement.sql(VOUCHED).sql(" AND c.valid_until < ").text(today)),
        CertificateState::Expiring => {
            statement.sql(VOUCHED).sql(" AND c.valid_until >= ").text(today).sql(" AND c.valid_until <= ").text(soon);
        }
        CertificateState::Valid => {
            statement.sql(VOUCHED).sql(" AND (c.valid_until IS NULL OR c.valid_until > ").text(soon).sql(")");
        }
    }
}
