//! Customers in the database. `sort_name` is the name in lower case: both engines order it byte by byte, so that lists agree.

use super::CustomerId;
use super::wire::CustomerSort;
use crate::listing::{Statement, Words};
use crate::schema::customer;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Tx, WriteTx};

/// A customer as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = customer, primary_key(id, number), treat_none_as_null = true)]
#[expect(missing_docs, reason = "the names of the columns say it")]
pub struct CustomerRow {
    pub number: i64,
    pub id: CustomerId,
    pub version: i64,
    pub name: String,
    pub sort_name: String,
    pub reference: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub notes: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

impl CustomerRow {
    /// How people call it, such as `C-000042`.
    pub fn label(&self) -> String {
        format!("C-{:06} {}", self.number, self.name)
    }
}

/// A customer with how many sites and how many live jobs it has.
pub type Counted = (CustomerRow, i64, i64);

type CountedSql = (customer::SqlType, BigInt, BigInt);

const SELECT: &str = "SELECT customer.number, customer.id, customer.version, customer.name, customer.sort_name, customer.reference, \
     customer.email, customer.phone, customer.notes, customer.created_at, customer.updated_at, \
     (SELECT count(*) FROM site WHERE site.customer_id = customer.id), \
     (SELECT count(*) FROM job WHERE job.customer_id = customer.id AND job.status IN ('open', 'planned', 'in_progress', 'on_hold')) \
     FROM customer WHERE ";

/// One customer, with counts.
pub fn find(tx: &mut Tx<'_>, id: CustomerId) -> Result<Counted> {
    let mut statement = Statement::<CountedSql>::on(tx.db());
    statement.sql(SELECT).sql("customer.id = ").text(id.as_str());
    statement.load::<Counted>(tx.db())?.pop().ok_or_else(|| Error::not_found("customer"))
}

/// The customer that a job or site is to be linked with; an unknown one is the fault of `field`.
pub fn named(tx: &mut Tx<'_>, field: &'static str, id: CustomerId) -> Result<String> {
    let name: Option<String> = customer::table.find(id).select(customer::name).get_result(tx.db()).optional()?;
    name.ok_or_else(|| Error::field(field, "unknown", "there is no such customer"))
}

/// Writes a new customer.
pub fn insert(tx: &mut WriteTx<'_>, row: &CustomerRow) -> Result<()> {
    diesel::insert_into(customer::table).values(row).execute(tx.db()).map_err(taken)?;
    Ok(())
}

/// Writes a changed customer: its version rises and its time of change is now.
pub fn save(tx: &mut WriteTx<'_>, row: &mut CustomerRow) -> Result<()> {
    row.version += 1;
    row.updated_at = tx.now();
    row.sort_name = row.name.to_lowercase();
    diesel::update(customer::table.find(row.id)).set(&*row).execute(tx.db()).map_err(taken)?;
    Ok(())
}

fn taken(error: diesel::result::Error) -> Error {
    match Error::from(error) {
        Error::Clash { .. } => Error::Clash { code: "reference-taken", message: "another customer has this reference".into() },
        other => other,
    }
}

/// The customer whose name is exactly `name`, whatever its case; the oldest of several.
pub fn by_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<CustomerId>> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT id FROM customer WHERE sort_name = ").text(name.to_lowercase()).sql(" ORDER BY number LIMIT 1");
    Ok(statement.load::<CustomerId>(tx.db())?.pop())
}

/// The keys of a customer's place in each order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Keys {
    text: String,
    value: i64,
    number: i64,
}

impl Keys {
    /// Those of `row`.
    pub fn of(row: &CustomerRow) -> Self {
        Self { text: row.sort_name.clone(), value: row.updated_at.millis(), number: row.number }
    }
}

/// One page of customers and one more.
pub fn list(tx: &mut Tx<'_>, words: Option<&Words>, sort: CustomerSort, after: Option<Keys>, limit: i64) -> Result<Vec<Counted>> {
    let mut statement = Statement::<CountedSql>::on(tx.db());
    statement.sql(SELECT).sql("1 = 1");
    if let Some(words) = words {
        matching(&mut statement, words);
    }
    let (order, past) = match sort {
        CustomerSort::Name => (" ORDER BY sort_name, number", " AND (sort_name, number) > ("),
        CustomerSort::NameDown => (" ORDER BY sort_name DESC, number DESC", " AND (sort_name, number) < ("),
        CustomerSort::Number => (" ORDER BY number", " AND number > "),
        CustomerSort::NumberDown => (" ORDER BY number DESC", " AND number < "),
        CustomerSort::Updated => (" ORDER BY updated_at, number", " AND (updated_at, number) > ("),
        CustomerSort::UpdatedDown => (" ORDER BY updated_at DESC, number DESC", " AND (updated_at, number) < ("),
    };
    if let Some(keys) = after {
        statement.sql(past);
        match sort {
            CustomerSort::Name | CustomerSort::NameDown => statement.text(keys.text).sql(", ").number(keys.number).sql(")"),
            CustomerSort::Updated | CustomerSort::UpdatedDown => statement.number(keys.value).sql(", ").number(keys.number).sql(")"),
            CustomerSort::Number | CustomerSort::NumberDown => statement.number(keys.number),
        };
    }
    statement.sql(order).sql(" LIMIT ").number(limit);
    statement.load(tx.db())
}

fn matching<ST>(statement: &mut Statement<ST>, words: &Words) {
    if words.is_empty() {
        statement.sql(" AND 1 = 0");
    } else if statement.is_embedded() {
        statement
            .sql(" AND customer.number IN (SELECT rowid FROM customer_text WHERE customer_text MATCH ")
            .text(words.for_fts5())
            .sql(")");
    } else {
        statement.sql(" AND customer.words @@ to_tsquery('simple', ").text(words.for_tsquery()).sql(")");
    }
}

/// Customers that hold the words, best known first: id, name, number, reference.
pub fn found(tx: &mut Tx<'_>, words: &Words, limit: i64) -> Result<Vec<(CustomerId, String, i64, Option<String>)>> {
    let mut statement = Statement::<(Text, Text, BigInt, diesel::sql_types::Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT id, name, number, reference FROM customer WHERE 1 = 1");
    matching(&mut statement, words);
    statement.sql(" ORDER BY number DESC LIMIT ").number(limit);
    statement.load(tx.db())
}
