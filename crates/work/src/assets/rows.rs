//! Assets in the database. `site_id` is the site of the last placement, so that lists need not look it up; both are written together.

use super::wire::AssetSort;
use super::{AssetId, rules};
use crate::customers::CustomerId;
use crate::listing::{ASSET, ASSETS, CUSTOMER, SITE, Statement, UNIT, Words};
use crate::schema::{asset, asset_placement};
use crate::sites::SiteId;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Error, Result, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::{Tx, WriteTx};

/// An asset as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = asset, primary_key(id, number), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct AssetRow {
    pub number: i64,
    pub id: AssetId,
    pub version: i64,
    pub name: String,
    pub sort_name: String,
    pub kind: String,
    pub maker: Option<String>,
    pub model: Option<String>,
    pub serial: Option<String>,
    pub notes: String,
    pub words: String,
    pub site_id: SiteId,
    pub installed_at: Option<Timestamp>,
    pub retired_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl AssetRow {
    /// How people call it, such as `A-000123`.
    pub fn label(&self) -> String {
        rules::label(self.number)
    }

    fn settle(&mut self) {
        self.sort_name = self.name.to_lowercase();
        let number = self.number.to_string();
        let parts = [Some(&number), Some(&self.name), Some(&self.kind), self.maker.as_ref(), self.model.as_ref(), self.serial.as_ref()];
        self.words = parts.into_iter().flatten().map(|part| part.to_lowercase()).collect::<Vec<_>>().join("\n");
    }
}

/// The site of an asset as far as the asker may see it: name, town, postcode, zone.
type Place = (Option<String>, Option<String>, Option<String>, Option<String>);

/// An asset with whom its site belongs to, the site, the customer's name and the unit's.
pub type Named = (AssetRow, Option<CustomerId>, Option<UnitId>, Place, Option<String>, Option<String>);

type PlaceSql = (Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>);

type NamedSql = (asset::SqlType, Nullable<Text>, Nullable<Text>, PlaceSql, Nullable<Text>, Nullable<Text>);

const COLUMNS: &str = "SELECT asset.number, asset.id, asset.version, asset.name, asset.sort_name, asset.kind, asset.maker, asset.model, \
     asset.serial, asset.notes, asset.words, asset.site_id, asset.installed_at, asset.retired_at, asset.created_at, asset.updated_at, \
     place.customer_id, place.unit_id, site.name, site.locality, site.postcode, site.time_zone, customer.name, unit.name \
     FROM asset JOIN site AS place ON place.id = asset.site_id LEFT JOIN site ON site.id = asset.site_id";

/// Select and joins, up to the conditions.
fn select(tx: &mut Tx<'_>) -> Statement<NamedSql> {
    let (sites, customers, units) = (SITE.seen(tx), CUSTOMER.seen(tx), UNIT.seen(tx));
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(COLUMNS);
    sites.hold(&mut statement, true);
    statement.sql(" LEFT JOIN customer ON customer.id = place.customer_id");
    customers.hold(&mut statement, true);
    statement.sql(" LEFT JOIN unit ON unit.id = place.unit_id");
    units.hold(&mut statement, true);
    statement.sql(" WHERE ");
    statement
}

/// One asset within reach.
pub fn find(tx: &mut Tx<'_>, id: AssetId) -> Result<Named> {
    of_ids(tx, &[id])?.pop().ok_or_else(|| Error::not_found("asset"))
}

/// Those of these that are within reach, by number.
pub fn of_ids(tx: &mut Tx<'_>, ids: &[AssetId]) -> Result<Vec<Named>> {
    let seen = ASSET.reached(tx);
    let mut statement = select(tx);
    statement.sql("asset.id").in_texts(ids.iter().map(AssetId::as_str));
    if ids.len() > 1 {
        statement.seldom();
    }
    seen.hold(&mut statement, true);
    statement.sql(" ORDER BY asset.number");
    Ok(statement.load::<Named>(tx.db())?.into_iter().map(|found| shown(tx, found)).collect())
}

/// What was written down for those who go there is not for the customer.
fn shown(tx: &Tx<'_>, mut found: Named) -> Named {
    if ASSET.reached(tx).customer().is_some() {
        found.0.notes.clear();
    }
    found
}

/// Writes a new asset, and where it stands from `from` on.
pub fn insert(tx: &mut WriteTx<'_>, row: &mut AssetRow, from: Timestamp) -> Result<()> {
    row.settle();
    diesel::insert_into(asset::table).values(&*row).execute(tx.db())?;
    insert_placement(tx, row.id, row.site_id, from)
}

/// Writes a changed asset: its version rises and its time of change is now.
pub fn save(tx: &mut WriteTx<'_>, row: &mut AssetRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.settle();
    diesel::update(asset::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// Adds to the series of placements.
pub fn insert_placement(tx: &mut WriteTx<'_>, id: AssetId, site: SiteId, from: Timestamp) -> Result<()> {
    let (by, now) = (tx.actor().member(), tx.now());
    diesel::insert_into(asset_placement::table)
        .values((
            asset_placement::asset_id.eq(id),
            asset_placement::from_at.eq(from),
            asset_placement::site_id.eq(site),
            asset_placement::created_by.eq(by),
            asset_placement::created_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}

/// When the asset came to where it stands.
pub fn placed_at(tx: &mut Tx<'_>, id: AssetId) -> Result<Timestamp> {
    let placed = asset_placement::table.filter(asset_placement::asset_id.eq(id));
    let last: Option<Timestamp> = placed.select(diesel::dsl::max(asset_placement::from_at)).get_result(tx.db())?;
    last.ok_or_else(|| Error::internal("an asset stands nowhere"))
}

/// An asset's place in the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Keys(String, i64);

impl Keys {
    /// That of `row` in this order.
    pub fn of(row: &AssetRow, sort: AssetSort) -> Self {
        let name = if sort.by_name() { row.sort_name.clone() } else { String::new() };
        Self(name, row.number)
    }
}

/// Which assets.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// With these words in number, name, kind, maker, model and serial number.
    pub words: Option<Words>,
    /// At this site.
    pub site: Option<SiteId>,
    /// At sites of this customer.
    pub customer: Option<CustomerId>,
    /// At sites of this unit or one below it.
    pub unit: Option<UnitId>,
    /// Of this kind.
    pub kind: Option<String>,
    /// Retired, or in use; either, when nothing is said.
    pub retired: Option<bool>,
}

/// One page of assets and one more.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, sort: AssetSort, after: Option<Keys>, limit: i64) -> Result<Vec<Named>> {
    let sought = filter.words.as_ref().map(|words| words.sought(tx, &ASSETS)).transpose()?;
    let drives = sought.as_ref().map(|sought| sought.is_few(tx, limit)).transpose()?.unwrap_or(false);
    let units = filter.unit.map(|unit| crate::units::asked_for(tx, unit)).transpose()?;
    let seen = ASSET.reached(tx);
    let mut statement = select(tx);
    statement.sql("1 = 1");
    if let Some(site) = filter.site {
        statement.sql(" AND asset.site_id = ").text(site.as_str());
    }
    if let Some(customer) = filter.customer {
        statement.sql(" AND place.customer_id = ").text(customer.as_str());
    }
    if let Some(kind) = &filter.kind {
        statement.sql(" AND ").aside().sql("asset.kind = ").text(kind.as_str());
    }
    match filter.retired {
        Some(true) => drop(statement.sql(" AND asset.retired_at IS NOT NULL")),
        Some(false) => drop(statement.sql(" AND asset.retired_at IS NULL")),
        None => {}
    }
    if let Some(sought) = &sought {
        statement.sql(" AND ");
        sought.hold(&mut statement, drives);
    }
    if let Some(units) = &units {
        statement.sql(" AND place.unit_id").in_units(units);
    }
    seen.hold(&mut statement, true);
    if let Some(Keys(name, number)) = after {
        sort.past(&mut statement, name, number);
    }
    statement.sql(sort.order(drives)).sql(" LIMIT ").number(limit);
    Ok(statement.load::<Named>(tx.db())?.into_iter().map(|found| shown(tx, found)).collect())
}

/// An asset as the search shows it: id, number, name, kind, serial number.
pub type Found = (AssetId, i64, String, String, Option<String>);

/// The newest assets within reach that hold the words.
pub fn found(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<Found>> {
    let (seen, sought) = (ASSET.reached(tx), words.sought(tx, &ASSETS)?);
    let mut statement = Statement::<(Text, BigInt, Text, Text, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT asset.id, asset.number, asset.name, asset.kind, asset.serial FROM asset");
    statement.sql(" JOIN site AS place ON place.id = asset.site_id WHERE ");
    sought.newest_seen(tx, &seen, &mut statement, limit)?;
    statement.load(tx.db())
}

impl AssetSort {
    fn by_name(self) -> bool {
        matches!(self, Self::Name | Self::NameDown)
    }

    /// In the order of its index, or by sorting what something else found.
    fn order(self, sorted: bool) -> &'static str {
        match (self, sorted) {
            (Self::Name, false) => " ORDER BY asset.sort_name, asset.number",
            (Self::Name, true) => " ORDER BY asset.sort_name || '', asset.number",
            (Self::NameDown, false) => " ORDER BY asset.sort_name DESC, asset.number DESC",
            (Self::NameDown, true) => " ORDER BY asset.sort_name || '' DESC, asset.number DESC",
            (Self::Number, false) => " ORDER BY asset.number",
            (Self::Number, true) => " ORDER BY +asset.number",
            (Self::NumberDown, false) => " ORDER BY asset.number DESC",
            (Self::NumberDown, true) => " ORDER BY +asset.number DESC",
        }
    }

    fn past<ST>(self, statement: &mut Statement<ST>, name: String, number: i64) {
        match self {
            Self::Name => statement.sql(" AND (asset.sort_name, asset.number) > (").text(name).sql(", ").number(number).sql(")"),
            Self::NameDown => statement.sql(" AND (asset.sort_name, asset.number) < (").text(name).sql(", ").number(number).sql(")"),
            Self::Number => statement.sql(" AND asset.number > ").number(number),
            Self::NumberDown => statement.sql(" AND asset.number < ").number(number),
        };
    }
}
