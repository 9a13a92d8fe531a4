//! A plan that is brought in again: what of it is here already stays as it is, and what is new in it joins the event that the rest is in.

use super::rows;
use super::wire::{Format, NewPlan};
use crate::events::EventId;
use crate::events::rows as events;
use crate::reach::{self, PLANNING};
use calendar::programme::{Odd, Programme, Remark, Session};
use jiff::civil::Date;
use kernel::Result;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use store::Tx;

/// Longest text that a session is known by, in characters.
const LONGEST: usize = 400;

/// What a session is known by where it came from, and what is said of it there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) key: String,
    pub(super) said: String,
}

/// What is left to be brought in.
#[derive(Debug)]
pub(super) struct Fresh {
    /// The event that some of it is in already, and that the rest joins: of several the latest.
    pub(super) event: Option<EventId>,
    /// What is not here yet.
    pub(super) programme: Programme,
    /// The sources of its sessions, in their order.
    pub(super) sources: Vec<Source>,
    /// How many sessions are here already.
    pub(super) kept: usize,
}

/// Holds a plan against what is here, within the reach of whoever plans. What the file says otherwise than before is told.
pub(super) fn fresh(tx: &mut Tx<'_>, new: &NewPlan, mut programme: Programme) -> Result<Fresh> {
    let sources = sources(new, &programme);
    if new.anew {
        return Ok(Fresh { event: None, programme, sources, kept: 0 });
    }
    let keys: Vec<String> = sources.iter().map(|source| source.key.clone()).collect();
    let mut known: BTreeMap<String, (String, EventId)> = BTreeMap::new();
    let mut reached: BTreeMap<EventId, bool> = BTreeMap::new();
    for (key, said, event) in rows::known(tx, &keys)? {
        if let Entry::Vacant(place) = reached.entry(event) {
            let row = events::anywhere(tx, event)?;
            place.insert(reach::may(tx, PLANNING, row.unit_id));
        }
        if reached[&event] {
            known.insert(key, (said, event));
        }
    }
    let event = known.values().map(|(_, event)| *event).max();
    let (mut fresh, mut left) = (Vec::new(), Vec::new());
    let all = std::mem::take(&mut programme.sessions);
    let many = all.len();
    for (session, source) in all.into_iter().zip(sources) {
        match known.get(&source.key) {
            None => {
                fresh.push(session);
                left.push(source);
            }
            Some((said, _)) if *said == source.said => {}
            Some(_) => programme.remarks.push(changed(&session)),
        }
    }
    programme.remarks.sort_by_key(|remark| remark.row);
    let kept = many - fresh.len();
    programme.sessions = fresh;
    Ok(Fresh { event, programme, sources: left, kept })
}

fn changed(session: &Session) -> Remark {
    let says = format!("{} is here already, and the file says something else of it now: here it stays as it is", session.name);
    Remark { row: session.row, what: Odd::Changed, says }
}

/// What each session is known by. Of two that are known by the same, the second is known as the second.
fn sources(new: &NewPlan, programme: &Programme) -> Vec<Source> {
    let mut times: BTreeMap<String, u32> = BTreeMap::new();
    let source = |session: &Session| {
        let key = key(new.format, new.first_day, session);
        let time = times.entry(key.clone()).or_default();
        *time += 1;
        Source { key: if *time == 1 { key } else { format!("{key} #{time}") }, said: said(session) }
    };
    programme.sessions.iter().map(source).collect()
}

/// By its own mark where the file has one, such as the UID of a calendar's entry; else by what it is, where and when. Where days are counted
/// from the first, another first day makes another plan of it.
fn key(format: Format, first_day: Option<Date>, session: &Session) -> String {
    let day = first_day.filter(|_| format == Format::FosdemTasks).map(|day| day.to_string()).unwrap_or_default();
    let marked = session.reference.clone();
    let mark = marked.unwrap_or_else(|| format!("{} | {} | {} | {}", session.name, session.place, session.starts, session.ends));
    let mark: String = mark.chars().take(LONGEST).collect();
    format!("{} {day} {mark}", format.as_str())
}

/// What the file says of it.
fn said(session: &Session) -> String {
    let needs: Vec<_> = session.needs.iter().map(|need| (need.name.as_str(), need.least, need.most)).collect();
    let times = (session.starts.to_string(), session.ends.to_string());
    serde_json::json!([session.name, session.place, times, needs]).to_string()
}
