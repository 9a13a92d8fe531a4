//! Stopping a run: the chunk being written is finished, the next one is not begun.

use super::rows::{self, State};
use super::wire::ImportView;
use super::{CANCELLED, ImportId};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};
use kernel::Error;
use store::{Event, Subject};

/// Stop a run. Jobs that were added stay.
#[utoipa::path(delete, path = "/imports/{id}/run", operation_id = "cancelImport", tag = "Imports",
    params(("id" = ImportId, Path, description = "The import")),
    responses((status = 200, body = ImportView, description = "The import, stopped")))]
pub async fn cancel_import(cx: Cx<permit::ImportsRun>, Path(id): Path<ImportId>) -> Answer<Versioned<ImportView>> {
    super::whole(&cx)?;
    let view = cx
        .write(move |mut tx| {
            let mut row = rows::find(&mut tx, id)?;
            if row.state != State::Running {
                return Err(Error::refused("import-not-running", "Only a running import is stopped."));
            }
            row.state = State::Cancelled;
            row.finished_at = Some(tx.now());
            rows::save(&mut tx, &mut row)?;
            let event = Event::new(&CANCELLED, Subject::new("import", id)).label(&row.filename).first("rows", &row.rows_done);
            let named = rows::named(&mut tx, row)?;
            tx.commit(event, ImportView::from(named))
        })
        .await?;
    Ok(Versioned(view))
}
