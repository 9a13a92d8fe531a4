//! What makes a role one that two people must give, and how far somebody must reach to give it.

use super::beyond_own;
use crate::permission::permission_named;
use kernel::{Reach, Result, Rights, Scope, UnitId};

/// Rights by which somebody decides about rights, or about what keeps others out. A role that has one of them is given by two people.
const GUARDED: &[&str] = &[
    "organisation.delete",
    "roles.write",
    "roles.grant",
    "approvals.decide",
    "reviews.write",
    "policy.write",
    "networks.write",
    "sign_ins.end",
    "support.approve",
];

/// Whether `permission` is one that two people give.
pub(crate) fn is_guarded(permission: &str) -> bool {
    GUARDED.contains(&permission)
}

/// How far somebody must reach to give `permission` in a role held for `unit`, to which `units` belong; `None` when such a holding
/// does not have it. Without a unit a right of unit scope follows its holder wherever they are posted: as good as everywhere.
pub(crate) fn needed(permission: &str, scope: Scope, unit: Option<UnitId>, units: &[UnitId]) -> Option<Reach> {
    let registered = permission_named(permission)?;
    match (scope, unit) {
        (Scope::Own, _) => Some(Reach::Own),
        (_, None) => Some(Reach::Organisation),
        (Scope::Organisation, Some(_)) if registered.stays_beside_a_unit() => Some(Reach::Organisation),
        (Scope::Organisation, Some(_)) if !registered.has(Scope::Unit) => None,
        (_, Some(_)) => Some(Reach::units(units.iter().copied())),
    }
}

/// Refuses what reaches further than `rights` do, with the first permission that does.
pub(crate) fn within(rights: &Rights, needed: impl IntoIterator<Item = (&'static str, Reach)>) -> Result<()> {
    for (permission, needed) in needed {
        match rights.reach(permission) {
            Some(own) if own.covers(&needed) => {}
            _ => return Err(beyond_own(permission)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::permissions;
    use crate::roles::Role;
    use kernel::{Error, SystemRng, Timestamp};

    #[test]
    fn what_stays_whole_beside_a_unit_is_given_by_who_has_it_whole() {
        let unit = kernel::UnitId::new(Timestamp::clamped(1), &SystemRng);
        for name in ["members.read", "exports.run"] {
            assert_eq!(needed(name, Scope::Organisation, Some(unit), &[unit]), Some(Reach::Organisation), "{name}");
        }
        assert_eq!(needed("jobs.read", Scope::Organisation, Some(unit), &[unit]), Some(Reach::units([unit])), "counter-proof");
        assert_eq!(needed("audit.read", Scope::Organisation, Some(unit), &[unit]), None, "what cannot be narrowed is not given");
    }

    #[test]
    fn what_is_guarded_exists_and_owners_and_administrators_have_it() {
        for name in GUARDED {
            assert!(permissions().iter().any(|permission| permission.name == *name), "{name}");
        }
        let guarded = |role: Role| role.granted().any(|(permission, _)| is_guarded(permission));
        let by_two: Vec<_> = Role::ALL.into_iter().filter(|role| guarded(*role)).collect();
        assert_eq!(by_two, [Role::Owner, Role::Administrator]);
    }

    #[test]
    fn a_right_that_follows_its_holder_is_as_good_as_everywhere() {
        let unit = UnitId::new(Timestamp::clamped(1), &SystemRng);
        assert_eq!(needed("jobs.read", Scope::Unit, None, &[]), Some(Reach::Organisation));
        assert_eq!(needed("jobs.read", Scope::Unit, Some(unit), &[unit]), Some(Reach::units([unit])));
        assert_eq!(needed("jobs.read", Scope::Own, None, &[]), Some(Reach::Own));
        assert_eq!(needed("audit.read", Scope::Organisation, Some(unit), &[unit]), None);
    }

    #[test]
    fn the_first_right_beyond_is_named() {
        let unit = UnitId::new(Timestamp::clamped(1), &SystemRng);
        let rights = Rights::These([("jobs.read", Reach::units([unit]))].into());
        assert!(within(&rights, [("jobs.read", Reach::Own), ("jobs.read", Reach::units([unit]))]).is_ok());
        let refused = within(&rights, [("jobs.read", Reach::Organisation)]).unwrap_err();
        assert!(matches!(refused, Error::Refused { code: "beyond-own-rights", message } if message.ends_with("jobs.read")));
    }
}
