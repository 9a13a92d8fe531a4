//! Networks in the database.

use super::rules::{Mode, Range, Rules};
use diesel::prelude::*;
use kernel::{Error, Network, Result, Timestamp};
use store::schema::{network_policy, network_range};
use store::{Tx, WriteTx};

/// The one row of `network_policy`.
const POLICY: &str = "networks";
/// Under which the ranges for everybody stand.
const EVERYBODY: &str = "";

/// The organisation's rules; off when none were ever made.
pub(super) fn read(tx: &mut Tx<'_>) -> Result<Rules> {
    let policy: Option<(i64, String, Timestamp)> = network_policy::table
        .find(POLICY)
        .select((network_policy::version, network_policy::mode, network_policy::updated_at))
        .get_result(tx.db())
        .optional()?;
    let Some((version, mode, updated_at)) = policy else { return Ok(Rules::default()) };
    let rows: Vec<(String, String, String)> = network_range::table
        .order((network_range::role, network_range::position))
        .select((network_range::role, network_range::cidr, network_range::note))
        .load(tx.db())?;
    let mut rules = Rules { version, mode: Mode::from_word(&mode), updated_at: Some(updated_at), ..Rules::default() };
    for (of, cidr, note) in rows {
        let network = Network::parse(&cidr).map_err(|_| Error::internal("a network cannot be read"))?;
        let range = Range { network, note };
        match rules.by_role.last_mut() {
            _ if of == EVERYBODY => rules.everybody.push(range),
            Some((last, ranges)) if *last == of => ranges.push(range),
            _ => rules.by_role.push((of, vec![range])),
        }
    }
    Ok(rules)
}

/// Writes the rules in place of those there are.
pub(super) fn write(tx: &mut WriteTx<'_>, rules: &Rules) -> Result<()> {
    let (version, mode, now) = (rules.version, rules.mode.as_str(), tx.now());
    diesel::delete(network_range::table).execute(tx.db())?;
    diesel::delete(network_policy::table).execute(tx.db())?;
    diesel::insert_into(network_policy::table)
        .values((
            network_policy::name.eq(POLICY),
            network_policy::version.eq(version),
            network_policy::mode.eq(mode),
            network_policy::updated_at.eq(now),
        ))
        .execute(tx.db())?;
    let of_roles = rules.by_role.iter().map(|(role, ranges)| (role.as_str(), ranges));
    for (of, ranges) in std::iter::once((EVERYBODY, &rules.everybody)).chain(of_roles) {
        for (position, range) in (0_i64..).zip(ranges) {
            diesel::insert_into(network_range::table)
                .values((
                    network_range::role.eq(of),
                    network_range::position.eq(position),
                    network_range::cidr.eq(range.network.to_string()),
                    network_range::note.eq(&range.note),
                ))
                .execute(tx.db())?;
        }
    }
    Ok(())
}
