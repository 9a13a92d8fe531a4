//! From what a member holds to what they may do: each holding's grants, narrowed by its unit, and all of them together.
//!
//! Invariants: a contact's rights come from the customer they belong to and from nothing they hold; a right that no registered
//! permission names counts for nothing; a holding for a unit reaches that unit and those below, and nothing of the others.

use super::{Held, RoleName};
use crate::permission::{permission_named, permissions};
use crate::roles::{Grant, Role};
use crate::units;
use diesel::prelude::*;
use kernel::{CustomerId, MemberId, Reach, Result, Rights, Scope, UnitId};
use store::Tx;
use store::schema::{posting, role_grant};

/// A right, and through which holding it is there.
#[derive(Debug, Clone)]
pub struct Source {
    /// The permission.
    pub permission: &'static str,
    /// How far it reaches through this holding.
    pub reach: Reach,
    /// The holding.
    pub held: Held,
}

/// What every active member and contact may do, whatever they hold.
const EVERYBODY: [&str; 2] = ["self.read", "self.write"];

/// What a contact of this customer may do.
pub fn contact_rights(customer: CustomerId) -> Rights {
    let reach = |permission: &str| if EVERYBODY.contains(&permission) { Reach::Own } else { Reach::Customer(customer) };
    Rights::These(Role::Contact.granted().map(|(permission, _)| (permission, reach(permission))).collect())
}

/// What these rights grant together: for each permission all that any of them reaches, in the order of the registry.
pub fn together(sources: &[Source]) -> Rights {
    let own = |permission: &str| EVERYBODY.contains(&permission).then_some(Reach::Own);
    let all = permissions().iter().filter_map(|permission| {
        let through = sources.iter().filter(|source| source.permission == permission.name);
        let reach =
            through.fold(own(permission.name), |reach, source| Some(reach.map_or(source.reach.clone(), |one| one.widened(&source.reach))));
        Some((permission.name, reach?))
    });
    Rights::These(all.collect())
}

/// As the asker is told of them.
pub(crate) fn told(rights: &Rights) -> Vec<Grant> {
    match rights {
        Rights::All => Vec::new(),
        Rights::These(all) => all.iter().map(|(permission, reach)| Grant { permission, scope: reach.scope() }).collect(),
    }
}

/// Every right that these holdings of `member` grant now.
pub fn sources(tx: &mut Tx<'_>, member: MemberId, holdings: &[Held]) -> Result<Vec<Source>> {
    let mut found = Vec::new();
    let mut posted: Option<Vec<UnitId>> = None;
    for held in holdings {
        let grants = granted(tx, &held.role)?;
        let units = match held.unit {
            Some(unit) => units::below(tx, &[unit])?,
            None if grants.iter().any(|(_, scope)| *scope == Scope::Unit) => match &posted {
                Some(units) => units.clone(),
                None => posted.insert(posted_to(tx, member)?).clone(),
            },
            None => Vec::new(),
        };
        let reached = grants.into_iter().filter_map(|(permission, scope)| Some((permission, reach(permission, scope, held.unit, &units)?)));
        found.extend(reached.map(|(permission, reach)| Source { permission, reach, held: *held }));
    }
    Ok(found)
}

/// How far a grant reaches, through a holding for `unit` (or for none in particular) to which `units` belong.
fn reach(permission: &'static str, scope: Scope, unit: Option<UnitId>, units: &[UnitId]) -> Option<Reach> {
    let registered = permission_named(permission)?;
    match (scope, unit) {
        (Scope::Own, _) => Some(Reach::Own),
        (Scope::Organisation, None) => Some(Reach::Organisation),
        (Scope::Organisation, Some(_)) if registered.stays_beside_a_unit() => Some(Reach::Organisation),
        (Scope::Organisation, Some(_)) if !registered.has(Scope::Unit) => None,
        (Scope::Unit | Scope::Organisation, _) => Some(Reach::units(units.iter().copied())),
    }
}

/// What a role grants.
pub fn granted(tx: &mut Tx<'_>, role: &RoleName) -> Result<Vec<(&'static str, Scope)>> {
    let id = match role {
        RoleName::BuiltIn(role) => return Ok(role.granted().collect()),
        RoleName::Own(id) => *id,
    };
    let rows: Vec<(String, String)> = role_grant::table
        .filter(role_grant::role_id.eq(id))
        .order(role_grant::permission)
        .select((role_grant::permission, role_grant::scope))
        .load(tx.db())?;
    let known = |(permission, scope): (String, String)| {
        let permission = permission_named(&permission)?;
        let scope = permission.scopes().find(|one| one.as_str() == scope)?;
        Some((permission.name, scope))
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// The units to which a member is posted now, and those below.
fn posted_to(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<UnitId>> {
    let now = tx.now();
    let roots: Vec<UnitId> = posting::table
        .filter(posting::member_id.eq(member).and(posting::from_at.le(now)))
        .filter(posting::until_at.is_null().or(posting::until_at.gt(now)))
        .select(posting::unit_id)
        .load(tx.db())?;
    units::below(tx, &roots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::holdings::HoldingId;
    use kernel::{SystemRng, Timestamp};

    fn source(permission: &'static str, reach: Reach) -> Source {
        let id = HoldingId::new(Timestamp::clamped(1), &SystemRng);
        Source { permission, reach, held: Held { id, role: RoleName::BuiltIn(Role::Member), unit: None, until: None } }
    }

    #[test]
    fn the_wider_reach_wins_and_nothing_else_is_added() {
        let unit = UnitId::new(Timestamp::clamped(1), &SystemRng);
        let rights = together(&[source("jobs.read", Reach::Own), source("jobs.read", Reach::units([unit]))]);
        assert_eq!(rights.reach("jobs.read"), Some(Reach::units([unit])));
        assert_eq!(rights.reach("self.read"), Some(Reach::Own));
        assert_eq!(rights.reach("jobs.write"), None);
    }

    #[test]
    fn a_holding_for_a_unit_narrows_what_can_be_narrowed_and_drops_the_rest() {
        let unit = UnitId::new(Timestamp::clamped(1), &SystemRng);
        let at = |permission| reach(permission, Scope::Organisation, Some(unit), &[unit]);
        assert_eq!(at("jobs.write"), Some(Reach::units([unit])));
        assert_eq!(at("search.use"), Some(Reach::Organisation));
        assert_eq!(at("roles.grant"), None);
        assert_eq!(at("audit.read"), None);
        assert_eq!(at("keys.destroy"), None);
    }

    #[test]
    fn a_contact_reaches_one_customer() {
        let customer = CustomerId::new(Timestamp::clamped(1), &SystemRng);
        let rights = contact_rights(customer);
        assert_eq!(rights.reach("jobs.read"), Some(Reach::Customer(customer)));
        assert_eq!(rights.reach("self.write"), Some(Reach::Own));
        assert_eq!(rights.reach("search.use"), None);
    }
}
