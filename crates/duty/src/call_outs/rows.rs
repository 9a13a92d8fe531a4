//! Call-outs in the database.

use super::CallOutId;
use super::rules::{Course, Outcome, Said};
use crate::schema::{call_out, call_out_answer};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Error, Limit, MemberId, Reach, Result, Timestamp};
use roster::assignments::AssignmentId;
use roster::requirements::{RequirementId, RequirementRow};
use std::collections::BTreeSet;
use store::{Statement, Tx, WriteTx};

/// The right by which call-outs are seen.
const READING: &str = "call_outs.read";

/// A call-out as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = call_out)]
pub(crate) struct CallOutRow {
    pub(crate) id: CallOutId,
    pub(crate) version: i64,
    pub(crate) requirement_id: RequirementId,
    pub(crate) text: String,
    pub(crate) audience: String,
    pub(crate) until_at: Timestamp,
    pub(crate) reserve: bool,
    pub(crate) left_out: i64,
    pub(crate) made_by: MemberId,
    pub(crate) created_at: Timestamp,
    pub(crate) ended_at: Option<Timestamp>,
}

impl CallOutRow {
    /// What tells where it stands.
    pub(super) fn course(&self, of: &RequirementRow, filled: i64) -> Course {
        Course { ended_at: self.ended_at, until: self.until_at, start: of.start_at, live: of.live, filled, most: of.most }
    }
}

/// Somebody who was asked, and what they said.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = call_out_answer, primary_key(call_out_id, member_id), treat_none_as_null = true)]
pub(crate) struct AnswerRow {
    pub(crate) call_out_id: CallOutId,
    pub(crate) member_id: MemberId,
    pub(crate) answer: Option<Said>,
    pub(crate) answered_at: Option<Timestamp>,
    pub(crate) turn: Option<i64>,
    pub(crate) ready_minutes: Option<i64>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) findings: String,
    pub(crate) assignment_id: Option<AssignmentId>,
}

impl AnswerRow {
    /// Somebody who has not answered yet.
    pub(super) fn silent(call_out_id: CallOutId, member_id: MemberId) -> Self {
        let (answer, answered_at, turn, ready_minutes, outcome, assignment_id) = (None, None, None, None, None, None);
        Self { call_out_id, member_id, answer, answered_at, turn, ready_minutes, outcome, findings: "[]".to_owned(), assignment_id }
    }
}

/// Whether a row of this requirement is within this reach.
pub(super) fn is_reached(tx: &Tx<'_>, reach: Option<&Reach>, of: &RequirementRow, made_by: Option<MemberId>) -> bool {
    reach.is_some_and(|reach| reach.holds(tx.actor().member(), of.unit_id, made_by, None))
}

/// One call-out that the right in use reaches, and the right to see it, with what it is for.
pub(super) fn find(tx: &mut Tx<'_>, id: CallOutId) -> Result<(CallOutRow, RequirementRow)> {
    let (row, requirement) = anywhere(tx, id)?;
    let reach = tx.within(READING);
    if is_reached(tx, reach.as_ref(), &requirement, Some(row.made_by)) { Ok((row, requirement)) } else { Err(Error::not_found("call_out")) }
}

/// One call-out, whoever asks: whoever was asked is asked for by their answer.
pub(super) fn anywhere(tx: &mut Tx<'_>, id: CallOutId) -> Result<(CallOutRow, RequirementRow)> {
    let row: Option<CallOutRow> = call_out::table.find(id).get_result(tx.db()).optional()?;
    let row = row.ok_or_else(|| Error::not_found("call_out"))?;
    let requirement = roster::requirements::find(tx, row.requirement_id)?;
    Ok((row, requirement))
}

/// The ids of those that the right in use reaches, the latest first; one more than asked for.
pub(super) fn page(
    tx: &mut Tx<'_>,
    of: Option<RequirementId>,
    before: Option<(Timestamp, CallOutId)>,
    limit: Limit,
) -> Result<Vec<CallOutId>> {
    let (reach, me) = (tx.reach().clone(), tx.actor().member().map(|member| member.to_string()).unwrap_or_default());
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT c.id FROM call_out c JOIN requirement r ON r.id = c.requirement_id WHERE TRUE").seldom();
    match &reach {
        Reach::Organisation => {}
        Reach::Units(units) => {
            statement.sql(" AND (c.made_by = ").text(me).sql(" OR r.unit_id").in_units(units).sql(")");
        }
        Reach::Own | Reach::Customer(_) => {
            statement.sql(" AND c.made_by = ").text(me);
        }
    }
    if let Some(of) = of {
        statement.sql(" AND c.requirement_id = ").text(of.as_str());
    }
    if let Some((at, id)) = before {
        statement.sql(" AND (c.created_at, c.id) < (").number(at.millis()).sql(", ").text(id.as_str()).sql(")");
    }
    statement.sql(" ORDER BY c.created_at DESC, c.id DESC LIMIT ").number(limit.get() + 1);
    statement.load(tx.db())
}

/// Whether people were ever called out for a requirement.
pub(crate) fn is_called_for(tx: &mut Tx<'_>, id: RequirementId) -> Result<bool> {
    let count: i64 = call_out::table.filter(call_out::requirement_id.eq(id)).count().get_result(tx.db())?;
    Ok(count > 0)
}

/// Everybody who was asked, in the order of their answers; whoever had a place and has it no more is told as such.
pub(super) fn answers(tx: &mut Tx<'_>, id: CallOutId) -> Result<Vec<AnswerRow>> {
    let rows =
        call_out_answer::table.filter(call_out_answer::call_out_id.eq(id)).order((call_out_answer::turn, call_out_answer::member_id));
    let mut rows: Vec<AnswerRow> = rows.load(tx.db())?;
    let gone = gone(tx, id)?;
    for row in rows.iter_mut().filter(|row| row.outcome == Some(Outcome::Placed) && gone.contains(&row.member_id)) {
        row.outcome = Some(Outcome::Dropped);
    }
    Ok(rows)
}

/// One member's answer as it stands; nothing where they were not asked.
pub(super) fn answer_of(tx: &mut Tx<'_>, id: CallOutId, member: MemberId) -> Result<Option<AnswerRow>> {
    Ok(answers(tx, id)?.into_iter().find(|row| row.member_id == member))
}

/// Whose place was taken back or went to somebody else, whoever did that.
fn gone(tx: &mut Tx<'_>, id: CallOutId) -> Result<BTreeSet<MemberId>> {
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT a.member_id FROM call_out_answer a JOIN assignment s ON s.id = a.assignment_id WHERE a.call_out_id = ");
    statement.text(id.as_str()).sql(" AND (NOT s.live OR s.member_id <> a.member_id)");
    Ok(statement.load::<MemberId>(tx.db())?.into_iter().collect())
}

/// Who stands in reserve for a requirement, in their order: the answers of call-outs that were not ended by hand.
pub(super) fn reserve(tx: &mut Tx<'_>, id: RequirementId) -> Result<Vec<(CallOutId, MemberId)>> {
    let mut statement = Statement::<(Text, Text)>::on(tx.db());
    statement.sql("SELECT a.call_out_id, a.member_id FROM call_out_answer a JOIN call_out c ON c.id = a.call_out_id");
    statement.sql(" WHERE c.ended_at IS NULL AND a.outcome = 'reserve' AND c.requirement_id = ").text(id.as_str());
    statement.sql(" ORDER BY a.answered_at, c.created_at, a.turn");
    statement.load(tx.db())
}

/// The next turn of a call-out.
pub(super) fn next_turn(tx: &mut Tx<'_>, id: CallOutId) -> Result<i64> {
    let mut statement = Statement::<Nullable<BigInt>>::on(tx.db());
    statement.sql("SELECT MAX(turn) FROM call_out_answer WHERE call_out_id = ").text(id.as_str());
    Ok(statement.load::<Option<i64>>(tx.db())?.pop().flatten().unwrap_or_default() + 1)
}

/// Writes a new call-out and whom it asks.
pub(super) fn insert(tx: &mut WriteTx<'_>, row: &CallOutRow, asked: &[MemberId]) -> Result<()> {
    diesel::insert_into(call_out::table).values(row).execute(tx.db())?;
    for member in asked {
        diesel::insert_into(call_out_answer::table).values(AnswerRow::silent(row.id, *member)).execute(tx.db())?;
    }
    Ok(())
}

/// Writes an answer.
pub(super) fn save(tx: &mut WriteTx<'_>, row: &AnswerRow) -> Result<()> {
    diesel::update(call_out_answer::table.find((row.call_out_id, row.member_id))).set(row).execute(tx.db())?;
    Ok(())
}

/// Ends a call-out by hand.
pub(super) fn end(tx: &mut WriteTx<'_>, row: &mut CallOutRow) -> Result<()> {
    (row.version, row.ended_at) = (row.version + 1, Some(tx.now()));
    diesel::update(call_out::table.find(row.id))
        .set((call_out::version.eq(row.version), call_out::ended_at.eq(row.ended_at)))
        .execute(tx.db())?;
    Ok(())
}
