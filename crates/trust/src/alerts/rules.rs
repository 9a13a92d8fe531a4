//! What is worth an alert: pure, over records as the watch reads them. The numbers are chosen so that a busy, honest day raises none;
//! `normal_day` in the tests is such a day.

use super::findings::{Finding, Seen};
use super::wire::Rule;
use kernel::{MemberId, Timestamp};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::net::IpAddr;

/// Bursts are counted within this stretch: 15 minutes.
pub(super) const STRETCH_MILLIS: i64 = 15 * 60 * 1000;
/// A burst that goes on is told once in this time: 1 hour.
pub(super) const QUIET_MILLIS: i64 = 60 * 60 * 1000;
/// Wrong passwords together, and over how many accounts, that are a spray.
const SPRAY: (usize, usize) = (10, 5);
/// Wrong passwords for one account that are guessing.
const GUESSING: usize = 10;
/// Refusals of one member that are probing.
const PROBING: usize = 20;
/// Files taken away by one member in an hour.
pub(super) const EXPORTS: i64 = 20;
/// Most records named by one alert.
const NAMED: usize = 100;

/// The network an address belongs to as far as people move about in one: /16 of IPv4, /32 of IPv6.
pub(super) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, ..] = v4.octets();
            format!("{a}.{b}.0.0/16")
        }
        IpAddr::V6(v6) => {
            let [a, b, ..] = v6.segments();
            format!("{a:x}:{b:x}::/32")
        }
    }
}

/// What the records since `now - STRETCH` give.
pub(super) fn bursts(seen: &[Seen], now: Timestamp) -> Vec<Finding> {
    let from = now.plus_millis(-STRETCH_MILLIS);
    let late: Vec<&Seen> = seen.iter().filter(|record| record.at >= from).collect();
    let failed: Vec<&Seen> = late.iter().copied().filter(|record| record.action == "session.refused").collect();
    let mut found = Vec::new();
    found.extend(spray(&failed, &late));
    found.extend(guessing(&failed));
    found.extend(probing(&late));
    found
}

/// Whoever mistypes and then signs in is no attacker: at a change of shift many do.
fn spray(failed: &[&Seen], late: &[&Seen]) -> Option<Finding> {
    let got_in =
        |failed: &Seen| late.iter().any(|other| other.action == "session.started" && other.seq > failed.seq && other.label == failed.label);
    let failed: Vec<&Seen> = failed.iter().copied().filter(|record| !got_in(record)).collect();
    let accounts: BTreeSet<&str> = failed.iter().map(|record| record.label.as_str()).collect();
    let (tries, least) = SPRAY;
    (failed.len() >= tries && accounts.len() >= least).then(|| {
        let networks: BTreeSet<String> = failed.iter().filter_map(|record| record.address).map(|address| address.to_string()).collect();
        let from =
            if networks.len() == 1 { networks.into_iter().next().unwrap_or_default() } else { format!("{} addresses", networks.len()) };
        let facts = format!("{} wrong passwords for {} accounts from {from} in 15 minutes", failed.len(), accounts.len());
        Finding { rule: Rule::Spray, key: String::new(), member: None, facts, records: numbers(&failed) }
    })
}

fn guessing(failed: &[&Seen]) -> Vec<Finding> {
    let mut by_account: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for record in failed {
        by_account.entry(record.label.as_str()).or_default().push(record);
    }
    let many = by_account.into_iter().filter(|(_, tries)| tries.len() >= GUESSING);
    many.map(|(account, tries)| Finding {
        rule: Rule::Guessing,
        key: account.to_owned(),
        member: tries[0].subject.as_deref().and_then(|id| MemberId::parse(id).ok()),
        facts: format!("{} wrong passwords for {account} in 15 minutes", tries.len()),
        records: numbers(&tries),
    })
    .collect()
}

fn probing(late: &[&Seen]) -> Vec<Finding> {
    let mut by_member: BTreeMap<MemberId, Vec<&Seen>> = BTreeMap::new();
    for record in late.iter().filter(|record| record.action == "permission.denied") {
        if let Some(actor) = record.actor {
            by_member.entry(actor).or_default().push(record);
        }
    }
    let many = by_member.into_iter().filter(|(_, refusals)| refusals.len() >= PROBING);
    many.map(|(member, refusals)| Finding {
        rule: Rule::Probing,
        key: member.to_string(),
        member: Some(member),
        facts: format!("{} requests without the right to them in 15 minutes", refusals.len()),
        records: numbers(&refusals),
    })
    .collect()
}

fn numbers(records: &[&Seen]) -> Vec<i64> {
    records.iter().rev().take(NAMED).map(|record| record.seq).rev().collect()
}

/// Acts that are told each time: rights of an administrator given, a protecting rule weakened.
pub(super) fn acts(seen: &[Seen]) -> Vec<Finding> {
    seen.iter().filter_map(act).collect()
}

fn act(record: &Seen) -> Option<Finding> {
    let (rule, facts) = match record.action.as_str() {
        "holding.granted" if is_great(&record.label) => (Rule::AdministratorGranted, format!("{} now holds great rights", record.label)),
        // What two people do under that name is giving a role whose holder decides about rights, whatever the role is called.
        "approval.confirmed" => (Rule::AdministratorGranted, format!("{}: given by two people", record.label)),
        "policy.weakened" | "networks.weakened" | "single_sign_on.weakened" | "retention.shortened" => {
            (Rule::PolicyWeakened, record.label.clone())
        }
        "organisation.deletion_decided" => (Rule::OrganisationDeletion, record.label.clone()),
        "log.disputed" => (Rule::LogDisputed, format!("{} has signed another history of this log", record.label)),
        _ => return None,
    };
    let member = record.actor;
    Some(Finding { rule, key: record.seq.to_string(), member, facts, records: vec![record.seq] })
}

/// Whether a record of a role given, `Ana Okafor: Administrator`, names one of the two built-in roles that decide about rights.
fn is_great(label: &str) -> bool {
    let role = label.rsplit(": ").next().unwrap_or(label).to_lowercase();
    role == "owner" || role == "administrator"
}

/// Sign-ins from networks that are new for a member who had others before.
pub(super) fn new_networks(seen: &[Seen], known: &HashSet<(MemberId, String)>) -> (Vec<Finding>, Vec<(MemberId, String)>) {
    let mut known = known.clone();
    let (mut found, mut fresh) = (Vec::new(), Vec::new());
    for record in seen.iter().filter(|record| record.action == "session.started") {
        let (Some(member), Some(address)) = (record.actor, record.address) else { continue };
        let place = (member, network(address));
        if known.contains(&place) {
            continue;
        }
        if known.iter().any(|(other, _)| *other == member) {
            let facts = format!("{} signed in from {address}, a network not seen for them before", record.label);
            let key = format!("{member} {}", place.1);
            found.push(Finding { rule: Rule::NewNetwork, key, member: Some(member), facts, records: vec![record.seq] });
        }
        known.insert(place.clone());
        fresh.push(place);
    }
    (found, fresh)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::SystemRng;

    const NOW: i64 = 1_795_000_000_000;

    fn record(seq: i64, action: &str, label: &str, minutes_ago: i64) -> Seen {
        Seen {
            seq,
            at: Timestamp::clamped(NOW - minutes_ago * 60_000),
            action: action.into(),
            actor: None,
            subject: None,
            label: label.into(),
            address: Some("203.0.113.9".parse().unwrap()),
        }
    }

    fn now() -> Timestamp {
        Timestamp::clamped(NOW)
    }

    #[test]
    fn a_spray_is_many_accounts_and_guessing_is_one() {
        let spray: Vec<Seen> = (0..12).map(|n| record(n, "session.refused", &format!("m{}@example.org", n % 6), 3)).collect();
        let found = bursts(&spray, now());
        assert_eq!(found.iter().map(|finding| finding.rule).collect::<Vec<_>>(), [Rule::Spray]);
        assert_eq!(found[0].facts, "12 wrong passwords for 6 accounts from 203.0.113.9 in 15 minutes");
        assert_eq!(found[0].records, (0..12).collect::<Vec<_>>());
        let guessing: Vec<Seen> = (0..10).map(|n| record(n, "session.refused", "ana@example.org", 3)).collect();
        assert_eq!(bursts(&guessing, now()).iter().map(|finding| finding.rule).collect::<Vec<_>>(), [Rule::Guessing]);
        assert!(bursts(&guessing[..9], now()).is_empty());
    }

    #[test]
    fn a_normal_day_is_silent() {
        // Forty people sign in, every other mistypes once, some ask for a page they may not see, one takes three lists away.
        let mut day = Vec::new();
        let mut seq = 0;
        for person in 0..40 {
            let label = format!("m{person}@example.org");
            for action in ["session.refused", "session.started", "permission.denied"] {
                seq += 1;
                if action == "session.refused" && person % 2 == 0 {
                    continue;
                }
                // Shifts begin at eight, two and ten.
                let mut one = record(seq, action, &label, i64::from(person % 3) * 360 + i64::from(person));
                one.address = Some(format!("198.51.{}.7", person % 2).parse().unwrap());
                day.push(one);
            }
        }
        for minute in 0..(24 * 60) {
            assert_eq!(bursts(&day, Timestamp::clamped(NOW - minute * 60_000)), [], "{minute} minutes ago");
        }
        assert_eq!(acts(&day), []);
        assert_eq!(new_networks(&day, &HashSet::new()).0, []);
    }

    #[test]
    fn acts_that_weaken_or_dispute_are_told_one_by_one() {
        let of =
            |action: &str| acts(&[record(7, action, "the label", 1)]).into_iter().map(|found| (found.rule, found.facts, found.key)).next();
        for weakened in ["policy.weakened", "networks.weakened", "retention.shortened"] {
            assert_eq!(of(weakened), Some((Rule::PolicyWeakened, "the label".to_owned(), "7".to_owned())), "{weakened}");
        }
        let disputed = "the label has signed another history of this log".to_owned();
        assert_eq!(of("log.disputed"), Some((Rule::LogDisputed, disputed, "7".to_owned())));
        let deleted = (Rule::OrganisationDeletion, "the label".to_owned(), "7".to_owned());
        assert_eq!(of("organisation.deletion_decided"), Some(deleted));
        assert_eq!(of("retention.changed"), None);
    }

    #[test]
    fn the_first_network_is_known_silently_and_the_next_is_told() {
        let member = MemberId::new(now(), &SystemRng);
        let sign_in = |seq, address: &str| {
            let mut one = record(seq, "session.started", "ana@example.org", 1);
            (one.actor, one.address) = (Some(member), Some(address.parse().unwrap()));
            one
        };
        let seen = [sign_in(1, "198.51.100.7"), sign_in(2, "198.51.7.7"), sign_in(3, "203.0.113.9"), sign_in(4, "203.0.113.10")];
        let (found, fresh) = new_networks(&seen, &HashSet::new());
        assert_eq!(found.iter().map(|finding| finding.records.clone()).collect::<Vec<_>>(), [vec![3]]);
        assert_eq!(fresh.iter().map(|(_, network)| network.as_str()).collect::<Vec<_>>(), ["198.51.0.0/16", "203.0.0.0/16"]);
        assert_eq!(network("::ffff:203.0.113.9".parse().unwrap()), "203.0.0.0/16");
        assert_eq!(network("2001:db8:7::1".parse().unwrap()), "2001:db8::/32");
    }
}
