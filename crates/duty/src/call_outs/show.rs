//! One call-out, as it stands at this moment.

use super::wire::CallOutView;
use super::{CallOutId, rows, told};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Show a call-out
///
/// With every answer in its order, and what became of it.
#[utoipa::path(get, path = "/call-outs/{id}", tag = "Call-outs", operation_id = "getCallOut",
    params(("id" = CallOutId, Path, description = "The call-out.")),
    responses((status = 200, description = "The call-out as it stands now.", body = CallOutView)))]
pub async fn get_call_out(cx: Cx<permit::CallOutsRead>, Path(id): Path<CallOutId>) -> Answer<Versioned<CallOutView>> {
    let view = cx.read(move |tx| {
        let (row, requirement) = rows::find(tx, id)?;
        told::one(tx, row, requirement)
    });
    Ok(Versioned(view.await?))
}
