//! Members and customers as duties name them.

use access::links::{MemberLink, names_of_members};
use diesel::prelude::*;
use diesel::sql_types::Text;
use kernel::{CustomerId, Error, MemberId, Result, UnitId};
use store::{Statement, Tx};

/// A member, named.
pub(crate) fn member(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberLink> {
    let name = names_of_members(tx, [id])?.remove(&id).unwrap_or_default();
    Ok(MemberLink { id, name })
}

/// A member of the house, no customer's person, to be named in a request: anybody else is the fault of `field`.
pub(crate) fn of_the_house(tx: &mut Tx<'_>, field: &'static str, id: MemberId) -> Result<MemberLink> {
    use store::schema::member;
    let name: Option<String> =
        member::table.find(id).filter(member::customer_id.is_null()).select(member::name).get_result(tx.db()).optional()?;
    let name = name.ok_or_else(|| Error::field(field, "unknown", "there is no such member"))?;
    Ok(MemberLink { id, name })
}

/// A customer's name and unit, if the asker may see it.
pub(crate) fn customer(tx: &mut Tx<'_>, id: CustomerId) -> Result<Option<String>> {
    type Found = (String, Option<UnitId>);
    let mut statement = Statement::<(Text, diesel::sql_types::Nullable<Text>)>::on(tx.db());
    statement.sql("SELECT customer.name, customer.unit_id FROM customer WHERE customer.id = ").text(id.as_str());
    let found = statement.load::<Found>(tx.db())?.pop();
    Ok(found.filter(|(_, unit)| crate::reach::may(tx, "customers.read", *unit)).map(|(name, _)| name))
}

/// The same for a request that names it.
pub(crate) fn customer_within(tx: &mut Tx<'_>, id: CustomerId) -> Result<CustomerId> {
    customer(tx, id)?.map(|_| id).ok_or_else(|| Error::field("customer_id", "unknown", "there is no such customer"))
}
