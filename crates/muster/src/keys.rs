//! `muster keys`.

use crate::cli::KeysCommand;
use crate::failure::Failure;
use crate::home::{self, operator};
use crate::org::confirm;
use crate::root_key::{self, Place};
use crate::say::{Say, table};
use crate::settings::Settings;
use serde_json::json;
use std::sync::Arc;
use store::door::{KeyStatus, KeysReport, Store};
use vault::{KeyFile, OsRandom, RootKeys};

pub(crate) async fn run(settings: &Settings, act: KeysCommand, say: Say) -> Result<(), Failure> {
    if matches!(act, KeysCommand::Inventory) {
        inventory(say);
        return Ok(());
    }
    let store = home::open(settings).await?;
    let done = match act {
        KeysCommand::Status => status(&store, say).await,
        KeysCommand::Verify => verify(&store, say).await,
        KeysCommand::Inventory => Ok(()),
        KeysCommand::RotateRoot { yes_i_mean } => rotate(settings, &store, yes_i_mean.as_deref(), say).await,
    };
    store.close().await;
    done
}

/// What `vault` says of itself; no data is touched.
fn inventory(say: Say) {
    let uses: Vec<_> = vault::inventory()
        .iter()
        .map(|one| {
            json!({"for": one.name, "algorithm": one.algorithm, "bits": one.key_bits, "key_from": one.derived_from, "context": one.context})
        })
        .collect();
    let row = |one: &vault::Purpose| {
        let context = one.context.unwrap_or("-").to_owned();
        [one.name.to_owned(), one.algorithm.to_owned(), one.key_bits.to_string(), one.derived_from.to_owned(), context]
    };
    say.answer(&uses, |_| {
        table(["FOR", "ALGORITHM", "BITS", "KEY FROM", "CONTEXT"], &vault::inventory().iter().map(row).collect::<Vec<_>>())
    });
}

async fn status(store: &Arc<Store>, say: Say) -> Result<(), Failure> {
    let report = store.keys_report().await?;
    say.answer(&report, told);
    Ok(())
}

fn told(report: &KeysReport) -> String {
    let row = |key: &KeyStatus| {
        [
            key.owner.clone(),
            key.purpose.clone(),
            key.version.to_string(),
            key.root_key.clone(),
            if key.opens { "opens" } else { "DOES NOT OPEN" }.into(),
        ]
    };
    let keys: Vec<_> = report.keys.iter().map(row).collect();
    format!("Root key in use: {}\n\n{}", report.root_key, table(["OWNER", "PURPOSE", "VERSION", "WRAPPED BY", "STATE"], &keys))
}

/// The drill: every key is opened. One that does not open is a finding.
async fn verify(store: &Arc<Store>, say: Say) -> Result<(), Failure> {
    let report = store.keys_report().await?;
    let shut = report.keys.iter().filter(|key| !key.opens).count();
    say.answer(&report, |report| if shut == 0 { format!("All {} keys open.", report.keys.len()) } else { told(report) });
    if shut == 0 { Ok(()) } else { Err(Failure::Findings(shut)) }
}

async fn rotate(settings: &Settings, store: &Arc<Store>, given: Option<&str>, say: Say) -> Result<(), Failure> {
    let Place::File(path) = Place::of(settings)? else {
        return Err(Failure::usage("only a root key in a file can be exchanged here: its place must be written to"));
    };
    let old = root_key::open(settings)?;
    let id = old.id().to_string();
    confirm(&id, given, "Every key is wrapped with a new root key; older backups need the old one. The server must not be running.")?;
    let fresh_path = path.with_extension("key.new");
    // One left by a rotation that did not end is taken up again.
    let fresh = if fresh_path.exists() { KeyFile::open(&fresh_path)? } else { KeyFile::create_new(&fresh_path, &mut OsRandom)? };
    let retired = path.with_extension(format!("key.retired-{id}"));
    let roots = RootKeys::new(fresh.clone()).and_retiring(old);
    let count = store.rotate_root(operator(), &roots).await?;
    KeyFile::replace(&path, &fresh_path, &retired)?;
    let answer = json!({"wrapped": count, "root_key": fresh.id().to_string(), "key_file": path, "retired_key_file": retired});
    say.answer(&answer, |_| {
        format!(
            "{count} keys are wrapped with root key {} now.\nBack up {} and keep {} as long as backups from before are kept.",
            fresh.id(),
            path.display(),
            retired.display()
        )
    });
    Ok(())
}
