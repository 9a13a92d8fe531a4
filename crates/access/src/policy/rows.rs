//! The tables of the policy.

use super::Minimum;
use diesel::prelude::*;
use kernel::{MemberId, Result, Timestamp};
use std::collections::BTreeMap;
use store::schema::{holding, member, policy_minimum, security_policy, session};
use store::{Tx, WriteTx};

const NAME: &str = "only";
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The policy as stored, or as it is where nothing was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) version: i64,
    pub(crate) grace_days: i64,
    pub(crate) idle_minutes: i64,
    pub(crate) session_hours: i64,
    /// By role, what is demanded and since when.
    pub(crate) minimum: BTreeMap<String, (Minimum, Timestamp)>,
}

/// What is demanded of somebody, and until when they may do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Demanded {
    pub(crate) minimum: Minimum,
    pub(crate) grace_until: Timestamp,
}

/// The policy in force.
pub(crate) fn policy(tx: &mut Tx<'_>) -> Result<Policy> {
    let row: Option<(i64, i64, i64, i64)> = security_policy::table
        .find(NAME)
        .select((
            security_policy::version,
            security_policy::grace_days,
            security_policy::session_idle_minutes,
            security_policy::session_hours,
        ))
        .get_result(tx.db())
        .optional()?;
    let (version, grace_days, idle_minutes, session_hours) = row.unwrap_or((1, 14, 60, 12));
    Ok(Policy { version, grace_days, idle_minutes, session_hours, minimum: minimum(tx)? })
}

fn minimum(tx: &mut Tx<'_>) -> Result<BTreeMap<String, (Minimum, Timestamp)>> {
    let rows: Vec<(String, String, Timestamp)> = policy_minimum::table
        .order(policy_minimum::role)
        .select((policy_minimum::role, policy_minimum::factor, policy_minimum::since))
        .load(tx.db())?;
    Ok(rows.into_iter().map(|(role, factor, since)| (role, (Minimum::of_word(&factor), since))).collect())
}

/// How long a new session may be silent, and may last, in milliseconds.
pub(crate) fn lengths(tx: &mut Tx<'_>) -> Result<(i64, i64)> {
    let policy = policy(tx)?;
    Ok((policy.idle_minutes.saturating_mul(60_000), policy.session_hours.saturating_mul(3_600_000)))
}

/// What is demanded of a member; nothing where a password is enough.
pub(crate) fn demanded_of(tx: &mut Tx<'_>, id: MemberId) -> Result<Option<Demanded>> {
    if minimum(tx)?.is_empty() {
        return Ok(None);
    }
    let policy = policy(tx)?;
    let now = tx.now();
    // A customer's contact holds no role: it follows from their being one.
    let contact: Option<Timestamp> = member::table
        .filter(member::id.eq(id).and(member::customer_id.is_not_null()))
        .select(member::created_at)
        .get_result(tx.db())
        .optional()?;
    if let Some(since) = contact {
        return Ok(strictest(&policy, std::iter::once(("contact", since))));
    }
    let held: Vec<(String, Timestamp)> = holding::table
        .filter(holding::member_id.eq(id).and(holding::from_at.le(now)))
        .filter(holding::until_at.is_null().or(holding::until_at.gt(now)))
        .select((holding::role, holding::from_at))
        .load(tx.db())?;
    Ok(strictest(&policy, held.iter().map(|(role, from)| (role.as_str(), *from))))
}

/// The strictest of what some roles demand. The days of grace run from the decision or from taking the role on, whichever is later.
pub(crate) fn strictest<'a>(policy: &Policy, held: impl Iterator<Item = (&'a str, Timestamp)>) -> Option<Demanded> {
    let grace = policy.grace_days.saturating_mul(DAY_MILLIS);
    let demands = held.filter_map(|(role, from)| {
        let (minimum, since) = policy.minimum.get(role)?;
        Some(Demanded { minimum: *minimum, grace_until: from.max(*since).plus_millis(grace) })
    });
    demands.reduce(|one, other| match one.minimum.cmp(&other.minimum) {
        std::cmp::Ordering::Greater => one,
        std::cmp::Ordering::Less => other,
        std::cmp::Ordering::Equal => Demanded { grace_until: one.grace_until.min(other.grace_until), ..one },
    })
}

/// Keeps a policy, and shortens the sessions that last longer than it allows.
pub(crate) fn keep(tx: &mut WriteTx<'_>, policy: &Policy) -> Result<()> {
    let now = tx.now();
    diesel::delete(policy_minimum::table).execute(tx.db())?;
    for (role, (minimum, since)) in &policy.minimum {
        let row = (policy_minimum::role.eq(role), policy_minimum::factor.eq(minimum.as_str()), policy_minimum::since.eq(*since));
        diesel::insert_into(policy_minimum::table).values(row).execute(tx.db())?;
    }
    let columns = (
        security_policy::version.eq(policy.version),
        security_policy::grace_days.eq(policy.grace_days),
        security_policy::session_idle_minutes.eq(policy.idle_minutes),
        security_policy::session_hours.eq(policy.session_hours),
        security_policy::updated_at.eq(now),
    );
    if diesel::update(security_policy::table.find(NAME)).set(columns).execute(tx.db())? == 0 {
        diesel::insert_into(security_policy::table).values((security_policy::name.eq(NAME), columns)).execute(tx.db())?;
    }
    let (idle, age) = (policy.idle_minutes.saturating_mul(60_000), policy.session_hours.saturating_mul(3_600_000));
    diesel::update(session::table.filter(session::idle_millis.gt(idle))).set(session::idle_millis.eq(idle)).execute(tx.db())?;
    diesel::update(session::table.filter(session::expires_at.gt(session::created_at + age)))
        .set(session::expires_at.eq(session::created_at + age))
        .execute(tx.db())?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::clamped(1_795_000_000_000 + day * DAY_MILLIS)
    }

    #[test]
    fn the_strictest_role_decides_and_grace_runs_from_the_later_of_decision_and_role() {
        let minimum = [("owner", Minimum::Passkey, at(0)), ("member", Minimum::SecondFactor, at(0)), ("auditor", Minimum::Passkey, at(5))];
        let minimum = minimum.map(|(role, minimum, since)| (role.to_owned(), (minimum, since))).into();
        let policy = Policy { version: 1, grace_days: 7, idle_minutes: 60, session_hours: 12, minimum };
        let of = |held: &[(&'static str, Timestamp)]| {
            strictest(&policy, held.iter().copied()).map(|demanded| (demanded.minimum, demanded.grace_until))
        };
        assert_eq!(of(&[("dispatcher", at(0))]), None);
        assert_eq!(of(&[("member", at(-9))]), Some((Minimum::SecondFactor, at(7))));
        assert_eq!(of(&[("member", at(-9)), ("owner", at(3))]), Some((Minimum::Passkey, at(10))), "the stricter, with its own grace");
        assert_eq!(of(&[("owner", at(3)), ("auditor", at(-1))]), Some((Minimum::Passkey, at(10))));
    }
}
