//! Resetting a member's factors: for somebody who has lost them all. Their sessions end; the password alone signs them in again, until
//! they have set up what is demanded.

use super::FACTORS_RESET;
use super::rows::{self, FactorsEnded};
use crate::approvals::{self, Act, ApprovalView, Settled, second};
use crate::cx::Cx;
use crate::edge::{Answer, Json, Path};
use crate::factors::tell::tell;
use crate::holdings;
use crate::permission::{Permission, all::SignInsEnd};
use courier::{FactorChange, House};
use kernel::{Error, Line, MemberId, Result};
use serde::{Deserialize, Serialize};
use store::{Event, Subject, Tx, WriteTx};

/// Why.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ResetReason {
    /// How you know that it is they who ask; it is on record.
    reason: Line<200>,
}

/// Whose factors are to be removed, and why.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Resetting {
    pub(crate) member: MemberId,
    reason: Line<200>,
}

/// Reset a member's factors
///
/// Their authenticator app, passkeys and recovery codes are void, and their sessions end. Those of somebody who decides about rights
/// wait for a second person, where somebody else than they could confirm it: then the answer is 202 with the approval.
#[utoipa::path(delete, path = "/members/{id}/factors", tag = "Security", operation_id = "resetFactors", request_body = ResetReason,
    params(("id" = MemberId, Path, description = "The member's id.")),
    responses((status = 200, description = "What there was.", body = FactorsEnded),
        (status = 202, description = "They decide about rights: it waits for a second person.", body = ApprovalView)))]
pub async fn reset_factors(
    cx: Cx<SignInsEnd>,
    Path(id): Path<MemberId>,
    Json(asked): Json<ResetReason>,
) -> Answer<Settled<axum::Json<FactorsEnded>>> {
    let house = cx.house();
    let settled = cx.write(move |mut tx| {
        let resetting = Resetting { member: id, reason: asked.reason };
        resetting.check(&mut tx)?;
        if holdings::decides(&mut tx, id)? && second::is_there(&mut tx, SignInsEnd::NAME, Some(id))? {
            let view = approvals::ask(&mut tx, Act::ResetFactors(resetting))?;
            return tx.commit(approvals::asked(&view).touching(Subject::new("member", id)), Settled::Waits(Box::new(view)));
        }
        let (event, ended) = resetting.carry_out(&mut tx, house)?;
        tx.commit(event, Settled::Done(ended))
    });
    Ok(settled.await?.map(axum::Json))
}

impl Resetting {
    /// Refuses whoever may not do it by themselves.
    pub(crate) fn check(&self, tx: &mut Tx<'_>) -> Result<()> {
        holdings::name_of(tx, self.member)?;
        // Whoever resets their own would need no factor to be rid of them.
        if tx.actor().member() == Some(self.member) {
            return Err(Error::refused("own-factors", "remove your own factors in your account"));
        }
        // Whoever resets the factors of somebody with more rights is halfway to being them.
        holdings::not_above(tx, self.member)
    }

    /// Removes them, tells the member, and gives the record.
    pub(crate) fn carry_out(self, tx: &mut WriteTx<'_>, house: House) -> Result<(Event, FactorsEnded)> {
        let name = holdings::name_of(tx, self.member)?;
        let ended = rows::remove_factors(tx, self.member)?;
        tell(tx, house, self.member, FactorChange::AllRemoved)?;
        let event = Event::new(&FACTORS_RESET, Subject::new("member", self.member)).label(name).note(Some(self.reason.into_string()));
        let event = event.first("totp", &ended.totp).first("passkeys", &ended.passkeys).first("sessions_ended", &ended.sessions);
        Ok((event, ended))
    }
}
