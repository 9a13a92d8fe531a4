//! The stored form of a password: a PHC string with parameters, id of the pepper, salt and tag.

use super::{Params, PasswordError};
use argon2::password_hash::phc::{Output, PasswordHash, Salt};
use std::fmt;

const VERSION: u32 = 0x13;
pub(super) const TAG: usize = 32;

/// What is stored in place of a password. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordRecord(String);

impl PasswordRecord {
    /// The PHC string to store.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The PHC string to store.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Debug for PasswordRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordRecord(hidden)")
    }
}

/// A record taken apart.
#[derive(Clone)]
pub(super) struct Parts {
    pub(super) params: Params,
    /// Id of the pepper; empty in a record brought in from elsewhere that has none.
    pub(super) pepper: Vec<u8>,
    pub(super) salt: Salt,
    pub(super) tag: Output,
}

impl Parts {
    /// Takes a PHC string apart; refuses every algorithm, version and parameter but ours.
    pub(super) fn read(record: &str) -> Result<Self, PasswordError> {
        let phc = PasswordHash::new(record).map_err(|_| PasswordError::Record("it is not a PHC string"))?;
        if phc.algorithm != argon2::ARGON2ID_IDENT || phc.version != Some(VERSION) {
            return Err(PasswordError::Record("it is not Argon2id version 19"));
        }
        if ["m", "t", "p"].iter().any(|name| phc.params.get(*name).is_none()) {
            return Err(PasswordError::Record("a parameter is missing"));
        }
        let params = argon2::Params::try_from(&phc).map_err(|_| PasswordError::Record("its parameters are damaged"))?;
        if !params.data().is_empty() {
            return Err(PasswordError::Record("it has associated data"));
        }
        let (Some(salt), Some(tag)) = (phc.salt, phc.hash) else {
            return Err(PasswordError::Record("salt or tag is missing"));
        };
        if tag.len() != TAG {
            return Err(PasswordError::Record("its tag is not 32 bytes"));
        }
        Ok(Self { params: Params::of_record(&params)?, pepper: params.keyid().into(), salt, tag })
    }

    /// Puts a PHC string together.
    pub(super) fn write(&self) -> Result<PasswordRecord, PasswordError> {
        let unwritable = |_| PasswordError::Record("it cannot be written");
        let mut builder = argon2::ParamsBuilder::new();
        builder.m_cost(self.params.memory_kib()).t_cost(self.params.passes()).p_cost(self.params.lanes());
        builder.keyid(argon2::KeyId::new(&self.pepper).map_err(unwritable)?);
        let params = builder.build().map_err(unwritable)?;
        let phc = PasswordHash {
            algorithm: argon2::ARGON2ID_IDENT,
            version: Some(VERSION),
            params: (&params).try_into().map_err(|_| PasswordError::Record("it cannot be written"))?,
            salt: Some(self.salt),
            hash: Some(self.tag),
        };
        Ok(PasswordRecord(phc.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "$argon2id$v=19$m=65536,t=3,p=1,keyid=AQIDBAUGBwg\
                        $AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    #[test]
    fn a_record_is_the_same_after_taking_it_apart() {
        let parts = Parts::read(GOOD).unwrap();
        assert_eq!(parts.params, Params::STANDARD);
        assert_eq!(parts.pepper, [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!((parts.salt.len(), parts.tag.len()), (16, 32));
        assert_eq!(parts.write().unwrap().as_str(), GOOD);
    }

    #[test]
    fn damaged_and_foreign_records_are_refused() {
        let bad = [
            "",
            "password",
            "$2b$12$abcdefghijklmnopqrstuv",
            &GOOD.replace("argon2id", "argon2i"),
            &GOOD.replace("argon2id", "argon2d"),
            &GOOD.replace("v=19", "v=16"),
            &GOOD.replace("v=19$", ""),
            &GOOD.replace("m=65536,", ""),
            &GOOD.replace("t=3,", ""),
            &GOOD.replace(",p=1", ""),
            &GOOD.replace("m=65536", "m=4294967295"),
            &GOOD.replace("m=65536", "m=0"),
            &GOOD.replace("m=65536", "m=-1"),
            &GOOD.replace("t=3", "t=4294967295"),
            &GOOD.replace("p=1", "p=4294967295"),
            &GOOD.replace("p=1", "p=1,data=AAAA"),
            &GOOD.replace("keyid=AQIDBAUGBwg", "keyid=AQIDBAUGBwgJCg"),
            &GOOD[..GOOD.len() - 44],
            &GOOD[..GOOD.len() - 1],
        ];
        for record in bad {
            assert!(Parts::read(record).is_err(), "{record}");
        }
    }
}
