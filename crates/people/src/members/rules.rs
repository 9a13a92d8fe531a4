//! What may become of a member, and what of them is told to whom.

use super::MemberStatus;
use kernel::{Error, MemberId, Reach, Result, Timestamp, UnitId};
use std::collections::BTreeSet;

/// Fields that every member may keep out of the directory, besides those the organisation made.
pub const HIDEABLE: [&str; 4] = ["email", "phone", "reference", "photo"];
/// What stands before the key of a field that the organisation made.
pub const CUSTOM: &str = "custom.";

/// What is known of a member's standing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether the member is suspended.
    pub suspended: bool,
    /// Whether the member has been seen out.
    pub left: bool,
    /// When a leave of absence begins.
    pub leave_from: Option<Timestamp>,
    /// When it ends.
    pub leave_until: Option<Timestamp>,
    /// When the member leaves or left.
    pub leaves_at: Option<Timestamp>,
}

impl Standing {
    /// The status at `now`. The day of leaving counts from its first instant, whether anybody has carried it out or not.
    pub fn status(&self, now: Timestamp) -> MemberStatus {
        let away = self.leave_from.is_some_and(|from| from <= now) && self.leave_until.is_none_or(|until| now < until);
        match () {
            () if self.left || self.leaves_at.is_some_and(|at| at <= now) => MemberStatus::Left,
            () if self.suspended => MemberStatus::Suspended,
            () if away => MemberStatus::OnLeave,
            () => MemberStatus::Active,
        }
    }
}

impl MemberStatus {
    /// Every status.
    pub const ALL: [Self; 4] = [Self::Active, Self::OnLeave, Self::Suspended, Self::Left];

    /// Whether whoever has this status may sign in.
    pub fn may_sign_in(self) -> bool {
        self == Self::Active
    }
}

/// Refuses what only somebody who is here can undergo.
pub fn check_here(status: MemberStatus) -> Result<()> {
    match status {
        MemberStatus::Left => Err(Error::refused("member-left", "the member has left the organisation")),
        _ => Ok(()),
    }
}

/// Refuses what nobody does to themself.
pub fn check_other(actor: Option<MemberId>, member: MemberId) -> Result<()> {
    match actor {
        Some(actor) if actor == member => Err(Error::refused("oneself", "somebody else has to do this")),
        _ => Ok(()),
    }
}

/// Refuses a span that ends before it begins.
pub fn check_leave(from: Timestamp, until: Option<Timestamp>) -> Result<()> {
    match until {
        Some(until) if until <= from => Err(Error::field("until", "not-after-start", "must be after the start")),
        _ => Ok(()),
    }
}

/// Whose hidden fields the asker may see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sight {
    /// The asker.
    pub me: Option<MemberId>,
    /// How far the right to see what is private reaches.
    pub private: Option<Reach>,
}

impl Sight {
    /// Whether what this member, who serves in `units`, keeps out of the directory is told to the asker.
    pub fn sees_all_of(&self, member: MemberId, units: &BTreeSet<UnitId>) -> bool {
        self.me == Some(member)
            || match &self.private {
                Some(Reach::Organisation) => true,
                Some(Reach::Units(reached)) => reached.iter().any(|unit| units.contains(unit)),
                _ => false,
            }
    }
}

/// The names of hidden fields as they are kept: each between spaces, so that one is found by ` name ` whatever its neighbours.
pub fn hidden_text(names: &BTreeSet<String>) -> String {
    if names.is_empty() {
        return String::new();
    }
    format!(" {} ", names.iter().map(String::as_str).collect::<Vec<_>>().join(" "))
}

/// The names in a kept text.
pub fn hidden_names(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Reads the names of fields to be kept out of the directory; `keys` are those of the organisation's own fields.
pub fn check_hidden(names: &[String], keys: &BTreeSet<String>) -> Result<BTreeSet<String>> {
    let known = |name: &str| HIDEABLE.contains(&name) || name.strip_prefix(CUSTOM).is_some_and(|key| keys.contains(key));
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let unknown: String = unknown.chars().take(80).collect();
        return Err(Error::field("hidden", "unknown", format!("{unknown} is no field that can be kept out of the directory")));
    }
    Ok(names.iter().cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRng;

    fn at(hour: i64) -> Timestamp {
        Timestamp::clamped(1_790_000_000_000).plus_millis(hour * 3_600_000)
    }

    #[test]
    fn a_status_follows_from_dates() {
        let here = Standing { suspended: false, left: false, leave_from: None, leave_until: None, leaves_at: None };
        assert_eq!(here.status(at(0)), MemberStatus::Active);
        let away = Standing { leave_from: Some(at(2)), leave_until: Some(at(4)), ..here };
        let told: Vec<_> = (1..5).map(|hour| away.status(at(hour))).collect();
        assert_eq!(told, [MemberStatus::Active, MemberStatus::OnLeave, MemberStatus::OnLeave, MemberStatus::Active]);
        let leaving = Standing { leaves_at: Some(at(3)), ..away };
        assert_eq!((leaving.status(at(2)), leaving.status(at(3))), (MemberStatus::OnLeave, MemberStatus::Left));
        assert_eq!(Standing { suspended: true, ..away }.status(at(3)), MemberStatus::Suspended);
        assert!(MemberStatus::ALL.into_iter().filter(|status| status.may_sign_in()).eq([MemberStatus::Active]));
    }

    #[test]
    fn what_is_hidden_is_told_to_few() {
        let (me, other) = (MemberId::new(at(0), &SystemRng), MemberId::new(at(0), &SystemRng));
        let (here, there) = (UnitId::new(at(0), &SystemRng), UnitId::new(at(0), &SystemRng));
        let sees = |private: Option<Reach>, whom: MemberId| Sight { me: Some(me), private }.sees_all_of(whom, &BTreeSet::from([here]));
        assert!(sees(None, me) && !sees(None, other) && !sees(Some(Reach::Own), other));
        assert!(sees(Some(Reach::Organisation), other));
        assert!(sees(Some(Reach::units([here])), other) && !sees(Some(Reach::units([there])), other));
    }

    #[test]
    fn names_of_hidden_fields_are_known_ones() {
        let keys = BTreeSet::from(["licence".to_owned()]);
        let read = |names: &[&str]| check_hidden(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), &keys);
        let kept = hidden_text(&read(&["phone", "email", "custom.licence", "phone"]).unwrap());
        assert_eq!(kept, " custom.licence email phone ");
        assert_eq!(hidden_names(&kept), ["custom.licence", "email", "phone"]);
        assert_eq!(hidden_text(&BTreeSet::new()), "");
        for bad in ["name", "custom.", "custom.other", "licence", "", "e mail"] {
            assert!(read(&[bad]).is_err(), "{bad}");
        }
    }
}
