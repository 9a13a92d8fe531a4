//! What a role may grant, and what of a change is more than it granted before.

use super::wire::RoleGrantView;
use kernel::{Error, Result, Scope};

/// Refuses a permission twice, and one further than it can reach. In the order of the registry, so that equal roles look alike.
pub(super) fn acceptable(mut grants: Vec<RoleGrantView>) -> Result<Vec<RoleGrantView>> {
    for (at, grant) in grants.iter().enumerate() {
        if !grant.permission.0.has(grant.scope) {
            let scopes: Vec<_> = grant.permission.0.scopes().map(Scope::as_str).collect();
            let message = format!("{} may be granted for: {}", grant.permission.0.name, scopes.join(", "));
            return Err(Error::field(format!("grants[{at}].scope"), "not-acceptable", message));
        }
        if grants.iter().take(at).any(|other| other.permission == grant.permission) {
            return Err(Error::field(format!("grants[{at}].permission"), "duplicate", "is granted twice"));
        }
    }
    grants.sort_by_key(|grant| grant.permission.0.name);
    Ok(grants)
}

/// What `after` grants that `before` did not, or not so far.
pub(super) fn widened(before: &[RoleGrantView], after: &[RoleGrantView]) -> Vec<RoleGrantView> {
    let had = |grant: &RoleGrantView| before.iter().any(|old| old.permission == grant.permission && old.scope >= grant.scope);
    after.iter().filter(|grant| !had(grant)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::editor::PermissionName;
    use crate::permission::permission_named;

    fn grant(name: &str, scope: Scope) -> RoleGrantView {
        RoleGrantView { permission: PermissionName(permission_named(name).unwrap()), scope }
    }

    #[test]
    fn a_permission_is_granted_once_and_no_further_than_it_reaches() {
        assert!(acceptable(vec![grant("jobs.read", Scope::Unit), grant("audit.read", Scope::Organisation)]).is_ok());
        assert!(acceptable(vec![grant("audit.read", Scope::Unit)]).is_err());
        assert!(acceptable(vec![grant("jobs.read", Scope::Unit), grant("jobs.read", Scope::Own)]).is_err());
    }

    #[test]
    fn more_is_what_was_not_there_or_not_so_far() {
        let before = [grant("jobs.read", Scope::Unit), grant("jobs.note", Scope::Organisation)];
        let after = [grant("jobs.read", Scope::Organisation), grant("jobs.note", Scope::Own), grant("jobs.close", Scope::Own)];
        assert_eq!(widened(&before, &after), [grant("jobs.read", Scope::Organisation), grant("jobs.close", Scope::Own)]);
    }
}
