//! Photographs and signatures taken on a visit, sealed for themselves.

use super::{PICTURED, PictureId};
use crate::schema::visit_picture;
use crate::visits::{self, VisitId};
use access::edge::{Answer, Created, Path, VersionedRow};
use access::{Cx, permit};
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use diesel::prelude::*;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use kernel::{Error, Result};
use picture::Kept;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::{Committed, Event, Subject, Tx, WriteTx};
use utoipa::ToSchema;

/// How a picture is kept: so large that a nameplate can still be read.
const KEPT: Kept = Kept { webp: false, side: 1_600, quality: 80 };
/// Most pictures of a visit.
const MOST: i64 = 200;

/// A picture that was kept.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
pub struct PictureView {
    /// Id, for the answers of a form.
    pub id: PictureId,
    /// How large it is, in bytes.
    pub bytes: usize,
}

impl VersionedRow for PictureView {
    /// A picture stays as it is.
    fn version(&self) -> i64 {
        1
    }
}

/// Keep a photograph or a signature taken on a visit
///
/// JPEG or PNG of at most 10 MB and 50 million pixels. Kept as JPEG of at most 1 600 pixels a side, without any metadata.
#[utoipa::path(post, path = "/visits/{id}/pictures", operation_id = "addVisitPicture", tag = "Forms", params(("id" = VisitId, Path)),
    request_body(content = Vec<u8>, content_type = "image/jpeg", description = "The picture."),
    responses((status = 201, body = PictureView, description = "The picture is kept.")))]
pub async fn add_picture(
    cx: Cx<permit::VisitsReport>,
    Path(id): Path<VisitId>,
    headers: HeaderMap,
    body: Body,
) -> Answer<Created<PictureView>> {
    cx.read(move |tx| visits::rows::find(tx, id).map(drop)).await?;
    let picture = KEPT.receive(&headers, body).await?;
    let row = cx.write(move |tx| keep(tx, id, &picture)).await?;
    let location = format!("/api/v1/visit-pictures/{}", row.id);
    Ok(Created { row, location })
}

fn keep(mut tx: WriteTx<'_>, id: VisitId, picture: &[u8]) -> Result<Committed<PictureView>> {
    let visit = visits::rows::find(&mut tx, id)?;
    let count: i64 = visit_picture::table.filter(visit_picture::visit_id.eq(id)).count().get_result(tx.db())?;
    if count >= MOST {
        return Err(Error::refused("too-many-pictures", format!("a visit has at most {MOST} pictures")));
    }
    let (key, now, by) = (PictureId::new(tx.now(), tx.rng()), tx.now(), tx.actor().member());
    let sealed = tx.seal("visit_picture", "picture", key.as_str(), picture)?;
    diesel::insert_into(visit_picture::table)
        .values((
            (visit_picture::id.eq(key), visit_picture::visit_id.eq(id), visit_picture::picture_sealed.eq(sealed)),
            (visit_picture::member_id.eq(by), visit_picture::at.eq(now)),
        ))
        .execute(tx.db())?;
    let event = Event::new(&PICTURED, Subject::new("visit", id))
        .label(visits::rows::called(&visit))
        .first("picture_id", &key)
        .first("bytes", &picture.len())
        .first("digest", &vault::digest(picture))
        .touching(Subject::new("job", visit.0.job_id));
    tx.commit(event, PictureView { id: key, bytes: picture.len() })
}

/// Show a photograph or a signature taken on a visit
#[utoipa::path(get, path = "/visit-pictures/{id}", operation_id = "showVisitPicture", tag = "Forms", params(("id" = PictureId, Path)),
    responses((status = 200, description = "The picture.", content_type = "image/jpeg", body = Vec<u8>)))]
pub async fn show_picture(cx: Cx<permit::VisitsRead>, Path(id): Path<PictureId>) -> Answer<Response> {
    let picture = cx.read(move |tx| {
        let columns = (visit_picture::visit_id, visit_picture::picture_sealed);
        let found: Option<(VisitId, Vec<u8>)> = visit_picture::table.find(id).select(columns).get_result(tx.db()).optional()?;
        let (visit, sealed) = found.ok_or_else(|| Error::not_found("picture"))?;
        visits::rows::find(tx, visit).map_err(|_| Error::not_found("picture"))?;
        tx.open("visit_picture", "picture", id.as_str(), &sealed)
    });
    Ok(([(CONTENT_TYPE, "image/jpeg")], picture.await?).into_response())
}

/// The pictures of a visit that are named, each once, until so many bytes are reached.
pub(super) fn opened(tx: &mut Tx<'_>, visit: VisitId, named: Vec<String>, most: usize) -> Result<BTreeMap<String, Arc<Vec<u8>>>> {
    let (mut found, mut bytes) = (BTreeMap::new(), 0);
    for id in named {
        let Some(key) = PictureId::parse(&id).ok().filter(|_| !found.contains_key(&id)) else { continue };
        let row = visit_picture::table.find(key).filter(visit_picture::visit_id.eq(visit)).select(visit_picture::picture_sealed);
        let sealed: Option<Vec<u8>> = row.get_result(tx.db()).optional()?;
        let Some(sealed) = sealed.filter(|sealed| bytes + sealed.len() <= most) else { continue };
        bytes += sealed.len();
        found.insert(id, Arc::new(tx.open("visit_picture", "picture", key.as_str(), &sealed)?));
    }
    Ok(found)
}

/// Refuses answers that name pictures which were not taken on this visit.
pub(super) fn check_taken(tx: &mut Tx<'_>, visit: VisitId, named: &[String]) -> Result<()> {
    if named.is_empty() {
        return Ok(());
    }
    let taken: Vec<PictureId> = visit_picture::table.filter(visit_picture::visit_id.eq(visit)).select(visit_picture::id).load(tx.db())?;
    let taken: BTreeSet<&str> = taken.iter().map(PictureId::as_str).collect();
    if named.iter().all(|id| taken.contains(id.as_str())) {
        return Ok(());
    }
    Err(Error::field("values", "unknown-picture", "names a picture that was not taken on this visit"))
}
