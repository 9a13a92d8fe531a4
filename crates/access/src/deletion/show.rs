//! Whether the organisation is to be deleted.

use super::rows;
use super::wire::DeletionView;
use crate::cx::Cx;
use crate::edge::{Answer, Versioned};
use crate::permission::all::OrganisationRead;

/// Whether the organisation is to be deleted, and when
#[utoipa::path(get, path = "/organisation/deletion", tag = "Organisation", operation_id = "showDeletion",
    responses((status = 200, description = "Whether, when, and who decided so.", body = DeletionView)))]
pub async fn show_deletion(cx: Cx<OrganisationRead>) -> Answer<Versioned<DeletionView>> {
    Ok(Versioned(cx.read(|tx| rows::read(tx)?.view(tx)).await?))
}
