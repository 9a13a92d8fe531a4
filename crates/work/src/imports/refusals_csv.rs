//! Why rows were refused, as a file.

use super::ImportId;
use super::rows;
use access::edge::{Answer, Csv, Path};
use access::{Cx, permit};

/// How many reasons are read at a time.
const PIECE: i64 = 2_000;

/// Take the reasons away as a CSV file that is safe for spreadsheets.
#[utoipa::path(get, path = "/imports/{id}/refusals.csv", operation_id = "exportImportRefusals", tag = "Imports",
    params(("id" = ImportId, Path, description = "The import")),
    responses((status = 200, body = String, content_type = "text/csv", description = "Line, column, value and reason")))]
pub async fn export_refusals(cx: Cx<permit::ImportsRun>, Path(id): Path<ImportId>) -> Answer<Csv> {
    super::whole(&cx)?;
    cx.read(move |tx| rows::find(tx, id).map(drop)).await?;
    let csv = Csv::streamed("refused-rows.csv", &["line", "column", "value", "reason"], -1, move |after| {
        let cx = cx.clone();
        async move {
            let found = cx.read(move |tx| rows::problems(tx, id, after, PIECE)).await?;
            let Some(last) = found.last().map(|(position, _)| *position) else { return Ok(None) };
            let cells = found.into_iter().map(|(_, refusal)| {
                vec![refusal.line.to_string(), refusal.column.unwrap_or_default(), refusal.value.unwrap_or_default(), refusal.reason]
            });
            Ok(Some((cells.collect(), last)))
        }
    })?;
    Ok(csv)
}
