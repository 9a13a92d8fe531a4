//! Deciding what is demanded.

use super::rows::{self, Policy};
use super::show::{PolicyView, RoleMinimum};
use super::weakening::Weakening;
use super::{Minimum, POLICY_CHANGED, POLICY_WEAKENED};
use crate::approvals::{self, Act, ApprovalView, Settled, second};
use crate::cx::Cx;
use crate::edge::{Answer, IfMatch, Json, Versioned};
use crate::holdings;
use crate::permission::{Permission, all::PolicyWrite};
use kernel::{Error, Result, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use store::{Event, Subject, Tx, WriteTx};

/// The policy as it is to be.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyWanted {
    /// By role, the least that its holders sign in with; each role once.
    minimum: Vec<RoleMinimum>,
    /// 0 to 90.
    #[schema(example = 14, minimum = 0, maximum = 90)]
    grace_days: i64,
    /// 15 to 720, and not longer than a session lasts.
    #[schema(example = 60, minimum = 15, maximum = 720)]
    session_idle_minutes: i64,
    /// 1 to 24.
    #[schema(example = 12, minimum = 1, maximum = 24)]
    session_hours: i64,
}

/// Decide what is demanded of those who sign in
///
/// What is newly demanded is demanded from now on, with the days of grace. Open sessions that last longer are shortened. A policy that
/// demands less waits for a second person, where somebody else could confirm it: then the answer is 202 with the approval.
#[utoipa::path(put, path = "/security-policy", tag = "Security", operation_id = "changeSecurityPolicy", request_body = PolicyWanted,
    params(("If-Match" = String, Header, description = "The version you read.", example = "\"1\"")),
    responses((status = 200, description = "The policy as it is now.", body = PolicyView),
        (status = 202, description = "It demands less, and waits for a second person.", body = ApprovalView)))]
pub async fn change_policy(
    cx: Cx<PolicyWrite>,
    if_match: IfMatch,
    Json(asked): Json<PolicyWanted>,
) -> Answer<Settled<Versioned<PolicyView>>> {
    let settled = cx.write(move |mut tx| {
        let before = rows::policy(&mut tx)?;
        if_match.hold(before.version, || Ok(PolicyView::of(&before)))?;
        let after = wanted(&mut tx, &before, &asked)?;
        if !weaker(&before, &after).is_empty() && second::is_there(&mut tx, PolicyWrite::NAME, None)? {
            let view = approvals::ask(&mut tx, Act::WeakenPolicy(Weakening::of(&before, asked)))?;
            return tx.commit(approvals::asked(&view), Settled::Waits(Box::new(view)));
        }
        let event = decide(&mut tx, &before, &after)?;
        tx.commit(event, Settled::Done(PolicyView::of(&after)))
    });
    Ok(settled.await?.map(Versioned))
}

/// The policy asked for, within its bounds; what was demanded before is demanded since then.
pub(super) fn wanted(tx: &mut Tx<'_>, before: &Policy, asked: &PolicyWanted) -> Result<Policy> {
    within("grace_days", asked.grace_days, 0..=90)?;
    within("session_hours", asked.session_hours, 1..=24)?;
    within("session_idle_minutes", asked.session_idle_minutes, 15..=720.min(asked.session_hours * 60))?;
    let now = tx.now();
    let mut minimum = BTreeMap::new();
    for RoleMinimum { role, factor } in &asked.minimum {
        if !holdings::is_role(tx, role)? {
            return Err(Error::field("minimum", "no-such-role", format!("there is no role {role}")));
        }
        let since = since(before, role, *factor, now);
        if minimum.insert(role.clone(), (*factor, since)).is_some() {
            return Err(Error::field("minimum", "twice", format!("{role} stands twice")));
        }
    }
    minimum.retain(|_, (factor, _)| *factor > Minimum::Password);
    let Policy { version, .. } = before;
    let (idle_minutes, session_hours) = (asked.session_idle_minutes, asked.session_hours);
    Ok(Policy { version: version + 1, grace_days: asked.grace_days, idle_minutes, session_hours, minimum })
}

fn within(field: &'static str, value: i64, bounds: RangeInclusive<i64>) -> Result<()> {
    let told = || Error::field(field, "out-of-bounds", format!("must be {} to {}", bounds.start(), bounds.end()));
    if bounds.contains(&value) { Ok(()) } else { Err(told()) }
}

/// What is no stricter than before keeps its day; what is stricter begins now.
fn since(before: &Policy, role: &str, factor: Minimum, now: Timestamp) -> Timestamp {
    before.minimum.get(role).filter(|(was, _)| factor <= *was).map_or(now, |(_, since)| *since)
}

/// Keeps the policy, and gives its record: a weaker one has a name of its own.
pub(super) fn decide(tx: &mut WriteTx<'_>, before: &Policy, after: &Policy) -> Result<Event> {
    rows::keep(tx, after)?;
    let weaker = weaker(before, after);
    let action = if weaker.is_empty() { POLICY_CHANGED } else { POLICY_WEAKENED };
    let words = |policy: &Policy| {
        let demands = policy.minimum.iter().map(|(role, (factor, _))| format!("{role}: {}", factor.as_str()));
        demands.collect::<Vec<_>>().join(", ")
    };
    let label = if weaker.is_empty() { "Security policy".to_owned() } else { format!("Security policy: {}", weaker.join("; ")) };
    Ok(Event::new(&action, Subject::unnamed("security_policy"))
        .label(label)
        .change("minimum", &words(before), &words(after))
        .change("grace_days", &before.grace_days, &after.grace_days)
        .change("session_idle_minutes", &before.idle_minutes, &after.idle_minutes)
        .change("session_hours", &before.session_hours, &after.session_hours))
}

/// In what a policy demands less than the one before; nothing when in nothing.
pub(super) fn weaker(before: &Policy, after: &Policy) -> Vec<String> {
    let mut weaker = Vec::new();
    for (role, (was, _)) in &before.minimum {
        let is = after.minimum.get(role).map_or(Minimum::Password, |(is, _)| *is);
        if is < *was {
            weaker.push(format!("{role} may sign in with {} instead of {}", is.as_str(), was.as_str()));
        }
    }
    for (what, was, is) in [
        ("days of grace", before.grace_days, after.grace_days),
        ("minutes of silence", before.idle_minutes, after.idle_minutes),
        ("hours of a session", before.session_hours, after.session_hours),
    ] {
        if is > was {
            weaker.push(format!("{is} {what} instead of {was}"));
        }
    }
    weaker
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(minimum: &[(&str, Minimum)], grace_days: i64, idle_minutes: i64) -> Policy {
        let at = Timestamp::clamped(1_795_000_000_000);
        let minimum = minimum.iter().map(|(role, minimum)| ((*role).to_owned(), (*minimum, at))).collect();
        Policy { version: 1, grace_days, idle_minutes, session_hours: 12, minimum }
    }

    #[test]
    fn weaker_in_anything_is_weaker() {
        let before = policy(&[("owner", Minimum::Passkey), ("member", Minimum::SecondFactor)], 7, 60);
        assert_eq!(weaker(&before, &before), Vec::<String>::new());
        let stricter = policy(&[("owner", Minimum::Passkey), ("member", Minimum::Passkey), ("auditor", Minimum::SecondFactor)], 0, 30);
        assert_eq!(weaker(&before, &stricter), Vec::<String>::new());
        let traded = policy(&[("owner", Minimum::SecondFactor), ("member", Minimum::Passkey)], 7, 60);
        assert_eq!(weaker(&before, &traded), ["owner may sign in with second_factor instead of passkey"]);
        assert_eq!(weaker(&before, &policy(&[("owner", Minimum::Passkey)], 8, 61)).len(), 3);
    }
}
