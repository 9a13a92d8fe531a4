//! What a token may be given.

use kernel::{Error, Result, Rights};

/// Tokens shown and counted of one organisation, those ended within [`KEPT_MILLIS`] among them.
pub(super) const MOST: i64 = 500;
/// How long a token that ended is still listed.
pub(super) const KEPT_MILLIS: i64 = 30 * 24 * 60 * 60 * 1000;
/// Networks of one token.
pub(super) const MOST_NETWORKS: usize = 20;

/// What no token is lent: one's own account, and what decides who may do what. A program that could would be a way around the
/// second factor, the fresh sign-in and the second person that these acts ask for.
const NEVER: &[&str] = &[
    "self.read",
    "self.write",
    "self.factors",
    "organisation.delete",
    "roles.read",
    "roles.write",
    "roles.grant",
    "approvals.decide",
    "reviews.write",
    "sign_ins.end",
    "policy.write",
    "networks.write",
    "tokens.write",
    "webhooks.write",
    "streams.write",
    "support.read",
    "support.approve",
];

/// Whether a token may ever be lent this permission.
pub(super) fn is_lendable(permission: &str) -> bool {
    !NEVER.contains(&permission)
}

/// The permissions of a new token, in the registry's order, if the creator may lend each.
pub(super) fn lent(asked: &[String], rights: &Rights) -> Result<Vec<&'static str>> {
    if asked.is_empty() {
        return Err(Error::field("permissions", "empty", "name at least one permission"));
    }
    for (at, name) in asked.iter().enumerate() {
        let fault = |code: &str, message: String| Error::field(format!("permissions[{at}]"), code, message);
        if !crate::permission::permissions().iter().any(|known| known.name == name) {
            return Err(fault("unknown", "there is no such permission".into()));
        }
        if !is_lendable(name) {
            return Err(fault("not-for-tokens", format!("no token is given {name}")));
        }
        if rights.reach(name).is_none() {
            return Err(Error::refused("beyond-own-rights", format!("your own roles do not grant {name}")));
        }
    }
    let names = crate::permission::permissions().iter().map(|known| known.name);
    Ok(names.filter(|name| asked.iter().any(|wanted| wanted == name)).collect())
}

/// What is left of the creator's rights when only these permissions are lent.
pub(crate) fn narrowed(rights: &Rights, lent: &[String]) -> Rights {
    let Rights::These(held) = rights else { return Rights::none() };
    let kept = held.iter().filter(|(name, _)| is_lendable(name) && lent.iter().any(|wanted| wanted == name));
    Rights::These(kept.cloned().collect())
}

/// What somebody with these rights may give a token.
pub(super) fn lendable(rights: &Rights) -> Vec<&'static str> {
    let names = crate::permission::permissions().iter().map(|known| known.name);
    names.filter(|name| is_lendable(name) && rights.reach(name).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roles::Role;
    use kernel::Reach;

    fn rights(roles: &[Role]) -> Rights {
        Rights::These(roles.iter().flat_map(|role| role.granted()).map(|(name, _)| (name, Reach::Organisation)).collect())
    }

    fn asked(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn nobody_lends_more_than_they_hold() {
        let dispatcher = rights(&[Role::Dispatcher]);
        assert_eq!(lent(&asked(&["jobs.write", "jobs.read", "jobs.read"]), &dispatcher).unwrap(), ["jobs.read", "jobs.write"]);
        assert_eq!(lent(&asked(&["members.write"]), &dispatcher).unwrap_err().code(), "beyond-own-rights");
        assert_eq!(lent(&asked(&[]), &dispatcher).unwrap_err().code(), "invalid");
        assert_eq!(lent(&asked(&["jobs.explode"]), &dispatcher).unwrap_err().code(), "invalid");
    }

    /// A program proves nothing: whatever asks for a proof of who one is, and one's own account, is no program's.
    #[test]
    fn what_asks_for_a_proof_is_lent_to_no_program() {
        let known = crate::permission::permissions();
        let asks = |name: &str| crate::sensitive::is_sensitive(name) || crate::sensitive::is_of_oneself(name);
        assert!(known.iter().filter(|one| asks(one.name)).count() > 9);
        for one in known.iter().filter(|one| asks(one.name)) {
            assert!(!is_lendable(one.name), "{}", one.name);
        }
    }

    #[test]
    fn not_even_an_owner_lends_what_decides_over_rights() {
        let owner = rights(&[Role::Owner]);
        for never in NEVER {
            assert!(crate::permission::permissions().iter().any(|known| known.name == *never), "{never} is no permission");
            assert_eq!(lent(&asked(&[never]), &owner).unwrap_err().code(), "invalid", "{never}");
        }
    }

    #[test]
    fn rights_lost_by_the_creator_are_lost_by_the_token() {
        let lent = asked(&["jobs.read", "jobs.write", "customers.write"]);
        let names = |roles: &[Role]| match narrowed(&rights(roles), &lent) {
            Rights::These(left) => left.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            Rights::All => vec!["all"],
        };
        assert_eq!(names(&[Role::Dispatcher]), ["customers.write", "jobs.read", "jobs.write"]);
        assert_eq!(names(&[Role::Auditor]), ["jobs.read"]);
        assert_eq!(names(&[]), [""; 0]);
        // Were one written into the table by hand, it would still be worth nothing.
        assert!(narrowed(&rights(&[Role::Owner]), &asked(&["roles.grant"])).reach("roles.grant").is_none());
    }
}
