//! An organisation's master key: destroying its wrapped form is erasing the organisation.

use super::wrap::{unwrap, wrap};
use super::{CodeKey, DatabaseKey, InstanceId, PushKey, WrapContext, WrappedKey};
use crate::contexts::{self, Purpose, checked};
use crate::derive::derive;
use crate::error::SealError;
use crate::random::Random;
use crate::root::RootKeys;
use crate::seal::{FieldSealer, FileSealer};
use crate::secret::Secret;
use std::fmt;
use zeroize::ZeroizeOnDrop;

/// 32 random bytes from which an organisation's purpose keys are derived. Knows whose it is.
#[derive(Clone)]
pub struct MasterKey {
    organisation: String,
    version: u8,
    key: Secret<32>,
}

impl MasterKey {
    /// The first master key of a new organisation.
    pub fn generate(organisation: &str, random: &mut dyn Random) -> Result<Self, SealError> {
        Ok(Self { organisation: checked(organisation)?.into(), version: 1, key: Secret::random(random)? })
    }

    /// The next version, for an organisation whose data is to be encrypted anew.
    pub fn next(&self, random: &mut dyn Random) -> Result<Self, SealError> {
        let version = self.version.checked_add(1).ok_or(SealError::UnknownKeyVersion(self.version))?;
        Ok(Self { organisation: self.organisation.clone(), version, key: Secret::random(random)? })
    }

    /// Its form for storing.
    pub fn wrap(&self, roots: &RootKeys, instance: &InstanceId) -> Result<WrappedKey, SealError> {
        wrap(roots.active(), instance, WrapContext::Organisation(&self.organisation), self.version, &self.key)
    }

    /// Reads the stored form; refuses another organisation's or another instance's.
    pub fn unwrap(roots: &RootKeys, instance: &InstanceId, organisation: &str, wrapped: &WrappedKey) -> Result<Self, SealError> {
        let key = unwrap(roots, instance, WrapContext::Organisation(organisation), wrapped)?;
        Ok(Self { organisation: organisation.into(), version: wrapped.version(), key })
    }

    /// Which version this is, counted from 1.
    pub fn version(&self) -> u8 {
        self.version
    }

    /// Whose key this is.
    pub fn organisation(&self) -> &str {
        &self.organisation
    }

    /// The key of the organisation's database file.
    pub fn database_key(&self) -> Result<DatabaseKey, SealError> {
        self.purpose::<48>(&contexts::ORGANISATION_DATABASE).map(DatabaseKey::of)
    }

    /// What seals single fields of the organisation.
    pub fn field_sealer(&self) -> Result<FieldSealer, SealError> {
        Ok(FieldSealer::of(self.version, &self.purpose(&contexts::ORGANISATION_FIELDS)?))
    }

    /// What seals the organisation's files.
    pub fn file_sealer(&self) -> Result<FileSealer, SealError> {
        Ok(FileSealer::of(&self.organisation, self.version, self.purpose(&contexts::ORGANISATION_FILES)?))
    }

    /// What makes the codes by which people show that they are there.
    pub fn code_key(&self) -> Result<CodeKey, SealError> {
        Ok(CodeKey::of(&self.purpose(&contexts::ORGANISATION_CODES)?))
    }

    /// What shows push services that the organisation sends.
    pub fn push_key(&self) -> Result<PushKey, SealError> {
        Ok(PushKey::of(&self.purpose(&contexts::ORGANISATION_PUSH)?))
    }

    fn purpose<const N: usize>(&self, purpose: &Purpose) -> Result<Secret<N>, SealError> {
        Ok(derive(self.key.expose(), None, purpose.info_for(&self.organisation)?.as_bytes()))
    }
}

impl ZeroizeOnDrop for MasterKey {}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MasterKey({}, version {})", self.organisation, self.version)
    }
}
