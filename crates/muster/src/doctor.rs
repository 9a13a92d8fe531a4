//! `muster doctor`: looks for what would go wrong later, and for what is less safe than it could be.

use crate::failure::Failure;
use crate::home;
use crate::root_key::{self, Place};
use crate::say::Say;
use crate::serve::way;
use crate::settings::Settings;
use kernel::{Clock as _, SystemClock, Timestamp};
use serde::Serialize;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

#[derive(Debug, Serialize)]
struct Check {
    name: &'static str,
    /// What is wrong and what to do; null when nothing is.
    finding: Option<String>,
}

pub(crate) async fn run(settings: &Settings, say: Say) -> Result<(), Failure> {
    let first_start = !settings.data.exists();
    let mut checks = vec![
        check("data folder", folder(&settings.data)),
        check("root key", root(settings)),
        check("clock", clock(SystemClock.now())),
        check("certificate", certificate(settings)),
        check("hosts", hosts(settings)),
        check("mail", mail(settings)),
        check("core dumps", core_dumps()),
    ];
    if first_start {
        say.remark("There is no data yet: databases were not looked at.");
    } else {
        checks.push(check("databases", databases(settings).await));
    }
    let found = checks.iter().filter(|check| check.finding.is_some()).count();
    say.answer(&checks, |checks| told(checks));
    if found == 0 { Ok(()) } else { Err(Failure::Findings(found)) }
}

fn check(name: &'static str, judged: Result<(), String>) -> Check {
    Check { name, finding: judged.err() }
}

fn told(checks: &[Check]) -> String {
    let line = |check: &Check| match &check.finding {
        None => format!("ok    {}", check.name),
        Some(finding) => format!("FOUND {}: {finding}", check.name),
    };
    checks.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[expect(clippy::verbose_bit_mask, reason = "the mask is read as a file mode")]
fn folder(path: &Path) -> Result<(), String> {
    let about = match std::fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(format!("{}: {error}", path.display())),
    };
    if about.mode() & 0o077 == 0 { Ok(()) } else { Err(format!("others may look into {}: chmod 700 it", path.display())) }
}

fn root(settings: &Settings) -> Result<(), String> {
    let place = Place::of(settings).map_err(|failure| failure.to_string())?;
    if let Place::File(path) = &place
        && !path.exists()
        && !settings.data.join("keyring.json").exists()
    {
        return Ok(());
    }
    root_key::open(settings).map_err(|failure| failure.to_string())?;
    match place {
        Place::Environment(variable) => {
            Err(format!("{variable} can be read by whoever can inspect the process: a file or a systemd credential is safer"))
        }
        Place::File(_) | Place::Systemd(_) => Ok(()),
    }
}

/// A clock that stands at its beginning makes sessions and certificates meaningless.
fn clock(now: Timestamp) -> Result<(), String> {
    let sane = Timestamp::parse("2026-01-01T00:00:00Z").is_some_and(|least| now >= least);
    if sane { Ok(()) } else { Err(format!("it says {now}: set it, and keep it with NTP")) }
}

fn certificate(settings: &Settings) -> Result<(), String> {
    let asked_for_none = settings.tls_cert.is_none() && !settings.self_signed && !settings.plain_http;
    if asked_for_none {
        return Err("none is set: `muster serve` will not start".into());
    }
    if settings.self_signed {
        return Err("it is self-made: browsers warn, and people learn to look away".into());
    }
    way(settings).map(|_| ()).map_err(|failure| failure.to_string())
}

fn hosts(settings: &Settings) -> Result<(), String> {
    if settings.listen.ip().is_loopback() || !settings.hosts.is_empty() {
        Ok(())
    } else {
        Err("none is named: `muster serve` will not start".into())
    }
}

/// A server may do without mail; one that was told of a mail server must be able to use it.
fn mail(settings: &Settings) -> Result<(), String> {
    crate::mail::post(settings).map(|_| ()).map_err(|failure| failure.to_string())
}

fn core_dumps() -> Result<(), String> {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
    if limit.current == Some(0) { Ok(()) } else { Err("they are allowed, and would hold keys".into()) }
}

/// Opens everything: wrong keys, foreign or rolled-back files and unbound PostgreSQL roles are found by opening.
async fn databases(settings: &Settings) -> Result<(), String> {
    let store = home::open(settings).await.map_err(|failure| failure.to_string())?;
    let all = store.organisations().await.map_err(|error| error.to_string())?;
    let mut faults = Vec::new();
    for listing in all {
        if let Err(error) = store.realm(listing.id).await {
            faults.push(format!("{}: {error}", listing.slug));
        }
    }
    let report = store.keys_report().await.map_err(|error| error.to_string())?;
    faults.extend(report.keys.iter().filter(|key| !key.opens).map(|key| format!("the {} key of {} does not open", key.purpose, key.owner)));
    store.close().await;
    if faults.is_empty() { Ok(()) } else { Err(faults.join("; ")) }
}
