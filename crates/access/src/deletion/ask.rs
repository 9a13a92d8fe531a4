//! Asking for the organisation's deletion, which a second person confirms.

use super::rows::{self, Deletion};
use super::wire::{DeletionView, NewDeletion};
use super::{DELETION_DECIDED, rules};
use crate::approvals::{self, Act, ApprovalView, Settled, second};
use crate::cx::Cx;
use crate::edge::{Answer, IfMatch, Json, Versioned};
use crate::permission::{Permission as _, all::ApprovalsDecide, all::OrganisationDelete};
use kernel::{Error, MemberId, Result, Timestamp};
use serde::{Deserialize, Serialize};
use store::{Event, Subject, WriteTx};

/// Delete the organisation
///
/// Everything that is kept for it: its people, its work, its log, and the keys that open them. A second person must confirm, if there is
/// somebody who can: then the answer is 202 with the approval. From the decision on, seven days pass in which everybody in the house sees
/// the day and any owner may take it back; then nobody brings it back, nor could whoever runs the server. Take away first what is to be kept.
#[utoipa::path(put, path = "/organisation/deletion", tag = "Organisation", operation_id = "askForDeletion", request_body = NewDeletion,
    params(("If-Match" = String, Header, description = "The version you read.", example = "\"1\"")),
    responses((status = 200, description = "Decided: nobody else could confirm.", body = DeletionView),
        (status = 202, description = "Waits for a second person.", body = ApprovalView)))]
pub async fn ask_for_deletion(
    cx: Cx<OrganisationDelete>,
    if_match: IfMatch,
    Json(asked): Json<NewDeletion>,
) -> Answer<Settled<Versioned<DeletionView>>> {
    rules::named(asked.name.as_str(), &cx.identity().organisation.name)?;
    let member = cx.member();
    let settled = cx.write(move |mut tx| {
        let before = rows::read(&mut tx)?;
        let now = before.view(&mut tx)?;
        if_match.hold(before.version, || Ok(now))?;
        undecided(&before)?;
        let wanted = Wanted { version: before.version, reason: asked.reason.into_string() };
        if second::is_there(&mut tx, ApprovalsDecide::NAME, None)? {
            let view = approvals::ask(&mut tx, Act::DeleteOrganisation(wanted))?;
            return tx.commit(approvals::asked(&view), Settled::Waits(Box::new(view)));
        }
        let decided = Decided { reason: wanted.reason, asked_by: Some(member), confirmed_by: None };
        let due_at = rules::due(tx.now());
        let (after, event) = decide(&mut tx, &before, decided, due_at)?;
        let view = after.view(&mut tx)?;
        tx.commit(event, Settled::Done(view))
    });
    Ok(settled.await?.map(Versioned))
}

/// The deletion that is asked for, and the version that whoever asked had before them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Wanted {
    version: i64,
    reason: String,
}

impl Wanted {
    /// What it would do, for people.
    pub(crate) fn label(&self) -> String {
        format!("Delete the organisation with everything in it, {} days after a second person confirms: {}", rules::WAIT_DAYS, self.reason)
    }

    /// Decides it, if nothing was decided or taken back since it was asked for: each of them makes another version.
    pub(crate) fn carry_out(self, tx: &mut WriteTx<'_>, asked_by: MemberId) -> Result<Event> {
        let before = rows::read(tx)?;
        if before.version != self.version {
            let message = "it was decided or taken back after this was asked for: it has to be asked for again".into();
            return Err(Error::Clash { code: "changed-meanwhile", message });
        }
        let decided = Decided { reason: self.reason, asked_by: Some(asked_by), confirmed_by: tx.actor().member() };
        let due_at = rules::due(tx.now());
        Ok(decide(tx, &before, decided, due_at)?.1)
    }
}

/// Refuses what was decided already.
pub(super) fn undecided(deletion: &Deletion) -> Result<()> {
    match deletion.due_at {
        None => Ok(()),
        Some(due_at) => Err(Error::refused("decided-already", format!("the organisation is deleted on {due_at} already"))),
    }
}

/// Who decided, and why; nobody asked where the operator did.
pub(super) struct Decided {
    pub(super) reason: String,
    pub(super) asked_by: Option<MemberId>,
    pub(super) confirmed_by: Option<MemberId>,
}

/// Keeps the decision, and gives its record.
pub(super) fn decide(tx: &mut WriteTx<'_>, before: &Deletion, decided: Decided, due_at: Timestamp) -> Result<(Deletion, Event)> {
    let Decided { reason, asked_by, confirmed_by } = decided;
    let after = Deletion {
        version: before.version + 1,
        reason: Some(reason),
        asked_by,
        confirmed_by,
        decided_at: Some(tx.now()),
        due_at: Some(due_at),
        begun_at: None,
    };
    rows::keep(tx, &after)?;
    let event = Event::new(&DELETION_DECIDED, Subject::new("organisation", tx.realm())).label(format!("Erased on {due_at}"));
    Ok((after.clone(), event.first("due_at", &due_at).note(after.reason)))
}
