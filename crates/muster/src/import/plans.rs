//! `muster import plans`: what `POST /planning-imports` takes, with the operator as actor.

use crate::cli::PlansArgs;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::say::Say;
use crate::settings::Settings;
use crate::support::Reading;
use calendar::programme::MOST_BYTES;
use duty::plans::{Format, NewPlan, PlanReport, bring, seen};
use kernel::{Slug, Zone};
use serde::Serialize;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use store::door::Store;
use trust::support;

/// Rows told on a terminal; `--json` tells a thousand.
const SHOWN: usize = 50;

#[derive(Serialize)]
struct Told {
    dry_run: bool,
    format: Format,
    #[serde(flatten)]
    report: PlanReport,
}

pub(super) async fn run(settings: &Settings, asked: PlansArgs, say: Say) -> Result<(), Failure> {
    let PlansArgs { file, format, org, name, zone, first_day, anew, dry_run } = asked;
    let new = NewPlan { format, text: read(&file)?, name, zone, first_day, unit_id: None, anew, dry_run };
    let store = home::open(settings).await?;
    let done = take(&store, &org, new).await;
    store.close().await;
    let told = Told { dry_run, format, report: done? };
    say.answer(&told, human);
    match told.report.refusals.len() {
        0 => Ok(()),
        refused => Err(Failure::Findings(refused)),
    }
}

async fn take(store: &Arc<Store>, org: &Slug, new: NewPlan) -> Result<PlanReport, Failure> {
    let (listing, realm) = home::organisation(store, org).await?;
    let home = Zone::parse(&listing.zone).map_err(|error| Failure::failed(error.to_string()))?;
    if new.format == Format::MembersCsv && realm.read(operator(), support::has_begun).await? {
        // The report says who is a member, and what they can do already: that is reading.
        Reading::begin(store, Arc::clone(&realm), "import plans").await?;
    }
    let (asked, zone) = (new.clone(), home.clone());
    if let Some(seen) = realm.read(operator(), move |tx| seen(tx, &asked, &zone)).await? {
        return Ok(seen);
    }
    Ok(realm.write(operator(), move |tx| bring(tx, &new, &home)).await?)
}

fn read(file: &Path) -> Result<String, Failure> {
    let failed = |why: String| Failure::usage(format!("{}: {why}", file.display()));
    let size =
        std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file).ok_or_else(|| failed("there is no such file".to_owned()))?.len();
    if size > u64::try_from(MOST_BYTES).unwrap_or(u64::MAX) {
        return Err(failed("has more than 16 MiB".to_owned()));
    }
    let bytes = std::fs::read(file).map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(format!("is not UTF-8: byte {}", error.utf8_error().valid_up_to())))
}

fn human(told: &Told) -> String {
    let report = &told.report;
    let would = if told.dry_run { "would be " } else { "" };
    let mut text = match told.format {
        Format::MembersCsv => format!(
            "{} rows: {} certificates {would}recorded for {} members, {} there already, {} rows refused.",
            report.rows,
            report.certificates,
            report.members,
            report.certificates_kept,
            report.refusals.len()
        ),
        _ => format!(
            "{} rows: {} sessions {would}drafted with {} requirements and {} places, {} rows refused.",
            report.rows,
            report.sessions,
            report.requirements,
            report.places,
            report.refusals.len()
        ),
    };
    if report.sessions_kept > 0 {
        let _ = write!(text, "\n{} sessions are here already, and stay as they are.", report.sessions_kept);
    }
    if let Some(event) = &report.event {
        let _ = write!(text, "\n{} {}: {}.", event.number, event.name, event.state.as_str());
    }
    for refusal in report.refusals.iter().take(SHOWN) {
        let _ = write!(text, "\n  row {}, {}: {} ({})", refusal.row, refusal.field, refusal.reason, refusal.value);
    }
    for remark in report.remarks.iter().take(SHOWN) {
        let _ = write!(text, "\n  row {}: {} [{}]", remark.row, remark.says, remark.what);
    }
    if report.refusals.len().max(report.remarks.len()) > SHOWN {
        text.push_str("\n  … and more: --json tells a thousand of each.");
    }
    text
}
