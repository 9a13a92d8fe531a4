//! A report as a file for spreadsheets.

use super::rows;
use super::wire::{HoursReport, HoursReportSums, ReportQuery};
use access::edge::{Answer, Csv, Query};
use access::{Cx, permit};
use kernel::{Error, Money, Result};

const HEADER: &[&str] =
    &["name", "id", "records", "minutes", "hours", "normal", "night", "weekend", "on_call", "worth", "from", "until", "zones"];

/// Take a report away
///
/// The same as CSV, with the sum in the last line. Needs `hours.read` too.
#[utoipa::path(get, path = "/hours/report.csv", tag = "Hours", operation_id = "exportHoursReport", params(ReportQuery),
    responses((status = 200, description = "The file.", content_type = "text/csv", body = String)))]
pub async fn export_report(cx: Cx<permit::ExportsRun>, Query(query): Query<ReportQuery>) -> Answer<Csv> {
    cx.also::<permit::HoursRead>().ok_or(Error::Forbidden { permission: "hours.read" })?;
    let report = cx.read(move |tx| rows::report(tx, &query)).await?;
    let next = |rest: Option<HoursReport>| async move { Result::Ok(rest.map(|report| (lines(&report), None))) };
    Ok(Csv::streamed("hours.csv", HEADER, Some(report), next)?)
}

fn lines(report: &HoursReport) -> Vec<Vec<String>> {
    let line = |name: &str, id: Option<&str>, sums: &HoursReportSums| {
        let worth = sums.amounts.iter().map(|amount| Money::new(amount.minor, amount.currency).to_string());
        let minutes =
            [sums.normal_minutes, sums.night_minutes, sums.weekend_minutes, sums.on_call_minutes].map(|minutes| minutes.to_string());
        let mut cells = vec![
            name.to_owned(),
            id.unwrap_or_default().to_owned(),
            sums.records.to_string(),
            sums.minutes.to_string(),
            sums.hours.clone(),
        ];
        cells.extend(minutes);
        cells.extend([worth.collect::<Vec<_>>().join("; "), report.from.to_string(), report.until.to_string(), report.zones.join("; ")]);
        cells
    };
    let items = report.items.iter().map(|item| line(&item.name, item.id.as_deref(), &item.sums));
    items.chain([line("Total", None, &report.total)]).collect()
}
