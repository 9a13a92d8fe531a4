//! Taking back that the organisation is deleted, while there is time.

use super::DELETION_TAKEN_BACK;
use super::rows::{self, Deletion};
use super::wire::DeletionView;
use crate::cx::Cx;
use crate::edge::{Answer, Versioned};
use crate::permission::all::OrganisationDelete;
use kernel::{Error, Result};
use store::{Event, Subject, WriteTx};

/// Take back that the organisation is deleted
///
/// Any owner may, alone, until its day has come.
#[utoipa::path(delete, path = "/organisation/deletion", tag = "Organisation", operation_id = "takeBackDeletion",
    responses((status = 200, description = "It is not deleted.", body = DeletionView)))]
pub async fn take_back_deletion(cx: Cx<OrganisationDelete>) -> Answer<Versioned<DeletionView>> {
    let view = cx.write(|mut tx| {
        let before = rows::read(&mut tx)?;
        let (after, event) = take_back(&mut tx, &before)?;
        let view = after.view(&mut tx)?;
        tx.commit(event, view)
    });
    Ok(Versioned(view.await?))
}

/// Takes it back, and gives the record of that.
pub(super) fn take_back(tx: &mut WriteTx<'_>, before: &Deletion) -> Result<(Deletion, Event)> {
    if before.due_at.is_none() {
        return Err(Error::not_found("deletion"));
    }
    if before.begun_at.is_some() {
        return Err(Error::refused("begun", "its day has come: it is being erased"));
    }
    let after = Deletion::none_after(before.version);
    rows::keep(tx, &after)?;
    let event = Event::new(&DELETION_TAKEN_BACK, Subject::new("organisation", tx.realm())).label("The organisation stays");
    Ok((after.clone(), event.change("due_at", &before.due_at, &None)))
}
