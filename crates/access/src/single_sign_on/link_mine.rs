//! Beginning to link one's own account with the one at the organisation's provider.

use super::LINK_BEGUN;
use super::away::{self, Away};
use super::errand::Purpose;
use super::home::{Offering, not_offered};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfFactors;
use crate::state::Access;
use axum::extract::State;
use axum::response::Response;
use kernel::Error;
use store::{Event, Subject};

/// Link my account with my organisation's
///
/// Answers where to send the browser, which comes back to `/account?sso=` with `linked`, `taken` (the account is somebody else's) or
/// `failed`.
#[utoipa::path(post, path = "/me/single-sign-on", tag = "Session", operation_id = "linkMySingleSignOn",
    responses((status = 200, description = "Where to send the browser; a cookie is set.", body = Away),
        (status = 404, description = "`single-sign-on-not-offered`")))]
pub async fn link_mine(cx: Cx<SelfFactors>, State(access): State<Access>) -> Answer<Response> {
    let (member, identity) = (cx.member(), cx.identity());
    if identity.token.is_some() {
        return Err(Error::refused("not-for-programs", "a program's token cannot link an account").into());
    }
    let offering = Offering::of(&access, cx.organisation()).await?.ok_or_else(not_offered)?;
    let purpose = Purpose::Link { member, session: identity.session.id.clone() };
    let answer = away::send(&access, &offering, purpose).await?;
    cx.record(Event::new(&LINK_BEGUN, Subject::new("member", member)).label(identity.member.name.clone())).await?;
    Ok(answer)
}
