//! Recording a certificate of a member.

use super::rows::{self, NewRow};
use super::wire::{CertificateView, NewCertificate};
use super::{CertificateId, RECORDED, rules};
use crate::competencies::rows as competencies;
use crate::people;
use access::edge::{Answer, Created, Json, OnceHeader, OnceKey, Path};
use access::{Cx, Permission as _, permit};
use jiff::civil::Date;
use kernel::{Line, MemberId, Result};
use store::{Committed, Event, Subject, WriteTx};

/// Record a member's certificate
///
/// Whoever may verify certificates vouches for it by recording it. One's own waits until somebody else has verified it.
#[utoipa::path(post, path = "/members/{id}/certificates", tag = "Certificates", operation_id = "recordCertificate",
    params(("id" = MemberId, Path, description = "The member."), OnceHeader), request_body = NewCertificate,
    responses((status = 201, description = "The certificate.", body = CertificateView)))]
pub async fn record_certificate(
    cx: Cx<permit::CertificatesWrite>,
    Path(id): Path<MemberId>,
    once: OnceKey,
    Json(new): Json<NewCertificate>,
) -> Answer<Created<CertificateView>> {
    let today = cx.now().date_in(&cx.zone().rules());
    let row = cx.write_once(once.of(&new)?, move |tx| record(tx, id, today, new)).await?;
    let location = format!("/api/v1/certificates/{}", row.id);
    Ok(Created { row, location })
}

/// The same for another and for oneself.
pub(super) fn record(mut tx: WriteTx<'_>, id: MemberId, today: Date, new: NewCertificate) -> Result<Committed<CertificateView>> {
    let member = people::named(&mut tx, id, rows::READING)?;
    let competency = competencies::to_be_named(&mut tx, "competency_id", new.competency_id)?;
    let verified = tx.actor().member() != Some(id) && people::reached_by(&mut tx, id, permit::CertificatesVerify::NAME)?;
    let row = NewRow {
        id: CertificateId::new(tx.now(), tx.rng()),
        member: id,
        competency: competency.id,
        level: rules::level(new.level, &competency.levels)?,
        from: new.valid_from,
        until: rules::last_day(new.valid_from, new.valid_until, competency.valid_months)?,
        reference: new.reference.map(Line::into_string),
        note: new.note.into_string(),
        verified,
    };
    rows::insert(&mut tx, &row)?;
    let view = rows::find(&mut tx, row.id, today)?;
    let event = Event::new(&RECORDED, Subject::new("certificate", row.id))
        .label(format!("{}: {}", member.name, competency.name))
        .first("level", &view.level_name)
        .first("valid_from", &view.valid_from)
        .first("valid_until", &view.valid_until)
        .first("reference", &view.reference)
        .first("verified", &verified)
        .touching(Subject::new("member", id));
    tx.commit(event, view)
}
