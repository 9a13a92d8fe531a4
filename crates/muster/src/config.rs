//! Showing settings: those in use, or what each means.

use crate::failure::Failure;
use crate::say::Say;
use crate::settings::{KEYS, Settings};
use std::fmt::Write as _;

pub(crate) fn run(settings: &Settings, explain: bool, say: Say) -> Result<(), Failure> {
    if explain {
        say.answer(&KEYS, |_| explained());
        return Ok(());
    }
    let text = toml::to_string(settings).map_err(|error| Failure::failed(error.to_string()))?;
    say.answer(settings, |_| text);
    Ok(())
}

fn explained() -> String {
    let mut text = String::from(
        "Settings come from defaults, then muster.toml (or --config FILE), then the environment, then flags; the later wins.\n\
         A key is written alike everywhere: tls-cert in the file, --tls-cert as a flag, MUSTER_TLS_CERT in the environment.\n\
         Addresses that may hold a password (postgres-url, postgres-owner-url) are no flags: others could read them there.\n",
    );
    for key in KEYS {
        let default = if key.default.is_empty() { "not set".to_owned() } else { format!("default {}", key.default) };
        let _ = write!(text, "\n{} = {}\n    {} ({default})\n", key.name, key.value, key.meaning);
    }
    text.trim_end().to_owned()
}
