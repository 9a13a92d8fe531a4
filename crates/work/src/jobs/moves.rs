//! Moving a job along its machine: what every status act does, apart from the rule it applies.

use super::JobId;
use super::rows::{self, JobRow};
use super::rules::State;
use super::wire::{Asker, JobView};
use crate::{service, visits};
use access::edge::{IfMatch, Versioned};
use access::{Cx, Permission};
use courier::House;
use kernel::{Result, Text, Timestamp};
use store::{Action, Event, Subject, WriteTx};

/// Longest note on a change of status.
pub(super) type Note = Text<2_000>;

/// An act on a job, as a handler hands it over.
pub(super) struct Move<R> {
    /// What is recorded.
    pub(super) action: &'static Action,
    /// A person's words.
    pub(super) note: Option<String>,
    /// The transition.
    pub(super) rule: R,
}

/// Loads, checks the version, applies the rule, saves and records.
pub(super) async fn carry_out<P, R>(cx: Cx<P>, id: JobId, if_match: IfMatch, act: Move<R>) -> Result<Versioned<JobView>>
where
    P: Permission,
    R: FnOnce(State, Timestamp) -> Result<State> + Send + 'static,
{
    let (asker, house) = (Asker::of(&cx), cx.house());
    let view = cx
        .write(move |mut tx| {
            let mut named = rows::find(&mut tx, id)?;
            if_match.hold(named.0.version, || JobView::of(&mut tx, named.clone(), &asker))?;
            let event = move_in(&mut tx, Some(&house), &mut named.0, act.action, act.note, act.rule)?;
            let view = JobView::of(&mut tx, named, &asker)?;
            tx.commit(event, view)
        })
        .await?;
    Ok(Versioned(view))
}

/// Moves `row` by `rule` and saves it; gives the event to commit. Letters to those who were to go are written for `house`.
pub fn move_in(
    tx: &mut WriteTx<'_>,
    house: Option<&House>,
    row: &mut JobRow,
    action: &'static Action,
    note: Option<String>,
    rule: impl FnOnce(State, Timestamp) -> Result<State>,
) -> Result<Event> {
    let (before, now) = (row.clone(), tx.now());
    let next = visits::meet(tx, house, &before, rule(row.state(), now)?)?;
    row.set_state(next, now);
    service::moved(tx, &before, row)?;
    rows::save(tx, row)?;
    Ok(Event::new(action, Subject::new("job", row.id))
        .label(row.label())
        .change("status", &before.status, &row.status)
        .change("hold.reason", &before.hold_reason, &row.hold_reason)
        .change("cancellation.reason", &before.cancel_reason, &row.cancel_reason)
        .note(note))
}

/// The text of a note, if anything was written.
pub(super) fn written(note: Option<Note>) -> Option<String> {
    note.map(Text::into_string).filter(|text| !text.is_empty())
}
