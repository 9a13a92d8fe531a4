//! The browsers one has signed in with.

use super::rows::{self, KnownBrowser};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfRead;
use axum::Json;
use serde::Serialize;

/// One's known browsers.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct MyBrowsers {
    items: Vec<KnownBrowser>,
}

/// Which browsers have I signed in with
#[utoipa::path(get, path = "/me/devices", tag = "Session", operation_id = "myDevices",
    responses((status = 200, description = "Those of the last 180 days, the one used last first; at most twenty.", body = MyBrowsers)))]
pub async fn list_my_browsers(cx: Cx<SelfRead>) -> Answer<Json<MyBrowsers>> {
    let member = cx.member();
    Ok(Json(MyBrowsers { items: cx.read(move |tx| rows::browsers_of(tx, member)).await? }))
}
