//! Who could be assigned: members who work here, with where they serve, their rank, and when they are away.

use super::abilities;
use super::rows::Asked;
use super::window::MEMBERS;
use super::wire::{AwaySpan, BoardMember, BoardUnit};
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{MemberId, Reach, Result, Timestamp, UnitId, Zone};
use std::collections::HashMap;
use store::{Statement, Tx};

type Found = (MemberId, String, Option<Timestamp>, Option<Timestamp>);

/// The members of these units who are here at some time between the two instants, by name; one more than is told at most.
pub(super) fn members(tx: &mut Tx<'_>, asked: Asked<'_>, zone: &Zone) -> Result<Vec<BoardMember>> {
    let Asked { from, until, units } = asked;
    let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
    let reach = tx.within("members.read");
    let mut statement = Statement::<(Text, Text, Nullable<BigInt>, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT member.id, member.name, member.leave_from, member.leave_until FROM member");
    statement.sql(" WHERE member.customer_id IS NULL AND member.status = 'active'");
    statement.sql(" AND (member.leaves_at IS NULL OR member.leaves_at > ").number(from.millis()).sql(")");
    for units in [units, if let Some(Reach::Units(reached)) = &reach { Some(&**reached) } else { None }].into_iter().flatten() {
        statement.sql(" AND EXISTS (SELECT 1 FROM posting AS p WHERE p.member_id = member.id AND p.from_at < ").number(until.millis());
        statement.sql(" AND (p.until_at IS NULL OR p.until_at > ").number(from.millis()).sql(") AND p.unit_id").in_units(units).sql(")");
    }
    match &reach {
        Some(Reach::Organisation | Reach::Units(_)) => {}
        Some(Reach::Own) => drop(statement.sql(" AND member.id = ").text(me)),
        Some(Reach::Customer(_)) | None => drop(statement.sql(" AND 1 = 0")),
    }
    statement.sql(" ORDER BY member.sort_name, member.id LIMIT ").number(MEMBERS + 1);
    let found = statement.load::<Found>(tx.db())?;
    let (places, ranks) = (postings(tx, from, until)?, ranks(tx, from)?);
    let (mut leave, mut unavailable) = (abilities::leave(tx, from, until)?, abilities::unavailable(tx, from, until)?);
    let mut proved = abilities::proved(tx, from, until, zone)?;
    let told = |(id, name, leave_from, leave_until): Found| BoardMember {
        id,
        name,
        unit_id: places.get(&id).copied(),
        rank: ranks.get(&id).cloned(),
        competency_ids: proved.remove(&id).unwrap_or_default(),
        leave: leave_from
            .map(|start| AwaySpan { start, end: leave_until })
            .into_iter()
            .chain(leave.remove(&id).unwrap_or_default())
            .collect(),
        unavailable: unavailable.remove(&id).unwrap_or_default(),
    };
    Ok(found.into_iter().map(told).collect())
}

/// Where each member serves: of several units the one they came to last.
fn postings(tx: &mut Tx<'_>, from: Timestamp, until: Timestamp) -> Result<HashMap<MemberId, UnitId>> {
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT p.member_id, p.unit_id FROM posting AS p WHERE p.from_at < ").number(until.millis());
    statement.sql(" AND (p.until_at IS NULL OR p.until_at > ").number(from.millis()).sql(") ORDER BY p.from_at, p.id");
    Ok(statement.load::<(MemberId, UnitId)>(tx.db())?.into_iter().collect())
}

fn ranks(tx: &mut Tx<'_>, at: Timestamp) -> Result<HashMap<MemberId, String>> {
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT h.member_id, r.name FROM rank_holding AS h JOIN rank AS r ON r.id = h.rank_id WHERE h.from_at <= ");
    statement.number(at.millis()).sql(" AND (h.until_at IS NULL OR h.until_at > ").number(at.millis()).sql(") ORDER BY h.from_at");
    Ok(statement.load::<(MemberId, String)>(tx.db())?.into_iter().collect())
}

/// The units that stand now, each with the one above it.
pub(super) fn units(tx: &mut Tx<'_>) -> Result<Vec<BoardUnit>> {
    let now = tx.now().millis();
    let mut statement = Statement::<(Text, Text, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT u.id, u.name, p.parent_id FROM unit AS u LEFT JOIN unit_parent AS p ON p.unit_id = u.id AND p.from_at <= ");
    statement.number(now).sql(" AND (p.until_at IS NULL OR p.until_at > ").number(now);
    statement.sql(") WHERE u.closed_at IS NULL ORDER BY u.sort_name, u.id");
    let found = statement.load::<(UnitId, String, Option<UnitId>)>(tx.db())?;
    Ok(found.into_iter().map(|(id, name, parent_id)| BoardUnit { id, name, parent_id }).collect())
}
