//! The receipt of an expense, sealed for the expense it belongs to.

use super::rules::ExpenseAct;
use super::{ExpenseId, RECEIPT_SET, rows};
use access::edge::{Answer, Attachment, Path};
use access::{Cx, permit};
use axum::body::Body;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use kernel::{Error, Result};
use store::{Event, Subject};

/// Most bytes of a receipt.
const MOST: usize = 5 * 1024 * 1024;

/// What a receipt may be: its media type, how it begins, and how a file of it is called.
const KINDS: [(&str, &[u8], &str); 3] =
    [("application/pdf", b"%PDF-", "pdf"), ("image/jpeg", b"\xff\xd8\xff", "jpg"), ("image/png", b"\x89PNG\r\n\x1a\n", "png")];

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
    let (kind, content) = received(&headers, body).await?;
    cx.write(move |mut tx| {
        let (mut row, ..) = rows::find(&mut tx, id)?;
        row.claim().after(ExpenseAct::Change, tx.actor().member())?;
        rows::put_receipt(&mut tx, id, kind, &content)?;
        rows::save(&mut tx, &mut row)?;
        let event = Event::new(&RECEIPT_SET, Subject::new("expense", id)).label(row.label()).first("type", &kind);
        tx.commit(event.first("bytes", &content.len()), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn received(headers: &HeaderMap, body: Body) -> Result<(&'static str, Vec<u8>)> {
    let sent = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let sent = sent.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let kind = KINDS.iter().find(|(kind, ..)| *kind == sent);
    let (kind, beginning, _) = kind.ok_or(Error::UnsupportedMediaType { wanted: "application/pdf, image/jpeg or image/png" })?;
    let limit = u64::try_from(MOST).unwrap_or(u64::MAX);
    let content = axum::body::to_bytes(body, MOST).await.map_err(|_| Error::TooLarge { limit })?;
    if !content.starts_with(beginning) {
        return Err(Error::field("body", "another-kind", format!("this is not {kind}, as it is said to be")));
    }
    Ok((kind, content.to_vec()))
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
    let (kind, _, ending) = KINDS.iter().find(|(kind, ..)| *kind == sent).ok_or_else(|| Error::internal("a receipt of no kind"))?;
    Ok(Attachment { filename: format!("{label}.{ending}"), kind, body: Body::from(content) })
}
