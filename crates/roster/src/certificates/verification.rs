//! Vouching for a certificate.

use super::wire::CertificateView;
use super::{CertificateId, VERIFIED, rows, rules};
use access::edge::{Answer, IfMatch, Path, Versioned};
use access::{Cx, permit};
use store::{Event, Subject};

/// Verify a certificate
///
/// By somebody other than its holder. It counts from then on.
#[utoipa::path(put, path = "/certificates/{id}/verification", tag = "Certificates", operation_id = "verifyCertificate",
    params(("id" = CertificateId, Path, description = "The certificate."),
        ("If-Match" = String, Header, description = "The version that is verified, as its ETag")),
    responses((status = 200, description = "The certificate as it is now.", body = CertificateView)))]
pub async fn verify_certificate(
    cx: Cx<permit::CertificatesVerify>,
    Path(id): Path<CertificateId>,
    if_match: IfMatch,
) -> Answer<Versioned<CertificateView>> {
    let today = cx.now().date_in(&cx.zone().rules());
    let view = cx
        .write(move |mut tx| {
            let before = rows::find(&mut tx, id, today)?;
            if_match.hold(before.version, || Ok(&before))?;
            rules::check_verify(before.member.id, tx.actor().member(), before.state)?;
            rows::verify(&mut tx, id)?;
            let after = rows::find(&mut tx, id, today)?;
            let event = Event::new(&VERIFIED, Subject::new("certificate", id))
                .label(after.label())
                .change("state", &before.state, &after.state)
                .touching(Subject::new("member", after.member.id));
            tx.commit(event, after)
        })
        .await?;
    Ok(Versioned(view))
}
