//! The rules that duties add to roster's: the window for signing up, invitations, the cap, one claim each.

use super::rows;
use super::rules::State;
use crate::needs::rows::Need;
use crate::sessions::rules::State as SessionState;
use jiff::tz::TimeZone;
use kernel::{MemberId, Result, Timestamp};
use roster::assignments::Seat;
use roster::eligibility::{self, Effect, Finding, Place, Rule, Verdict};
use roster::requirements;
use store::Tx;

/// Who asks for somebody's place: what binds those who sign up is only told to those who plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asker {
    /// The member.
    Themself,
    /// Whoever manages bookings.
    Planner,
    /// The waiting list or the allocation: the member asked in time.
    Turn,
}

/// Everything that stands in the way of this member's having a place, by duty's rules and by roster's.
pub(super) fn judge(tx: &mut Tx<'_>, need: &Need, member: MemberId, seat: Seat, asker: Asker) -> Result<Verdict> {
    let mut findings = Vec::new();
    session(need, tx.now(), asker, &mut findings);
    let own = rows::live_claim(tx, need.requirement.id, member)?.map(|claim| claim.state);
    if asker != Asker::Turn && own.is_some_and(|state| state != State::Invited) {
        findings.push(finding(Rule::AlreadyBooked, Effect::Block, "Has asked for this place, or has it, already.".to_owned()));
    }
    if need.event.invited_only && own != Some(State::Invited) && asker != Asker::Turn {
        let effect = if asker == Asker::Planner { Effect::Warn } else { Effect::Block };
        findings.push(finding(Rule::NotInvited, effect, "Only for those who were invited.".to_owned()));
    }
    if let Some(cap) = need.sign_up.cap_per_member {
        let held = rows::held_in_event(tx, need.event.id, member)?;
        if held >= cap {
            findings.push(finding(Rule::CapReached, Effect::Block, format!("Has {held} of at most {cap} places of this event.")));
        }
    }
    let demands = requirements::demands(tx, need.requirement.id)?;
    let place = Place::of(&need.requirement, demands, seat);
    let theirs = eligibility::judge(tx, &place, &[member])?.pop();
    let theirs = theirs.ok_or_else(|| kernel::Error::field("member_id", "unknown", "there is no such member"))?;
    let told_already = |rule: Rule| findings.iter().any(|finding| finding.rule == rule);
    let theirs: Vec<Finding> = theirs.findings.into_iter().filter(|finding| !told_already(finding.rule)).collect();
    findings.extend(theirs);
    Ok(Verdict::of(member, findings))
}

fn session(need: &Need, now: Timestamp, asker: Asker, findings: &mut Vec<Finding>) {
    let zone = TimeZone::get(&need.session.zone).unwrap_or(TimeZone::UTC);
    let effect = if asker == Asker::Themself { Effect::Block } else { Effect::Warn };
    match need.session.state(now) {
        SessionState::Published => {
            if let Some(opens) = need.session.signup_opens_at.filter(|opens| now < *opens && asker != Asker::Turn) {
                findings.push(finding(Rule::SignupNotOpen, effect, format!("Signing up begins on {}.", opens.told_in(&zone))));
            }
        }
        SessionState::SignupClosed | SessionState::Running if asker == Asker::Turn => {}
        SessionState::SignupClosed | SessionState::Running => {
            let closed = need.session.course().deadline();
            findings.push(finding(Rule::SignupClosed, effect, format!("Signing up was over on {}.", closed.told_in(&zone))));
        }
        other => {
            let says = format!("The session is {}.", other.as_str().replace('_', " "));
            findings.push(finding(Rule::SessionOver, Effect::Block, says));
        }
    }
}

/// The same without a place's being taken: who waits is not refused for that.
pub(super) fn but_for_room(verdict: Verdict) -> (Verdict, bool) {
    let is_full = verdict.findings.iter().any(|finding| finding.rule == Rule::Full);
    let member = verdict.member_id;
    (Verdict::of(member, verdict.findings.into_iter().filter(|finding| finding.rule != Rule::Full).collect()), is_full)
}

/// Why not, in people's words.
pub(super) fn why_not(verdict: &Verdict) -> Option<String> {
    let blocking: Vec<&str> =
        verdict.findings.iter().filter(|finding| finding.effect == Effect::Block).map(|finding| finding.says.as_str()).collect();
    Some(blocking.join(" ")).filter(|says| !says.is_empty())
}

fn finding(rule: Rule, effect: Effect, says: String) -> Finding {
    Finding { rule, effect, says, about: None, from: None, until: None }
}
