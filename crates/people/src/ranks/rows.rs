//! Ranks in the database.

use super::wire::{Rank, RankHeld, RankLink};
use super::{RankHoldingId, RankId};
use crate::schema::{rank, rank_holding};
use diesel::prelude::*;
use kernel::{Error, MemberId, Result, Timestamp, folded};
use store::{Tx, WriteTx};

/// Most ranks of an organisation.
const MOST: i64 = 200;

const COLUMNS: (rank::id, rank::version, rank::name, rank::place) = (rank::id, rank::version, rank::name, rank::place);

/// The organisation's ranks, the most senior first.
pub(crate) fn all(tx: &mut Tx<'_>) -> Result<Vec<Rank>> {
    Ok(rank::table.order((rank::place, rank::sort_name)).select(COLUMNS).load(tx.db())?)
}

/// One rank.
pub(super) fn find(tx: &mut Tx<'_>, id: RankId) -> Result<Rank> {
    let found: Option<Rank> = rank::table.find(id).select(COLUMNS).get_result(tx.db()).optional()?;
    found.ok_or_else(|| Error::not_found("rank"))
}

/// Writes a new rank.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &Rank) -> Result<()> {
    let count: i64 = rank::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-ranks", format!("an organisation has at most {MOST} ranks")));
    }
    check_name(tx, new)?;
    let now = tx.now();
    diesel::insert_into(rank::table)
        .values((
            (rank::id.eq(new.id), rank::version.eq(new.version), rank::name.eq(&new.name), rank::sort_name.eq(folded(&new.name))),
            (rank::place.eq(new.order), rank::created_at.eq(now), rank::updated_at.eq(now)),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Writes a changed rank: its version rises.
pub(super) fn save(tx: &mut WriteTx<'_>, changed: &mut Rank) -> Result<()> {
    check_name(tx, changed)?;
    changed.version += 1;
    let now = tx.now();
    diesel::update(rank::table.find(changed.id))
        .set((
            rank::version.eq(changed.version),
            rank::name.eq(&changed.name),
            rank::sort_name.eq(folded(&changed.name)),
            rank::place.eq(changed.order),
            rank::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

fn check_name(tx: &mut Tx<'_>, wanted: &Rank) -> Result<()> {
    let holder: Option<RankId> =
        rank::table.filter(rank::sort_name.eq(folded(&wanted.name))).select(rank::id).get_result(tx.db()).optional()?;
    match holder.filter(|holder| *holder != wanted.id) {
        None => Ok(()),
        Some(_) => Err(Error::Clash { code: "name-taken", message: "there is a rank of this name already".into() }),
    }
}

/// A member's ranks, the latest first.
pub(super) fn of_member(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<RankHeld>> {
    type Found = (RankHoldingId, RankId, String, Timestamp, Option<Timestamp>);
    let rows: Vec<Found> = rank_holding::table
        .inner_join(rank::table.on(rank::id.eq(rank_holding::rank_id)))
        .filter(rank_holding::member_id.eq(id))
        .order((rank_holding::from_at.desc(), rank_holding::id.desc()))
        .select((rank_holding::id, rank::id, rank::name, rank_holding::from_at, rank_holding::until_at))
        .load(tx.db())?;
    let held = |(id, rank, name, from, until)| RankHeld { id, rank: RankLink { id: rank, name }, from, until };
    Ok(rows.into_iter().map(held).collect())
}

/// From `from` on the member has this rank, or none; what they had ends then.
pub(crate) fn give(tx: &mut WriteTx<'_>, member: MemberId, wanted: Option<RankId>, from: Timestamp) -> Result<()> {
    let there = of_member(tx, member)?;
    if there.iter().any(|held| held.from >= from) {
        return Err(Error::refused("rank-later", "the member has been given a rank at or after that time: a change must be the last one"));
    }
    let running = there.iter().find(|held| held.until.is_none_or(|until| until > from));
    if running.map(|held| held.rank.id) == wanted {
        return Err(Error::refused("rank-held", "that is how it is already"));
    }
    if let Some(running) = running {
        diesel::update(rank_holding::table.find(running.id)).set(rank_holding::until_at.eq(Some(from))).execute(tx.db())?;
    }
    let Some(rank) = wanted else { return Ok(()) };
    let (id, now) = (RankHoldingId::new(tx.now(), tx.rng()), tx.now());
    diesel::insert_into(rank_holding::table)
        .values((
            rank_holding::id.eq(id),
            rank_holding::member_id.eq(member),
            rank_holding::rank_id.eq(rank),
            rank_holding::from_at.eq(from),
            rank_holding::created_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Whether a rank was given at or after `from`.
pub(crate) fn has_later(tx: &mut Tx<'_>, member: MemberId, from: Timestamp) -> Result<bool> {
    Ok(of_member(tx, member)?.iter().any(|held| held.from >= from))
}
