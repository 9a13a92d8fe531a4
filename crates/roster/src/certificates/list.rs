//! The certificates of the organisation.

use super::rows;
use super::wire::{CertificateView, Filter};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List certificates
///
/// Those that end first stand first.
#[utoipa::path(get, path = "/certificates", tag = "Certificates", operation_id = "listCertificates", params(Filter),
    responses((status = 200, description = "A page of certificates.", body = Page<CertificateView>)))]
pub async fn list_certificates(cx: Cx<permit::CertificatesRead>, Query(filter): Query<Filter>) -> Answer<Json<Page<CertificateView>>> {
    let today = cx.now().date_in(&cx.zone().rules());
    Ok(Json(cx.read(move |tx| rows::page(tx, &filter, today)).await?))
}
