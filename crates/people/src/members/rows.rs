//! Rows and queries of members.

use super::wire::{Filter, MemberStatus, MemberView, Sort};
use crate::links::MemberLink;
use access::holdings;
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{Email, Error, Limit, MemberId, Page, Result, Timestamp};
use store::Tx;
use store::schema::{holding, member};

#[diesel::declare_sql_function]
extern "SQL" {
    /// Lower case, as the engine knows it.
    fn lower(text: Text) -> Text;
}

type Row = (MemberId, String, String, String, bool, Option<Timestamp>, Timestamp);

type Columns = (
    member::id,
    member::name,
    member::email,
    member::status,
    diesel::dsl::IsNotNull<member::password_sealed>,
    member::last_sign_in_at,
    member::created_at,
);

fn columns() -> Columns {
    (
        member::id,
        member::name,
        member::email,
        member::status,
        member::password_sealed.is_not_null(),
        member::last_sign_in_at,
        member::created_at,
    )
}

/// One page of the members wanted.
pub fn page(tx: &mut Tx<'_>, filter: &Filter) -> Result<Page<MemberView>> {
    let rows = some(tx, filter, Some(filter.limit))?;
    let page = Page::cut(rows, filter.limit, |last| (last.name.clone(), last.id));
    Ok(page)
}

/// Every member wanted.
pub(super) fn all(tx: &mut Tx<'_>, filter: &Filter) -> Result<Vec<MemberView>> {
    some(tx, filter, None)
}

fn some(tx: &mut Tx<'_>, filter: &Filter, limit: Option<Limit>) -> Result<Vec<MemberView>> {
    let mut query = member::table.select(columns()).into_boxed();
    if let Some(words) = &filter.q {
        let pattern = format!("%{}%", literal(&words.as_str().to_lowercase()));
        query = query.filter(lower(member::name).like(pattern.clone()).escape('\\').or(member::email.like(pattern).escape('\\')));
    }
    if let Some(status) = filter.status {
        query = query.filter(member::status.eq(status.as_str()));
    }
    if let Some(role) = filter.role {
        let now = tx.now();
        let holders = holding::table
            .filter(holding::role.eq(role.as_str()).and(holding::from_at.le(now)))
            .filter(holding::until_at.is_null().or(holding::until_at.gt(now)))
            .select(holding::member_id);
        query = query.filter(member::id.eq_any(holders));
    }
    let place = match filter.cursor.as_ref().filter(|_| limit.is_some()) {
        Some(cursor) => Some(
            cursor.place::<(String, MemberId)>().ok_or_else(|| Error::field("cursor", "not-acceptable", "not a cursor of this list"))?,
        ),
        None => None,
    };
    query = match (filter.sort, place) {
        (Sort::Name, Some((name, id))) => query.filter(member::name.gt(name.clone()).or(member::name.eq(name).and(member::id.gt(id)))),
        (Sort::NameDown, Some((name, id))) => query.filter(member::name.lt(name.clone()).or(member::name.eq(name).and(member::id.lt(id)))),
        (_, None) => query,
    };
    query = match filter.sort {
        Sort::Name => query.order((member::name.asc(), member::id.asc())),
        Sort::NameDown => query.order((member::name.desc(), member::id.desc())),
    };
    if let Some(limit) = limit {
        query = query.limit(limit.get() + 1);
    }
    let rows: Vec<Row> = query.load(tx.db())?;
    rows.into_iter().map(|row| view(tx, row)).collect()
}

/// `%` and `_` as themselves.
fn literal(words: &str) -> String {
    words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// One member.
pub(super) fn find(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberView> {
    let row: Option<Row> = member::table.find(id).select(columns()).get_result(tx.db()).optional()?;
    view(tx, row.ok_or_else(|| Error::not_found("member"))?)
}

/// The member with this address, whatever their status.
pub fn by_email(tx: &mut Tx<'_>, email: &Email) -> Result<Option<MemberView>> {
    let row: Option<Row> = member::table.filter(member::email.eq(email.as_str())).select(columns()).get_result(tx.db()).optional()?;
    row.map(|row| view(tx, row)).transpose()
}

fn view(tx: &mut Tx<'_>, row: Row) -> Result<MemberView> {
    let (id, name, email, status, has_password, last_sign_in_at, created_at) = row;
    let roles = holdings::roles_of(tx, id)?;
    let status = MemberStatus::from_word(&status);
    let can_sign_in = has_password && status == MemberStatus::Active;
    Ok(MemberView { id, name, email, status, roles, can_sign_in, last_sign_in_at, created_at })
}

/// A member of the directory, named.
pub(crate) fn named(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberLink> {
    let name: Option<String> =
        member::table.filter(member::id.eq(id).and(member::customer_id.is_null())).select(member::name).get_result(tx.db()).optional()?;
    Ok(MemberLink { id, name: name.ok_or_else(|| Error::not_found("member"))? })
}

/// Refuses what is to be done with a member who has left.
pub(crate) fn check_here(tx: &mut Tx<'_>, id: MemberId) -> Result<()> {
    let status: String = member::table.find(id).select(member::status).get_result(tx.db())?;
    if status == "left" {
        return Err(Error::refused("member-left", "the member has left the organisation"));
    }
    Ok(())
}
