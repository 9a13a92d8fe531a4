//! Holdings in the database.

use super::give::Wanted;
use super::wire::HoldingView;
use super::{Held, HoldingId, RoleId, RoleName};
use crate::links::{MemberLink, RoleLink, UnitLink};
use crate::reviews::ReviewId;
use crate::roles::Role;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{CustomerId, Error, MemberId, Result, Timestamp, UnitId};
use std::collections::BTreeMap;
use store::schema::{holding, member, role, unit};
use store::{Statement, Tx, WriteTx};

/// Most holdings shown of one member; the newest.
const SHOWN: i64 = 500;

/// A holding as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub(crate) struct HoldingRow {
    pub(crate) id: HoldingId,
    pub(crate) version: i64,
    pub(crate) member: MemberId,
    pub(crate) role: String,
    pub(crate) unit: Option<UnitId>,
    pub(crate) from: Timestamp,
    pub(crate) until: Option<Timestamp>,
}

impl HoldingRow {
    /// The role, unless its name is none any more.
    pub(crate) fn role(&self) -> Option<RoleName> {
        RoleName::parse(&self.role)
    }
}

/// One holding.
pub(crate) fn find(tx: &mut Tx<'_>, id: HoldingId) -> Result<HoldingRow> {
    let found: Option<HoldingRow> = holding::table
        .find(id)
        .select((holding::id, holding::version, holding::member_id, holding::role, holding::unit_id, holding::from_at, holding::until_at))
        .get_result(tx.db())
        .optional()?;
    found.ok_or_else(|| Error::not_found("holding"))
}

/// Ends a holding; its version rises.
pub(crate) fn end(tx: &mut WriteTx<'_>, row: &HoldingRow, at: Timestamp) -> Result<()> {
    diesel::update(holding::table.find(row.id))
        .set((holding::version.eq(row.version + 1), holding::until_at.eq(at.max(row.from))))
        .execute(tx.db())?;
    Ok(())
}

/// Which holdings are shown.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Which {
    /// All of one member.
    Of(MemberId),
    /// One.
    One(HoldingId),
    /// Every one that somebody holds now, with members who have not left.
    Now,
    /// What a review is about.
    UnderReview(ReviewId),
}

type Sql = (
    (Text, BigInt, Text, Text, Text),
    (Nullable<Text>, Nullable<Text>),
    (BigInt, Nullable<BigInt>),
    (Nullable<Text>, Nullable<Text>, BigInt),
);
type Row = (
    (HoldingId, i64, MemberId, String, String),
    (Option<UnitId>, Option<String>),
    (Timestamp, Option<Timestamp>),
    (Option<MemberId>, Option<String>, Timestamp),
);

/// Holdings with names, the newest first.
pub(crate) fn views(tx: &mut Tx<'_>, which: Which) -> Result<Vec<HoldingView>> {
    let (names, now) = (role_names(tx)?, tx.now().millis());
    let mut statement = Statement::<Sql>::on(tx.db());
    statement.sql("SELECT holding.id, holding.version, holding.member_id, member.name, holding.role, holding.unit_id, unit.name, ");
    statement.sql("holding.from_at, holding.until_at, holding.granted_by, giver.name, holding.granted_at FROM holding ");
    statement.sql("JOIN member ON member.id = holding.member_id LEFT JOIN unit ON unit.id = holding.unit_id ");
    statement.sql("LEFT JOIN member AS giver ON giver.id = holding.granted_by WHERE ");
    match which {
        Which::Of(id) => {
            statement
                .sql("holding.member_id = ")
                .text(id.as_str())
                .sql(" ORDER BY holding.from_at DESC, holding.id DESC LIMIT ")
                .number(SHOWN);
        }
        Which::One(id) => {
            statement.sql("holding.id = ").text(id.as_str());
        }
        Which::Now => {
            statement.sql("holding.from_at <= ").number(now).sql(" AND (holding.until_at IS NULL OR holding.until_at > ").number(now);
            statement.sql(") AND member.customer_id IS NULL AND member.status <> 'left' ORDER BY member.name, holding.id");
        }
        Which::UnderReview(id) => {
            statement.sql("holding.id IN (SELECT holding_id FROM access_review_item WHERE review_id = ").text(id.as_str()).sql(")");
        }
    }
    let rows: Vec<Row> = statement.load(tx.db())?;
    Ok(rows.into_iter().filter_map(|row| view(row, &names)).collect())
}

fn view(
    ((id, version, member, member_name, role), unit, (from, until), (by, giver, at)): Row,
    names: &BTreeMap<RoleName, String>,
) -> Option<HoldingView> {
    let role = RoleName::parse(&role)?;
    let name = names.get(&role).cloned().unwrap_or_else(|| "A role that was removed".to_owned());
    Some(HoldingView {
        id,
        version,
        member: MemberLink { id: member, name: member_name },
        role: RoleLink { id: role, name },
        unit: UnitLink::of(unit.0, unit.1),
        from,
        until,
        granted_by: by.zip(giver).map(|(id, name)| MemberLink { id, name }),
        granted_at: at,
    })
}

/// The names of all roles that a member may hold.
pub fn role_names(tx: &mut Tx<'_>) -> Result<BTreeMap<RoleName, String>> {
    let own: Vec<(RoleId, String)> = role::table.select((role::id, role::name)).load(tx.db())?;
    let built_in = Role::HELD.into_iter().map(|role| (RoleName::BuiltIn(role), role.name().to_owned()));
    Ok(built_in.chain(own.into_iter().map(|(id, name)| (RoleName::Own(id), name))).collect())
}

/// The name of one of the organisation's own roles, if it is there.
pub(crate) fn role_name(tx: &mut Tx<'_>, id: RoleId) -> Result<Option<String>> {
    Ok(role::table.find(id).select(role::name).get_result(tx.db()).optional()?)
}

/// Whether this names a role: a built-in one's word, contacts' too, or the id of one of the organisation's own.
pub(crate) fn is_role(tx: &mut Tx<'_>, word: &str) -> Result<bool> {
    if Role::is_word(word) {
        return Ok(true);
    }
    let found: Option<String> = role::table.find(word).select(role::id).get_result(tx.db()).optional()?;
    Ok(found.is_some())
}

/// The name of a unit that is not closed.
pub(super) fn open_unit(tx: &mut Tx<'_>, id: UnitId) -> Result<Option<String>> {
    let found = unit::table.filter(unit::id.eq(id).and(unit::closed_at.is_null())).select(unit::name);
    Ok(found.get_result(tx.db()).optional()?)
}

/// A member's name.
pub(crate) fn name_of(tx: &mut Tx<'_>, id: MemberId) -> Result<String> {
    let found: Option<String> = member::table.find(id).select(member::name).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("member"))
}

/// Somebody, as far as an explanation tells of them.
#[derive(Debug, Clone)]
pub struct Person {
    /// Their name.
    pub name: String,
    /// Their status, as its word.
    pub status: String,
    /// The customer they belong to, if they are a contact.
    pub customer: Option<CustomerId>,
}

/// A member or a contact.
pub fn person(tx: &mut Tx<'_>, id: MemberId) -> Result<Person> {
    let columns = (member::name, member::status, member::customer_id);
    let found: Option<(String, String, Option<CustomerId>)> = member::table.find(id).select(columns).get_result(tx.db()).optional()?;
    let (name, status, customer) = found.ok_or_else(|| Error::not_found("member"))?;
    Ok(Person { name, status, customer })
}

/// Everything that a member holds, held and will hold, with names.
pub fn all_of(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<HoldingView>> {
    views(tx, Which::Of(id))
}

/// Everybody who is active and holds something now, by name, with what they hold.
pub fn who_holds(tx: &mut Tx<'_>) -> Result<Vec<(MemberLink, Vec<Held>)>> {
    let now = tx.now().millis();
    let mut statement = Statement::<(Text, Text, Text, Text, Nullable<Text>, Nullable<BigInt>)>::on(tx.db());
    statement.sql("SELECT member.id, member.name, holding.id, holding.role, holding.unit_id, holding.until_at FROM holding ");
    statement.sql("JOIN member ON member.id = holding.member_id WHERE member.status = 'active' AND member.customer_id IS NULL");
    statement.sql(" AND holding.from_at <= ").number(now).sql(" AND (holding.until_at IS NULL OR holding.until_at > ").number(now);
    statement.sql(") ORDER BY member.name, member.id, holding.id");
    type Found = (MemberId, String, HoldingId, String, Option<UnitId>, Option<Timestamp>);
    let mut all: Vec<(MemberLink, Vec<Held>)> = Vec::new();
    for (id, name, holding, role, unit, until) in statement.load::<Found>(tx.db())? {
        let Some(role) = RoleName::parse(&role) else { continue };
        let held = Held { id: holding, role, unit, until };
        match all.last_mut().filter(|(member, _)| member.id == id) {
            Some((_, holdings)) => holdings.push(held),
            None => all.push((MemberLink { id, name }, vec![held])),
        }
    }
    Ok(all)
}

/// A member's status, as its word.
pub(super) fn status_of(tx: &mut Tx<'_>, id: MemberId) -> Result<String> {
    let found: Option<String> = member::table.find(id).select(member::status).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("member"))
}

/// Whether the member holds the role for this very unit at any time of the one wanted.
pub(super) fn overlaps(tx: &mut Tx<'_>, wanted: &Wanted) -> Result<bool> {
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT count(*) FROM holding WHERE member_id = ").text(wanted.member.as_str());
    statement.sql(" AND role = ").text(wanted.role.to_string());
    match wanted.unit {
        Some(unit) => statement.sql(" AND unit_id = ").text(unit.as_str()),
        None => statement.sql(" AND unit_id IS NULL"),
    };
    statement.sql(" AND (until_at IS NULL OR until_at > ").number(wanted.from.millis()).sql(")");
    if let Some(until) = wanted.until {
        statement.sql(" AND from_at < ").number(until.millis());
    }
    Ok(statement.load::<i64>(tx.db())?.pop().unwrap_or(0) > 0)
}

/// Whether somebody else could confirm what needs two people: a member who has not left and holds the right to decide.
pub(super) fn others_who_decide(tx: &mut Tx<'_>, actor: MemberId) -> Result<bool> {
    Ok(deciders(tx, "member.status <> 'left'")?.into_iter().any(|other| other != actor))
}

/// Members who hold, for no unit in particular, a role by which somebody decides. What else they may, and whether they are here, is asked
/// of each.
pub(crate) fn who_may_decide(tx: &mut Tx<'_>) -> Result<Vec<MemberId>> {
    deciders(tx, "member.status = 'active'")
}

fn deciders(tx: &mut Tx<'_>, standing: &'static str) -> Result<Vec<MemberId>> {
    let now = tx.now().millis();
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT DISTINCT holding.member_id FROM holding JOIN member ON member.id = holding.member_id WHERE ").sql(standing);
    statement.sql(" AND member.customer_id IS NULL AND holding.unit_id IS NULL AND holding.from_at <= ").number(now);
    statement.sql(" AND (holding.until_at IS NULL OR holding.until_at > ").number(now);
    statement.sql(") AND (holding.role IN ('owner', 'administrator') OR holding.role IN ");
    statement.sql("(SELECT role_id FROM role_grant WHERE permission = 'approvals.decide' AND scope = 'organisation'))");
    statement.load(tx.db())
}

/// Whether nobody else is an owner: a member who may sign in, neither leaves nor goes away on a day that is known, and holds that role
/// without end.
pub fn is_last_owner(tx: &mut Tx<'_>, id: MemberId) -> Result<bool> {
    let now = tx.now().millis();
    let mut statement = Statement::<(BigInt, BigInt)>::on(tx.db());
    statement
        .sql("SELECT count(CASE WHEN holding.member_id = ")
        .text(id.as_str())
        .sql(" THEN 1 END), count(CASE WHEN holding.member_id <> ");
    statement
        .text(id.as_str())
        .sql(" AND member.status = 'active' AND member.leaves_at IS NULL AND (member.leave_from IS NULL OR member.leave_until <= ")
        .number(now);
    statement.sql(") AND holding.until_at IS NULL AND holding.unit_id IS NULL THEN 1 END)");
    statement.sql(" FROM holding JOIN member ON member.id = holding.member_id WHERE holding.role = 'owner' AND member.customer_id IS NULL");
    statement.sql(" AND holding.from_at <= ").number(now).sql(" AND (holding.until_at IS NULL OR holding.until_at > ").number(now).sql(")");
    let (own, others) = statement.load::<(i64, i64)>(tx.db())?.pop().unwrap_or((0, 0));
    Ok(own > 0 && others == 0)
}
