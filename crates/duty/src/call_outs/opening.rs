//! What is asked behind the link that was mailed: read before it is answered, by whoever holds it.

use super::wire::{LinkToOpen, OwnCallOut};
use super::{CallOutId, own};
use access::answering::Answering;
use access::edge::{Answer, Json};
use access::{Access, RequestFacts};
use axum::extract::State;
use kernel::Error;

/// Show what a link asks
///
/// For whoever holds the link that was mailed: what is asked, as often as they like. The link still answers afterwards. Used, expired,
/// ended and unknown ones are not told apart.
#[utoipa::path(post, path = "/call-out-answers/opening", tag = "Call-outs", operation_id = "openCallOutLink", request_body = LinkToOpen,
    responses((status = 200, description = "What is asked.", body = OwnCallOut),
        (status = 404, description = "`answer-void`: the link does not work.")))]
pub async fn open_by_link(
    State(access): State<Access>,
    facts: RequestFacts,
    Json(asked): Json<LinkToOpen>,
) -> Answer<axum::Json<OwnCallOut>> {
    let Answering { cx, about, .. } = Answering::by(&access, facts, &asked.token).await?;
    let (id, me) = (CallOutId::parse(&about).map_err(Error::internal)?, cx.member());
    Ok(axum::Json(cx.read(move |tx| own::asked(tx, id, me)).await?))
}
