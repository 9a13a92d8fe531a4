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

/// The actions of the crates that write into organisations' logs, crate by crate and slice by slice.
const PRODUCTS: [&[&[Action]]; 8] =
    [access::ACTIONS, notices::ACTIONS, people::ACTIONS, roster::ACTIONS, duty::ACTIONS, work::ACTIONS, hours::ACTIONS, trust::ACTIONS];

/// Every kind of event record, by log and name.
pub fn event_kinds() -> Vec<EventKind> {
    let of = |log: &'static str| move |action: &Action| EventKind { log, name: action.name, meaning: action.meaning };
    let products = PRODUCTS.iter().copied().flatten().copied().flatten();
    let organisation = products.chain(courier::ACTIONS).map(of("organisation"));
    let instance = store::door::ACTIONS.iter().chain(trust::support::INSTANCE_ACTIONS).map(of("instance"));
    let mut kinds: Vec<_> = instance.chain(organisation).collect();
    kinds.sort();
    kinds
}
