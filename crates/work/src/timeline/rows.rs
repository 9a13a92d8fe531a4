//! From event records to timelines; the names of all actors are looked up at once.

use super::wire::{ActorView, SubjectView, TimelineItem};
use crate::listing::{CUSTOMER, Kind, SITE, Statement, UNIT};
use access::links::names_of_members;
use diesel::sql_types::Text;
use kernel::{ActorKind, MemberId, Result};
use std::collections::{BTreeMap, BTreeSet};
use store::Tx;
use store::events::Record;

/// The records as people read them, in their order.
pub fn items(tx: &mut Tx<'_>, records: Vec<Record>) -> Result<Vec<TimelineItem>> {
    let names = names_of_members(tx, records.iter().filter_map(|record| record.actor))?;
    let mut items: Vec<TimelineItem> = records.into_iter().map(|record| item(record, &names)).collect();
    for (field, kind, query) in LINKS {
        hide(tx, &mut items, field, kind, query)?;
    }
    Ok(items)
}

/// Fields of a change that name another row, and how such rows are found.
const LINKS: [(&str, &Kind, &str); 3] = [
    ("customer_id", &CUSTOMER, "SELECT customer.id FROM customer WHERE customer.id"),
    ("site_id", &SITE, "SELECT site.id FROM site WHERE site.id"),
    ("unit_id", &UNIT, "SELECT unit.id FROM unit WHERE unit.id"),
];

/// Leaves out of the changes what names a row that the asker may not see.
fn hide(tx: &mut Tx<'_>, items: &mut [TimelineItem], field: &str, kind: &'static Kind, query: &'static str) -> Result<()> {
    let seen = kind.seen(tx);
    if seen.is_whole() {
        return Ok(());
    }
    let links = || items.iter().flat_map(|item| &item.changes).filter(|change| change.field == field);
    let named: BTreeSet<String> =
        links().flat_map(|change| [&change.before, &change.after]).filter_map(|value| value.as_str().map(str::to_owned)).collect();
    if named.is_empty() {
        return Ok(());
    }
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql(query).in_texts(named).seldom();
    seen.hold(&mut statement, true);
    let known: BTreeSet<String> = statement.load::<String>(tx.db())?.into_iter().collect();
    for change in items.iter_mut().flat_map(|item| &mut item.changes).filter(|change| change.field == field) {
        for value in [&mut change.before, &mut change.after] {
            if value.as_str().is_some_and(|id| !known.contains(id)) {
                *value = serde_json::Value::Null;
            }
        }
    }
    Ok(())
}

fn item(record: Record, names: &BTreeMap<MemberId, String>) -> TimelineItem {
    let erased = record.detail.is_none();
    let detail = record.detail.map(|opened| opened.detail);
    let (label, changes, note) = detail.map_or_else(Default::default, |detail| (detail.label, detail.changes, detail.note));
    let known = record.actor.and_then(|id| names.get(&id).cloned());
    TimelineItem {
        seq: record.seq,
        at: record.at,
        actor: ActorView {
            kind: record.actor_kind,
            id: record.actor,
            name: known.unwrap_or_else(|| stand_in(record.actor_kind).to_owned()),
        },
        action: record.action,
        subject: SubjectView { kind: record.subject_kind, id: record.subject_id, label },
        changes,
        note,
        erased,
    }
}

fn stand_in(kind: ActorKind) -> &'static str {
    match kind {
        ActorKind::Member => "Former member",
        ActorKind::System => "Muster",
        ActorKind::Operator => "Operator",
        ActorKind::Anonymous => "Unknown",
    }
}
