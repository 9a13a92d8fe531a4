//! Making a role.

use super::rows;
use super::rules::acceptable;
use super::wire::{NewRole, OwnRole, RoleView};
use super::{CREATED, wire::RoleGrantView};
use crate::cx::Cx;
use crate::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use crate::holdings::{RoleId, RoleName, role_names};
use crate::permission::all::RolesWrite;
use kernel::{Error, Result};
use store::{Event, Subject, WriteTx};

/// Make a role.
///
/// From nothing or as a copy of another; never more than you may do yourself.
#[utoipa::path(post, path = "/roles", operation_id = "createRole", tag = "Roles", params(OnceHeader), request_body = NewRole,
    responses((status = 201, body = RoleView, description = "The role")))]
pub async fn create_role(cx: Cx<RolesWrite>, once: OnceKey, Json(new): Json<NewRole>) -> Answer<Created<RoleView>> {
    let row = cx
        .write_once(once.of(&new)?, move |mut tx| {
            let grants = grants(&mut tx, &new)?;
            rows::free(&mut tx, new.name.as_str(), None)?;
            rows::within_own(&mut tx, &grants)?;
            let id = RoleId::new(tx.now(), tx.rng());
            let row = OwnRole { id, version: 1, name: new.name.into_string(), description: new.description.into_string(), grants };
            rows::insert(&mut tx, &row)?;
            tx.commit(created(&row), row.view(0))
        })
        .await?;
    Ok(Created { location: "/api/v1/roles".to_owned(), row })
}

fn grants(tx: &mut WriteTx<'_>, new: &NewRole) -> Result<Vec<RoleGrantView>> {
    let copied = match new.copy_of {
        Some(role) if role_names(tx)?.contains_key(&role) => Some(rows::grants_of(tx, role)?),
        Some(RoleName::BuiltIn(_) | RoleName::Own(_)) => return Err(Error::field("copy_of", "unknown", "there is no such role")),
        None => None,
    };
    acceptable(new.grants.clone().or(copied).unwrap_or_default())
}

fn created(row: &OwnRole) -> Event {
    Event::new(&CREATED, Subject::new("role", row.id))
        .label(&row.name)
        .first("name", &row.name)
        .first("description", &Some(&row.description).filter(|text| !text.is_empty()))
        .first("grants", &row.grants)
}
