//! Which permissions ask for a proof that is not older than ten minutes: those whose misuse outlives the session it happened in.

use kernel::Timestamp;

/// How long a proof counts as fresh.
pub(crate) const FRESH_MILLIS: i64 = 10 * 60 * 1000;

const SENSITIVE: &[&str] = &[
    "self.factors",
    "organisation.delete",
    "roles.write",
    "roles.grant",
    "policy.write",
    "networks.write",
    "tokens.write",
    "sign_ins.end",
    "support.approve",
    "webhooks.write",
    "streams.write",
];

/// Whether a proof given at `proved_at` is fresh; one from the future is not.
pub(crate) fn is_fresh(proved_at: Timestamp, now: Timestamp) -> bool {
    (0..FRESH_MILLIS).contains(&now.millis().saturating_sub(proved_at.millis()))
}

pub(crate) const fn is_sensitive(name: &str) -> bool {
    let mut at = 0;
    while at < SENSITIVE.len() {
        if SENSITIVE[at].len() == name.len() && begins(name, SENSITIVE[at]) {
            return true;
        }
        at += 1;
    }
    false
}

pub(crate) const fn is_of_oneself(name: &str) -> bool {
    begins(name, "self.")
}

const fn begins(name: &str, beginning: &str) -> bool {
    let (name, beginning) = (name.as_bytes(), beginning.as_bytes());
    let mut at = 0;
    while at < beginning.len() {
        if at >= name.len() || name[at] != beginning[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::{Permission, all, permissions};

    #[test]
    fn what_is_listed_exists_and_what_is_not_is_not_sensitive() {
        for name in SENSITIVE {
            assert!(permissions().iter().any(|known| known.name == *name), "{name}");
        }
        let sensitive = permissions().iter().filter(|known| is_sensitive(known.name)).count();
        assert_eq!(sensitive, SENSITIVE.len());
        assert!(!is_sensitive("roles.writer") && !is_sensitive("roles.writ") && !is_of_oneself("self"), "by the whole word");
        const { assert!(all::RolesGrant::SENSITIVE && !all::RolesGrant::OF_ONESELF) };
        const { assert!(all::SelfFactors::SENSITIVE && all::SelfFactors::OF_ONESELF) };
        const { assert!(!all::RolesRead::SENSITIVE && !all::SelfWrite::SENSITIVE) };
    }

    #[test]
    fn a_proof_is_fresh_for_ten_minutes() {
        let at = Timestamp::clamped(1_795_000_000_000);
        assert!(is_fresh(at, at) && is_fresh(at, at.plus_millis(FRESH_MILLIS - 1)));
        assert!(!is_fresh(at, at.plus_millis(FRESH_MILLIS)) && !is_fresh(at, at.plus_millis(-1)));
        assert!(!is_fresh(Timestamp::clamped(0), at), "never proved");
    }
}
