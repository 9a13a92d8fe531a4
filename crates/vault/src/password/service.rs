//! Hashing and checking passwords, off the async threads.

use super::compute::Memory;
use super::record::{Parts, TAG};
use super::workers::Workers;
use super::{Params, PasswordError, PasswordRecord, Pending, Peppers};
use crate::random::Random;
use argon2::password_hash::phc::{Output, Salt};
use std::fmt;
use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use subtle::ConstantTimeEq as _;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

const SALT: usize = 16;
const MOST_BYTES: usize = 1024;

/// Whether a password is the one a record was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Right {
        /// The record was made with other parameters or another pepper than are used now: hash the password anew.
        rehash: bool,
    },
    /// It is not, or there is no record.
    Wrong,
}

/// Hashes and checks passwords on a fixed couple of threads. Dropping it finishes the work in hand and stops them.
pub struct Passwords {
    workers: Workers,
    rules: Arc<Rules>,
}

struct Rules {
    params: Params,
    peppers: Peppers,
    /// Checked where there is no record; no password meets it.
    dummy: Parts,
    done: AtomicU64,
}

impl Passwords {
    /// Starts `threads` threads; as many as there are cores is the most that makes sense.
    pub fn start(params: Params, peppers: impl Into<Peppers>, threads: NonZeroUsize) -> Result<Self, PasswordError> {
        let rules = Arc::new(Rules::new(params, peppers.into())?);
        let keep = usize::try_from(params.memory_kib()).map_err(|_| PasswordError::OutOfMemory)?;
        Ok(Self { workers: Workers::start(threads, keep)?, rules })
    }

    /// Makes the record of a password that [`check_password`](super::check_password) let through.
    pub fn hash(&self, password: &str, random: &mut dyn Random) -> Result<Pending<PasswordRecord>, PasswordError> {
        if password.len() > MOST_BYTES {
            return Err(PasswordError::TooLong);
        }
        let mut salt = [0; SALT];
        random.fill(&mut salt)?;
        self.work(password, move |rules, memory, password| rules.hash(memory, password, &salt))
    }

    /// Checks a password against a stored record. A damaged record is an error, after the same work.
    pub fn verify(&self, password: &str, record: &str) -> Result<Pending<Verdict>, PasswordError> {
        let record = Parts::read(record);
        self.work(password, move |rules, memory, password| rules.verify(memory, password, record))
    }

    /// Does the work of a check where there is no record to check against. Always [`Verdict::Wrong`].
    pub fn verify_dummy(&self, password: &str) -> Result<Pending<Verdict>, PasswordError> {
        self.work(password, move |rules, memory, password| rules.verify(memory, password, Ok(rules.dummy.clone())))
    }

    /// Whether a record was made with other parameters or another pepper than are used now.
    pub fn needs_rehash(&self, record: &str) -> bool {
        Parts::read(record).map_or(true, |parts| self.rules.is_old(&parts))
    }

    /// How many passwords were hashed and checked since the start, right, wrong and dummy alike.
    pub fn done(&self) -> u64 {
        self.rules.done.load(Ordering::Relaxed)
    }

    fn work<T: Send + 'static>(
        &self,
        password: &str,
        act: impl FnOnce(&Rules, &mut Memory, &[u8]) -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<Pending<T>, PasswordError> {
        // One byte more than any accepted password is enough to be a wrong one, however long it was.
        let end = password.len().min(MOST_BYTES + 1);
        let password = Zeroizing::new(password.as_bytes()[..end].to_vec());
        let rules = Arc::clone(&self.rules);
        let (answer, pending) = oneshot::channel();
        self.workers.submit(Box::new(move |memory| {
            // Nobody waits any more: a browser that hung up costs nothing.
            if !answer.is_closed() {
                let done = act(&rules, memory, &password);
                rules.done.fetch_add(1, Ordering::Relaxed);
                // The receiver may be dropped while the work is done, which is nobody's fault.
                let _ = answer.send(done);
            }
        }))?;
        Ok(Pending::new(pending))
    }
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Passwords").field("params", &self.rules.params).finish_non_exhaustive()
    }
}

impl Rules {
    fn new(params: Params, peppers: Peppers) -> Result<Self, PasswordError> {
        let unusable = |_| PasswordError::Record("the dummy record cannot be made");
        let dummy = Parts {
            params,
            pepper: peppers.active().id().into(),
            salt: Salt::new(&[0; SALT]).map_err(unusable)?,
            tag: Output::new(&[0; TAG]).map_err(unusable)?,
        };
        Ok(Self { params, peppers, dummy, done: AtomicU64::new(0) })
    }

    fn hash(&self, memory: &mut Memory, password: &[u8], salt: &[u8; SALT]) -> Result<PasswordRecord, PasswordError> {
        let unusable = |_| PasswordError::Record("it cannot be written");
        let mut tag = [0; TAG];
        memory.compute(self.params, Some(self.peppers.active()), salt, password, &mut tag)?;
        Parts {
            params: self.params,
            pepper: self.peppers.active().id().into(),
            salt: Salt::new(salt).map_err(unusable)?,
            tag: Output::new(&tag).map_err(unusable)?,
        }
        .write()
    }

    fn verify(&self, memory: &mut Memory, password: &[u8], record: Result<Parts, PasswordError>) -> Result<Verdict, PasswordError> {
        let (parts, fault) = match record {
            Err(fault) => (self.dummy.clone(), Some(fault)),
            Ok(parts) if parts.pepper.is_empty() || self.peppers.find(&parts.pepper).is_some() => (parts, None),
            Ok(parts) => (self.dummy.clone(), Some(PasswordError::UnknownPepper(hex::encode(parts.pepper)))),
        };
        let mut tag = [0; TAG];
        memory.compute(parts.params, self.peppers.find(&parts.pepper), &parts.salt, password, &mut tag)?;
        let same: bool = tag.ct_eq(parts.tag.as_bytes()).into();
        match fault {
            Some(fault) => Err(fault),
            None if same && password.len() <= MOST_BYTES => Ok(Verdict::Right { rehash: self.is_old(&parts) }),
            None => Ok(Verdict::Wrong),
        }
    }

    fn is_old(&self, parts: &Parts) -> bool {
        parts.params != self.params || parts.pepper != self.peppers.active().id() || parts.salt.len() != SALT || parts.tag.len() != TAG
    }
}

#[cfg(test)]
mod tests;
