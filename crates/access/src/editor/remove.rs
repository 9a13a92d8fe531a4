//! Removing a role that nobody holds.

use super::{REMOVED, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::holdings::RoleId;
use crate::permission::all::RolesWrite;
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Remove a role that nobody holds or will hold.
#[utoipa::path(delete, path = "/roles/{id}", operation_id = "removeRole", tag = "Roles",
    params(("id" = String, Path, description = "One of the organisation's own roles")),
    responses((status = 204, description = "It is gone")))]
pub async fn remove_role(cx: Cx<RolesWrite>, Path(id): Path<RoleId>) -> Answer<StatusCode> {
    cx.write(move |mut tx| {
        let row = rows::find(&mut tx, id)?;
        let holders = rows::held_by(&mut tx, id)?;
        if holders > 0 {
            return Err(Error::refused("role-held", format!("it is held {holders} times: end these first")));
        }
        rows::remove(&mut tx, id)?;
        tx.commit(Event::new(&REMOVED, Subject::new("role", id)).label(row.name).first("grants", &row.grants), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
