//! Everything that hangs on one member.

use super::wire::{Orphan, OrphanKind};
use crate::schema::{job, saved_view};
use access::Role;
use diesel::prelude::*;
use kernel::{MemberId, Result};
use std::collections::BTreeSet;
use store::Tx;
use store::schema::{api_token, holding, member, posting, role};

/// How many of a kind are named.
const NAMED: i64 = 20;

/// One entry for each kind of which there is any.
pub(super) fn everything(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<OrphanKind>> {
    let kinds = [jobs(tx, id)?, views(tx, id)?, tokens(tx, id)?, supervised(tx, id)?, roles(tx, id)?];
    Ok(kinds.into_iter().filter(|kind| kind.count > 0).collect())
}

fn kind(kind: &str, count: i64, examples: Vec<(String, String)>) -> OrphanKind {
    let examples = examples.into_iter().map(|(id, name)| Orphan { id, name }).collect();
    OrphanKind { kind: kind.to_owned(), count, examples }
}

fn jobs(tx: &mut Tx<'_>, id: MemberId) -> Result<OrphanKind> {
    let live = job::created_by.eq(id.as_str()).and(job::status.ne("closed")).and(job::status.ne("cancelled"));
    let count = job::table.filter(live).count().get_result(tx.db())?;
    let live = job::created_by.eq(id.as_str()).and(job::status.ne("closed")).and(job::status.ne("cancelled"));
    let found: Vec<(String, i64, String)> =
        job::table.filter(live).order(job::number.desc()).limit(NAMED).select((job::id, job::number, job::title)).load(tx.db())?;
    Ok(kind("job", count, found.into_iter().map(|(id, number, title)| (id, format!("J-{number:06} {title}"))).collect()))
}

fn views(tx: &mut Tx<'_>, id: MemberId) -> Result<OrphanKind> {
    let own = saved_view::table.filter(saved_view::member_id.eq(id.as_str()));
    let count = own.count().get_result(tx.db())?;
    let found = own.order((saved_view::name, saved_view::id)).limit(NAMED).select((saved_view::id, saved_view::name)).load(tx.db())?;
    Ok(kind("view", count, found))
}

/// Tokens that work: the programs that hold them stop when the member goes.
fn tokens(tx: &mut Tx<'_>, id: MemberId) -> Result<OrphanKind> {
    let now = tx.now();
    let works = api_token::member_id.eq(id).and(api_token::revoked_at.is_null()).and(api_token::expires_at.gt(now));
    let found: Vec<(String, String)> =
        api_token::table.filter(works).order((api_token::name, api_token::id)).select((api_token::id, api_token::name)).load(tx.db())?;
    let count = i64::try_from(found.len()).unwrap_or(i64::MAX);
    Ok(kind("token", count, found.into_iter().take(usize::try_from(NAMED).unwrap_or(0)).collect()))
}

fn supervised(tx: &mut Tx<'_>, id: MemberId) -> Result<OrphanKind> {
    let now = tx.now();
    let mut under: Vec<(String, String, String)> = posting::table
        .inner_join(member::table.on(member::id.eq(posting::member_id)))
        .filter(posting::supervisor_id.eq(id).and(posting::until_at.is_null().or(posting::until_at.gt(now))))
        .filter(member::status.ne("left"))
        .select((member::sort_name, member::id, member::name))
        .load(tx.db())?;
    under.sort();
    under.dedup();
    let count = i64::try_from(under.len()).unwrap_or(i64::MAX);
    let named = under.into_iter().take(usize::try_from(NAMED).unwrap_or(0)).map(|(_, id, name)| (id, name)).collect();
    Ok(kind("supervised", count, named))
}

/// Roles that nobody else who is here holds.
fn roles(tx: &mut Tx<'_>, id: MemberId) -> Result<OrphanKind> {
    let now = tx.now();
    let held: Vec<(MemberId, String)> = holding::table
        .inner_join(member::table.on(member::id.eq(holding::member_id)))
        .filter(holding::from_at.le(now).and(holding::until_at.is_null().or(holding::until_at.gt(now))))
        .filter(member::status.eq("active").or(member::id.eq(id)))
        .select((holding::member_id, holding::role))
        .load(tx.db())?;
    let others: BTreeSet<&String> = held.iter().filter(|(holder, _)| *holder != id).map(|(_, role)| role).collect();
    let alone: BTreeSet<String> =
        held.iter().filter(|(holder, role)| *holder == id && !others.contains(role)).map(|(_, role)| role.clone()).collect();
    let mut named = Vec::new();
    for word in alone {
        let own: Option<String> = role::table.find(&word).select(role::name).get_result(tx.db()).optional()?;
        let name = own.unwrap_or_else(|| word.parse::<Role>().map_or_else(|_| word.clone(), |role| role.as_str().to_owned()));
        named.push((word, name));
    }
    Ok(kind("role", i64::try_from(named.len()).unwrap_or(i64::MAX), named))
}
