//! What is in a calendar.

use crate::reach;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use kernel::{MemberId, Result, Timestamp, UnitId};
use store::{Statement, Tx};

const DAY: i64 = 24 * 60 * 60 * 1_000;
/// How far back a feed looks.
const BACK: i64 = 60 * DAY;
/// How far ahead.
const AHEAD: i64 = 400 * DAY;
/// For how long what was called off is told. The trigger that remembers what went to somebody else forgets it then.
const TOLD: i64 = 30 * DAY;
/// More entries a feed does not have; the latest are told.
const MOST: i64 = 3_000;

/// An assignment, as far as a calendar shows it: id, member, their name, version, from, until, zone, title, place, state, whether it is
/// live, why not, when it was changed, and the kind of person that was asked for.
pub(super) type Shown =
    (String, MemberId, String, i64, Timestamp, Timestamp, String, String, String, String, bool, Option<String>, Timestamp, Option<String>);
type Columns = (Text, Text, Text, BigInt, BigInt, BigInt, Text, Text, Text, Text, Bool, Nullable<Text>, BigInt, Nullable<Text>);

const ROWS: &str = "SELECT assignment.id, assignment.member_id, member.name, assignment.version, assignment.start_at, assignment.end_at, \
     assignment.zone, assignment.title, assignment.place, assignment.state, assignment.live, assignment.reason, assignment.updated_at, \
     requirement.detail FROM assignment JOIN member ON member.id = assignment.member_id \
     LEFT JOIN requirement ON requirement.id = assignment.requirement_id";

/// A member's own calendar, with what went to somebody else.
pub(super) fn of_member(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Shown>> {
    let mut statement = Statement::<Columns>::on(tx.db());
    statement.sql(ROWS).sql(" WHERE assignment.member_id = ").text(member.as_str());
    within(tx, &mut statement);
    let mut found: Vec<Shown> = statement.load(tx.db())?;
    found.extend(gone(tx, member)?);
    Ok(found)
}

/// The calendar of a unit and those below it, as far as the right in use reaches.
pub(super) fn of_unit(tx: &mut Tx<'_>, unit: UnitId) -> Result<Vec<Shown>> {
    let units = access::units::below(tx, &[unit])?;
    let mut statement = Statement::<Columns>::on(tx.db());
    statement.sql(ROWS).sql(" WHERE ");
    reach::in_units(&mut statement, &units);
    reach::hold_assignments(tx, &mut statement);
    within(tx, &mut statement);
    statement.load(tx.db())
}

fn within(tx: &Tx<'_>, statement: &mut Statement<Columns>) {
    let now = tx.now();
    statement.sql(" AND assignment.start_at > ").number(now.plus_millis(-BACK).millis());
    statement.sql(" AND assignment.start_at < ").number(now.plus_millis(AHEAD).millis());
    statement.sql(" AND (assignment.live OR assignment.updated_at > ").number(now.plus_millis(-TOLD).millis());
    statement.sql(") ORDER BY assignment.start_at DESC, assignment.id LIMIT ").number(MOST);
}

/// What was this member's and is another's now.
fn gone(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Shown>> {
    let mut statement = Statement::<Columns>::on(tx.db());
    statement
        .sql("SELECT l.assignment_id, l.member_id, member.name, l.version, l.start_at, l.end_at, l.zone, l.title, l.place, 'released', ");
    statement.either("0", "false").sql(", NULL, l.left_at, NULL FROM assignment_left AS l JOIN member ON member.id = l.member_id");
    statement.sql(" WHERE l.member_id = ").text(member.as_str());
    statement.sql(" AND l.left_at > ").number(tx.now().plus_millis(-TOLD).millis());
    statement.sql(" ORDER BY l.start_at DESC, l.assignment_id LIMIT ").number(MOST);
    statement.load(tx.db())
}
