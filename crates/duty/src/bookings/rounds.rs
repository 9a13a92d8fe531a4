//! What time does by itself: offers run out and go to the next, places given out at the deadline are given out.

use super::{allocation, queue};
use crate::call_outs;
use crate::needs::rows as needs;
use courier::House;
use diesel::sql_types::Text;
use kernel::{Error, Result};
use roster::requirements::RequirementId;
use store::{Committed, Statement, Tx, WriteTx};

/// Requirements looked at in one round.
const MOST: i64 = 200;

/// The requirements at which something is due.
pub fn due(tx: &mut Tx<'_>) -> Result<Vec<RequirementId>> {
    let now = tx.now().millis();
    let mut statement = Statement::<Text>::on(tx.db());
    statement.sql("SELECT DISTINCT b.requirement_id FROM booking b JOIN requirement r ON r.id = b.requirement_id");
    statement.sql(" LEFT JOIN assignment a ON a.id = b.assignment_id WHERE b.live AND (");
    // Not answered in time; or a place that whoever plans took back through the calendar.
    statement
        .sql("(b.state = 'offered' AND b.offer_until <= ")
        .number(now)
        .sql(") OR (a.id IS NOT NULL AND (NOT a.live OR a.member_id <> b.member_id))");
    // Never served.
    statement.sql(" OR (b.state IN ('invited', 'applied', 'waitlisted') AND r.start_at <= ").number(now).sql(")");
    // Waits while a place is free.
    statement.sql(" OR (b.state = 'waitlisted' AND r.live AND (SELECT COUNT(*) FROM assignment t WHERE t.requirement_id = r.id AND t.live");
    statement.sql(" AND t.seat = b.seat) < CASE b.seat WHEN 'full' THEN r.most ELSE r.supervised END))");
    statement.sql(" UNION SELECT s.requirement_id FROM sign_up s JOIN event_session e ON e.id = s.session_id WHERE s.allocated_at IS NULL");
    statement
        .sql(" AND s.allocation <> 'first_come' AND e.status = 'published' AND COALESCE(e.signup_closes_at, e.start_at) <= ")
        .number(now);
    statement.sql(" AND e.start_at > ").number(now);
    // Somebody stands in reserve while a place is free.
    statement.sql(" UNION SELECT c.requirement_id FROM call_out c JOIN requirement q ON q.id = c.requirement_id WHERE c.ended_at IS NULL");
    statement.sql(" AND EXISTS (SELECT 1 FROM call_out_answer w WHERE w.call_out_id = c.id AND w.outcome = 'reserve')");
    statement.sql(" AND (SELECT COUNT(*) FROM assignment t WHERE t.requirement_id = q.id AND t.live AND t.seat = 'full') < q.most");
    statement.sql(" AND q.live AND q.start_at > ").number(now).sql(" LIMIT ").number(MOST);
    statement.load(tx.db())
}

/// Does what is due at one of them. Refused where nothing is, so that nothing is written.
pub fn serve(mut tx: WriteTx<'_>, house: &House, id: RequirementId) -> Result<Committed<()>> {
    let need = match needs::anywhere(&mut tx, id) {
        // A visit's: nobody waits there but those who were called out.
        Err(Error::NotFound { .. }) => return call_outs::follow_alone(tx, house, id),
        found => found?,
    };
    let now = tx.now();
    if need.is_collecting() && need.requirement.live && now >= need.session.course().deadline() && now < need.session.start_at {
        let record = allocation::carry_out(&mut tx, house, need)?;
        return tx.commit(record, ());
    }
    let served = queue::serve(&mut tx, house, &need)?;
    if served.is_nothing() {
        return Err(Error::refused("nothing-due", "nothing is due"));
    }
    let record = queue::record(&need, &served);
    tx.commit(record, ())
}
