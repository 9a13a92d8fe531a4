//! The paper behind a certificate.

use super::{CertificateId, rows};
use access::edge::{Answer, Attachment, Paper, Path};
use access::{Cx, permit};

/// Take the paper behind a certificate
///
/// As a file to be saved.
#[utoipa::path(get, path = "/certificates/{id}/evidence", tag = "Certificates", operation_id = "showEvidence",
    params(("id" = CertificateId, Path, description = "The certificate.")),
    responses((status = 200, description = "The file.", content_type = "application/pdf", body = Vec<u8>)))]
pub async fn show_evidence(cx: Cx<permit::CertificatesRead>, Path(id): Path<CertificateId>) -> Answer<Attachment> {
    let today = cx.now().date_in(&cx.zone().rules());
    let (kind, content) = cx
        .read(move |tx| {
            rows::find(tx, id, today)?;
            rows::evidence(tx, id)
        })
        .await?;
    Ok(Paper::kept(&kind, content)?.attached(id))
}
