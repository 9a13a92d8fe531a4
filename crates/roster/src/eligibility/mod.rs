//! May this member take this place? One answer for duties and visits, for lists, the board and the phone.
//!
//! Invariants: every answer names the rules that failed and the facts they failed on; what is judged is the whole interval, not its
//! start; a verdict on many is the verdict on each.

mod asked;
mod candidates;
mod facts;
mod rows;
mod rules;
mod show;
mod wire;

pub use facts::{Facts, judge};
pub use wire::{Effect, Finding, Outcome, Rule, Verdict};

use crate::assignments::{AssignmentId, Seat};
use crate::requirements::{Demand, RequirementId, RequirementRow};
use access::Access;
use kernel::{Error, MemberId, Reach, Result, Timestamp, UnitId};
use store::Tx;
use utoipa_axum::router::OpenApiRouter;

/// Every route of this slice.
pub fn routes() -> OpenApiRouter<Access> {
    OpenApiRouter::new().routes(access::route!(candidates::list_candidates)).routes(access::route!(show::show_eligibility))
}

/// The members who are here and within reach, of some units where they are named.
pub(crate) fn asked_for(tx: &mut Tx<'_>, units: Option<&[UnitId]>) -> Result<Vec<MemberId>> {
    rows::asked_for(tx, None, units)
}

/// What is not published yet is known to whoever plans, and to nobody else.
fn check_open(tx: &Tx<'_>, row: &RequirementRow) -> Result<()> {
    if row.live || *tx.reach() != Reach::Own { Ok(()) } else { Err(Error::not_found("requirement")) }
}

/// A place that somebody might take.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The requirement it belongs to, if it belongs to one.
    pub requirement: Option<RequirementId>,
    /// From when.
    pub start: Timestamp,
    /// Until when, exclusive.
    pub end: Timestamp,
    /// The zone in which days and weeks are counted.
    pub zone: String,
    /// The unit that looks after it.
    pub unit: Option<UnitId>,
    /// What it asks for.
    pub demands: Vec<Demand>,
    /// A whole place, or a trainee's.
    pub seat: Seat,
    /// Whether it takes the member's time whole.
    pub exclusive: bool,
    /// The assignment that is moved here: it does not stand in its own way.
    pub besides: Option<AssignmentId>,
}

impl Place {
    /// A place of this requirement.
    pub fn of(row: &RequirementRow, demands: Vec<Demand>, seat: Seat) -> Self {
        Self {
            requirement: Some(row.id),
            start: row.start_at,
            end: row.end_at,
            zone: row.zone.clone(),
            unit: row.unit_id,
            demands,
            seat,
            exclusive: row.exclusive,
            besides: None,
        }
    }
}

impl Verdict {
    /// Lets it pass, or refuses it with every finding that blocks. Rules named in `forced` do not.
    pub fn or_refuse(&self, forced: bool) -> Result<Vec<Rule>> {
        let blocking: Vec<&Finding> = self.findings.iter().filter(|finding| finding.effect == Effect::Block).collect();
        if blocking.is_empty() {
            return Ok(Vec::new());
        }
        if forced && blocking.iter().all(|finding| finding.rule.may_be_forced()) {
            return Ok(blocking.into_iter().map(|finding| finding.rule).collect());
        }
        let message = blocking.iter().map(|finding| finding.says.as_str()).collect::<Vec<_>>().join(" ");
        let findings = serde_json::to_value(&self.findings).map_err(Error::internal)?;
        Err(Error::NotEligible { message, findings: Box::new(findings) })
    }
}
