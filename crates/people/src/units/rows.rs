//! Units in the database.

use super::rules::{Edge, MOST, Tree};
use super::wire::{UnitParent, UnitView};
use crate::links::UnitLink;
use crate::schema::{customer, job, site};
use diesel::dsl::count_star;
use diesel::prelude::*;
use kernel::{Error, Result, Timestamp, UnitId, folded};
use std::collections::BTreeMap;
use store::schema::{holding, member, posting, unit, unit_parent};
use store::{Tx, WriteTx};

/// A unit as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = unit, treat_none_as_null = true)]
pub(crate) struct UnitRow {
    pub(crate) id: UnitId,
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) sort_name: String,
    pub(crate) kind: String,
    pub(crate) closed_at: Option<Timestamp>,
    pub(crate) created_at: Timestamp,
    pub(crate) updated_at: Timestamp,
}

impl UnitRow {
    pub(crate) fn link(&self) -> UnitLink {
        UnitLink { id: self.id, name: self.name.clone() }
    }
}

/// Every unit with where it stands: what any question about the tree is answered from.
pub(crate) struct Forest {
    pub(crate) units: BTreeMap<UnitId, UnitRow>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) now: Tree,
}

/// Reads the whole tree.
pub(crate) fn forest(tx: &mut Tx<'_>) -> Result<Forest> {
    let units: Vec<UnitRow> = unit::table.load(tx.db())?;
    let edges: Vec<(UnitId, Option<UnitId>, Timestamp, Option<Timestamp>)> = unit_parent::table.load(tx.db())?;
    let edges: Vec<Edge> = edges.into_iter().map(|(unit, parent, from, until)| Edge { unit, parent, from, until }).collect();
    let now = Tree::at(&edges, tx.now());
    Ok(Forest { units: units.into_iter().map(|row| (row.id, row)).collect(), edges, now })
}

impl Forest {
    /// One unit of the tree.
    pub(crate) fn find(&self, id: UnitId) -> Result<&UnitRow> {
        self.units.get(&id).ok_or_else(|| Error::not_found("unit"))
    }

    /// A unit that is to be used: an unknown one is the fault of `field`, a closed one is refused.
    pub(crate) fn in_use(&self, field: &'static str, id: UnitId) -> Result<&UnitRow> {
        usable(self.units.get(&id), field)
    }

    /// Names from the top down to the unit's own.
    pub(crate) fn path(&self, id: UnitId) -> Vec<String> {
        let line = self.now.upwards(id);
        line.iter().rev().filter_map(|id| self.units.get(id)).map(|row| row.name.clone()).collect()
    }

    /// Refuses a name that an open unit has beside where `id` is to stand.
    pub(crate) fn check_beside(&self, id: UnitId, parent: Option<UnitId>, name: &str) -> Result<()> {
        let name = folded(name);
        let beside = self.now.children(parent).filter(|other| *other != id).filter_map(|other| self.units.get(&other));
        if beside.filter(|row| row.closed_at.is_none()).any(|row| row.sort_name == name) {
            return Err(Error::Clash { code: "name-taken", message: "an open unit beside it has this name".into() });
        }
        Ok(())
    }

    /// The unit as it is told.
    pub(crate) fn view(&self, row: &UnitRow, members: i64) -> UnitView {
        UnitView {
            id: row.id,
            version: row.version,
            name: row.name.clone(),
            kind: row.kind.clone(),
            parent_id: self.now.parent(row.id),
            path: self.path(row.id),
            members,
            closed_at: row.closed_at,
            created_at: row.created_at,
        }
    }

    /// By path, as a tree is read; names by their folded form.
    pub(crate) fn order(&self, id: UnitId) -> Vec<(&str, UnitId)> {
        let line = self.now.upwards(id);
        line.iter().rev().filter_map(|id| self.units.get(id)).map(|row| (row.sort_name.as_str(), row.id)).collect()
    }
}

fn usable<'a>(found: Option<&'a UnitRow>, field: &'static str) -> Result<&'a UnitRow> {
    let row = found.ok_or_else(|| Error::field(field, "unknown", "there is no such unit"))?;
    if row.closed_at.is_some() {
        return Err(Error::refused("unit-closed", format!("the unit {} is closed", row.name)));
    }
    Ok(row)
}

/// The open unit that something is to be linked with.
pub(crate) fn open_unit(tx: &mut Tx<'_>, field: &'static str, id: UnitId) -> Result<UnitRow> {
    let row: Option<UnitRow> = unit::table.find(id).get_result(tx.db()).optional()?;
    usable(row.as_ref(), field).cloned()
}

/// Every unit, as a tree is read.
pub(super) fn all(tx: &mut Tx<'_>) -> Result<Vec<UnitView>> {
    let forest = forest(tx)?;
    let posted: BTreeMap<UnitId, i64> = posted_by_unit(tx)?;
    let mut rows: Vec<&UnitRow> = forest.units.values().collect();
    rows.sort_by_cached_key(|row| forest.order(row.id));
    Ok(rows.into_iter().map(|row| forest.view(row, posted.get(&row.id).copied().unwrap_or(0))).collect())
}

/// One unit as it is told.
pub(super) fn shown(tx: &mut Tx<'_>, id: UnitId) -> Result<UnitView> {
    let forest = forest(tx)?;
    let posted = posted_to(tx, id)?;
    Ok(forest.view(forest.find(id)?, posted))
}

fn posted_by_unit(tx: &mut Tx<'_>) -> Result<BTreeMap<UnitId, i64>> {
    let now = tx.now();
    let counted: Vec<(UnitId, i64)> = posting::table
        .inner_join(member::table.on(member::id.eq(posting::member_id)))
        .filter(member::status.ne("left").and(posting::from_at.le(now)))
        .filter(posting::until_at.is_null().or(posting::until_at.gt(now)))
        .group_by(posting::unit_id)
        .select((posting::unit_id, count_star()))
        .load(tx.db())?;
    Ok(counted.into_iter().collect())
}

fn posted_to(tx: &mut Tx<'_>, id: UnitId) -> Result<i64> {
    let now = tx.now();
    Ok(posting::table
        .inner_join(member::table.on(member::id.eq(posting::member_id)))
        .filter(posting::unit_id.eq(id).and(member::status.ne("left")).and(posting::from_at.le(now)))
        .filter(posting::until_at.is_null().or(posting::until_at.gt(now)))
        .count()
        .get_result(tx.db())?)
}

/// Writes a new unit, standing under `parent` from now on.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &UnitRow, parent: Option<UnitId>) -> Result<()> {
    let count: i64 = unit::table.count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-units", format!("an organisation has at most {MOST} units")));
    }
    diesel::insert_into(unit::table).values(row).execute(tx.db())?;
    put_edge(tx, Edge { unit: row.id, parent, from: row.created_at, until: None })
}

/// Writes a changed unit: its version rises and its time of change is now.
pub(super) fn save(tx: &mut WriteTx<'_>, row: &mut UnitRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.sort_name = folded(&row.name);
    diesel::update(unit::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// Puts the edges of one unit in the place of those it had.
pub(super) fn replace_edges(tx: &mut WriteTx<'_>, id: UnitId, edges: &[Edge]) -> Result<()> {
    diesel::delete(unit_parent::table.filter(unit_parent::unit_id.eq(id))).execute(tx.db())?;
    for edge in edges.iter().filter(|edge| edge.unit == id) {
        put_edge(tx, *edge)?;
    }
    Ok(())
}

fn put_edge(tx: &mut WriteTx<'_>, edge: Edge) -> Result<()> {
    diesel::insert_into(unit_parent::table)
        .values((
            unit_parent::unit_id.eq(edge.unit),
            unit_parent::parent_id.eq(edge.parent),
            unit_parent::from_at.eq(edge.from),
            unit_parent::until_at.eq(edge.until),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// Where a unit stood, the latest first.
pub(super) fn parents(tx: &mut Tx<'_>, id: UnitId) -> Result<Vec<UnitParent>> {
    let forest = forest(tx)?;
    forest.find(id)?;
    let mut edges: Vec<&Edge> = forest.edges.iter().filter(|edge| edge.unit == id).collect();
    edges.sort_by_key(|edge| std::cmp::Reverse(edge.from));
    let link = |id: UnitId| forest.units.get(&id).map(UnitRow::link);
    Ok(edges.into_iter().map(|edge| UnitParent { parent: edge.parent.and_then(link), from: edge.from, until: edge.until }).collect())
}

/// What stands in the way of closing a unit, as people say it.
pub(super) fn in_the_way(tx: &mut Tx<'_>, id: UnitId, forest: &Forest) -> Result<Vec<String>> {
    let now = tx.now();
    let below = forest.edges.iter().filter(|edge| edge.parent == Some(id) && edge.until.is_none_or(|until| until > now));
    let below = below.filter(|edge| forest.units.get(&edge.unit).is_some_and(|row| row.closed_at.is_none())).count();
    let postings: i64 = posting::table
        .filter(posting::unit_id.eq(id).and(posting::until_at.is_null().or(posting::until_at.gt(now))))
        .count()
        .get_result(tx.db())?;
    let holdings: i64 = holding::table
        .filter(holding::unit_id.eq(id).and(holding::until_at.is_null().or(holding::until_at.gt(now))))
        .count()
        .get_result(tx.db())?;
    let customers: i64 = customer::table.filter(customer::unit_id.eq(id)).count().get_result(tx.db())?;
    let sites: i64 = site::table.filter(site::unit_id.eq(id)).count().get_result(tx.db())?;
    let live = job::status.ne("closed").and(job::status.ne("cancelled"));
    let jobs: i64 = job::table.filter(job::unit_id.eq(id).and(live)).count().get_result(tx.db())?;
    let below = i64::try_from(below).unwrap_or(i64::MAX);
    let counted = [
        (below, "open units below"),
        (postings, "postings"),
        (holdings, "roles held there"),
        (customers, "customers"),
        (sites, "sites"),
        (jobs, "live jobs"),
    ];
    Ok(counted.into_iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect())
}
