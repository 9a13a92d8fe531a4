//! Sessions as an asker is told of them.

use super::allowed::allowed;
use super::rows::SessionRow;
use super::wire::SessionView;
use crate::events::rows::EventRow;
use crate::needs::rows as needs;
use kernel::Result;
use store::Tx;

/// One session with what it needs.
pub(crate) fn one(tx: &mut Tx<'_>, row: SessionRow, event: &EventRow) -> Result<SessionView> {
    let state = row.state(tx.now());
    Ok(SessionView {
        link: row.link(event),
        version: row.version,
        requirements: needs::told_of_session(tx, row.id)?,
        allowed: allowed(tx, event, state),
        start_local: row.start_local,
        end_local: row.end_local,
        signup_opens_at: row.signup_opens_at,
        signup_closes_at: row.signup_closes_at,
        state,
        cancel_reason: row.cancel_reason,
    })
}
