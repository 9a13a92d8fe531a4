//! One certificate.

use super::wire::CertificateView;
use super::{CertificateId, rows};
use access::edge::{Answer, Path, Versioned};
use access::{Cx, permit};

/// Show a certificate
#[utoipa::path(get, path = "/certificates/{id}", tag = "Certificates", operation_id = "showCertificate",
    params(("id" = CertificateId, Path, description = "The certificate.")),
    responses((status = 200, description = "The certificate.", body = CertificateView)))]
pub async fn show_certificate(cx: Cx<permit::CertificatesRead>, Path(id): Path<CertificateId>) -> Answer<Versioned<CertificateView>> {
    let today = cx.now().date_in(&cx.zone().rules());
    Ok(Versioned(cx.read(move |tx| rows::find(tx, id, today)).await?))
}
