//! Call-outs as they are told: to whoever calls, and to whoever was asked.

use super::rows::{self, AnswerRow, CallOutRow};
use super::rules::{Outcome, Said};
use super::wire::{CallOutAnswer, CallOutView, OwnCallOut, Places};
use crate::named;
use access::links::{MemberLink, names_of_members};
use kernel::{Error, Result};
use roster::requirements::{self, RequirementRow, rows::filled};
use store::Tx;

/// One call-out with its answers.
pub(super) fn one(tx: &mut Tx<'_>, row: CallOutRow, of: RequirementRow) -> Result<CallOutView> {
    let rows = rows::answers(tx, row.id)?;
    let names = names_of_members(tx, rows.iter().filter(|row| row.answer.is_some()).map(|row| row.member_id))?;
    let mut answers = Vec::new();
    for said in &rows {
        let Some((answer, at)) = said.answer.zip(said.answered_at) else { continue };
        let member = MemberLink { id: said.member_id, name: names.get(&said.member_id).cloned().unwrap_or_default() };
        let findings = serde_json::from_str(&said.findings).map_err(Error::internal)?;
        answers.push(CallOutAnswer { member, answer, at, ready_minutes: said.ready_minutes, outcome: said.outcome, findings });
    }
    let view = tallied(tx, row, of, &rows)?;
    Ok(CallOutView { answers: Some(answers), ..view })
}

/// One call-out as lists have it.
pub(super) fn listed(tx: &mut Tx<'_>, row: CallOutRow, of: RequirementRow) -> Result<CallOutView> {
    let rows = rows::answers(tx, row.id)?;
    tallied(tx, row, of, &rows)
}

fn tallied(tx: &mut Tx<'_>, row: CallOutRow, of: RequirementRow, rows: &[AnswerRow]) -> Result<CallOutView> {
    let count = |is_counted: &dyn Fn(&&AnswerRow) -> bool| i64::try_from(rows.iter().filter(is_counted).count()).unwrap_or(i64::MAX);
    let (full, _) = filled(tx, of.id)?;
    Ok(CallOutView {
        id: row.id,
        version: row.version,
        state: row.course(&of, full).state(tx.now()),
        places: Places { max: of.most, filled: full },
        made_by: named::member(tx, row.made_by)?,
        audience: serde_json::from_str(&row.audience).map_err(Error::internal)?,
        requirement: requirements::told(tx, of)?,
        text: row.text,
        until: row.until_at,
        keeps_reserve: row.reserve,
        created_at: row.created_at,
        ended_at: row.ended_at,
        left_out: row.left_out,
        asked: count(&|_| true),
        accepted: count(&|said| said.answer == Some(Said::Yes) && said.outcome != Some(Outcome::Dropped)),
        declined: count(&|said| said.answer == Some(Said::No)),
        silent: count(&|said| said.answer.is_none()),
        reserve: count(&|said| said.outcome == Some(Outcome::Reserve)),
        answers: None,
    })
}

/// The same for one who was asked.
pub(super) fn own(tx: &mut Tx<'_>, row: CallOutRow, of: RequirementRow, said: AnswerRow) -> Result<OwnCallOut> {
    let (full, _) = filled(tx, of.id)?;
    Ok(OwnCallOut {
        id: row.id,
        state: row.course(&of, full).state(tx.now()),
        title: of.title,
        detail: of.detail,
        place: of.place,
        start: of.start_at,
        end: of.end_at,
        zone: of.zone,
        text: row.text,
        until: row.until_at,
        free: (of.most - full).max(0),
        keeps_reserve: row.reserve,
        answer: said.answer,
        answered_at: said.answered_at,
        ready_minutes: said.ready_minutes,
        outcome: said.outcome,
        findings: serde_json::from_str(&said.findings).map_err(Error::internal)?,
    })
}
