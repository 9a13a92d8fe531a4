//! Networks that keep less out, asked for by one and confirmed by another.

use super::change::{decide, inside, known_roles};
use super::rows;
use super::rules::Rules;
use super::wire::NewNetworks;
use crate::approvals::Confirmer;
use kernel::{Error, Result};
use serde::{Deserialize, Serialize};
use store::{Event, Tx, WriteTx};

/// The networks that are wanted, all of them, and the version that they were made from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Weakening {
    version: i64,
    wanted: NewNetworks,
}

impl Weakening {
    pub(super) fn of(before: &Rules, wanted: NewNetworks) -> Self {
        Self { version: before.version, wanted }
    }

    /// What it would do, for people.
    pub(crate) fn label(&self, tx: &mut Tx<'_>) -> Result<String> {
        let before = rows::read(tx)?;
        let after = self.wanted.clone().rules(before.version)?;
        Ok(format!("Networks: {}", after.weakness(&before).unwrap_or_default()))
    }

    /// Does it, if the networks are those that whoever asked had before them, and whoever confirms is inside of what is left.
    pub(crate) fn carry_out(&self, tx: &mut WriteTx<'_>, by: &Confirmer) -> Result<Event> {
        let before = rows::read(tx)?;
        if before.version != self.version {
            let message = "the networks were changed after this was asked for: it has to be asked for again".into();
            return Err(Error::Clash { code: "changed-meanwhile", message });
        }
        let after = self.wanted.clone().rules(before.version)?;
        known_roles(tx, &after)?;
        inside(&after, by.address, &by.roles)?;
        Ok(decide(tx, &before, after)?.0)
    }
}
