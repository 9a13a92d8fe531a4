//! Passwords at the command line: made and shown once, or read from standard input. Never an argument.

use crate::failure::Failure;
use crate::settings::Settings;
use std::io::Read as _;
use std::sync::Arc;
use store::door::Store;
use vault::{OsRandom, Params, Passwords, Zeroizing};

/// What a password hash costs.
pub(crate) fn params(settings: &Settings) -> Result<Params, Failure> {
    Params::new(settings.password_memory_kib, settings.password_passes, 1).map_err(|error| Failure::usage(error.to_string()))
}

/// Workers for as long as the command runs.
pub(crate) fn workers(settings: &Settings, store: &Arc<Store>) -> Result<Passwords, Failure> {
    Passwords::start(params(settings)?, store.password_pepper(), settings.password_threads)
        .map_err(|error| Failure::failed(error.to_string()))
}

/// A password made here, or the one from standard input if it is good enough; `known` are words a guesser would try.
pub(crate) fn choose(from_stdin: bool, known: &[&str]) -> Result<Zeroizing<String>, Failure> {
    if !from_stdin {
        return vault::generate_password(&mut OsRandom).map_err(|error| Failure::failed(error.to_string()));
    }
    let mut text = Zeroizing::new(String::new());
    std::io::stdin().lock().take(4_096).read_to_string(&mut text)?;
    let password = Zeroizing::new(text.trim_end_matches(['\r', '\n']).to_owned());
    vault::check_password(&password, known).map_err(|refusal| Failure::failed(refusal.to_string()))?;
    Ok(password)
}

/// The record to store.
pub(crate) async fn record(workers: &Passwords, password: &str) -> Result<String, Failure> {
    let failed = |error: vault::PasswordError| Failure::failed(error.to_string());
    Ok(workers.hash(password, &mut OsRandom).map_err(failed)?.await.map_err(failed)?.into_string())
}
