//! Revoking a certificate.

use super::rules::CertificateState;
use super::wire::{CertificateRevocation, CertificateView};
use super::{CertificateId, REVOKED, rows};
use access::edge::{Answer, IfMatch, Json, Path, Versioned};
use access::{Cx, permit};
use kernel::Error;
use store::{Event, Subject};

/// Revoke a certificate
///
/// It counts no more, whether it was verified or waits. Places that the member has stay theirs: the board shows what no longer fits.
#[utoipa::path(put, path = "/certificates/{id}/revocation", tag = "Certificates", operation_id = "revokeCertificate",
    params(("id" = CertificateId, Path, description = "The certificate."),
        ("If-Match" = String, Header, description = "The version that is revoked, as its ETag")),
    request_body = CertificateRevocation, responses((status = 200, description = "The certificate as it is now.", body = CertificateView)))]
pub async fn revoke_certificate(
    cx: Cx<permit::CertificatesVerify>,
    Path(id): Path<CertificateId>,
    if_match: IfMatch,
    Json(why): Json<CertificateRevocation>,
) -> Answer<Versioned<CertificateView>> {
    let today = cx.now().date_in(&cx.zone().rules());
    let view = cx
        .write(move |mut tx| {
            let before = rows::find(&mut tx, id, today)?;
            if_match.hold(before.version, || Ok(&before))?;
            if before.state == CertificateState::Revoked {
                return Err(Error::refused("certificate-revoked", "the certificate was revoked already"));
            }
            rows::revoke(&mut tx, id, why.reason.as_str())?;
            let after = rows::find(&mut tx, id, today)?;
            let event = Event::new(&REVOKED, Subject::new("certificate", id))
                .label(after.label())
                .change("state", &before.state, &after.state)
                .note(Some(why.reason.as_str()))
                .touching(Subject::new("member", after.member.id));
            tx.commit(event, after)
        })
        .await?;
    Ok(Versioned(view))
}
