//! The catalogue of event records: everything that a log on this server can speak of.

use serde::Serialize;
use store::Action;

/// A kind of event record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EventKind {
    /// Whose log it stands in: each `organisation`'s own, or that of the `instance`.
    pub log: &'static str,
    /// Its stable name, such as `job.closed`.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// Every kind of event record, by log and name.
pub fn event_kinds() -> Vec<EventKind> {
    let of = |log: &'static str| move |action: &Action| EventKind { log, name: action.name, meaning: action.meaning };
    let people = people::ACTIONS.iter().copied().flatten();
    let hours = hours::ACTIONS.iter().copied().flatten();
    let roster = roster::ACTIONS.iter().copied().flatten();
    let work = work::ACTIONS.iter().copied().flatten();
    let access = access::ACTIONS.iter().copied().flatten();
    let trust = trust::ACTIONS.iter().copied().flatten();
    let organisation = access.chain(courier::ACTIONS).chain(people).chain(roster).chain(work).chain(hours).chain(trust).map(of("organisation"));
    let instance = store::door::ACTIONS.iter().chain(trust::support::INSTANCE_ACTIONS).map(of("instance"));
    let mut kinds: Vec<_> = instance.chain(organisation).collect();
    kinds.sort();
    kinds
}
