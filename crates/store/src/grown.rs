//! Which organisations' logs grew by this process, since somebody asked last: what tells a sender where to look. A name lost with the
//! process is made good by whoever looks at all of them at the start.

use kernel::OrganisationId;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

#[derive(Debug, Default)]
pub(crate) struct Grown(Mutex<BTreeSet<OrganisationId>>);

impl Grown {
    /// A realm's log has grown; the instance's concerns nobody.
    pub(crate) fn note(&self, realm: &str) {
        if let Ok(id) = OrganisationId::parse(realm) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        }
    }

    /// Those that grew since this was asked last.
    pub(crate) fn take(&self) -> BTreeSet<OrganisationId> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
