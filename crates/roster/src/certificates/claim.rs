//! Claiming a certificate of one's own.

use super::create::record;
use super::wire::{CertificateView, NewCertificate};
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey};
use access::{Cx, permit};

/// Claim a certificate
///
/// It waits, and counts for nothing, until somebody else has verified it.
#[utoipa::path(post, path = "/me/certificates", tag = "My work", operation_id = "claimCertificate", params(OnceHeader),
    request_body = NewCertificate, responses((status = 201, description = "The certificate, which waits.", body = CertificateView)))]
pub async fn claim_certificate(
    cx: Cx<permit::CertificatesWrite>,
    once: OnceKey,
    Json(new): Json<NewCertificate>,
) -> Answer<Created<CertificateView>> {
    let (id, today) = (cx.member(), cx.now().date_in(&cx.zone().rules()));
    let row = cx.write_once(once.of(&new)?, move |tx| record(tx, id, today, new)).await?;
    let location = format!("/api/v1/certificates/{}", row.id);
    Ok(Created { row, location })
}
