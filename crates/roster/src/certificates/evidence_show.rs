//! The paper behind a certificate.

use super::{CertificateId, file, rows};
use access::edge::{Answer, Attachment, Path};
use access::{Cx, permit};
use axum::body::Body;

/// Take the paper behind a certificate
///
/// As a file to be saved: what somebody sent is shown by nothing of Muster's.
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
    let (kind, ending) = file::known(&kind)?;
    Ok(Attachment { filename: format!("{id}.{ending}"), kind, body: Body::from(content) })
}
