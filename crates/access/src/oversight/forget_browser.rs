//! Having a browser forgotten: signing in with it is then news again.

use super::{BROWSER_FORGOTTEN, rows};
use crate::cx::Cx;
use crate::edge::{Answer, Path};
use crate::permission::all::SelfWrite;
use crate::sessions::known::DeviceId;
use http::StatusCode;
use kernel::Error;
use store::{Event, Subject};

/// Have one of my browsers forgotten
///
/// You are told when somebody signs in with it again, and it has no tries of its own any more. Sessions in it go on: end those by
/// themselves.
#[utoipa::path(delete, path = "/me/devices/{id}", tag = "Session", operation_id = "forgetDevice",
    params(("id" = DeviceId, Path, description = "The browser's id.")),
    responses((status = 204, description = "It is not known any more.")))]
pub async fn forget_my_browser(cx: Cx<SelfWrite>, Path(id): Path<DeviceId>) -> Answer<StatusCode> {
    let member = cx.member();
    cx.write(move |mut tx| {
        let name = rows::forget_browser(&mut tx, member, id)?.ok_or_else(|| Error::not_found("browser"))?;
        tx.commit(Event::new(&BROWSER_FORGOTTEN, Subject::new("device", id)).label(name).touching(Subject::new("member", member)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
