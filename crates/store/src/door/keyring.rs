//! The instance's keyring: its id, its own wrapped keys, and the host in its logs' names. A file beside the data (embedded) or rows
//! of `instance` (PostgreSQL), apart from what they open, so that it can have a backup life of its own.
//!
//! The host is kept as it was at the first start: a log's name is part of its key's name, and what was signed under one name does
//! not verify under another. A server that moves to another host goes on signing under the old name.

use crate::Connection;
use crate::schema::instance;
use diesel::prelude::*;
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::Path;
use vault::{InstanceId, InstanceMaster, LogSeed, OsRandom, RootKeys, WrapContext, WrappedKey};

/// The stored form.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Keyring {
    pub(crate) instance: String,
    pub(crate) master: String,
    pub(crate) log: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) host: Option<String>,
}

/// The keyring opened by the root key.
pub(crate) struct InstanceKeys {
    pub(crate) id: InstanceId,
    pub(crate) master: InstanceMaster,
    pub(crate) log: LogSeed,
    pub(crate) host: String,
}

impl Keyring {
    pub(crate) fn new(roots: &RootKeys, host: &str) -> Result<Self> {
        let random = &mut OsRandom;
        let id = InstanceId::generate(random).map_err(Error::internal)?;
        let master = InstanceMaster::generate(random).map_err(Error::internal)?.wrap(roots, &id).map_err(Error::internal)?;
        let log = LogSeed::generate(random).map_err(Error::internal)?;
        let log = log.wrap(roots, &id, WrapContext::InstanceLog).map_err(Error::internal)?;
        Ok(Self { instance: id.to_string(), master: master.to_string(), log: log.to_string(), host: Some(host.to_owned()) })
    }

    /// `host` counts for a keyring that does not know its own yet.
    pub(crate) fn unlock(&self, roots: &RootKeys, host: &str) -> Result<InstanceKeys> {
        let id: InstanceId = self.instance.parse().map_err(Error::internal)?;
        let wrapped = |text: &str| text.parse::<WrappedKey>().map_err(Error::internal);
        let master = InstanceMaster::unwrap(roots, &id, &wrapped(&self.master)?).map_err(refused)?;
        let log = LogSeed::unwrap(roots, &id, WrapContext::InstanceLog, &wrapped(&self.log)?).map_err(refused)?;
        let host = self.host.clone().unwrap_or_else(|| host.to_owned());
        Ok(InstanceKeys { id, master, log, host })
    }

    pub(crate) fn read(path: &Path) -> Result<Option<Self>> {
        match std::fs::read_to_string(path) {
            Ok(text) => serde_json::from_str(&text).map(Some).map_err(|_| Error::internal(format!("{} is damaged", path.display()))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Error::internal(format!("{}: {error}", path.display()))),
        }
    }

    /// Writes the file in one step: either the old or the new keyring is there after a crash.
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        write_whole(path, &serde_json::to_string_pretty(self).map_err(Error::internal)?)
    }

    pub(crate) fn from_table(connection: &mut Connection) -> Result<Option<Self>> {
        let rows: Vec<(String, String)> = instance::table.select((instance::name, instance::value)).load(connection)?;
        let find = |name: &str| rows.iter().find(|row| row.0 == name).map(|row| row.1.clone());
        let host = find("host");
        Ok(find("id").zip(find("master")).zip(find("log")).map(|((instance, master), log)| Self { instance, master, log, host }))
    }

    pub(crate) fn enter_table(&self, connection: &mut Connection) -> Result<()> {
        let host = self.host.as_ref().map(|host| ("host", host));
        for (name, value) in [("id", &self.instance), ("master", &self.master), ("log", &self.log)].into_iter().chain(host) {
            diesel::insert_into(instance::table).values((instance::name.eq(name), instance::value.eq(value))).execute(connection)?;
        }
        Ok(())
    }

    pub(crate) fn update_table(&self, connection: &mut Connection) -> Result<()> {
        for (name, value) in [("master", &self.master), ("log", &self.log)] {
            diesel::update(instance::table.find(name)).set(instance::value.eq(value)).execute(connection)?;
        }
        Ok(())
    }
}

/// Writes a file in one step, durably: after a crash either the old or the new text is there.
pub(crate) fn write_whole(path: &Path, text: &str) -> Result<()> {
    // Two commands at once must not write into the same file on the side.
    let aside = path.with_extension(format!("new-{}", std::process::id()));
    let folder = path.parent().unwrap_or(Path::new("."));
    let write = || -> std::io::Result<()> {
        let mut file = std::fs::File::create(&aside)?;
        file.write_all(text.as_bytes())?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        std::fs::rename(&aside, path)?;
        std::fs::File::open(folder)?.sync_all()
    };
    write().map_err(|error| Error::internal(format!("{}: {error}", path.display())))
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
pub(crate) fn refused(error: vault::SealError) -> Error {
    Error::internal(format!("the root key does not open the keyring: {error}"))
}
