//! `muster import`: the same import as in the browser, with the operator as actor.

mod plans;

use crate::cli::ImportCommand;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::say::Say;
use crate::settings::Settings;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Arc;
use store::door::{Authority, Realm};
use work::imports::mapping::{Mapping, ready};
use work::imports::{Act, Ask, ImportFile, Progress, Report, import_file};

/// Reasons shown; all of them can be taken away in the browser.
const SHOWN: i64 = 50;

#[derive(Serialize)]
struct Told {
    import: String,
    dry_run: bool,
    progress: Progress,
    refusals: Vec<serde_json::Value>,
}

pub(crate) async fn run(settings: &Settings, act: ImportCommand, say: Say) -> Result<(), Failure> {
    let (file, mapping, org, dry_run) = match act {
        ImportCommand::Jobs { file, mapping, org, dry_run } => (file, mapping, org, dry_run),
        ImportCommand::Plans(asked) => return plans::run(settings, asked, say).await,
    };
    let mapping = read_mapping(&mapping)?;
    let store = home::open(settings).await?;
    let (_, realm) = home::organisation(&store, &org).await?;
    let done = import(&realm, operator(), ImportFile { path: file, mapping, dry_run }).await;
    let told = match done {
        Ok(report) => tell(&realm, report, dry_run).await,
        Err(failure) => Err(failure),
    };
    store.close().await;
    let told = told?;
    say.answer(&told, human);
    if told.progress.refused == 0 { Ok(()) } else { Err(Failure::Findings(usize::try_from(told.progress.refused).unwrap_or(usize::MAX))) }
}

/// Imports a file under `authority`, with a bar on a terminal.
pub(crate) async fn import(realm: &Arc<Realm>, authority: Authority, file: ImportFile) -> Result<Report, Failure> {
    if !file.path.is_file() {
        return Err(Failure::usage(format!("{}: there is no such file", file.path.display())));
    }
    let bar = bar();
    let read = |ask: Ask| {
        let (realm, authority) = (Arc::clone(realm), authority.clone());
        async move { realm.read(authority, ask).await }
    };
    let write = |act: Act| {
        let (realm, authority) = (Arc::clone(realm), authority.clone());
        async move { realm.write(authority, act).await }
    };
    let report = import_file(file, read, write, |progress| {
        bar.set_length(u64::try_from(progress.total.unwrap_or(0)).unwrap_or(0));
        bar.set_position(u64::try_from(progress.rows).unwrap_or(0));
    })
    .await;
    bar.finish_and_clear();
    Ok(report?)
}

fn bar() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let style =
        ProgressStyle::with_template("{bar:40} {pos}/{len} rows, {per_sec}, {eta} left").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}

/// A file, or one of those that come with the program.
fn read_mapping(named: &str) -> Result<Mapping, Failure> {
    if let Some(ready) = ready().into_iter().find(|ready| ready.id == named) {
        return Ok(ready.mapping);
    }
    if !Path::new(named).is_file() {
        let names: Vec<_> = ready().iter().map(|ready| ready.id).collect();
        return Err(Failure::usage(format!(
            "{named} is no file, and none of the mappings that come with the program: {}",
            names.join(", ")
        )));
    }
    let text = std::fs::read_to_string(named).map_err(|error| Failure::failed(format!("{named}: {error}")))?;
    Mapping::from_toml(&text).map_err(|reason| Failure::usage(format!("{named}: {reason}")))
}

async fn tell(realm: &Arc<Realm>, report: Report, dry_run: bool) -> Result<Told, Failure> {
    let progress = report.progress.ok_or_else(|| Failure::failed("the import was stopped"))?;
    let id = report.id;
    let refusals = realm.read(operator(), move |tx| Report::refusals(tx, id, -1, SHOWN)).await?;
    let refusals = refusals.into_iter().filter_map(|(_, refusal)| serde_json::to_value(refusal).ok()).collect();
    Ok(Told { import: id.to_string(), dry_run, progress, refusals })
}

fn human(told: &Told) -> String {
    let Progress { rows, added, unchanged, refused, .. } = &told.progress;
    let verb = if told.dry_run { "would be added" } else { "added" };
    let mut text = format!("{rows} rows: {added} {verb}, {unchanged} there already, {refused} refused.");
    for refusal in &told.refusals {
        let word = |name: &str| refusal[name].as_str().unwrap_or("").to_owned();
        let _ = write!(text, "\n  line {}, {}: {} ({})", refusal["line"], word("column"), word("reason"), word("value"));
    }
    if *refused > SHOWN {
        let _ = write!(text, "\n  … and more: the browser's report has all of them.");
    }
    text
}
