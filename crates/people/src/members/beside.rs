//! What stands beside a member: where they serve now, under whom, as what, and which roles they hold. Read for a whole page at once.

use super::wire::HeldRole;
use crate::links::{MemberLink, UnitLink};
use crate::postings::rules::main_one;
use crate::ranks::{RankId, RankLink};
use access::Role;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{MemberId, Result, Timestamp, UnitId};
use std::collections::{BTreeMap, BTreeSet};
use store::{Statement, Tx};

/// What stands beside a member: where they serve, their rank, their roles.
#[derive(Debug, Clone, Default)]
pub(crate) struct Beside {
    pub(crate) unit: Option<UnitLink>,
    pub(crate) supervisor: Option<MemberLink>,
    pub(crate) rank: Option<RankLink>,
    pub(crate) roles: Vec<HeldRole>,
    /// Every unit served in now.
    pub(crate) units: BTreeSet<UnitId>,
}

/// What stands beside each of these members.
pub(crate) fn beside(tx: &mut Tx<'_>, ids: &[MemberId]) -> Result<BTreeMap<MemberId, Beside>> {
    let mut found: BTreeMap<MemberId, Beside> = ids.iter().map(|id| (*id, Beside::default())).collect();
    for part in ids.chunks(200) {
        postings_of(tx, part, &mut found)?;
        ranks_of(tx, part, &mut found)?;
        roles_of(tx, part, &mut found)?;
    }
    Ok(found)
}

fn texts(ids: &[MemberId]) -> impl Iterator<Item = String> {
    ids.iter().map(ToString::to_string)
}

fn postings_of(tx: &mut Tx<'_>, ids: &[MemberId], found: &mut BTreeMap<MemberId, Beside>) -> Result<()> {
    type Found = (MemberId, UnitId, String, Option<MemberId>, Option<String>, Timestamp);
    let now = tx.now().millis();
    let mut statement = Statement::<(Text, Text, Text, Nullable<Text>, Nullable<Text>, BigInt)>::on(tx.db());
    statement
        .seldom()
        .sql("SELECT p.member_id, u.id, u.name, s.id, s.name, p.from_at FROM posting p JOIN unit u ON u.id = p.unit_id")
        .sql(" LEFT JOIN member s ON s.id = p.supervisor_id WHERE p.from_at <= ")
        .number(now)
        .sql(" AND (p.until_at IS NULL OR p.until_at > ")
        .number(now)
        .sql(") AND p.member_id")
        .in_texts(texts(ids))
        .sql(" ORDER BY p.from_at, p.id");
    let mut running: BTreeMap<MemberId, Vec<Found>> = BTreeMap::new();
    for row in statement.load::<Found>(tx.db())? {
        running.entry(row.0).or_default().push(row);
    }
    for (id, rows) in running {
        let Some(one) = found.get_mut(&id) else { continue };
        one.units = rows.iter().map(|row| row.1).collect();
        if let Some((_, unit, name, above, above_name, _)) = main_one(rows, |row| row.5) {
            one.unit = Some(UnitLink { id: unit, name });
            one.supervisor = above.zip(above_name).map(|(id, name)| MemberLink { id, name });
        }
    }
    Ok(())
}

fn ranks_of(tx: &mut Tx<'_>, ids: &[MemberId], found: &mut BTreeMap<MemberId, Beside>) -> Result<()> {
    let now = tx.now().millis();
    let mut statement = Statement::<(Text, Text, Text)>::on(tx.db());
    statement
        .seldom()
        .sql("SELECT h.member_id, r.id, r.name FROM rank_holding h JOIN rank r ON r.id = h.rank_id WHERE h.from_at <= ")
        .number(now)
        .sql(" AND (h.until_at IS NULL OR h.until_at > ")
        .number(now)
        .sql(") AND h.member_id")
        .in_texts(texts(ids));
    for (id, rank, name) in statement.load::<(MemberId, RankId, String)>(tx.db())? {
        if let Some(one) = found.get_mut(&id) {
            one.rank = Some(RankLink { id: rank, name });
        }
    }
    Ok(())
}

fn roles_of(tx: &mut Tx<'_>, ids: &[MemberId], found: &mut BTreeMap<MemberId, Beside>) -> Result<()> {
    type Found = (MemberId, String, Option<String>, Option<UnitId>, Option<String>, Option<Timestamp>);
    let now = tx.now().millis();
    let mut statement = Statement::<(Text, Text, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<BigInt>)>::on(tx.db());
    statement
        .seldom()
        .sql("SELECT h.member_id, h.role, r.name, u.id, u.name, h.until_at FROM holding h LEFT JOIN role r ON r.id = h.role")
        .sql(" LEFT JOIN unit u ON u.id = h.unit_id WHERE h.from_at <= ")
        .number(now)
        .sql(" AND (h.until_at IS NULL OR h.until_at > ")
        .number(now)
        .sql(") AND h.member_id")
        .in_texts(texts(ids))
        .sql(" ORDER BY h.granted_at, h.id");
    for (id, role, own_name, unit, unit_name, until) in statement.load::<Found>(tx.db())? {
        let Some(one) = found.get_mut(&id) else { continue };
        let name = own_name.unwrap_or_else(|| title(&role));
        let unit = unit.zip(unit_name).map(|(id, name)| UnitLink { id, name });
        one.roles.push(HeldRole { role, name, unit, until });
    }
    for one in found.values_mut() {
        one.roles.sort_by_key(|held| (held.role.parse::<Role>().map_or(usize::MAX, |role| role as usize), held.name.clone()));
    }
    Ok(())
}

/// `dispatcher` becomes `Dispatcher`.
fn title(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
