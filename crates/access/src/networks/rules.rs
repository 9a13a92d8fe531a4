//! Whether an address passes. Pure.

use kernel::{Network, Timestamp};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// Ranges of one list.
pub(super) const MOST_RANGES: usize = 200;
/// Roles with a list of their own.
pub(super) const MOST_ROLES: usize = 50;

/// Whether the ranges count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = NetworksMode)]
pub enum Mode {
    /// Nobody looks at them.
    #[default]
    Off,
    /// Who would be refused is let through and put on record: to try the ranges out.
    ReportOnly,
    /// Who is outside is refused.
    Enforce,
}

impl Mode {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::ReportOnly => "report_only",
            Self::Enforce => "enforce",
        }
    }

    /// A word that is none enforces: what cannot be read must not let everybody in.
    pub(super) fn from_word(word: &str) -> Self {
        match word {
            "off" => Self::Off,
            "report_only" => Self::ReportOnly,
            _ => Self::Enforce,
        }
    }
}

/// A range and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) network: Network,
    pub(super) note: String,
}

/// An organisation's rules.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Rules {
    pub(super) version: i64,
    pub(super) mode: Mode,
    pub(super) everybody: Vec<Range>,
    pub(super) by_role: Vec<(String, Vec<Range>)>,
    pub(super) updated_at: Option<Timestamp>,
}

/// What one list said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) passes: bool,
    /// Which list decided, for the record: `organisation`, a role, `token`.
    pub(super) list: String,
    /// The range that held the address, if one did.
    pub(super) range: Option<String>,
}

impl Rules {
    /// In which way these rules are weaker than those before, if those were enforced; a sentence.
    pub(super) fn weakness(&self, before: &Self) -> Option<String> {
        if before.mode != Mode::Enforce {
            return None;
        }
        let open = |ranges: &[Range]| ranges.is_empty() || Network::hold_everybody(ranges.iter().map(|range| range.network));
        let list = |rules: &Self, role: &str| rules.by_role.iter().find(|(other, _)| other == role).is_none_or(|(_, ranges)| open(ranges));
        let emptied = before.by_role.iter().find(|(role, _)| list(self, role) && !list(before, role));
        match (self.mode, emptied) {
            (Mode::Off, _) => Some("the networks are not enforced any more".into()),
            (Mode::ReportOnly, _) => Some("the networks are only reported from now on".into()),
            (Mode::Enforce, _) if open(&self.everybody) && !open(&before.everybody) => {
                Some("the organisation's list of networks holds every address".into())
            }
            (Mode::Enforce, Some((role, _))) => Some(format!("the networks of {role} hold every address")),
            (Mode::Enforce, None) => None,
        }
    }

    /// Whether `address` passes the organisation's list and those of the roles held. An address that nobody knows is in no list.
    pub(super) fn judge(&self, address: Option<IpAddr>, roles: &[String]) -> Verdict {
        let mut last = Verdict { passes: true, list: "organisation".into(), range: None };
        let of_roles = self.by_role.iter().filter(|(role, _)| roles.contains(role)).map(|(role, ranges)| (role.as_str(), ranges));
        for (list, ranges) in std::iter::once(("organisation", &self.everybody)).chain(of_roles) {
            if ranges.is_empty() {
                continue;
            }
            let holding = address.and_then(|address| ranges.iter().find(|range| range.network.contains(address)));
            last = Verdict { passes: holding.is_some(), list: list.to_owned(), range: holding.map(told) };
            if !last.passes {
                break;
            }
        }
        last
    }
}

/// Whether a token's own networks let the address pass.
pub(super) fn token_passes(networks: &[Network], address: Option<IpAddr>) -> bool {
    networks.is_empty() || address.is_some_and(|address| networks.iter().any(|network| network.contains(address)))
}

fn told(range: &Range) -> String {
    if range.note.is_empty() { range.network.to_string() } else { format!("{} ({})", range.network, range.note) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(texts: &[&str]) -> Vec<Range> {
        texts.iter().map(|text| Range { network: Network::parse(text).unwrap(), note: String::new() }).collect()
    }

    fn passes(rules: &Rules, address: &str, roles: &[&str]) -> bool {
        rules.judge(address.parse().ok(), &roles.iter().map(|role| (*role).to_owned()).collect::<Vec<_>>()).passes
    }

    #[test]
    fn every_list_that_concerns_one_must_hold_the_address() {
        let by_role = vec![("administrator".to_owned(), ranges(&["10.1.0.0/16"])), ("auditor".to_owned(), ranges(&["2001:db8::/32"]))];
        let rules = Rules { everybody: ranges(&["10.0.0.0/8", "2001:db8::/32"]), by_role, ..Rules::default() };
        assert!(passes(&rules, "10.9.9.9", &["member"]));
        assert!(passes(&rules, "::ffff:10.9.9.9", &["member"]));
        assert!(!passes(&rules, "11.9.9.9", &["member"]));
        assert!(passes(&rules, "10.1.9.9", &["administrator"]));
        assert!(!passes(&rules, "10.2.9.9", &["administrator"]));
        assert!(!passes(&rules, "10.1.9.9", &["administrator", "auditor"]), "the strictest wins");
        assert!(!passes(&rules, "nowhere", &["member"]), "an unknown address is in no list");
        let elsewhere = Rules { by_role: vec![("owner".to_owned(), ranges(&["11.0.0.0/8"]))], ..rules.clone() };
        assert!(!passes(&elsewhere, "11.9.9.9", &["owner"]), "a list that holds it does not mend one that does not");
        assert_eq!(rules.judge("10.2.0.1".parse().ok(), &["administrator".into()]).list, "administrator");
        assert_eq!(rules.judge("10.1.0.1".parse().ok(), &["administrator".into()]).range.unwrap(), "10.1.0.0/16");
    }

    #[test]
    fn an_empty_list_holds_everybody() {
        assert!(passes(&Rules::default(), "203.0.113.7", &["owner"]));
        let rules = Rules { by_role: vec![("owner".into(), ranges(&["10.0.0.0/8"]))], ..Rules::default() };
        assert!(passes(&rules, "203.0.113.7", &["member"]) && !passes(&rules, "203.0.113.7", &["owner"]));
        assert!(token_passes(&[], None));
        let own = [Network::parse("10.0.0.0/8").unwrap()];
        assert!(token_passes(&own, "10.1.1.1".parse().ok()) && !token_passes(&own, "11.1.1.1".parse().ok()) && !token_passes(&own, None));
    }

    #[test]
    fn what_is_weaker_is_said() {
        let with = |mode, everybody: &[&str], auditor: &[&str]| {
            let by_role = if auditor.is_empty() { Vec::new() } else { vec![("auditor".to_owned(), ranges(auditor))] };
            Rules { mode, everybody: ranges(everybody), by_role, ..Rules::default() }
        };
        let before = with(Mode::Enforce, &["10.0.0.0/8"], &["10.1.0.0/16"]);
        for weaker in [
            with(Mode::Off, &["10.0.0.0/8"], &["10.1.0.0/16"]),
            with(Mode::ReportOnly, &["10.0.0.0/8"], &["10.1.0.0/16"]),
            with(Mode::Enforce, &[], &["10.1.0.0/16"]),
            with(Mode::Enforce, &["10.0.0.0/8"], &[]),
            with(Mode::Enforce, &["10.0.0.0/8", "0.0.0.0/0"], &["10.1.0.0/16"]),
            with(Mode::Enforce, &["0.0.0.0/1", "128.0.0.0/1"], &["10.1.0.0/16"]),
            with(Mode::Enforce, &["10.0.0.0/8"], &["10.1.0.0/16", "::/0"]),
        ] {
            assert!(weaker.weakness(&before).is_some(), "{weaker:?}");
            assert_eq!(weaker.weakness(&with(Mode::ReportOnly, &["10.0.0.0/8"], &[])), None, "what was not enforced is not weakened");
        }
        assert_eq!(with(Mode::Enforce, &["10.0.0.0/8", "11.0.0.0/8"], &["10.1.0.0/16"]).weakness(&before), None);
        let open = with(Mode::Enforce, &["0.0.0.0/0"], &[]);
        assert_eq!(with(Mode::Enforce, &[], &[]).weakness(&open), None, "what held everybody is not weakened");
    }

    #[test]
    fn an_unreadable_mode_enforces() {
        for mode in [Mode::Off, Mode::ReportOnly, Mode::Enforce] {
            assert_eq!(Mode::from_word(mode.as_str()), mode);
        }
        assert_eq!(Mode::from_word("of"), Mode::Enforce);
    }
}
