//! The built-in roles: which permission each grants, and how far.

use kernel::Scope;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// A built-in role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers for the organisation; may do everything.
    Owner,
    /// Runs the organisation's use of Muster.
    Administrator,
    /// Plans and oversees the work.
    Dispatcher,
    /// Does the work.
    Member,
    /// Checks the record; changes nothing.
    Auditor,
}

impl Role {
    /// Every role, most powerful first.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Administrator, Self::Dispatcher, Self::Member, Self::Auditor];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::Dispatcher => "dispatcher",
            Self::Member => "member",
            Self::Auditor => "auditor",
        }
    }

    /// How far this role grants `permission`; `None` when it does not.
    pub fn grants(self, permission: &str) -> Option<Scope> {
        TABLE.iter().find(|(name, _)| *name == permission).and_then(|(_, by_role)| match by_role.as_bytes()[self.column()] {
            b'o' => Some(Scope::Own),
            b'u' => Some(Scope::Unit),
            b'A' => Some(Scope::Organisation),
            _ => None,
        })
    }

    fn column(self) -> usize {
        match self {
            Self::Owner => 0,
            Self::Administrator => 1,
            Self::Dispatcher => 2,
            Self::Member => 3,
            Self::Auditor => 4,
        }
    }
}

impl FromStr for Role {
    type Err = &'static str;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.as_str() == word).ok_or("expected owner, administrator, dispatcher, member or auditor")
    }
}

/// Permission × role; columns: owner, administrator, dispatcher, member, auditor. `A` the whole organisation, `u` the member's
/// unit and below, `o` the member's own, `-` not granted.
const TABLE: &[(&str, &str)] = &[
    ("self.read", "ooooo"),
    ("self.write", "ooooo"),
    ("organisation.read", "AAAAA"),
    ("members.read", "AAAAA"),
    ("members.write", "AA---"),
    ("members.private", "AAA--"),
    ("units.read", "AAAAA"),
    ("units.write", "AA---"),
    ("people.setup", "AA---"),
    ("contacts.read", "AAA-A"),
    ("contacts.write", "AAA--"),
    ("invitations.read", "AA--A"),
    ("invitations.write", "AA---"),
    ("roles.read", "AA--A"),
    ("roles.write", "AA---"),
    ("roles.grant", "AA---"),
    ("approvals.decide", "AA---"),
    ("reviews.write", "AA---"),
    ("sign_ins.read", "AA--A"),
    ("sign_ins.end", "AA---"),
    ("policy.read", "AA--A"),
    ("policy.write", "AA---"),
    ("networks.read", "AA--A"),
    ("networks.write", "AA---"),
    ("tokens.read", "AAo-A"),
    ("tokens.write", "AAo--"),
    ("webhooks.read", "AA--A"),
    ("webhooks.write", "AA---"),
    ("support.read", "AA--A"),
    ("support.approve", "A----"),
    ("mail.read", "AA--A"),
    ("mail.write", "AA---"),
    ("customers.read", "AAAAA"),
    ("customers.write", "AAA--"),
    ("sites.read", "AAAAA"),
    ("sites.write", "AAA--"),
    ("jobs.read", "AAAAA"),
    ("jobs.write", "AAAo-"),
    ("jobs.note", "AAAA-"),
    ("jobs.close", "AAA--"),
    ("jobs.cancel", "AAA--"),
    ("jobs.reopen", "AAA--"),
    ("imports.run", "AAA--"),
    ("exports.run", "AAA-A"),
    ("views.read", "ooooo"),
    ("views.write", "ooooo"),
    ("search.use", "AAAAA"),
    ("audit.read", "AA--A"),
];

/// A permission and how far it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Grant {
    /// The permission's name.
    #[schema(value_type = String, example = "jobs.read")]
    pub permission: &'static str,
    /// How far it reaches.
    pub scope: Scope,
}

/// What several roles grant together: for each permission the widest scope.
pub fn grants_of(roles: &[Role]) -> Vec<Grant> {
    TABLE
        .iter()
        .filter_map(|(permission, _)| {
            let widest = roles.iter().filter_map(|role| role.grants(permission)).max()?;
            Some(Grant { permission, scope: widest })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::permission::permissions;

    #[test]
    fn every_permission_has_its_row_and_no_row_is_without_one() {
        let listed: Vec<_> = permissions().iter().map(|p| p.name).collect();
        let rows: Vec<_> = TABLE.iter().map(|(name, _)| *name).collect();
        assert_eq!(listed, rows);
        assert!(TABLE.iter().all(|(_, by_role)| by_role.len() == Role::ALL.len()));
    }

    #[test]
    fn what_no_role_lists_is_held_by_nobody() {
        assert!(Role::ALL.iter().all(|role| role.grants("keys.destroy").is_none()));
        assert_eq!(grants_of(&[]), []);
    }

    #[test]
    fn the_wider_scope_wins() {
        let both = grants_of(&[Role::Member, Role::Dispatcher]);
        assert!(both.contains(&Grant { permission: "jobs.write", scope: Scope::Organisation }));
    }
}
