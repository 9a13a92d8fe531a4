//! Answering a call-out: in one write, so that of many at once each has their turn.

use super::rows::{self, AnswerRow, CallOutRow};
use super::rules::{self, Outcome, Said, State};
use super::taking::{Wanted, is_blocked};
use super::wire::{Coming, OwnCallOut};
use super::{ANSWERED, CallOutId, told};
use access::edge::{Answer, Json, Path};
use access::{Cx, answering, permit};
use courier::House;
use kernel::{Error, MemberId, Result};
use roster::eligibility::{Effect, Finding, Rule};
use store::{Committed, Event, Subject, WriteTx};

/// Longest time in which one is there: a week, in minutes.
const LONGEST: i64 = 7 * 24 * 60;

/// Answer a call-out
///
/// For whoever was asked, until its time is over. The first to say yes get the places; later ones stand in reserve, where there is one.
/// A yes can be taken back until it begins: the first in reserve follows.
#[utoipa::path(put, path = "/me/call-outs/{id}/answer", tag = "Call-outs", operation_id = "answerCallOut",
    params(("id" = CallOutId, Path, description = "The call-out.")), request_body = Coming,
    responses((status = 200, description = "What became of it.", body = OwnCallOut)))]
pub async fn answer_call_out(
    cx: Cx<permit::NoticesUse>,
    Path(id): Path<CallOutId>,
    Json(coming): Json<Coming>,
) -> Answer<axum::Json<OwnCallOut>> {
    let (house, me) = (cx.house(), cx.member());
    check_minutes(coming.ready_minutes)?;
    Ok(axum::Json(cx.write(move |tx| answered(tx, &house, (id, me), coming)).await?))
}

/// In how many minutes somebody can be there, if it is a number that means something.
pub(super) fn check_minutes(minutes: Option<i64>) -> Result<()> {
    match minutes {
        Some(minutes) if !(0..=LONGEST).contains(&minutes) => {
            Err(Error::field("ready_minutes", "out-of-range", format!("must be from 0 to {LONGEST}")))
        }
        _ => Ok(()),
    }
}

/// Writes an answer, and what it leads to.
pub(super) fn answered(
    mut tx: WriteTx<'_>,
    house: &House,
    (id, member): (CallOutId, MemberId),
    coming: Coming,
) -> Result<Committed<OwnCallOut>> {
    let (row, requirement) = rows::anywhere(&mut tx, id)?;
    let mut mine = rows::answer_of(&mut tx, id, member)?.ok_or_else(|| Error::not_found("call_out"))?;
    let said = if coming.accept { Said::Yes } else { Said::No };
    let wanted = Wanted::of(&mut tx, requirement)?;
    check(&tx, &row, &wanted, &mine, said)?;
    let held = mine.assignment_id.take().filter(|_| mine.outcome == Some(Outcome::Placed));
    let before = mine.answer;
    (mine.answer, mine.answered_at, mine.turn) = (Some(said), Some(tx.now()), Some(rows::next_turn(&mut tx, id)?));
    (mine.ready_minutes, mine.outcome, mine.findings) = (coming.ready_minutes.filter(|_| coming.accept), None, "[]".to_owned());
    if coming.accept {
        taken(&mut tx, &row, &wanted, &mut mine)?;
    }
    if let Some(place) = held {
        wanted.give_up(&mut tx, member, place)?;
    }
    rows::save(&mut tx, &mine)?;
    // Whoever has answered holds no link any more, however they answered.
    answering::end_about(&mut tx, id.as_str(), Some(member))?;
    let record = Event::new(&ANSWERED, Subject::new("call_out", id))
        .label(wanted.requirement.title.as_str())
        .touching(Subject::new("member", member))
        .touching(Subject::new("requirement", row.requirement_id))
        .change("answer", &before, &mine.answer)
        .first("outcome", &mine.outcome)
        .first("ready_minutes", &mine.ready_minutes);
    let record = if held.is_some() { wanted.freed(&mut tx, house, record)? } else { record };
    let view = told::own(&mut tx, row, wanted.requirement, mine)?;
    tx.commit(record, view)
}

/// Whether it can be answered so now. A place is given up until it begins, even where nobody is called for any more.
fn check(tx: &WriteTx<'_>, row: &CallOutRow, wanted: &Wanted, mine: &AnswerRow, said: Said) -> Result<()> {
    let gives_up = said == Said::No && matches!(mine.outcome, Some(Outcome::Placed | Outcome::Reserve));
    let begun = tx.now() >= wanted.requirement.start_at || !wanted.requirement.live;
    // Whether places are left is no matter here.
    let is_over = row.course(&wanted.requirement, 0).state(tx.now()) == State::Ended;
    if begun || (is_over && !gives_up) {
        return Err(Error::refused("call-out-over", "nobody is called for any more: it is over, has begun, or was ended"));
    }
    let before = mine.answer.filter(|_| mine.outcome != Some(Outcome::Dropped));
    rules::check(before, said)
}

/// What becomes of a yes.
fn taken(tx: &mut WriteTx<'_>, row: &CallOutRow, wanted: &Wanted, mine: &mut AnswerRow) -> Result<()> {
    let mut findings = wanted.judge(tx, mine.member_id)?;
    let outcome = if is_blocked(&findings) { Outcome::Refused } else { rules::outcome(wanted.free(tx)? == 0, row.reserve) };
    match outcome {
        Outcome::Placed => mine.assignment_id = Some(wanted.give(tx, mine.member_id)?),
        Outcome::Refused if !is_blocked(&findings) => {
            let says = "No place is left.".to_owned();
            findings.push(Finding { rule: Rule::Full, effect: Effect::Block, says, about: None, from: None, until: None });
        }
        _ => {}
    }
    mine.outcome = Some(outcome);
    mine.findings = serde_json::to_string(&findings).map_err(Error::internal)?;
    Ok(())
}
