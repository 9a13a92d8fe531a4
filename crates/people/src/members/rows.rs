//! Members in the database. A query about the directory never meets a contact, who is a customer's person.

use super::rules::{Sight, Standing, hidden_text};
use super::wire::{Filter, MemberStatus, Sort};
use crate::fold::{literal, pattern};
use crate::links::MemberLink;
use access::holdings::RoleName;
use access::postings::serves_in;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use kernel::{Cursor, Email, Error, MemberId, Reach, Result, Timestamp, UnitId, folded};
use std::collections::BTreeSet;
use store::schema::member;
use store::{Statement, Tx, WriteTx};

pub(crate) use super::beside::{Beside, beside};

/// A member as stored, without the password.
#[derive(Debug, Clone, PartialEq, Queryable)]
pub(crate) struct MemberRow {
    pub(crate) id: MemberId,
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) email: String,
    pub(crate) phone: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) status: String,
    pub(crate) hidden: String,
    pub(crate) custom: String,
    pub(crate) leave_from: Option<Timestamp>,
    pub(crate) leave_until: Option<Timestamp>,
    pub(crate) leaves_at: Option<Timestamp>,
    pub(crate) has_way_in: bool,
    pub(crate) has_photo: bool,
    pub(crate) last_sign_in_at: Option<Timestamp>,
    pub(crate) created_at: Timestamp,
}

type RowSql = (
    (Text, BigInt, Text, Text, Text, Nullable<Text>, Nullable<Text>, Text, Text, Text),
    (Nullable<BigInt>, Nullable<BigInt>, Nullable<BigInt>, Bool, Bool, Nullable<BigInt>, BigInt),
);
type Head = (MemberId, i64, String, String, String, Option<String>, Option<String>, String, String, String);
type Tail = (Option<Timestamp>, Option<Timestamp>, Option<Timestamp>, bool, bool, Option<Timestamp>, Timestamp);

const SELECT: &str = "SELECT member.id, member.version, member.name, member.sort_name, member.email, member.phone, member.reference, \
     member.status, member.hidden, member.custom, member.leave_from, member.leave_until, member.leaves_at, \
     member.password_sealed IS NOT NULL OR EXISTS (SELECT 1 FROM passkey k WHERE k.member_id = member.id), EXISTS (SELECT 1 FROM member_photo p WHERE p.member_id = member.id), \
     member.last_sign_in_at, member.created_at FROM member WHERE member.customer_id IS NULL";

impl MemberRow {
    fn of((head, tail): (Head, Tail)) -> Self {
        let (id, version, name, sort_name, email, phone, reference, status, hidden, custom) = head;
        let (leave_from, leave_until, leaves_at, has_way_in, has_photo, last_sign_in_at, created_at) = tail;
        Self {
            id,
            version,
            name,
            sort_name,
            email,
            phone,
            reference,
            status,
            hidden,
            custom,
            leave_from,
            leave_until,
            leaves_at,
            has_way_in,
            has_photo,
            last_sign_in_at,
            created_at,
        }
    }

    pub(crate) fn standing(&self) -> Standing {
        Standing {
            suspended: self.status == "suspended",
            left: self.status == "left",
            leave_from: self.leave_from,
            leave_until: self.leave_until,
            leaves_at: self.leaves_at,
        }
    }
}

/// What the asker may see of what is kept out of the directory.
pub(crate) fn sight(tx: &Tx<'_>) -> Sight {
    Sight { me: tx.actor().member(), private: tx.right("members.private") }
}

fn load(tx: &mut Tx<'_>, statement: Statement<RowSql>) -> Result<Vec<MemberRow>> {
    Ok(statement.load::<(Head, Tail)>(tx.db())?.into_iter().map(MemberRow::of).collect())
}

/// One member within the reach of the right in use.
pub(crate) fn find(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberRow> {
    let reach = tx.reach().clone();
    find_in(tx, id, &reach)
}

/// One member within `reach`.
fn find_in(tx: &mut Tx<'_>, id: MemberId, reach: &Reach) -> Result<MemberRow> {
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND member.id = ").text(id.as_str());
    within(tx, &mut statement, reach);
    load(tx, statement)?.pop().ok_or_else(|| Error::not_found("member"))
}

/// A member within the reach of the right in use, named.
pub(crate) fn named(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberLink> {
    let row = find(tx, id)?;
    Ok(MemberLink { id, name: row.name })
}

/// A member whom the asker may see and who is here, to be named somewhere: anybody else is the fault of `field`.
pub(crate) fn to_be_named(tx: &mut Tx<'_>, field: &'static str, id: MemberId) -> Result<MemberLink> {
    let unknown = || Error::field(field, "unknown", "there is no such member");
    let reach = tx.right("members.read").ok_or_else(unknown)?;
    let row = find_in(tx, id, &reach).map_err(|_| unknown())?;
    if row.standing().status(tx.now()) == MemberStatus::Left {
        return Err(Error::field(field, "left", format!("{} has left the organisation", row.name)));
    }
    Ok(MemberLink { id, name: row.name })
}

/// The member with this address, whatever their status.
pub(crate) fn with_email(tx: &mut Tx<'_>, email: &Email) -> Result<Option<MemberRow>> {
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND member.email = ").text(email.as_str());
    Ok(load(tx, statement)?.pop())
}

/// Narrows to what a right reaches: oneself, or those who serve now in one of some units.
fn within<ST>(tx: &Tx<'_>, statement: &mut Statement<ST>, reach: &Reach) {
    let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
    match reach {
        Reach::Organisation => {}
        Reach::Own => drop(statement.sql(" AND member.id = ").text(me)),
        // A contact reaches no member.
        Reach::Customer(_) => drop(statement.sql(" AND 1 = 0")),
        Reach::Units(units) => {
            statement.sql(" AND (member.id = ").text(me).sql(" OR ");
            serves_in(statement, "member.id", units, tx.now());
            statement.sql(")");
        }
    }
}

/// The members wanted, in order; from the cursor on when there is a limit.
pub(crate) fn some(
    tx: &mut Tx<'_>,
    filter: &Filter,
    units: Option<&[UnitId]>,
    limit: Option<i64>,
    reach: &Reach,
) -> Result<Vec<MemberRow>> {
    let (now, sight) = (tx.now(), sight(tx));
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.sql(SELECT).seldom();
    within(tx, &mut statement, reach);
    for word in filter.q.iter().flat_map(|q| q.as_str().split_whitespace()).take(8) {
        matches(&mut statement, word, &sight, now);
    }
    if let Some(status) = filter.status {
        of_status(&mut statement, status, now);
    }
    if let Some(role) = filter.role {
        holding(&mut statement, role, now);
    }
    if let Some(units) = units {
        statement.sql(" AND ");
        serves_in(&mut statement, "member.id", units, now);
    }
    if let Some(place) = filter.cursor.as_ref().filter(|_| limit.is_some()) {
        let (name, id) = place_of(place)?;
        statement.sql(match filter.sort {
            Sort::Name => " AND (member.sort_name, member.id) > (",
            Sort::NameDown => " AND (member.sort_name, member.id) < (",
        });
        statement.text(name).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(match filter.sort {
        Sort::Name => " ORDER BY member.sort_name, member.id",
        Sort::NameDown => " ORDER BY member.sort_name DESC, member.id DESC",
    });
    if let Some(limit) = limit {
        statement.sql(" LIMIT ").number(limit);
    }
    load(tx, statement)
}

fn place_of(cursor: &Cursor) -> Result<(String, MemberId)> {
    cursor.place().ok_or_else(|| Error::field("cursor", "not-acceptable", "not a cursor of this list"))
}

/// One word in the name, or in what the asker may see of the rest.
fn matches(statement: &mut Statement<RowSql>, word: &str, sight: &Sight, now: Timestamp) {
    let plain = format!("%{}%", literal(&word.to_lowercase()));
    statement.sql(" AND (member.sort_name LIKE ").text(pattern(word)).sql(" ESCAPE '\\'");
    for (column, kept_out) in [
        (" OR (member.email LIKE ", "'% email %'"),
        (" OR (member.phone LIKE ", "'% phone %'"),
        (" OR (lower(member.reference) LIKE ", "'% reference %'"),
    ] {
        statement.sql(column).text(plain.clone()).sql(" ESCAPE '\\' AND (member.hidden NOT LIKE ").sql(kept_out);
        match &sight.private {
            Some(Reach::Organisation) => drop(statement.sql(" OR 1 = 1")),
            Some(Reach::Units(units)) => {
                statement.sql(" OR ");
                serves_in(statement, "member.id", units, now);
            }
            _ => {}
        }
        if let Some(me) = sight.me {
            statement.sql(" OR member.id = ").text(me.as_str());
        }
        statement.sql("))");
    }
    statement.sql(")");
}

fn of_status(statement: &mut Statement<RowSql>, status: MemberStatus, now: Timestamp) {
    const HERE: &str = " AND member.status <> 'left' AND (member.leaves_at IS NULL OR member.leaves_at > ";
    const AWAY: &str = "(member.leave_from IS NOT NULL AND member.leave_from <= ";
    let now = now.millis();
    match status {
        MemberStatus::Left => {
            statement.sql(" AND (member.status = 'left' OR member.leaves_at <= ").number(now).sql(")");
        }
        MemberStatus::Suspended => drop(statement.sql(HERE).number(now).sql(") AND member.status = 'suspended'")),
        MemberStatus::OnLeave | MemberStatus::Active => {
            statement.sql(HERE).number(now).sql(") AND member.status = 'active' AND ");
            statement.sql(if status == MemberStatus::Active { "NOT " } else { "" });
            statement.sql(AWAY).number(now).sql(" AND (member.leave_until IS NULL OR member.leave_until > ").number(now).sql("))");
        }
    }
}

fn holding(statement: &mut Statement<RowSql>, role: RoleName, now: Timestamp) {
    statement.sql(" AND EXISTS (SELECT 1 FROM holding h WHERE h.member_id = member.id AND h.role = ").text(role.to_string());
    statement.sql(" AND h.from_at <= ").number(now.millis());
    statement.sql(" AND (h.until_at IS NULL OR h.until_at > ").number(now.millis()).sql("))");
}

/// What changes of a row.
#[derive(Debug, AsChangeset)]
#[diesel(table_name = member, treat_none_as_null = true)]
pub(crate) struct Kept {
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) email: String,
    pub(crate) phone: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) hidden: String,
    pub(crate) custom: String,
    pub(crate) status: String,
    pub(crate) leave_from: Option<Timestamp>,
    pub(crate) leave_until: Option<Timestamp>,
    pub(crate) leaves_at: Option<Timestamp>,
    pub(crate) version: i64,
    pub(crate) updated_at: Timestamp,
}

/// Writes a changed member: its version rises and its time of change is now.
pub(crate) fn save(tx: &mut WriteTx<'_>, row: &mut MemberRow) -> Result<()> {
    row.version += 1;
    row.sort_name = folded(&row.name);
    let kept = row.clone();
    let kept = Kept {
        name: kept.name,
        sort_name: kept.sort_name,
        email: kept.email,
        phone: kept.phone,
        reference: kept.reference,
        hidden: kept.hidden,
        custom: kept.custom,
        status: kept.status,
        leave_from: kept.leave_from,
        leave_until: kept.leave_until,
        leaves_at: kept.leaves_at,
        version: kept.version,
        updated_at: tx.now(),
    };
    diesel::update(member::table.find(row.id)).set(&kept).execute(tx.db())?;
    Ok(())
}

/// Somebody new.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) phone: Option<String>,
    pub(crate) reference: Option<String>,
    pub(crate) custom: String,
    /// Whose person it is, when a customer's.
    pub(crate) customer: Option<kernel::CustomerId>,
}

/// Writes somebody new, who cannot sign in yet.
pub(crate) fn insert(tx: &mut WriteTx<'_>, new: &Arrival) -> Result<MemberId> {
    let (id, now) = (MemberId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(member::table)
        .values((
            (member::id.eq(id), member::version.eq(1), member::name.eq(&new.name), member::sort_name.eq(folded(&new.name))),
            (member::email.eq(&new.email), member::phone.eq(&new.phone), member::reference.eq(&new.reference)),
            (member::custom.eq(&new.custom), member::customer_id.eq(new.customer), member::status.eq("active")),
            (member::hidden.eq(hidden_text(&BTreeSet::new())), member::created_at.eq(now), member::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(id)
}

/// Refuses an address that somebody else in the organisation has, member or contact.
pub(crate) fn check_email_free(tx: &mut Tx<'_>, email: &str, except: Option<MemberId>) -> Result<()> {
    let holder: Option<MemberId> = member::table.filter(member::email.eq(email)).select(member::id).get_result(tx.db()).optional()?;
    match holder.filter(|holder| Some(*holder) != except) {
        None => Ok(()),
        Some(_) => Err(Error::Clash { code: "email-taken", message: "somebody with this address exists already".into() }),
    }
}

/// Refuses a number that somebody else has.
pub(crate) fn check_reference_free(tx: &mut Tx<'_>, reference: Option<&str>, except: Option<MemberId>) -> Result<()> {
    let Some(reference) = reference else { return Ok(()) };
    let holder: Option<MemberId> =
        member::table.filter(member::reference.eq(reference)).select(member::id).get_result(tx.db()).optional()?;
    match holder.filter(|holder| Some(*holder) != except) {
        None => Ok(()),
        Some(_) => Err(Error::Clash { code: "reference-taken", message: "somebody with this number exists already".into() }),
    }
}

/// One member whatever the reach: for what was just done within it and has moved out of it.
pub(crate) fn find_anywhere(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberRow> {
    find_in(tx, id, &Reach::Organisation)
}

/// Members whose day of leaving has come and who have not been seen out.
pub(crate) fn due_to_leave(tx: &mut Tx<'_>) -> Result<Vec<MemberRow>> {
    let mut statement = Statement::<RowSql>::on(tx.db());
    let now = tx.now().millis();
    statement
        .sql(SELECT)
        .sql(" AND member.leaves_at <= ")
        .number(now)
        .sql(" AND member.status <> 'left' ORDER BY member.leaves_at, member.id");
    load(tx, statement)
}

/// Refuses that somebody posts themself while what they may do follows their postings: they would choose their own reach.
pub(crate) fn check_own_posting(tx: &mut Tx<'_>, id: MemberId) -> Result<()> {
    if tx.actor().member() != Some(id) {
        return Ok(());
    }
    for held in access::holdings::held(tx, id)?.into_iter().filter(|held| held.unit.is_none()) {
        let granted = access::holdings::granted(tx, &held.role)?;
        if granted.iter().any(|(_, scope)| *scope == kernel::Scope::Unit) {
            return Err(Error::refused("own-posting", "what you may do follows where you serve: somebody else has to post you"));
        }
    }
    Ok(())
}
