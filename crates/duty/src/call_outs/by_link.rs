//! Answering a call-out by the link that was mailed: no session is asked for, and none is opened.

use super::CallOutId;
use super::answer::{answered, check_minutes};
use super::wire::{Coming, ComingByLink, OwnCallOut};
use access::answering::{Answering, use_up};
use access::edge::{Answer, Json};
use access::{Access, RequestFacts};
use axum::extract::State;
use kernel::Error;

/// Answer a call-out by a link
///
/// For whoever holds the link that was mailed: it answers once, as its member. Used, expired, ended and unknown ones are not told apart.
#[utoipa::path(post, path = "/call-out-answers", tag = "Call-outs", operation_id = "answerCallOutByLink", request_body = ComingByLink,
    responses((status = 200, description = "What became of it.", body = OwnCallOut),
        (status = 404, description = "`answer-void`: the link does not work.")))]
pub async fn answer_by_link(
    State(access): State<Access>,
    facts: RequestFacts,
    Json(asked): Json<ComingByLink>,
) -> Answer<axum::Json<OwnCallOut>> {
    check_minutes(asked.ready_minutes)?;
    let Answering { cx, about, digest } = Answering::by(&access, facts, &asked.token).await?;
    let id = CallOutId::parse(&about).map_err(Error::internal)?;
    let (house, me) = (cx.house(), cx.member());
    let coming = Coming { accept: asked.accept, ready_minutes: asked.ready_minutes };
    let told = cx.write(move |mut tx| {
        use_up(&mut tx, &digest)?;
        answered(tx, &house, (id, me), coming)
    });
    Ok(axum::Json(told.await?))
}
