//! A policy that demands less, asked for by one and confirmed by another.

use super::change::{PolicyWanted, decide, wanted, weaker};
use super::rows::{self, Policy};
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use store::{Event, Tx, WriteTx};

/// The whole policy that is wanted, and the version that it was made from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Weakening {
    version: i64,
    wanted: PolicyWanted,
}

impl Weakening {
    pub(super) fn of(before: &Policy, wanted: PolicyWanted) -> Self {
        Self { version: before.version, wanted }
    }

    /// What it would do, for people.
    pub(crate) fn label(&self, tx: &mut Tx<'_>) -> Result<String> {
        let before = rows::policy(tx)?;
        let after = wanted(tx, &before, &self.wanted)?;
        Ok(format!("Security policy: {}", weaker(&before, &after).join("; ")))
    }

    /// Does it, if the policy is the one that whoever asked had before them.
    pub(crate) fn carry_out(&self, tx: &mut WriteTx<'_>) -> Result<Event> {
        let before = rows::policy(tx)?;
        if before.version != self.version {
            let message = "the policy was changed after this was asked for: it has to be asked for again".into();
            return Err(Error::Clash { code: "changed-meanwhile", message });
        }
        let after = wanted(tx, &before, &self.wanted)?;
        decide(tx, &before, &after)
    }
}
