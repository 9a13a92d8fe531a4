//! The receipt of an expense, sealed for the expense it belongs to.

use super::rules::ExpenseAct;
use super::{ExpenseId, RECEIPT_SET, rows};
use access::edge::{Answer, Attachment, Paper, Path};
use access::{Cx, permit};
use axum::body::Body;
use http::{HeaderMap, StatusCode};
use store::{Event, Subject};

/// Set the receipt
///
/// PDF, JPEG or PNG of at most 5 MB, while the expense is a draft; stands in the place of the one there was.
#[utoipa::path(put, path = "/expenses/{id}/receipt", tag = "Expenses", operation_id = "setReceipt",
    params(("id" = ExpenseId, Path, description = "The expense.")),
    request_body(content = Vec<u8>, content_type = "application/pdf", description = "The receipt."),
    responses((status = 204, description = "The receipt is kept.")))]
pub async fn set_receipt(cx: Cx<permit::ExpensesClaim>, Path(id): Path<ExpenseId>, headers: HeaderMap, body: Body) -> Answer<StatusCode> {
    // Before a byte is read: nobody sends five megabytes to an expense that is not theirs.
    cx.read(move |tx| rows::find(tx, id)).await?;
    let paper = Paper::receive(&headers, body).await?;
    cx.write(move |mut tx| {
        let (mut row, ..) = rows::find(&mut tx, id)?;
        row.claim().after(ExpenseAct::Change, tx.actor().member())?;
        rows::put_receipt(&mut tx, id, paper.kind, &paper.content)?;
        rows::save(&mut tx, &mut row)?;
        let event = Event::new(&RECEIPT_SET, Subject::new("expense", id)).label(row.label()).first("type", &paper.kind);
        tx.commit(event.first("bytes", &paper.content.len()), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Show the receipt
///
/// To be saved, for whoever may see the expense.
#[utoipa::path(get, path = "/expenses/{id}/receipt", tag = "Expenses", operation_id = "showReceipt",
    params(("id" = ExpenseId, Path, description = "The expense.")),
    responses((status = 200, description = "The receipt.", content_type = "application/pdf", body = Vec<u8>)))]
pub async fn show_receipt(cx: Cx<permit::ExpensesClaim>, Path(id): Path<ExpenseId>) -> Answer<Attachment> {
    let read = cx.read(move |tx| {
        let (row, ..) = rows::find(tx, id)?;
        Ok((row.label(), rows::receipt(tx, id)?))
    });
    let (label, (sent, content)) = read.await?;
    Ok(Paper::kept(&sent, content)?.attached(label))
}
