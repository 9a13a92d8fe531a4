//! The pepper: a secret beside the database, without which stolen records cannot be guessed at.

use crate::contexts;
use crate::derive::derive;
use crate::secret::Secret;
use std::fmt;
use zeroize::ZeroizeOnDrop;

/// A pepper and its id.
#[derive(Clone)]
pub struct Pepper {
    id: [u8; 8],
    key: Secret<32>,
}

impl Pepper {
    pub(crate) fn of(key: Secret<32>) -> Self {
        Self { id: *derive::<8>(key.expose(), None, contexts::PEPPER_ID.info()).expose(), key }
    }

    pub(super) fn id(&self) -> [u8; 8] {
        self.id
    }

    pub(super) fn expose(&self) -> &[u8; 32] {
        self.key.expose()
    }
}

impl ZeroizeOnDrop for Pepper {}

impl fmt::Debug for Pepper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pepper({})", hex::encode(self.id))
    }
}

/// The active pepper and those still in older records.
#[derive(Debug, Clone)]
pub struct Peppers {
    active: Pepper,
    retiring: Vec<Pepper>,
}

impl Peppers {
    /// Only an active pepper.
    pub fn new(active: Pepper) -> Self {
        Self { active, retiring: Vec::new() }
    }

    /// Also checks records made with `old`, which are then due for hashing anew.
    #[must_use]
    pub fn and_retiring(mut self, old: Pepper) -> Self {
        self.retiring.push(old);
        self
    }

    pub(super) fn active(&self) -> &Pepper {
        &self.active
    }

    pub(super) fn find(&self, id: &[u8]) -> Option<&Pepper> {
        std::iter::once(&self.active).chain(&self.retiring).find(|pepper| pepper.id == id)
    }
}

impl From<Pepper> for Peppers {
    fn from(active: Pepper) -> Self {
        Self::new(active)
    }
}
