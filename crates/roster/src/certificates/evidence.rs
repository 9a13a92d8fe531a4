//! Keeping and removing the paper behind a certificate.

use super::wire::{EvidenceView, FileName};
use super::{CertificateId, EVIDENCE_REMOVED, EVIDENCE_SET, rows, rules};
use access::edge::{Answer, Paper, Path, Query};
use access::{Cx, permit};
use axum::body::Body;
use http::{HeaderMap, StatusCode};
use kernel::Line;
use store::{Event, Subject};

/// Keep the paper behind a certificate
///
/// PDF, JPEG or PNG of at most 5 MB, sealed as it is, in the place of the one there was. Its holder may until somebody has vouched for
/// the certificate.
#[utoipa::path(put, path = "/certificates/{id}/evidence", tag = "Certificates", operation_id = "setEvidence",
    params(("id" = CertificateId, Path, description = "The certificate."), FileName),
    request_body(content = Vec<u8>, content_type = "application/pdf", description = "The file."),
    responses((status = 204, description = "The file is kept.")))]
pub async fn set_evidence(
    cx: Cx<permit::CertificatesWrite>,
    Path(id): Path<CertificateId>,
    Query(named): Query<FileName>,
    headers: HeaderMap,
    body: Body,
) -> Answer<StatusCode> {
    let today = cx.now().date_in(&cx.zone().rules());
    // Whose it is comes before reading what may be large.
    cx.read(move |tx| rows::find(tx, id, today)).await?;
    let sent = Paper::receive(&headers, body).await?;
    cx.write(move |mut tx| {
        let before = rows::find(&mut tx, id, today)?;
        rules::check_evidence(before.member.id, tx.actor().member(), before.state)?;
        let name = named.name.map_or_else(|| format!("evidence.{}", sent.ending), Line::into_string);
        let bytes = i64::try_from(sent.content.len()).unwrap_or(i64::MAX);
        let paper = EvidenceView { name, kind: sent.kind.to_owned(), bytes };
        rows::put_evidence(&mut tx, id, &paper, &sent.content)?;
        let event = Event::new(&EVIDENCE_SET, Subject::new("certificate", id)).label(before.label());
        tx.commit(event.change("evidence", &before.evidence, &Some(paper)).touching(Subject::new("member", before.member.id)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove the paper behind a certificate
#[utoipa::path(delete, path = "/certificates/{id}/evidence", tag = "Certificates", operation_id = "removeEvidence",
    params(("id" = CertificateId, Path, description = "The certificate.")),
    responses((status = 204, description = "There is no paper any more.")))]
pub async fn remove_evidence(cx: Cx<permit::CertificatesWrite>, Path(id): Path<CertificateId>) -> Answer<StatusCode> {
    let today = cx.now().date_in(&cx.zone().rules());
    cx.write(move |mut tx| {
        let before = rows::find(&mut tx, id, today)?;
        rules::check_evidence(before.member.id, tx.actor().member(), before.state)?;
        rows::remove_evidence(&mut tx, id)?;
        let event = Event::new(&EVIDENCE_REMOVED, Subject::new("certificate", id)).label(before.label());
        tx.commit(event.change("evidence", &before.evidence, &None).touching(Subject::new("member", before.member.id)), ())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
