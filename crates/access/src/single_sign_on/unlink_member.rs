//! Ending the link of somebody else's account.

use super::{SIGN_IN_UNLINKED, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::factors::tell::tell;
use crate::holdings;
use crate::permission::all::SignInsEnd;
use courier::FactorChange;
use http::StatusCode;
use kernel::{Error, MemberId};
use store::{Event, Subject};

/// Unlink a member's account from the organisation's
///
/// They can be linked anew, as anybody who is not. Their sessions go on: end those beside it, if that is what you want.
#[utoipa::path(delete, path = "/members/{id}/single-sign-on", tag = "Security", operation_id = "unlinkMember",
    params(("id" = MemberId, Path, description = "The member's id.")),
    responses((status = 204, description = "It is not linked any more.")))]
pub async fn unlink_member(cx: Cx<SignInsEnd>, Path(id): Path<MemberId>) -> Answer<StatusCode> {
    let house = cx.house();
    cx.write(move |mut tx| {
        let name = holdings::name_of(&mut tx, id)?;
        // Whoever decides by what somebody with more rights signs in is halfway to being them.
        holdings::not_above(&mut tx, id)?;
        if rows::unlink(&mut tx, id)? == 0 {
            return Err(Error::not_found("linked account"));
        }
        tell(&mut tx, house, id, FactorChange::AccountUnlinked)?;
        tx.commit(Event::new(&SIGN_IN_UNLINKED, Subject::new("member", id)).label(name), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
