//! A completed form as a document to be kept on paper.
//!
//! What it says is read in one transaction; it is laid out after that, on a thread that may take its time. Few are made at once: each
//! holds the pictures of its form.

use super::wire::FormView;
use super::{COMPLETED, FormId, paper, pictures, rows, rules};
use crate::sites::rows as sites;
use crate::visits;
use access::edge::{Answer, Attachment, Path};
use access::{Cx, permit};
use axum::body::Body;
use kernel::{Error, Limit, Result, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::Tx;
use store::events::{self, Filter};
use tokio::sync::Semaphore;

/// Most bytes of pictures in one document; for the rest it says where they are.
pub const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Each holds its pictures twice for a moment.
static TWO_AT_A_TIME: Semaphore = Semaphore::const_new(2);

/// Print a completed form as PDF
///
/// A4, tagged and archivable (PDF/A-2a). The same form makes the same bytes. It names the record of the log in which the form stands and
/// the digest of its answers. Of pictures at most 32 MB are printed, of pages at most 300; where there is more, the document says so.
#[utoipa::path(get, path = "/forms/{id}/pdf", operation_id = "printForm", tag = "Forms", params(("id" = FormId, Path)),
    responses((status = 200, description = "The document", content_type = "application/pdf", body = Vec<u8>)))]
pub async fn print_form(cx: Cx<permit::VisitsRead>, Path(id): Path<FormId>) -> Answer<Attachment> {
    let house = cx.house().name;
    let turn = TWO_AT_A_TIME.acquire().await.map_err(Error::internal)?;
    let told = cx.read(move |tx| told(tx, id, MOST_BYTES)).await?;
    let filename = format!("{}-{id}.pdf", told.visit.replace('/', "-"));
    let printed = tokio::task::spawn_blocking(move || press::print(&paper::sheet(&house, told))).await;
    drop(turn);
    let printed = printed.map_err(Error::internal)?.map_err(Error::internal)?;
    Ok(Attachment { filename, kind: "application/pdf", body: Body::from(printed.bytes) })
}

/// What a document says of a form.
pub struct Told {
    /// The form.
    pub form: FormView,
    /// How people call the job, and what it is about.
    pub job: String,
    /// How people call the visit.
    pub visit: String,
    /// From when until when it was planned, and in which zone.
    pub planned: (Timestamp, Timestamp, String),
    /// Where, as far as the asker may know: a name, and lines of an address.
    pub site: Option<String>,
    /// The pictures that are printed.
    pub pictures: BTreeMap<String, Arc<Vec<u8>>>,
    /// The record that says it was completed: its number and its leaf.
    pub record: Option<(i64, String)>,
    /// The digest of its answers.
    pub digest: String,
    /// When the form was completed that corrects it.
    pub corrected_at: Option<Timestamp>,
}

/// What a document says of a form whose visit is within reach, with at most so many bytes of pictures.
pub fn told(tx: &mut Tx<'_>, id: FormId, most: usize) -> Result<Told> {
    let row = rows::get(tx, id)?;
    let named = visits::rows::find(tx, row.visit_id).map_err(|_| Error::not_found("form"))?;
    let digest = rows::digest(&row, &rows::opened(tx, &row)?)?;
    let record = record(tx, &row)?;
    let form = FormView::of(tx, row)?;
    let corrected_at = form.corrected_by.map(|by| rows::get(tx, by).map(|row| row.completed_at)).transpose()?;
    let wanted = rules::check_answers(&form.fields, &form.values)?;
    let pictures = pictures::opened(tx, form.visit_id, wanted, most)?;
    let visit = visits::rows::called(&named);
    let (_, (number, title), (start, end, zone, site, _), (site_name, ..)) = named;
    let job = format!("{} · {title}", crate::jobs::rows::label(number));
    // Whoever may not see the site finds no name beside the visit.
    let site = site.zip(site_name).map(|(id, name)| sites::address_of(tx, id).map(|address| paper::place(&name, &address))).transpose()?;
    Ok(Told { form, job, visit, planned: (start, end, zone), site, pictures, record, digest, corrected_at })
}

/// The record that says the form was completed: of those of its instant the one that names it.
fn record(tx: &mut Tx<'_>, row: &rows::FormRow) -> Result<Option<(i64, String)>> {
    let (from, to) = (Some(row.completed_at), Some(row.completed_at.plus_millis(1)));
    let subject = Some(row.visit_id.to_string());
    let filter = Filter { action: Some(COMPLETED.name.to_owned()), subject, from, to, ..Filter::default() };
    let found = events::list(tx, &filter, Limit::default())?;
    let id = serde_json::Value::from(row.id.as_str());
    let names = |record: &&events::Record| {
        let detail = record.detail.as_ref().map(|opened| &opened.detail);
        detail.is_some_and(|detail| detail.changes.iter().any(|change| change.field == "form_id" && change.after == id))
    };
    // A record whose detail lapsed names nothing any more; where it is the only one, it is the one.
    let only = if let [only] = &found[..] { Some(only).filter(|only| only.detail.is_none()) } else { None };
    Ok(found.iter().find(names).or(only).map(|record| (record.seq, record.leaf.to_string())))
}
