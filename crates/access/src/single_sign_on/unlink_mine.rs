//! Ending the link of one's own account.

use super::{SIGN_IN_UNLINKED, required, rows};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::factors::tell::tell;
use crate::permission::all::SelfFactors;
use courier::FactorChange;
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Unlink my account from my organisation's
///
/// Refused where it is the only way in that the organisation leaves you.
#[utoipa::path(delete, path = "/me/single-sign-on", tag = "Session", operation_id = "unlinkMySingleSignOn",
    responses((status = 204, description = "It is not linked any more.")))]
pub async fn unlink_mine(cx: Cx<SelfFactors>) -> Answer<StatusCode> {
    let (member, name, house) = (cx.member(), cx.identity().member.name.clone(), cx.house());
    cx.write(move |mut tx| {
        if required::shuts(&mut tx, Some(member))? {
            return Err(Error::refused("single-sign-on-required", "your organisation requires it: there would be no way in left"));
        }
        if rows::unlink(&mut tx, member)? == 0 {
            return Err(Error::not_found("linked account"));
        }
        tell(&mut tx, house, member, FactorChange::AccountUnlinked)?;
        tx.commit(Event::new(&SIGN_IN_UNLINKED, Subject::new("member", member)).label(name), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
