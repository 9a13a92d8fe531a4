//! Settings from defaults, a file, the environment and flags; the later wins.

use super::registry::{KEYS, Settings};
use crate::failure::Failure;
use clap::{Arg, ArgMatches};
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use figment::value::Value;
use std::path::{Path, PathBuf};

/// The file read when none is named, if it is there.
const FILE: &str = "muster.toml";
const HEADING: &str = "Settings (also in the file and the environment; `muster config --explain` tells all of them)";

/// One flag for each setting, and one that names the file.
pub(crate) fn flags() -> Vec<Arg> {
    let file = Arg::new("config").long("config").value_name("FILE").global(true).help_heading(HEADING);
    let file = file.help(format!("The file of settings, TOML; {FILE} in the working folder unless given"));
    let each = KEYS.iter().map(|key| {
        let flag = Arg::new(key.name)
            .long(key.name)
            .value_name(key.value)
            .global(true)
            .help_heading(HEADING)
            .help(key.meaning.trim_end_matches('.'))
            .hide_short_help(true);
        // A switch may stand alone: `--self-signed`.
        if key.value == "true|false" { flag.num_args(0..=1).require_equals(true).default_missing_value("true") } else { flag }
    });
    // A password on the command line can be read by everybody on the machine.
    std::iter::once(file).chain(each.filter(|flag| !flag.get_id().as_str().ends_with("-url"))).collect()
}

/// Reads the settings.
pub(crate) fn load(matches: &ArgMatches) -> Result<Settings, Failure> {
    let flags = deepest(matches);
    let mut figment = Figment::new();
    for key in KEYS.iter().filter(|key| !key.default.is_empty()) {
        figment = figment.merge(Serialized::default(key.name, value(key.default)));
    }
    match flags.get_one::<String>("config").map(PathBuf::from) {
        Some(file) if !file.is_file() => return Err(Failure::usage(format!("{}: there is no such file", file.display()))),
        Some(file) => figment = figment.merge(Toml::file_exact(file)),
        None if Path::new(FILE).is_file() => figment = figment.merge(Toml::file_exact(FILE)),
        None => {}
    }
    figment = figment.merge(environment());
    for key in KEYS {
        if let Ok(Some(given)) = flags.try_get_one::<String>(key.name) {
            figment = figment.merge(Serialized::default(key.name, value(given)));
        }
    }
    figment.extract().map_err(|error| Failure::usage(told(&error)))
}

/// `MUSTER_TLS_CERT` is `tls-cert`. Names that are no setting are not ours: a root key may be in one.
fn environment() -> Env {
    let known = |name: &figment::value::UncasedStr| KEYS.iter().any(|key| key.name.replace('-', "_") == name.as_str().to_lowercase());
    Env::prefixed("MUSTER_").filter(known).map(|name| name.as_str().to_lowercase().replace('_', "-").into())
}

fn value(text: &str) -> Value {
    match text.parse() {
        Ok(value) => value,
        Err(never) => match never {},
    }
}

/// Flags of every command are known to the command named last.
fn deepest(matches: &ArgMatches) -> &ArgMatches {
    matches.subcommand().map_or(matches, |(_, inner)| deepest(inner))
}

fn told(error: &figment::Error) -> String {
    let one = |error: figment::Error| {
        let key = error.path.join(".");
        format!("setting {}: {}", if key.is_empty() { "?" } else { &key }, error.kind)
    };
    error.clone().into_iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli;

    fn loaded(arguments: &[&str]) -> Result<Settings, Failure> {
        load(&cli::command().try_get_matches_from(arguments).unwrap())
    }

    #[test]
    fn every_default_is_a_value_of_its_setting() {
        let settings = loaded(&["muster", "serve"]).unwrap();
        assert_eq!(settings.listen.port(), 8443);
        assert!(settings.hosts.is_empty() && settings.tls_cert.is_none() && !settings.plain_http);
    }

    #[test]
    fn a_flag_stands_before_or_after_its_command() {
        assert!(loaded(&["muster", "--self-signed", "serve"]).unwrap().self_signed);
        let settings =
            loaded(&["muster", "org", "list", "--self-signed=false", "--hosts", "[a.example, b.example]", "--data=/srv/muster"]).unwrap();
        assert!(!settings.self_signed);
        assert_eq!(settings.hosts, ["a.example", "b.example"]);
    }

    #[test]
    fn the_file_is_overruled_by_flags_and_knows_no_other_keys() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("m.toml");
        std::fs::write(&file, "listen = \"127.0.0.1:1\"\nreaders = 9\n").unwrap();
        let file_name = file.to_str().unwrap();
        let settings = loaded(&["muster", "serve", "--config", file_name, "--listen", "127.0.0.1:2"]).unwrap();
        assert_eq!((settings.listen.port(), settings.readers.get()), (2, 9));
        std::fs::write(&file, "lisen = \"127.0.0.1:1\"\n").unwrap();
        let told = loaded(&["muster", "serve", "--config", file_name]).unwrap_err().to_string();
        assert!(told.contains("lisen"), "{told}");
    }

    #[test]
    fn a_wrong_value_is_told_with_its_key() {
        let told = loaded(&["muster", "serve", "--readers", "0"]).unwrap_err();
        assert!(told.to_string().contains("readers"), "{told}");
        assert_eq!(format!("{:?}", told.code()), format!("{:?}", std::process::ExitCode::from(2)));
    }

    #[test]
    fn no_address_with_a_password_is_a_flag() {
        assert!(cli::command().try_get_matches_from(["muster", "serve", "--postgres-url", "postgres://a:b@c/d"]).is_err());
    }
}
