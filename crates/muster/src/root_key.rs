//! Where the root key comes from.

use crate::failure::Failure;
use crate::say;
use crate::settings::Settings;
use std::path::PathBuf;
use vault::{KeyFile, OsRandom, RootKey};

/// The places a root key can be in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    File(PathBuf),
    Systemd(String),
    Environment(String),
}

impl Place {
    pub(crate) fn of(settings: &Settings) -> Result<Self, Failure> {
        match settings.root_key.split_once(':') {
            None if settings.root_key == "file" => Ok(Self::File(settings.data.join("root.key"))),
            Some(("file", path)) if !path.is_empty() => Ok(Self::File(path.into())),
            Some(("systemd", name)) if !name.is_empty() => Ok(Self::Systemd(name.into())),
            Some(("env", variable)) if !variable.is_empty() => Ok(Self::Environment(variable.into())),
            _ => Err(Failure::usage("setting root-key: expected file, file:PATH, systemd:NAME or env:VARIABLE")),
        }
    }
}

/// The root key; made, with a loud remark, at the very first start.
pub(crate) fn open(settings: &Settings) -> Result<RootKey, Failure> {
    match Place::of(settings)? {
        Place::Systemd(name) => Ok(vault::from_systemd_credential(&name)?),
        Place::Environment(variable) => {
            let (key, warning) = vault::from_environment(&variable)?;
            tracing::warn!("{warning}");
            Ok(key)
        }
        // Data without its key is a key that was lost, not a first start.
        Place::File(path) if !path.exists() && !settings.data.join("keyring.json").exists() => {
            let key = KeyFile::create_new(&path, &mut OsRandom)?;
            say::warn(&format!(
                "A root key was made: {}\nBACK IT UP NOW, apart from the data. Without it nobody can ever read the data again; with it and the data, anybody can.",
                path.display()
            ));
            Ok(key)
        }
        Place::File(path) => Ok(KeyFile::open(path)?),
    }
}
