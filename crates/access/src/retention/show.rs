//! How long details are kept.

use super::rows;
use super::wire::RetentionView;
use crate::cx::Cx;
use crate::edge::{Answer, Versioned};
use crate::permission::all::AuditRead;

/// How long the log keeps details
///
/// Records older than that lose what was sealed beside them: labels, changes, notes and addresses. Their leaves and proofs stay.
#[utoipa::path(get, path = "/audit/retention", tag = "Audit", operation_id = "showRetention",
    responses((status = 200, description = "How long, and up to where details are gone.", body = RetentionView)))]
pub async fn show_retention(cx: Cx<AuditRead>) -> Answer<Versioned<RetentionView>> {
    let retention = cx.read(rows::read).await?;
    Ok(Versioned(RetentionView::of(&retention)))
}
