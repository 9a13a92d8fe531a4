//! Which assignments are wanted.

use super::rows::{self, AssignmentRow, LONGEST};
use super::{AssignmentId, AssignmentKind, AssignmentState};
use crate::reach;
use kernel::{Cursor, Error, Limit, MemberId, Result, Timestamp, UnitId};
use serde::{Deserialize, Serialize};
use store::Tx;
use utoipa::IntoParams;

/// Filters of the list of assignments.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct Filter {
    /// Only those that end after this instant.
    pub from: Option<Timestamp>,
    /// Only those that begin before this instant.
    pub until: Option<Timestamp>,
    /// Only this member's.
    #[param(value_type = Option<MemberId>)]
    pub member_id: Option<MemberId>,
    /// Only those that this unit, or one below it, looks after.
    #[param(value_type = Option<UnitId>)]
    pub unit_id: Option<UnitId>,
    /// Only of this kind.
    pub kind: Option<AssignmentKind>,
    /// Only in this state; those that take the member's time, unless said otherwise.
    pub state: Option<AssignmentState>,
    /// 1 to 200; 50 unless said otherwise.
    #[param(value_type = Option<u8>, minimum = 1, maximum = 200)]
    pub limit: Option<Limit>,
    /// `next` of the page before.
    #[param(value_type = Option<String>)]
    pub cursor: Option<Cursor>,
}

/// Where a page ended.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Last {
    pub(super) start: i64,
    pub(super) id: AssignmentId,
}

/// Those wanted, by time, one more than a page holds.
pub(super) fn wanted(tx: &mut Tx<'_>, filter: &Filter) -> Result<Vec<AssignmentRow>> {
    let mut statement = rows::select(tx);
    match filter.state {
        None => statement.sql("assignment.live"),
        Some(state) => statement.sql("assignment.state = ").text(state.as_str()),
    };
    if let Some(from) = filter.from {
        statement.sql(" AND assignment.end_at > ").number(from.millis());
        statement.sql(" AND assignment.start_at > ").number(from.plus_millis(-LONGEST).millis());
    }
    if let Some(until) = filter.until {
        statement.sql(" AND assignment.start_at < ").number(until.millis());
    }
    if let Some(member) = filter.member_id {
        statement.sql(" AND assignment.member_id = ").text(member.as_str());
    }
    if let Some(unit) = filter.unit_id {
        let units = access::units::below(tx, &[unit])?;
        statement.sql(" AND assignment.unit_id").in_units(&units);
    }
    if let Some(kind) = filter.kind {
        statement.sql(" AND assignment.kind = ").text(kind.as_str());
    }
    if let Some(cursor) = &filter.cursor {
        let last: Last = cursor.place().ok_or_else(|| Error::field("cursor", "not-acceptable", "belongs to another list"))?;
        statement.sql(" AND (assignment.start_at > ").number(last.start);
        statement.sql(" OR (assignment.start_at = ").number(last.start).sql(" AND assignment.id > ").text(last.id.as_str()).sql("))");
    }
    reach::hold_assignments(tx, &mut statement);
    statement.sql(" ORDER BY assignment.start_at, assignment.id LIMIT ").number(filter.limit.unwrap_or_default().get() + 1).seldom();
    statement.load(tx.db())
}
