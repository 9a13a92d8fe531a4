//! Removing one's authenticator app.

use super::tell::tell;
use super::{FACTOR_REMOVED, app, tidy};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfFactors;
use courier::FactorChange;
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Remove my authenticator app
///
/// Its codes are void from now on. Without another factor left, so are the recovery codes.
#[utoipa::path(delete, path = "/me/totp", tag = "Session", operation_id = "removeApp",
    responses((status = 204, description = "It is gone.")))]
pub async fn remove_app(cx: Cx<SelfFactors>) -> Answer<StatusCode> {
    let (member, name) = (cx.member(), cx.identity().member.name.clone());
    let house = cx.house();
    cx.write(move |mut tx| {
        if !app::remove(&mut tx, member)? {
            return Err(Error::not_found("authenticator app"));
        }
        tidy(&mut tx, member)?;
        tell(&mut tx, house, member, FactorChange::AppRemoved)?;
        tx.commit(Event::new(&FACTOR_REMOVED, Subject::new("member", member)).label(name).first("factor", &"totp"), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
