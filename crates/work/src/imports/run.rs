//! Running an import, in the background after the answer.

use super::ImportId;
use super::mapping::Plan;
use super::rows::{self, ImportRow};
use super::source::Source;
use super::table::{Table, TableFault};
use super::turn::{self, Turn};
use super::upload::{no_table, not_fitting};
use super::wire::{ImportView, RunRequest};
use super::work::{self, Run, dialect};
use access::edge::{Answer, Json, Path, Problem};
use access::{Cx, permit};
use axum::http::StatusCode;
use kernel::{Error, Result};

/// Run an import, or check it.
///
/// Answers at once; `GET /imports/{id}` tells how far it has come. Running it again adds nothing twice.
#[utoipa::path(post, path = "/imports/{id}/run", operation_id = "runImport", tag = "Imports",
    params(("id" = ImportId, Path, description = "The import")), request_body = RunRequest,
    responses((status = 202, body = ImportView, description = "The import, which now runs")))]
pub async fn run_import(
    cx: Cx<permit::ImportsRun>,
    Path(id): Path<ImportId>,
    Json(asked): Json<RunRequest>,
) -> Answer<(StatusCode, axum::Json<ImportView>)> {
    super::whole(&cx)?;
    let row = cx.read(move |tx| rows::find(tx, id)).await?;
    let run = ready(&cx, row, &asked).await?;
    let (view, number) = cx
        .write(move |mut tx| {
            let mut row = rows::find(&mut tx, id)?;
            let event = turn::start(&mut tx, &mut row, &asked.mapping, asked.dry_run)?;
            rows::save(&mut tx, &mut row)?;
            let number = row.run;
            let named = rows::named(&mut tx, row)?;
            tx.commit(event, (ImportView::from(named), number))
        })
        .await
        .map_err(Problem::from)?;
    tokio::spawn(go_on(cx, Turn { id, run: number }, run));
    Ok((StatusCode::ACCEPTED, axum::Json(view)))
}

/// Holds the mapping against the file.
async fn ready(cx: &Cx<permit::ImportsRun>, row: ImportRow, asked: &RunRequest) -> Result<Run> {
    let source = Source::of(cx, &row)?;
    let (mapping, dry_run) = (asked.mapping.clone(), asked.dry_run);
    let made = tokio::task::spawn_blocking(move || {
        let dialect = dialect(&mapping, &row.detected());
        let table = source.open().map_err(TableFault::Io).and_then(|from| Table::open(from, dialect)).map_err(no_table)?;
        let plan = Plan::of(&mapping, table.columns()).map_err(not_fitting)?;
        Ok(Run { source, dialect, plan, dry_run })
    });
    made.await.map_err(|_| Error::internal("holding a mapping against a file panicked"))?
}

async fn go_on(cx: Cx<permit::ImportsRun>, turn: Turn, run: Run) {
    let read = |ask: work::Ask| {
        let cx = cx.clone();
        async move { cx.read(ask).await }
    };
    let write = |act: work::Act| {
        let cx = cx.clone();
        async move { cx.write(act).await }
    };
    if let Err(error) = work::run(turn, run, read, write, |_| {}).await {
        tracing::error!(import = %turn.id, error = %error, "an import broke off");
    }
}
