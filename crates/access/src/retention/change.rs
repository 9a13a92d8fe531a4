//! Deciding how long details are kept. Less long than before is for two people, where there are two.

use super::rows::{self, Retention};
use super::wire::{NewRetention, RetentionView};
use super::{RETENTION_CHANGED, RETENTION_SHORTENED, rules};
use crate::approvals::{self, Act, ApprovalView, Settled, second};
use crate::cx::Cx;
use crate::edge::{Answer, IfMatch, Json, Versioned};
use crate::permission::{Permission as _, all::PolicyWrite};
use kernel::{Error, Result};
use store::{Event, Subject, Tx, WriteTx};

/// Decide how long the log keeps details
///
/// Older records lapse, which the log says, and lose their details a day later. To keep details for less long than before, a second
/// person must confirm, if there is somebody who can: then the answer is 202 with the approval.
#[utoipa::path(put, path = "/audit/retention", tag = "Audit", operation_id = "changeRetention", request_body = NewRetention,
    params(("If-Match" = String, Header, description = "The version you read.", example = "\"1\"")),
    responses((status = 200, description = "How long now.", body = RetentionView),
        (status = 202, description = "Waits for a second person.", body = ApprovalView)))]
pub async fn change_retention(
    cx: Cx<PolicyWrite>,
    if_match: IfMatch,
    Json(asked): Json<NewRetention>,
) -> Answer<Settled<Versioned<RetentionView>>> {
    let settled = cx.write(move |mut tx| {
        let before = rows::read(&mut tx)?;
        if_match.hold(before.version, || Ok(RetentionView::of(&before)))?;
        let months = rules::months(asked.months)?;
        if let Some(fewer) = months.filter(|_| rules::is_shorter(before.months, months))
            && second::is_there(&mut tx, PolicyWrite::NAME, None)?
        {
            let view = approvals::ask(&mut tx, Act::ShortenRetention { months: fewer })?;
            return tx.commit(approvals::asked(&view), Settled::Waits(Box::new(view)));
        }
        let (after, event) = decide(&mut tx, &before, months)?;
        tx.commit(event, Settled::Done(RetentionView::of(&after)))
    });
    Ok(settled.await?.map(Versioned))
}

/// Keeps it, and gives its record: keeping for less long has a name of its own.
fn decide(tx: &mut WriteTx<'_>, before: &Retention, months: Option<u16>) -> Result<(Retention, Event)> {
    let after = Retention { version: before.version + 1, months, ..before.clone() };
    rows::keep(tx, &after)?;
    let action = if rules::is_shorter(before.months, months) { RETENTION_SHORTENED } else { RETENTION_CHANGED };
    let event = Event::new(&action, Subject::unnamed("log_retention")).label(label(before, months));
    Ok((after, event.change("months", &before.months, &months)))
}

fn label(before: &Retention, months: Option<u16>) -> String {
    format!("Details of the log: {} (before: {})", rules::told(months), rules::told(before.months))
}

/// Refuses what would keep details no less long than now: nobody needs a second person for that.
pub(crate) fn check(tx: &mut Tx<'_>, months: u16) -> Result<String> {
    let now = rows::read(tx)?;
    if !rules::is_shorter(now.months, Some(months)) {
        return Err(Error::refused("not-shorter", "details are not kept for longer than that any more"));
    }
    Ok(label(&now, Some(months)))
}

/// Keeps details for less long, as two people agreed.
pub(crate) fn shorten(tx: &mut WriteTx<'_>, months: u16) -> Result<Event> {
    let before = rows::read(tx)?;
    decide(tx, &before, Some(months)).map(|(_, event)| event)
}
