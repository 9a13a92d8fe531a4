//! Looking after keys: their state, a drill that opens every one, and a change of the root key.

use super::keyring::{Keyring, refused};
use super::open::{Store, system};
use crate::directory;
use crate::tx::Authority;
use kernel::{Error, OrganisationId, Result};
use serde::Serialize;
use std::sync::Arc;
use vault::{RootKeys, WrapContext, WrappedKey};

/// The state of one wrapped key.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct KeyStatus {
    /// `instance`, or the organisation's id.
    pub owner: String,
    /// `master` or `log`.
    pub purpose: String,
    /// The root key that wrapped it.
    pub root_key: String,
    /// Which version of the key is inside.
    pub version: u8,
    /// Whether the present root key opens it.
    pub opens: bool,
}

/// The state of every key.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub struct KeysReport {
    /// Id of the active root key (a fingerprint, not the key).
    pub root_key: String,
    /// One line a key.
    pub keys: Vec<KeyStatus>,
}

fn context<'a>(owner: &'a str, purpose: &str) -> WrapContext<'a> {
    match (owner, purpose) {
        ("instance", "master") => WrapContext::Instance,
        ("instance", _) => WrapContext::InstanceLog,
        (id, "master") => WrapContext::Organisation(id),
        (id, _) => WrapContext::OrganisationLog(id),
    }
}

impl Store {
    /// Opens every wrapped key and tells how each stands.
    pub async fn keys_report(self: &Arc<Self>) -> Result<KeysReport> {
        let mut keys = Vec::new();
        for (owner, purpose, text) in self.wrapped_keys().await? {
            let wrapped: WrappedKey = text.parse().map_err(Error::internal)?;
            let opens = vault::rewrap(&self.roots, &self.keys.id, context(&owner, &purpose), &wrapped).is_ok();
            keys.push(KeyStatus { root_key: wrapped.root_key_id().to_string(), version: wrapped.version(), opens, owner, purpose });
        }
        Ok(KeysReport { root_key: self.roots.active().id().to_string(), keys })
    }

    /// Wraps every key again with the active key of `roots`, which must also hold the old one. Safe to repeat.
    pub async fn rotate_root(self: &Arc<Self>, authority: Authority, roots: &RootKeys) -> Result<usize> {
        let mut organisations = Vec::new();
        let mut keyring = self.keyring()?;
        for (owner, purpose, text) in self.wrapped_keys().await? {
            let wrapped: WrappedKey = text.parse().map_err(Error::internal)?;
            let again = vault::rewrap(roots, &self.keys.id, context(&owner, &purpose), &wrapped).map_err(refused)?.to_string();
            match (owner.as_str(), purpose.as_str()) {
                ("instance", "master") => keyring.master = again,
                ("instance", _) => keyring.log = again,
                _ => organisations.push((OrganisationId::parse(&owner).map_err(Error::internal)?, purpose, again)),
            }
        }
        let count = self.directory.write(authority, move |tx| directory::rewrap(tx, &organisations)).await?;
        // The keyring last: as long as it is wrapped with the old key, the old key opens everything here.
        if self.is_embedded() {
            keyring.write(&self.config.data_dir.join("keyring.json"))?;
        } else {
            self.directory.housekeep(|connection| keyring.update_table(connection))?;
        }
        Ok(count + 2)
    }

    async fn wrapped_keys(self: &Arc<Self>) -> Result<Vec<(String, String, String)>> {
        let keyring = self.keyring()?;
        let mut keys =
            vec![("instance".to_owned(), "master".to_owned(), keyring.master), ("instance".to_owned(), "log".to_owned(), keyring.log)];
        let organisations = self
            .directory
            .read(system(), |tx| {
                let mut keys = Vec::new();
                for listing in directory::all(tx)? {
                    let id = listing.id;
                    keys.extend(directory::keys(tx, id)?.into_iter().map(|(purpose, text)| (id.to_string(), purpose, text)));
                }
                Ok(keys)
            })
            .await?;
        keys.extend(organisations);
        Ok(keys)
    }

    fn keyring(&self) -> Result<Keyring> {
        let missing = || Error::internal("the keyring is missing");
        if self.is_embedded() {
            Keyring::read(&self.config.data_dir.join("keyring.json"))?.ok_or_else(missing)
        } else {
            self.directory.read_here(&system(), |tx| Keyring::from_table(tx.db()))?.ok_or_else(missing)
        }
    }
}
