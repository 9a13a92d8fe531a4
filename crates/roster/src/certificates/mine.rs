//! One's own certificates.

use super::rows;
use super::wire::{CertificateView, Filter};
use access::edge::{Answer, Query};
use access::{Cx, permit};
use axum::Json;
use kernel::Page;

/// List my certificates
///
/// Those that end first stand first.
#[utoipa::path(get, path = "/me/certificates", tag = "My work", operation_id = "listMyCertificates", params(Filter),
    responses((status = 200, description = "A page of certificates.", body = Page<CertificateView>)))]
pub async fn list_my_certificates(cx: Cx<permit::CertificatesRead>, Query(filter): Query<Filter>) -> Answer<Json<Page<CertificateView>>> {
    let (today, me) = (cx.now().date_in(&cx.zone().rules()), cx.member());
    let filter = Filter { member_id: Some(me), ..filter };
    Ok(Json(cx.read(move |tx| rows::page(tx, &filter, today)).await?))
}
