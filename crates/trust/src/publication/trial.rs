//! Sending a head out at once, to try it.

use super::heads::{self, Head};
use crate::streams::Trial;
use access::edge::Answer;
use access::{Cx, permit};
use axum::Json;
use kernel::Error;

/// Send a signed head of the log out to try it
///
/// To every address and to the URL. Letters leave as all mails do; the answer tells whether the URL took it. When the next head is due is
/// not changed.
#[utoipa::path(post, path = "/audit/publication/trial", tag = "Audit", operation_id = "tryPublication",
    responses((status = 200, body = Trial, description = "What became of it.")))]
pub async fn try_publication(cx: Cx<permit::StreamsWrite>) -> Answer<Json<Trial>> {
    let head = cx.signed_head().await?.ok_or(Error::NotFound { what: "checkpoint" })?;
    let head = Head { size: head.size, at: head.at, note: head.note, key: cx.verifier_key() };
    let posted = head.clone();
    let read = cx.read(move |tx| Ok((heads::notice(tx, &posted)?, heads::has_readers(tx)?)));
    let (notice, has_readers) = read.await?;
    if notice.is_none() && !has_readers {
        return Err(Error::refused("nobody-chosen", "no address and no URL is set: choose to whom heads go first").into());
    }
    let fault = match (notice, cx.envoy()) {
        (None, _) => None,
        (Some(_), None) => Some("nothing-leaves-here".to_owned()),
        (Some(notice), Some(envoy)) => notice.post(envoy).await,
    };
    let (house, told) = (cx.house(), fault.clone());
    cx.write(move |tx| heads::tried(tx, &head, &house, told)).await?;
    Ok(Json(Trial { ok: fault.is_none(), fault }))
}
