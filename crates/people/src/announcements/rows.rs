//! Announcements in the database, and what the notices say of them.

use super::AnnouncementId;
use super::wire::{AnnouncementView, Receipt};
use access::links::MemberLink;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use kernel::{Error, Limit, MemberId, Reach, Result, Timestamp};
use std::collections::BTreeMap;
use store::{Statement, Tx};

/// The right by which announcements are seen.
const READING: &str = "announcements.read";
/// As notices name what they are about.
pub(super) const SUBJECT: &str = "announcement";

type RowSql = ((Text, BigInt, Text, Text, Text, Bool), (Text, Text, BigInt, Nullable<BigInt>));
type Row = ((AnnouncementId, i64, String, String, String, bool), (MemberId, String, Timestamp, Option<Timestamp>));

fn select(tx: &mut Tx<'_>) -> Statement<RowSql> {
    let mut statement = Statement::on(tx.db());
    statement.sql("SELECT a.id, a.version, a.title, a.text, a.audience, a.acknowledge, a.made_by, m.name, a.created_at, a.withdrawn_at");
    statement.sql(" FROM announcement a JOIN member m ON m.id = a.made_by WHERE TRUE");
    statement
}

/// Holds a statement to what the right in use reaches: what was said to none but one's own units, and what one said oneself.
fn hold(tx: &Tx<'_>, reach: &Reach, statement: &mut Statement<RowSql>) {
    let me = tx.actor().member().map(|member| member.to_string()).unwrap_or_default();
    match reach {
        Reach::Organisation => {}
        Reach::Units(units) => {
            statement.sql(" AND (a.made_by = ").text(me);
            statement.sql(" OR (EXISTS (SELECT 1 FROM announcement_unit u WHERE u.announcement_id = a.id)");
            statement.sql(" AND NOT EXISTS (SELECT 1 FROM announcement_unit u WHERE u.announcement_id = a.id AND NOT (u.unit_id");
            statement.in_units(units).sql("))))");
        }
        Reach::Own | Reach::Customer(_) => {
            statement.sql(" AND a.made_by = ").text(me);
        }
    }
}

/// Announcements that the right in use reaches, the latest first; one more than asked for.
pub(super) fn page(tx: &mut Tx<'_>, before: Option<(Timestamp, AnnouncementId)>, limit: Limit) -> Result<Vec<AnnouncementView>> {
    let reach = tx.reach().clone();
    let mut statement = select(tx);
    hold(tx, &reach, &mut statement);
    if let Some((at, id)) = before {
        statement.sql(" AND (a.created_at, a.id) < (").number(at.millis()).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY a.created_at DESC, a.id DESC LIMIT ").number(limit.get() + 1);
    let rows = statement.load(tx.db())?;
    views(tx, rows)
}

/// One announcement that the right in use reaches, and the right to see it.
pub(super) fn find(tx: &mut Tx<'_>, id: AnnouncementId) -> Result<AnnouncementView> {
    let reach = tx.within(READING).ok_or_else(|| Error::not_found("announcement"))?;
    let mut statement = select(tx);
    statement.sql(" AND a.id = ").text(id.as_str());
    hold(tx, &reach, &mut statement);
    let rows = statement.load(tx.db())?;
    views(tx, rows)?.pop().ok_or_else(|| Error::not_found("announcement"))
}

/// One that was told to this member or made by them, and was not taken back.
pub(super) fn told_to(tx: &mut Tx<'_>, id: AnnouncementId, member: MemberId) -> Result<AnnouncementView> {
    let mut statement = select(tx);
    statement.sql(" AND a.withdrawn_at IS NULL AND a.id = ").text(id.as_str()).sql(" AND (a.made_by = ").text(member.as_str());
    statement.sql(" OR EXISTS (SELECT 1 FROM notice n WHERE n.subject_kind = 'announcement' AND n.subject_id = a.id AND n.member_id = ");
    statement.text(member.as_str()).sql("))");
    let rows = statement.load(tx.db())?;
    views(tx, rows)?.pop().ok_or_else(|| Error::not_found("announcement"))
}

fn views(tx: &mut Tx<'_>, rows: Vec<Row>) -> Result<Vec<AnnouncementView>> {
    let reached = reached(tx, &rows)?;
    let view = |((id, version, title, text, audience, acknowledge), (maker, name, created_at, withdrawn_at)): Row| {
        let (told, read, acknowledged) = reached.get(id.as_str()).copied().unwrap_or_default();
        let audience = serde_json::from_str(&audience).map_err(Error::internal)?;
        let made_by = MemberLink { id: maker, name };
        Ok(AnnouncementView {
            id,
            version,
            title,
            text,
            audience,
            acknowledge,
            made_by,
            created_at,
            withdrawn_at,
            told,
            read,
            acknowledged,
        })
    };
    rows.into_iter().map(view).collect()
}

/// How many were told of each, have read it, have acknowledged it.
fn reached(tx: &mut Tx<'_>, rows: &[Row]) -> Result<BTreeMap<String, (i64, i64, i64)>> {
    let mut statement = Statement::<(Text, BigInt, BigInt, BigInt)>::on(tx.db());
    statement.sql("SELECT n.subject_id, COUNT(*), COUNT(n.read_at), COUNT(n.acknowledged_at) FROM notice n");
    statement.sql(" WHERE n.subject_kind = 'announcement' AND n.subject_id").seldom();
    statement.in_texts(rows.iter().map(|row| row.0.0.as_str())).sql(" GROUP BY n.subject_id");
    let found: Vec<(String, i64, i64, i64)> = if rows.is_empty() { Vec::new() } else { statement.load(tx.db())? };
    Ok(found.into_iter().map(|(id, told, read, acknowledged)| (id, (told, read, acknowledged))).collect())
}

/// Everybody who was told, by name.
pub(super) fn receipts(tx: &mut Tx<'_>, id: AnnouncementId) -> Result<Vec<Receipt>> {
    type Found = (MemberId, String, Timestamp, Option<Timestamp>, Option<Timestamp>);
    let mut statement = Statement::<(Text, Text, BigInt, Nullable<BigInt>, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT m.id, m.name, n.created_at, n.read_at, n.acknowledged_at FROM notice n JOIN member m ON m.id = n.member_id");
    statement.sql(" WHERE n.subject_kind = 'announcement' AND n.subject_id = ").text(id.as_str()).sql(" ORDER BY m.sort_name, m.id");
    let found: Vec<Found> = statement.load(tx.db())?;
    let receipt =
        |(id, name, told_at, read_at, acknowledged_at)| Receipt { member: MemberLink { id, name }, told_at, read_at, acknowledged_at };
    Ok(found.into_iter().map(receipt).collect())
}
