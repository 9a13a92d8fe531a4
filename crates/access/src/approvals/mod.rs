//! Acts that two people do: one asks, another confirms within three days, and only then is it done.
//!
//! Invariants: nobody confirms what they asked for, nor what is for themselves, and confirming asks for a fresh proof as asking did; what
//! is confirmed is carried out in the same transaction, if the rights of both still reach it then and what it changes is as it was;
//! what was asked is kept sealed until it is decided, and decided once. Whoever is the only one who could confirm acts alone, on record.

mod confirm;
mod decline;
mod list;
mod rows;
pub(crate) mod second;
mod wire;

pub use wire::{ApprovalState, ApprovalView, Settled};

use crate::holdings::{self, Wanted};
use crate::links::MemberLink;
use crate::state::Access;
use crate::{deletion, networks, oversight, policy, retention, single_sign_on};
use courier::House;
use kernel::{MemberId, Result, Timestamp, typed_id};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use store::{Action, Event, Subject, Tx, WriteTx};
use utoipa_axum::router::OpenApiRouter;

typed_id!(
    /// Something that a second person is asked to confirm.
    ApprovalId, "apr"
);

/// Something was asked for that two people must agree on.
pub const ASKED: Action = Action::new("approval.asked", "Somebody asked for what a second person must confirm");
/// A second person confirmed, and it was done.
pub const CONFIRMED: Action = Action::new("approval.confirmed", "A second person confirmed, and it was done");
/// A second person refused.
pub const REFUSED: Action = Action::new("approval.refused", "A second person refused what was asked");
/// Whoever asked took it back.
pub const WITHDRAWN: Action = Action::new("approval.withdrawn", "Whoever asked for a second person's word took it back");

/// Every action of this slice.
pub const ACTIONS: &[Action] = &[ASKED, CONFIRMED, REFUSED, WITHDRAWN];

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new()
        .routes(crate::route!(list::list_approvals))
        .routes(crate::route!(confirm::confirm))
        .routes(crate::route!(decline::decline))
}

/// How long there is to decide: three days.
pub(crate) const OPEN_MILLIS: i64 = 72 * 60 * 60 * 1000;

/// What may be asked for. Kept as JSON under seal; a name that is here stays, because some may be waiting.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    /// A role whose holder decides about rights.
    GrantRole(Wanted),
    /// Less is demanded of those who sign in.
    WeakenPolicy(policy::Weakening),
    /// Networks that were enforced are not any more, or hold everybody.
    WeakenNetworks(networks::Weakening),
    /// The factors of somebody who decides about rights are removed.
    ResetFactors(oversight::Resetting),
    /// Details of the log are kept for less long.
    ShortenRetention {
        /// How many months.
        months: u16,
    },
    /// Single sign-on is demanded less, or lets more in.
    WeakenSingleSignOn(single_sign_on::Weakening),
    /// The organisation is deleted.
    DeleteOrganisation(deletion::Wanted),
}

/// Who confirms, as far as it decides.
pub(crate) struct Confirmer {
    /// The address they come from.
    pub(crate) address: Option<IpAddr>,
    /// Their roles, as networks go by them.
    pub(crate) roles: Vec<String>,
    /// The organisation, for letters.
    pub(crate) house: House,
}

impl Act {
    /// Its word.
    fn word(&self) -> &'static str {
        match self {
            Self::GrantRole(_) => "grant_role",
            Self::WeakenPolicy(_) => "weaken_policy",
            Self::WeakenNetworks(_) => "weaken_networks",
            Self::ResetFactors(_) => "reset_factors",
            Self::ShortenRetention { .. } => "shorten_retention",
            Self::WeakenSingleSignOn(_) => "weaken_single_sign_on",
            Self::DeleteOrganisation(_) => "delete_organisation",
        }
    }

    /// The right that whoever asked must have for the whole organisation.
    fn permission(&self) -> &'static str {
        match self {
            Self::GrantRole(_) => "roles.grant",
            Self::WeakenPolicy(_) | Self::ShortenRetention { .. } | Self::WeakenSingleSignOn(_) => "policy.write",
            Self::WeakenNetworks(_) => "networks.write",
            Self::ResetFactors(_) => "sign_ins.end",
            Self::DeleteOrganisation(_) => "organisation.delete",
        }
    }

    /// The right that whoever confirms must have for the whole organisation: the same, but that an owner's deletion may be confirmed by
    /// anybody who decides. Most organisations have one owner.
    fn confirmed_with(&self) -> &'static str {
        match self {
            Self::DeleteOrganisation(_) => "approvals.decide",
            other => other.permission(),
        }
    }

    /// What it would do, for people.
    fn label(&self, tx: &mut Tx<'_>) -> Result<String> {
        match self {
            Self::GrantRole(wanted) => {
                let role = holdings::role_names(tx)?.remove(&wanted.role).unwrap_or_default();
                Ok(format!("{role} for {}", holdings::name_of(tx, wanted.member)?))
            }
            Self::WeakenPolicy(weakening) => weakening.label(tx),
            Self::WeakenNetworks(weakening) => weakening.label(tx),
            Self::ResetFactors(resetting) => Ok(format!("Remove every factor of {}", holdings::name_of(tx, resetting.member)?)),
            Self::ShortenRetention { months } => retention::check(tx, *months),
            Self::WeakenSingleSignOn(weakening) => weakening.label(tx),
            Self::DeleteOrganisation(wanted) => Ok(wanted.label()),
        }
    }

    /// Refuses what the actor of this transaction could not do by themselves, were they two.
    fn check(&self, tx: &mut Tx<'_>) -> Result<()> {
        match self {
            Self::GrantRole(wanted) => holdings::check(tx, wanted),
            Self::ResetFactors(resetting) => resetting.check(tx),
            // Whoever has the right to it has it wholly, and it is about nobody.
            Self::WeakenPolicy(_) | Self::WeakenNetworks(_) | Self::DeleteOrganisation(_) => Ok(()),
            Self::WeakenSingleSignOn(weakening) => weakening.check(tx),
            Self::ShortenRetention { months } => retention::check(tx, *months).map(drop),
        }
    }

    /// Refuses when whoever asked could not ask for it any more.
    fn check_asker(&self, tx: &mut Tx<'_>, asker: MemberId) -> Result<()> {
        match self {
            Self::GrantRole(wanted) => holdings::check_of(tx, asker, wanted),
            Self::WeakenSingleSignOn(weakening) => {
                second::still_may(tx, asker, self.permission())?;
                weakening.check_of(tx, asker)
            }
            _ => second::still_may(tx, asker, self.permission()),
        }
    }

    /// Does it, and gives its record. What weakens is on record as what it is, whoever agreed, so that whoever watches the log sees it.
    fn carry_out(self, tx: &mut WriteTx<'_>, asked: &ApprovalView, by: Confirmer) -> Result<Event> {
        let event = match self {
            Self::GrantRole(wanted) => {
                let member = wanted.member;
                let from = wanted.from.max(tx.now());
                let id = holdings::insert(tx, &Wanted { from, ..wanted }, Some(asked.asked_by.id))?;
                let event = Event::new(&CONFIRMED, Subject::new("approval", asked.id)).label(&asked.label).first("act", &asked.act);
                return Ok(event.touching(Subject::new("holding", id)).touching(Subject::new("member", member)));
            }
            Self::WeakenPolicy(weakening) => weakening.carry_out(tx)?,
            Self::WeakenNetworks(weakening) => weakening.carry_out(tx, &by)?,
            Self::ResetFactors(resetting) => resetting.carry_out(tx, by.house)?.0,
            Self::ShortenRetention { months } => retention::shorten(tx, months)?,
            Self::WeakenSingleSignOn(weakening) => weakening.carry_out(tx)?,
            Self::DeleteOrganisation(wanted) => wanted.carry_out(tx, asked.asked_by.id)?,
        };
        Ok(event.first("asked_by", &asked.asked_by.name).touching(Subject::new("approval", asked.id)))
    }
}

/// Asks a second person. What is asked for must have been checked as if it were done now.
pub(crate) fn ask(tx: &mut WriteTx<'_>, act: Act) -> Result<ApprovalView> {
    let (id, now) = (ApprovalId::new(tx.now(), tx.rng()), tx.now());
    let asker = tx.actor().member().ok_or_else(|| kernel::Error::internal("only a member asks a second person"))?;
    let (label, name) = (act.label(tx)?, holdings::name_of(tx, asker)?);
    let sealed = serde_json::to_vec(&act).map_err(kernel::Error::internal)?;
    let sealed = tx.seal("approval", "asked", id.as_str(), &sealed)?;
    let expires_at: Timestamp = now.plus_millis(OPEN_MILLIS);
    rows::insert(tx, id, &act, &label, sealed, asker, expires_at)?;
    Ok(ApprovalView {
        id,
        act: act.word().to_owned(),
        label,
        asked_by: MemberLink { id: asker, name },
        asked_at: now,
        expires_at,
        state: ApprovalState::Open,
        decided_by: None,
        decided_at: None,
    })
}

/// The event of what was asked.
pub(crate) fn asked(view: &ApprovalView) -> Event {
    Event::new(&ASKED, Subject::new("approval", view.id)).label(&view.label).first("act", &view.act).first("expires_at", &view.expires_at)
}
