//! Signing out: the session ends at once, here and in the browser.

use super::{SESSION_ENDED, rows, token};
use crate::cx::Cx;
use crate::edge::Answer;
use crate::permission::all::SelfRead;
use crate::state::Access;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::SET_COOKIE;
use http::{HeaderMap, StatusCode};
use store::{Event, Subject};

/// Sign out
#[utoipa::path(delete, path = "/session", tag = "Session", operation_id = "signOut",
    responses((status = 204, description = "Signed out; the cookie is cleared.")))]
pub async fn delete_session(cx: Cx<SelfRead>, State(access): State<Access>, headers: HeaderMap) -> Answer<Response> {
    let (id, email) = (cx.identity().session.id.clone(), cx.identity().member.email.clone());
    cx.write(move |mut tx| {
        rows::end(&mut tx, &id)?;
        tx.commit(Event::new(&SESSION_ENDED, Subject::new("session", &id)).label(email), ())
    })
    .await?;
    super::forget(&access, &headers);
    let mut response = StatusCode::NO_CONTENT.into_response();
    if let Some(cookie) = token::SESSION.set("", 0) {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}
