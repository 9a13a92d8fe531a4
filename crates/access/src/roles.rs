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
    /// Belongs to a customer, and sees that customer's things. Nobody is given this role: whoever belongs to a customer has it, and
    /// no other.
    Contact,
}

impl Role {
    /// Every role, most powerful first.
    pub const ALL: [Self; 6] = [Self::Owner, Self::Administrator, Self::Dispatcher, Self::Member, Self::Auditor, Self::Contact];

    /// The roles that a member may hold.
    pub const HELD: [Self; 5] = [Self::Owner, Self::Administrator, Self::Dispatcher, Self::Member, Self::Auditor];

    /// Its word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Administrator => "administrator",
            Self::Dispatcher => "dispatcher",
            Self::Member => "member",
            Self::Auditor => "auditor",
            Self::Contact => "contact",
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "Owner",
            Self::Administrator => "Administrator",
            Self::Dispatcher => "Dispatcher",
            Self::Member => "Member",
            Self::Auditor => "Auditor",
            Self::Contact => "Contact",
        }
    }

    /// What it is for.
    pub fn description(self) -> &'static str {
        match self {
            Self::Owner => "Answers for the organisation; may do everything.",
            Self::Administrator => "Runs the organisation's use of Muster.",
            Self::Dispatcher => "Plans and oversees the work.",
            Self::Member => "Does the work.",
            Self::Auditor => "Checks the record; changes nothing.",
            Self::Contact => "Belongs to a customer, and sees that customer's things.",
        }
    }

    /// Everything it grants, in the order of the table.
    pub fn granted(self) -> impl Iterator<Item = (&'static str, Scope)> {
        TABLE.iter().filter_map(move |(name, _)| self.grants(name).map(|scope| (*name, scope)))
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
            Self::Contact => 5,
        }
    }

    /// Whether this is a built-in role's word: one that is held, or the one that follows from being a customer's contact.
    pub(crate) fn is_word(word: &str) -> bool {
        Self::ALL.iter().any(|role| role.as_str() == word)
    }
}

impl FromStr for Role {
    type Err = &'static str;
    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::HELD.into_iter().find(|role| role.as_str() == word).ok_or("expected owner, administrator, dispatcher, member or auditor")
    }
}

/// Permission × role; columns: owner, administrator, dispatcher, member, auditor, contact. `A` the whole organisation, `u` the
/// member's unit and below, `o` the member's own (the customer's, of a contact), `-` not granted.
const TABLE: &[(&str, &str)] = &[
    ("self.read", "oooooo"),
    ("self.write", "oooooo"),
    ("self.factors", "oooooo"),
    ("organisation.read", "AAAAA-"),
    ("organisation.delete", "A-----"),
    ("members.read", "AAAAA-"),
    ("members.write", "AA----"),
    ("members.private", "AAA---"),
    ("units.read", "AAAAA-"),
    ("units.write", "AA----"),
    ("people.setup", "AA----"),
    ("contacts.read", "AAA-A-"),
    ("contacts.write", "AAA---"),
    ("announcements.read", "AAA-A-"),
    ("announcements.write", "AAA---"),
    ("invitations.read", "AA--A-"),
    ("invitations.write", "AA----"),
    ("roles.read", "AA--A-"),
    ("roles.write", "AA----"),
    ("roles.grant", "AA----"),
    ("approvals.decide", "AA----"),
    ("reviews.write", "AA----"),
    ("sign_ins.read", "AA--A-"),
    ("sign_ins.end", "AA----"),
    ("policy.read", "AA--A-"),
    ("policy.write", "AA----"),
    ("networks.read", "AA--A-"),
    ("networks.write", "AA----"),
    ("tokens.read", "AAo-A-"),
    ("tokens.write", "AAo---"),
    ("webhooks.read", "AA--A-"),
    ("webhooks.write", "AA----"),
    ("support.read", "AA--A-"),
    ("support.approve", "A-----"),
    ("mail.read", "AA--A-"),
    ("mail.write", "AA----"),
    ("customers.read", "AAAAAo"),
    ("customers.write", "AAA---"),
    ("sites.read", "AAAAAo"),
    ("sites.write", "AAA---"),
    ("jobs.read", "AAAAAo"),
    ("timelines.read", "AAAAA-"),
    ("jobs.write", "AAAo--"),
    ("jobs.note", "AAAA--"),
    ("jobs.close", "AAA---"),
    ("jobs.cancel", "AAA---"),
    ("jobs.reopen", "AAA---"),
    ("competencies.read", "AAAAA-"),
    ("competencies.write", "AA----"),
    ("certificates.read", "AAAoA-"),
    ("certificates.write", "AAAo--"),
    ("certificates.verify", "AAA---"),
    ("availability.read", "AAAoA-"),
    ("availability.write", "AAAo--"),
    ("leave.read", "AAAoA-"),
    ("leave.write", "AAAo--"),
    ("leave.decide", "AAA---"),
    ("working_rules.read", "AAAAA-"),
    ("working_rules.write", "AA----"),
    ("assignments.read", "AAAoA-"),
    ("assignments.write", "AAA---"),
    ("assignments.answer", "ooooo-"),
    ("assignments.force", "AAA---"),
    ("board.read", "AAA-A-"),
    ("events.read", "AAAAA-"),
    ("events.write", "AAA---"),
    ("call_outs.read", "AAA-A-"),
    ("call_outs.write", "AAA---"),
    ("duty_types.write", "AA----"),
    ("bookings.read", "AAAoA-"),
    ("bookings.write", "ooooo-"),
    ("bookings.manage", "AAA---"),
    ("visits.read", "AAAoA-"),
    ("visits.write", "AAA---"),
    ("visits.report", "AAAo--"),
    ("assets.read", "AAAAAo"),
    ("assets.write", "AAA---"),
    ("maintenance.read", "AAA-A-"),
    ("maintenance.write", "AAA---"),
    ("job_types.write", "AA----"),
    ("attendance.record", "ooooo-"),
    ("attendance.manage", "AAA---"),
    ("hours.read", "AAAoA-"),
    ("hours.confirm", "ooooo-"),
    ("hours.approve", "AAA---"),
    ("hours.lock", "AA----"),
    ("expenses.claim", "ooooo-"),
    ("expenses.approve", "AAA---"),
    ("notices.use", "ooooo-"),
    ("feeds.use", "ooooo-"),
    ("imports.run", "AAA---"),
    ("exports.run", "AAA-A-"),
    ("views.read", "ooooo-"),
    ("views.write", "ooooo-"),
    ("search.use", "AAAAA-"),
    ("audit.read", "AA--A-"),
    ("alerts.acknowledge", "AA----"),
    ("streams.read", "AA--A-"),
    ("streams.write", "AA----"),
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
    }

    #[test]
    fn no_role_grants_further_than_a_permission_can_reach() {
        for permission in permissions() {
            let customers_own = |role| role == Role::Contact && matches!(permission.area(), "customers" | "sites" | "assets");
            for role in Role::ALL {
                let scope = role.grants(permission.name);
                assert!(scope.is_none_or(|scope| permission.has(scope) || customers_own(role)), "{} {role:?}", permission.name);
            }
        }
    }

    #[test]
    fn a_contact_changes_nothing_and_reads_four_kinds() {
        let granted: Vec<_> = Role::Contact.granted().map(|(name, _)| name).collect();
        assert_eq!(granted, ["self.read", "self.write", "self.factors", "customers.read", "sites.read", "jobs.read", "assets.read"]);
    }

    #[test]
    fn the_table_names_no_contact_as_a_role_to_be_held() {
        assert!("contact".parse::<Role>().is_err());
    }
}
