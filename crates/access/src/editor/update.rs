//! Changing a role: those who hold it may do from the next request on what it grants then.

use super::UPDATED;
use super::rows;
use super::rules::{acceptable, widened};
use super::wire::{OwnRole, RoleChanges, RoleGrantView, RoleView};
use crate::cx::Cx;
use crate::edge::{Answer, IfMatch, Json, Path, Versioned};
use crate::holdings::{RoleId, RoleName, held, is_guarded};
use crate::permission::all::RolesWrite;
use kernel::{Error, Result};
use store::{Event, Subject, WriteTx};

/// Change a role.
///
/// What is added to it must be within your own rights. A role that you hold is widened by somebody else, and rights to decide about
/// rights are not added to a role that is held: they are given by two people.
#[utoipa::path(patch, path = "/roles/{id}", operation_id = "updateRole", tag = "Roles",
    params(("id" = String, Path, description = "One of the organisation's own roles"),
        ("If-Match" = String, Header, description = "The version that is changed, as its ETag")),
    request_body = RoleChanges, responses((status = 200, body = RoleView, description = "The role as it is now")))]
pub async fn update_role(
    cx: Cx<RolesWrite>,
    Path(id): Path<RoleId>,
    if_match: IfMatch,
    Json(changes): Json<RoleChanges>,
) -> Answer<Versioned<RoleView>> {
    let view = cx
        .write(move |mut tx| {
            let before = rows::find(&mut tx, id)?;
            if_match.hold(before.version, || rows::view(&mut tx, id))?;
            let mut after = changes.over(before.clone())?;
            rows::free(&mut tx, &after.name, Some(id))?;
            may_widen(&mut tx, id, &widened(&before.grants, &after.grants))?;
            rows::save(&mut tx, &mut after)?;
            let view = rows::view(&mut tx, id)?;
            tx.commit(updated(&before, &after), view)
        })
        .await?;
    Ok(Versioned(view))
}

impl RoleChanges {
    fn over(self, row: OwnRole) -> Result<OwnRole> {
        Ok(OwnRole {
            name: self.name.map_or(row.name, kernel::Line::into_string),
            description: self.description.map_or(row.description, kernel::Text::into_string),
            grants: self.grants.map_or(Ok(row.grants), acceptable)?,
            ..row
        })
    }
}

fn may_widen(tx: &mut WriteTx<'_>, id: RoleId, more: &[RoleGrantView]) -> Result<()> {
    if more.is_empty() {
        return Ok(());
    }
    rows::within_own(tx, more)?;
    if let Some(actor) = tx.actor().member()
        && held(tx, actor)?.iter().any(|held| held.role == RoleName::Own(id))
    {
        return Err(Error::refused("own-holding", "nobody widens a role that they hold; ask somebody else who may"));
    }
    if more.iter().any(|grant| is_guarded(grant.permission.0.name)) && rows::held_by(tx, id)? > 0 {
        return Err(Error::refused("guarded-role-held", "members hold this role: make another one for this right, and give it to them"));
    }
    Ok(())
}

fn updated(before: &OwnRole, after: &OwnRole) -> Event {
    Event::new(&UPDATED, Subject::new("role", after.id))
        .label(&after.name)
        .change("name", &before.name, &after.name)
        .change("description", &before.description, &after.description)
        .change("grants", &before.grants, &after.grants)
}
