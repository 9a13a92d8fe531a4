//! Single sign-on that is demanded less, or lets more in: asked for by one, confirmed by another.

use super::change::{decide, possible};
use super::required::shuts;
use super::rows;
use super::rules::{Mode, Settings, weaker};
use super::wire::NewSingleSignOn;
use crate::approvals::second;
use crate::sessions::rows::open_of;
use kernel::{Error, MemberId, Result};
use serde::{Deserialize, Serialize};
use store::{Event, Tx, WriteTx};

/// All of what is wanted, and the version that it was made from.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Weakening {
    version: i64,
    wanted: NewSingleSignOn,
}

/// Hides the provider's secret.
impl std::fmt::Debug for Weakening {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Weakening").field("version", &self.version).finish_non_exhaustive()
    }
}

impl Weakening {
    pub(super) fn of(before: &Settings, wanted: NewSingleSignOn) -> Self {
        Self { version: before.version, wanted }
    }

    /// What it would do, for people.
    pub(crate) fn label(&self, tx: &mut Tx<'_>) -> Result<String> {
        let before = rows::settings(tx)?;
        let after = self.wanted.clone().settings(&before)?;
        Ok(format!("Single sign-on: {}", weaker(&before, &after).join("; ")))
    }

    /// Refuses what the actor could not decide by themselves, were they two.
    pub(crate) fn check(&self, tx: &mut Tx<'_>) -> Result<()> {
        match tx.actor().member() {
            Some(actor) => self.check_of(tx, actor),
            None => Ok(()),
        }
    }

    /// The same of whoever asked.
    pub(crate) fn check_of(&self, tx: &mut Tx<'_>, member: MemberId) -> Result<()> {
        let before = rows::settings(tx)?;
        let after = self.wanted.clone().settings(&before)?;
        possible(tx, member, &before, &after)
    }

    /// Does it, if single sign-on is what whoever asked had before them.
    pub(crate) fn carry_out(self, tx: &mut WriteTx<'_>) -> Result<Event> {
        let before = rows::settings(tx)?;
        if before.version != self.version {
            let message = "single sign-on was changed after this was asked for: it has to be asked for again".into();
            return Err(Error::Clash { code: "changed-meanwhile", message });
        }
        let after = self.wanted.settings(&before)?;
        decide(tx, &before, &after)
    }
}

/// Whether somebody else could confirm. Where it is required, that is whoever gets in without the provider, or is in: should the provider
/// break, the owners' way back in must not lead through it.
pub(super) fn somebody_could_confirm(tx: &mut Tx<'_>, permission: &str, before: &Settings) -> Result<bool> {
    let is_required = before.mode == Mode::Required;
    second::is_there_who(tx, permission, None, |tx, other| Ok(!is_required || !shuts(tx, Some(other))? || !open_of(tx, other)?.is_empty()))
}
