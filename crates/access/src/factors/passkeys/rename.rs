//! Calling a passkey something else.

use super::rows::{self, PasskeyId};
use crate::cx::Cx;
use crate::edge::{Answer, Json, Path};
use crate::factors::PASSKEY_RENAMED;
use crate::permission::all::SelfWrite;
use http::StatusCode;
use kernel::{Error, Line};
use serde::Deserialize;
use store::{Event, Subject};

/// The name it is to have.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasskeyName {
    name: Line<80>,
}

/// Rename one of my passkeys
#[utoipa::path(patch, path = "/me/passkeys/{id}", tag = "Session", operation_id = "renamePasskey", request_body = PasskeyName,
    params(("id" = PasskeyId, Path, description = "The passkey's id.")),
    responses((status = 204, description = "It is called so now.")))]
pub async fn rename_passkey(cx: Cx<SelfWrite>, Path(id): Path<PasskeyId>, Json(asked): Json<PasskeyName>) -> Answer<StatusCode> {
    let member = cx.member();
    cx.write(move |mut tx| {
        let after = asked.name.into_string();
        let before = rows::rename(&mut tx, member, id, &after)?.ok_or_else(|| Error::not_found("passkey"))?;
        let event = Event::new(&PASSKEY_RENAMED, Subject::new("passkey", id)).label(after.clone()).change("name", &before, &after);
        tx.commit(event.touching(Subject::new("member", member)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
