//! Members as far as the roster asks for them: within whose reach they are, and how they are named.

use access::links::MemberLink;
use access::postings::serves_in;
use diesel::sql_types::Text;
use kernel::{Error, MemberId, Reach, Result};
use store::{Statement, Tx};

/// A member within what the right in use reaches among what `reading` lets the asker see.
pub(crate) fn named(tx: &mut Tx<'_>, id: MemberId, reading: &'static str) -> Result<MemberLink> {
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT member.id, member.name FROM member WHERE member.customer_id IS NULL AND member.id = ").text(id.as_str());
    let reach = tx.within(reading);
    hold(tx, &mut statement, "member.id", reach.as_ref());
    let found: Option<(MemberId, String)> = statement.load(tx.db())?.pop();
    found.map(|(id, name)| MemberLink { id, name }).ok_or_else(|| Error::not_found("member"))
}

/// Narrows a statement, after other conditions, to rows whose `column` names a member within `reach`: oneself, or who serves now in
/// one of its units.
pub(crate) fn hold<ST>(tx: &Tx<'_>, statement: &mut Statement<ST>, column: &'static str, reach: Option<&Reach>) {
    let me = tx.actor().member().map_or_else(String::new, |me| me.to_string());
    match reach {
        Some(Reach::Organisation) => {}
        Some(Reach::Own) => drop(statement.sql(" AND ").sql(column).sql(" = ").text(me)),
        Some(Reach::Units(units)) => {
            statement.sql(" AND (").sql(column).sql(" = ").text(me).sql(" OR ");
            serves_in(statement, column, units, tx.now());
            statement.sql(")");
        }
        Some(Reach::Customer(_)) | None => drop(statement.sql(" AND 1 = 0")),
    }
}

/// Whether another right of the asker reaches this member: what a role may do with one member is asked of the database.
pub(crate) fn reached_by(tx: &mut Tx<'_>, id: MemberId, permission: &'static str) -> Result<bool> {
    let reach = tx.right(permission);
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT member.id FROM member WHERE member.customer_id IS NULL AND member.id = ").text(id.as_str());
    hold(tx, &mut statement, "member.id", reach.as_ref());
    Ok(!statement.load::<MemberId>(tx.db())?.is_empty())
}
