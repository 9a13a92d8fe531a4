//! Sites in the database. `words` holds name and address in lower case, for the search; `number` is what their words are found by.

use super::wire::SiteSort;
use super::{Address, Position, SiteId};
use crate::customers::CustomerId;
use crate::listing::{CUSTOMER, SITE, SITES, Seen, Statement, UNIT, Words};
use crate::schema::site;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Text};
use kernel::{Error, Line, Result, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::{Connection, Tx, WriteTx};

/// Rows of one statement on PostgreSQL.
const BATCH: usize = 500;

/// A site as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = site, primary_key(id, number), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct SiteRow {
    pub number: i64,
    pub id: SiteId,
    pub version: i64,
    pub customer_id: Option<CustomerId>,
    pub name: String,
    pub sort_name: String,
    pub words: String,
    pub address_lines: String,
    pub locality: Option<String>,
    pub region: Option<String>,
    pub postcode: Option<String>,
    pub country: Option<String>,
    pub latitude: Option<i64>,
    pub longitude: Option<i64>,
    pub time_zone: String,
    pub access_notes: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub unit_id: Option<UnitId>,
}

impl SiteRow {
    /// Its address.
    pub fn address(&self) -> Address {
        let line = |text: &Option<String>| text.as_deref().and_then(|text| Line::parse(text).ok());
        Address {
            lines: self.address_lines.lines().filter_map(|text| Line::parse(text).ok()).collect(),
            locality: line(&self.locality),
            region: line(&self.region),
            postcode: self.postcode.as_deref().and_then(|text| Line::parse(text).ok()),
            country: self.country.as_deref().and_then(|text| Line::parse(text).ok()),
        }
    }

    /// Moves it to another address.
    pub fn set_address(&mut self, address: Address) {
        self.address_lines = address.lines.iter().map(Line::as_str).collect::<Vec<_>>().join("\n");
        self.locality = address.locality.map(Line::into_string);
        self.region = address.region.map(Line::into_string);
        self.postcode = address.postcode.map(Line::into_string);
        self.country = address.country.map(Line::into_string);
    }

    /// Its position.
    pub fn position(&self) -> Option<Position> {
        self.latitude.zip(self.longitude).map(|(latitude, longitude)| Position::from_stored(latitude, longitude))
    }

    /// Sets its position.
    pub fn set_position(&mut self, position: Option<Position>) {
        let stored = position.map(Position::stored);
        (self.latitude, self.longitude) = (stored.map(|(latitude, _)| latitude), stored.map(|(_, longitude)| longitude));
    }

    fn settle(&mut self) {
        self.sort_name = self.name.to_lowercase();
        let parts = [Some(&self.name), Some(&self.address_lines), self.locality.as_ref(), self.region.as_ref(), self.postcode.as_ref()];
        self.words = parts.into_iter().flatten().map(|part| part.to_lowercase()).collect::<Vec<_>>().join("\n");
    }
}

/// A site with the names of its customer and its unit, as far as the asker may see them.
pub type Named = (SiteRow, Option<String>, Option<String>);

type NamedSql = (site::SqlType, Nullable<Text>, Nullable<Text>);

const COLUMNS: &str = "SELECT site.number, site.id, site.version, site.customer_id, site.name, site.sort_name, site.words, site.address_lines, \
     site.locality, site.region, site.postcode, site.country, site.latitude, site.longitude, site.time_zone, site.access_notes, \
     site.created_at, site.updated_at, site.unit_id, customer.name, unit.name \
     FROM site LEFT JOIN customer ON customer.id = site.customer_id";

/// Select and joins, up to the conditions.
fn select(tx: &mut Tx<'_>) -> Statement<NamedSql> {
    let (customers, units) = (CUSTOMER.seen(tx), UNIT.seen(tx));
    let mut statement = Statement::<NamedSql>::on(tx.db());
    statement.sql(COLUMNS);
    customers.hold(&mut statement, true);
    statement.sql(" LEFT JOIN unit ON unit.id = site.unit_id");
    units.hold(&mut statement, true);
    statement.sql(" WHERE ");
    statement
}

/// One site within reach.
pub fn find(tx: &mut Tx<'_>, id: SiteId) -> Result<Named> {
    let seen = SITE.reached(tx);
    let mut statement = select(tx);
    statement.sql("site.id = ").text(id.as_str());
    seen.hold(&mut statement, true);
    let found = statement.load::<Named>(tx.db())?.pop();
    found.map(|found| shown(&seen, found)).ok_or_else(|| Error::not_found("site"))
}

/// A site's address, whoever asks: whether its name may be seen is asked by who asks.
pub fn address_of(tx: &mut Tx<'_>, id: SiteId) -> Result<Address> {
    let row: SiteRow = site::table.filter(site::id.eq(id)).get_result(tx.db())?;
    Ok(row.address())
}

/// How one gets in is written down for those who go there.
fn shown(seen: &Seen, mut found: Named) -> Named {
    if seen.customer().is_some() {
        found.0.access_notes.clear();
    }
    found
}

/// The site that a job is to be linked with; one that is unknown, or that the actor may not see, is the fault of `field`.
pub fn linked(tx: &mut Tx<'_>, field: &'static str, id: SiteId) -> Result<SiteRow> {
    let found = there(tx, id)?.filter(|row| is_seen(tx, row));
    found.ok_or_else(|| Error::field(field, "unknown", "there is no such site"))
}

/// The site that something is linked with already, whether or not the actor may see it.
pub fn there(tx: &mut Tx<'_>, id: SiteId) -> Result<Option<SiteRow>> {
    Ok(site::table.find(id).get_result(tx.db()).optional()?)
}

/// Whether the actor may see it.
pub fn is_seen(tx: &Tx<'_>, row: &SiteRow) -> bool {
    SITE.seen(tx).holds(row.unit_id, None, row.customer_id)
}

/// Writes a new site.
pub fn insert(tx: &mut WriteTx<'_>, row: &mut SiteRow) -> Result<()> {
    row.settle();
    diesel::insert_into(site::table).values(&*row).execute(tx.db())?;
    Ok(())
}

/// Writes several new sites.
pub fn insert_all(tx: &mut WriteTx<'_>, rows: &mut [SiteRow]) -> Result<()> {
    rows.iter_mut().for_each(SiteRow::settle);
    match tx.db() {
        Connection::Sqlite(connection) => {
            for row in &*rows {
                diesel::insert_into(site::table).values(row).execute(connection)?;
            }
        }
        Connection::Postgres(connection) => {
            for batch in rows.chunks(BATCH) {
                diesel::insert_into(site::table).values(batch).execute(connection)?;
            }
        }
    }
    Ok(())
}

/// A site by what a file can say of it: its words in lower case, its country, its customer; and its unit.
pub type Told = (SiteId, String, Option<String>, Option<CustomerId>, Option<UnitId>);

/// The sites with one of these names and one of these words, in lower case, newest first.
pub fn told(tx: &mut Tx<'_>, names: &[String], words: &[String]) -> Result<Vec<Told>> {
    let mut statement = Statement::<(Text, Text, Nullable<Text>, Nullable<Text>, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT id, words, country, customer_id, unit_id FROM site WHERE sort_name").in_texts(names.iter().cloned());
    statement.sql(" AND words").in_texts(words.iter().cloned()).sql(" ORDER BY id DESC").seldom();
    statement.load(tx.db())
}

/// Writes a changed site: its version rises and its time of change is now.
pub fn save(tx: &mut WriteTx<'_>, row: &mut SiteRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.settle();
    diesel::update(site::table.find(row.id)).set(&*row).execute(tx.db())?;
    Ok(())
}

/// A site's place in the list.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Keys(String, SiteId);

impl Keys {
    /// That of `row`.
    pub fn of(row: &SiteRow) -> Self {
        Self(row.sort_name.clone(), row.id)
    }
}

/// Which sites.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// With these words in name or address.
    pub words: Option<Words>,
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// Of this unit or one below it.
    pub unit: Option<UnitId>,
}

/// One page of sites and one more.
pub fn list(tx: &mut Tx<'_>, filter: &Filter, sort: SiteSort, after: Option<Keys>, limit: i64) -> Result<Vec<Named>> {
    let sought = filter.words.as_ref().map(|words| words.sought(tx, &SITES)).transpose()?;
    let drives = sought.as_ref().map(|sought| sought.is_few(tx, limit)).transpose()?.unwrap_or(false);
    let units = filter.unit.map(|unit| crate::units::asked_for(tx, unit)).transpose()?;
    let seen = SITE.reached(tx);
    let mut statement = select(tx);
    statement.sql("1 = 1");
    if let Some(customer) = filter.customer {
        statement.sql(" AND site.customer_id = ").text(customer.as_str());
    }
    if let Some(sought) = &sought {
        statement.sql(" AND ");
        sought.hold(&mut statement, drives);
    }
    if let Some(units) = &units {
        statement.sql(" AND site.unit_id").in_units(units);
    }
    seen.hold(&mut statement, drives || units.is_some() || filter.customer.is_some());
    if let Some(Keys(name, id)) = after {
        statement.sql(sort.past()).text(name).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(sort.order(drives)).sql(" LIMIT ").number(limit);
    let found = statement.load::<Named>(tx.db())?;
    Ok(found.into_iter().map(|found| shown(&seen, found)).collect())
}

impl SiteSort {
    /// In the order of its index, or by sorting what something else found.
    fn order(self, sorted: bool) -> &'static str {
        match (self, sorted) {
            (Self::Name, false) => " ORDER BY site.sort_name, site.id",
            (Self::Name, true) => " ORDER BY site.sort_name || '', site.id",
            (Self::NameDown, false) => " ORDER BY site.sort_name DESC, site.id DESC",
            (Self::NameDown, true) => " ORDER BY site.sort_name || '' DESC, site.id DESC",
        }
    }

    fn past(self) -> &'static str {
        match self {
            Self::Name => " AND (site.sort_name, site.id) > (",
            Self::NameDown => " AND (site.sort_name, site.id) < (",
        }
    }
}

/// The newest sites within reach that hold the words: id, name, first lines of the address, town.
pub fn found(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<(SiteId, String, String, Option<String>)>> {
    let (seen, sought) = (SITE.reached(tx), words.sought(tx, &SITES)?);
    let mut statement = Statement::<(Text, Text, Text, Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT site.id, site.name, site.address_lines, site.locality FROM site WHERE ");
    sought.newest_seen(tx, &seen, &mut statement, limit)?;
    statement.load(tx.db())
}
