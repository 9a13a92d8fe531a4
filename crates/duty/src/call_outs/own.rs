//! A call-out, read by whoever was asked.

use super::wire::OwnCallOut;
use super::{CallOutId, rows, told};
use access::edge::{Answer, Path};
use access::{Cx, permit};
use axum::Json;
use kernel::{Error, MemberId, Result};
use store::Tx;

/// Show what you were called out for
#[utoipa::path(get, path = "/me/call-outs/{id}", tag = "Call-outs", operation_id = "getMyCallOut",
    params(("id" = CallOutId, Path, description = "The call-out.")),
    responses((status = 200, description = "What is asked, and what you said.", body = OwnCallOut)))]
pub async fn show_my_call_out(cx: Cx<permit::NoticesUse>, Path(id): Path<CallOutId>) -> Answer<Json<OwnCallOut>> {
    let me = cx.member();
    Ok(Json(cx.read(move |tx| asked(tx, id, me)).await?))
}

/// What one member was asked, and what they said to it.
pub(super) fn asked(tx: &mut Tx<'_>, id: CallOutId, member: MemberId) -> Result<OwnCallOut> {
    let mine = rows::answer_of(tx, id, member)?.ok_or_else(|| Error::not_found("call_out"))?;
    let (row, requirement) = rows::anywhere(tx, id)?;
    told::own(tx, row, requirement, mine)
}
