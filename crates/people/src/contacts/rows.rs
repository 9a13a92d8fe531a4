//! Contacts in the database: people bound to a customer.

use super::wire::{Contact, ContactQuery};
use crate::fold::{literal, pattern};
use crate::links::ContactCustomer;
use crate::members::rules::Standing;
use crate::schema::customer;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use kernel::{CustomerId, Error, MemberId, Page, Reach, Result, Timestamp, folded};
use store::schema::member;
use store::{Statement, Tx, WriteTx};

type RowSql = (Text, BigInt, Text, Text, Text, Nullable<Text>, Text, Text, Text, Bool, Nullable<BigInt>);
type Stored = (MemberId, i64, String, String, String, Option<String>, String, CustomerId, String, bool, Option<Timestamp>);

const SELECT: &str = "SELECT member.id, member.version, member.name, member.sort_name, member.email, member.phone, member.status, \
     c.id, c.name, member.password_sealed IS NOT NULL OR EXISTS (SELECT 1 FROM passkey k WHERE k.member_id = member.id), member.last_sign_in_at \
     FROM member JOIN customer c ON c.id = member.customer_id WHERE 1 = 1";

/// A contact, and the place of its name in the list.
pub(super) struct ContactRow {
    pub(super) view: Contact,
    sort_name: String,
}

fn row(stored: Stored, now: Timestamp) -> ContactRow {
    let (id, version, name, sort_name, email, phone, status, customer, customer_name, has_way_in, last_sign_in_at) = stored;
    let suspended = status == "suspended";
    let standing = Standing { suspended, left: status == "left", leave_from: None, leave_until: None, leaves_at: None };
    let status = standing.status(now);
    let customer = ContactCustomer { id: customer, name: customer_name };
    let can_sign_in = has_way_in && status.may_sign_in();
    ContactRow { view: Contact { id, version, name, email, phone, customer, status, can_sign_in, last_sign_in_at }, sort_name }
}

/// Contacts of the customers that the right in use reaches.
fn within<ST>(tx: &Tx<'_>, statement: &mut Statement<ST>) {
    match tx.reach() {
        Reach::Organisation => {}
        Reach::Customer(id) => drop(statement.sql(" AND c.id = ").text(id.as_str())),
        Reach::Units(units) => drop(statement.sql(" AND c.unit_id").in_units(units)),
        Reach::Own => drop(statement.sql(" AND 1 = 0")),
    }
}

/// One contact.
pub(super) fn find(tx: &mut Tx<'_>, id: MemberId) -> Result<Contact> {
    let now = tx.now();
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.sql(SELECT).sql(" AND member.id = ").text(id.as_str());
    within(tx, &mut statement);
    let found: Option<Stored> = statement.load(tx.db())?.pop();
    found.map(|stored| row(stored, now).view).ok_or_else(|| Error::not_found("contact"))
}

/// A page of contacts, by name.
pub(super) fn page(tx: &mut Tx<'_>, query: &ContactQuery) -> Result<Page<Contact>> {
    let now = tx.now();
    let mut statement = Statement::<RowSql>::on(tx.db());
    statement.sql(SELECT).seldom();
    within(tx, &mut statement);
    if let Some(customer) = query.customer_id {
        statement.sql(" AND c.id = ").text(customer.as_str());
    }
    for word in query.q.iter().flat_map(|q| q.as_str().split_whitespace()).take(8) {
        let plain = format!("%{}%", literal(&word.to_lowercase()));
        statement.sql(" AND (member.sort_name LIKE ").text(pattern(word)).sql(" ESCAPE '\\' OR member.email LIKE ").text(plain.clone());
        statement.sql(" ESCAPE '\\' OR member.phone LIKE ").text(plain).sql(" ESCAPE '\\')");
    }
    if let Some(cursor) = &query.cursor {
        let refused = || Error::field("cursor", "not-acceptable", "not a cursor of this list");
        let (name, id): (String, MemberId) = cursor.place().ok_or_else(refused)?;
        statement.sql(" AND (member.sort_name, member.id) > (").text(name).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY member.sort_name, member.id LIMIT ").number(query.limit.get() + 1);
    let found = statement.load::<Stored>(tx.db())?.into_iter().map(|stored| row(stored, now)).collect();
    Ok(Page::cut(found, query.limit, |last: &ContactRow| (last.sort_name.clone(), last.view.id)).map(|row| row.view))
}

/// The customer that a contact is to belong to; one beyond reach is as unknown as one that is not there.
pub(super) fn customer(tx: &mut Tx<'_>, id: CustomerId) -> Result<ContactCustomer> {
    let unknown = || Error::field("customer_id", "unknown", "there is no such customer");
    let found: Option<(String, Option<kernel::UnitId>)> =
        customer::table.find(id).select((customer::name, customer::unit_id)).get_result(tx.db()).optional()?;
    let (name, unit) = found.ok_or_else(unknown)?;
    let reached = tx.reach().holds(None, unit, None, Some(id));
    if reached { Ok(ContactCustomer { id, name }) } else { Err(unknown()) }
}

/// Writes a changed contact: its version rises.
pub(super) fn save(tx: &mut WriteTx<'_>, contact: &Contact, suspended: bool) -> Result<()> {
    let now = tx.now();
    diesel::update(member::table.find(contact.id))
        .set((
            member::name.eq(&contact.name),
            member::sort_name.eq(folded(&contact.name)),
            member::email.eq(&contact.email),
            member::phone.eq(&contact.phone),
            member::status.eq(if suspended { "suspended" } else { "active" }),
            member::version.eq(contact.version + 1),
            member::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    Ok(())
}
