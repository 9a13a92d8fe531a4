//! What explanations read: the row asked about, and whose it is.

use super::wire::RecordName;
use crate::listing::{CUSTOMER, JOB, Kind, SITE, Statement};
use diesel::sql_types::{Nullable, Text};
use kernel::{CustomerId, Error, MemberId, Reach, Result, UnitId};
use store::Tx;

/// A row, as far as rights are concerned.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) reading: &'static str,
    pub(super) label: String,
    pub(super) unit: Option<(UnitId, String)>,
    pub(super) maker: Option<(MemberId, String)>,
    pub(super) customer: Option<CustomerId>,
    pub(super) draft: bool,
}

impl Record {
    /// Whether somebody's right reaches it.
    pub(super) fn is_reached(&self, reach: &Reach, by: MemberId) -> bool {
        let shown = !self.draft || !matches!(reach, Reach::Customer(_));
        let (unit, maker) = (self.unit.as_ref().map(|(id, _)| *id), self.maker.as_ref().map(|(id, _)| *id));
        shown && reach.holds(Some(by), unit, maker, self.customer)
    }
}

type Sql = (Text, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>, Nullable<Text>, Text);
type Row = (String, Option<UnitId>, Option<String>, Option<MemberId>, Option<String>, Option<CustomerId>, String);

/// The row asked about, if the asker may see it.
pub(super) fn record(tx: &mut Tx<'_>, name: RecordName) -> Result<Record> {
    let (kind, what, query, id) = match name {
        RecordName::Job(id) => (&JOB, "job", OF_JOB, id.to_string()),
        RecordName::Customer(id) => (&CUSTOMER, "customer", OF_CUSTOMER, id.to_string()),
        RecordName::Site(id) => (&SITE, "site", OF_SITE, id.to_string()),
    };
    let row = row(tx, kind, query, id)?.ok_or_else(|| Error::not_found(what))?;
    let (label, unit, unit_name, maker, maker_name, customer, status) = row;
    let reading = kind.reading();
    let maker = maker.map(|id| (id, maker_name.unwrap_or_else(|| "somebody who is gone".into())));
    Ok(Record { reading, label, unit: unit.zip(unit_name), maker, customer, draft: status == "draft" })
}

const OF_JOB: &str = "SELECT job.title, job.unit_id, unit.name, job.created_by, member.name, job.customer_id, job.status FROM job \
     LEFT JOIN unit ON unit.id = job.unit_id LEFT JOIN member ON member.id = job.created_by WHERE job.id = ";
const OF_CUSTOMER: &str = "SELECT customer.name, customer.unit_id, unit.name, NULL, NULL, customer.id, '' FROM customer \
     LEFT JOIN unit ON unit.id = customer.unit_id WHERE customer.id = ";
const OF_SITE: &str = "SELECT site.name, site.unit_id, unit.name, NULL, NULL, site.customer_id, '' FROM site \
     LEFT JOIN unit ON unit.id = site.unit_id WHERE site.id = ";

fn row(tx: &mut Tx<'_>, kind: &'static Kind, query: &'static str, id: String) -> Result<Option<Row>> {
    let seen = kind.seen(tx);
    let mut statement = Statement::<Sql>::on(tx.db());
    statement.sql(query).text(id);
    seen.hold(&mut statement, true);
    Ok(statement.load::<Row>(tx.db())?.pop())
}

/// The contacts of a customer who may sign in.
pub(super) fn contacts(tx: &mut Tx<'_>, customer: CustomerId) -> Result<Vec<(MemberId, String)>> {
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT id, name FROM member WHERE customer_id = ").text(customer.as_str());
    statement.sql(" AND status = 'active' ORDER BY name, id");
    statement.load(tx.db())
}

/// A customer's name.
pub(super) fn customer_name(tx: &mut Tx<'_>, id: CustomerId) -> Result<String> {
    let seen = CUSTOMER.seen(tx);
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT customer.name FROM customer WHERE customer.id = ").text(id.as_str());
    seen.hold(&mut statement, true);
    Ok(statement.load::<String>(tx.db())?.pop().unwrap_or_else(|| "a customer".into()))
}
