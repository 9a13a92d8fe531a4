//! A new password because an administrator asks for it. They see none, and set none.

use super::RESET_ASKED;
use super::rows::{self, Asked};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::giving;
use crate::permission::all::SignInsEnd;
use http::StatusCode;
use kernel::{Error, MemberId};
use store::{Event, Subject};

/// Send a member a link to choose a new password
///
/// The password stays as it is until they have chosen another. For colleagues and contacts.
#[utoipa::path(post, path = "/members/{id}/password-reset", tag = "Members", operation_id = "sendPasswordReset",
    params(("id" = MemberId, Path, description = "The member.")),
    responses((status = 202, description = "The mail waits in the outbox.")))]
pub async fn send_reset(cx: Cx<SignInsEnd>, Path(id): Path<MemberId>) -> Answer<StatusCode> {
    let by = (cx.member(), cx.identity().member.name.clone());
    let asked = Asked { organisation: cx.organisation(), house: cx.house(), by: Some(by.clone()), browser: None };
    cx.write(move |mut tx| {
        let person = rows::by_id(&mut tx, id)?;
        let none = || Error::refused("cannot-sign-in", "they have no way to sign in yet, or are not active: invite them instead");
        let person = person.ok_or_else(none)?;
        giving::not_above(&mut tx, by.0, id)?;
        rows::send(&mut tx, &person, &asked)?;
        tx.commit(Event::new(&RESET_ASKED, Subject::new("member", id)).label(person.name), ())
    })
    .await?;
    Ok(StatusCode::ACCEPTED)
}
