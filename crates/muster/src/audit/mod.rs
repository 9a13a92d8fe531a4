//! `muster audit`: a log at the command line, and what its owner takes away to check it elsewhere.

mod export;
mod proof;
mod read;

use crate::cli::{AuditCommand, LogOf};
use crate::failure::Failure;
use crate::home;
use crate::say::{Say, line, table};
use crate::settings::Settings;
use crate::support::Reading;
use serde_json::json;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::sync::Arc;
use store::door::{Realm, SignedHead, Store};

pub(crate) async fn run(settings: &Settings, act: AuditCommand, say: Say) -> Result<(), Failure> {
    if matches!(act, AuditCommand::Actions) {
        tell_actions(say);
        return Ok(());
    }
    let store = home::open(settings).await?;
    let done = act_on(&store, act, say).await;
    store.close().await;
    done
}

async fn act_on(store: &Arc<Store>, act: AuditCommand, say: Say) -> Result<(), Failure> {
    match act {
        AuditCommand::Actions => {
            tell_actions(say);
            Ok(())
        }
        AuditCommand::List { log, action, subject, limit } => {
            read::list(&reading(store, &log, "audit list").await?.0, action, subject, limit, say).await
        }
        AuditCommand::Show { log, seq } => read::show(&reading(store, &log, "audit show").await?.0, seq, say).await,
        AuditCommand::Checkpoint { log } => {
            let (realm, _) = realm(store, &log).await?;
            let head = head(store, &realm).await?;
            let answer = json!({"size": head.size, "at": head.at, "note": head.note, "verifier_key": realm.verifier_key()});
            say.remark(&format!("Key that checks it: {}", realm.verifier_key()));
            say.answer(&answer, |_| head.note.trim_end().to_owned());
            Ok(())
        }
        AuditCommand::Proof { log, seq, out } => {
            let (reading, _) = reading(store, &log, "audit proof").await?;
            let head = head(store, &reading.realm).await?;
            give(&proof::write(&reading, seq, &head).await?, out.as_deref(), say)
        }
        AuditCommand::Export { log, witnessed, out } => {
            let (reading, name) = reading(store, &log, "audit export").await?;
            head(store, &reading.realm).await?;
            let mut heads = store.heads(reading.realm.name()).await?;
            if witnessed {
                let newest = store.witnessed_head(reading.realm.name()).await?;
                let newest = newest.ok_or_else(|| Failure::failed("no witness has signed a head of this log yet"))?;
                heads.retain(|head| head.size <= newest.size);
            }
            export::write(&reading, &name, heads, out.as_deref(), say).await
        }
    }
}

/// The catalogue, which is the same for every organisation and needs no data.
fn tell_actions(say: Say) {
    say.answer(&muster::event_kinds(), |kinds| {
        let row = |kind: &muster::EventKind| [kind.log.to_owned(), kind.name.to_owned(), kind.meaning.to_owned()];
        table(["LOG", "ACTION", "MEANING"], &kinds.iter().map(row).collect::<Vec<_>>())
    });
}

async fn realm(store: &Arc<Store>, log: &LogOf) -> Result<(Arc<Realm>, String), Failure> {
    match &log.org {
        Some(slug) => home::organisation(store, slug).await.map(|(listing, realm)| (realm, listing.name)),
        None => Ok((Arc::clone(store.instance()), "this server".to_owned())),
    }
}

/// A log to be read: the instance's, or an organisation's that allowed it.
async fn reading(store: &Arc<Store>, log: &LogOf, what: &'static str) -> Result<(Reading, String), Failure> {
    if log.org.is_none() {
        return Ok((Reading::instance(store), "this server".to_owned()));
    }
    let (realm, name) = realm(store, log).await?;
    Ok((Reading::begin(store, realm, what).await?, name))
}

/// The latest signed head, signed now if the log grew.
async fn head(store: &Arc<Store>, realm: &Arc<Realm>) -> Result<SignedHead, Failure> {
    store.sign_head(realm).await?.ok_or_else(|| Failure::failed("the log is empty: there is nothing to sign"))
}

/// A new file: one that is there, perhaps an older export, is not written over.
fn create(path: &Path) -> Result<File, Failure> {
    File::create_new(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::usage(format!("{} is there already: it is not written over", path.display())),
        _ => Failure::failed(format!("{}: {error}", path.display())),
    })
}

/// To the file named, or to standard output.
fn give(text: &str, out: Option<&Path>, say: Say) -> Result<(), Failure> {
    match out {
        Some(path) => {
            create(path)?.write_all(text.as_bytes())?;
            say.answer(&json!({"file": path}), |_| format!("Written to {}.", path.display()));
        }
        None => line(text.trim_end()),
    }
    Ok(())
}
