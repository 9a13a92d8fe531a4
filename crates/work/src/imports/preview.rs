//! What a mapping makes of the first rows of a file.

use super::ImportId;
use super::mapping::{Draft, Mapping, Plan, Target};
use super::rows;
use super::source::Source;
use super::table::{Table, TableFault};
use super::upload::no_table;
use super::wire::{Detected, Preview, PreviewRequest, PreviewRow, ProblemView};
use super::work::dialect;
use access::edge::{Answer, Json, Path};
use access::{Cx, permit};
use kernel::Error;
use std::collections::BTreeMap;

/// How many rows are shown.
const ROWS: usize = 20;

/// Try a mapping on the first rows.
#[utoipa::path(post, path = "/imports/{id}/preview", operation_id = "previewImport", tag = "Imports",
    params(("id" = ImportId, Path, description = "The import")), request_body = PreviewRequest,
    responses((status = 200, body = Preview, description = "The first rows as jobs, and what is wrong")))]
pub async fn preview_import(
    cx: Cx<permit::ImportsRun>,
    Path(id): Path<ImportId>,
    Json(asked): Json<PreviewRequest>,
) -> Answer<axum::Json<Preview>> {
    super::whole(&cx)?;
    let row = cx.read(move |tx| rows::find(tx, id)).await?;
    let source = Source::of(&cx, &row)?;
    let made = tokio::task::spawn_blocking(move || preview(&source, &row.detected(), &asked.mapping)).await;
    Ok(axum::Json(made.map_err(|_| Error::internal("a preview panicked"))?.map_err(no_table)?))
}

fn preview(source: &Source, detected: &Detected, mapping: &Mapping) -> Result<Preview, TableFault> {
    let mut table = match Table::open(source.open()?, dialect(mapping, detected)) {
        // An encoding or separator that does not fit is the mapping's fault, not the file's.
        Err(TableFault::Header(reason)) => {
            let problem = ProblemView { column: Some("encoding".into()), value: Some(mapping.encoding.clone()), reason };
            return Ok(Preview { rows: Vec::new(), problems: vec![problem] });
        }
        opened => opened?,
    };
    let plan = match Plan::of(mapping, table.columns()) {
        Ok(plan) => plan,
        Err(faults) => return Ok(Preview { rows: Vec::new(), problems: faults.into_iter().map(ProblemView::from).collect() }),
    };
    let mut made = Preview::default();
    while let (true, Some(row)) = (made.rows.len() < ROWS, table.next_row()?) {
        made.rows.push(match row {
            Ok(row) => match plan.draft(&row) {
                Ok(draft) => PreviewRow { line: row.line, job: Some(parts(draft)), problems: Vec::new() },
                Err(problems) => refused(row.line, problems.into_iter().map(ProblemView::from).collect()),
            },
            Err(problem) => refused(problem.line, vec![problem.into()]),
        });
    }
    Ok(made)
}

fn refused(line: u64, problems: Vec<ProblemView>) -> PreviewRow {
    PreviewRow { line, job: None, problems }
}

fn parts(draft: Draft) -> BTreeMap<Target, String> {
    let place = draft.place;
    let address = place.as_ref().map(|place| &place.address);
    let line = |text: Option<&str>| text.map(str::to_owned);
    let position = place.as_ref().and_then(|place| place.position);
    let parts = [
        (Target::Reference, draft.reference),
        (Target::Title, Some(draft.title)),
        (Target::Description, Some(draft.description).filter(|text| !text.is_empty())),
        (Target::Type, Some(draft.kind)),
        (Target::Priority, Some(draft.priority.as_str().to_owned())),
        (Target::Status, Some(draft.status.to_string())),
        (Target::CancelReason, draft.cancelled.map(|reason| reason.to_string())),
        (Target::CreatedAt, draft.created_at.map(|at| at.to_string())),
        (Target::FinishedAt, draft.finished_at.map(|at| at.to_string())),
        (Target::TargetAt, draft.target_at.map(|at| at.to_string())),
        (Target::Customer, draft.customer.map(kernel::Line::into_string)),
        (Target::SiteName, place.as_ref().map(|place| place.name.to_string())),
        (
            Target::Address,
            address
                .map(|address| address.lines.iter().map(kernel::Line::as_str).collect::<Vec<_>>().join("\n"))
                .filter(|text| !text.is_empty()),
        ),
        (Target::Locality, address.and_then(|address| line(address.locality.as_ref().map(kernel::Line::as_str)))),
        (Target::Region, address.and_then(|address| line(address.region.as_ref().map(kernel::Line::as_str)))),
        (Target::Postcode, address.and_then(|address| line(address.postcode.as_ref().map(kernel::Line::as_str)))),
        (Target::Country, address.and_then(|address| line(address.country.as_ref().map(kernel::Line::as_str)))),
        (Target::Latitude, position.map(|position| position.latitude.to_string())),
        (Target::Longitude, position.map(|position| position.longitude.to_string())),
    ];
    parts.into_iter().filter_map(|(target, text)| Some((target, text?))).collect()
}
