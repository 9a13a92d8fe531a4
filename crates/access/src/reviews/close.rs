//! What happens to a review by itself when it is due.

use super::{CLOSED, rows};
use crate::holdings::{self, RoleName};
use crate::roles::Role;
use kernel::Result;
use store::{Committed, Event, Subject, Tx, WriteTx};

/// Whether a review is due that nobody closed yet.
pub fn is_due(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(!rows::due(tx)?.is_empty())
}

/// Closes the review that has been due longest, and ends what nobody decided on if it says so; tells how many roles ended.
/// Owners stay: somebody must be able to set right what went wrong.
pub fn close_due(mut tx: WriteTx<'_>) -> Result<Committed<usize>> {
    let Some(id) = rows::due(&mut tx)?.into_iter().next() else {
        return Err(kernel::Error::refused("nothing-due", "no review is due"));
    };
    let review = rows::find(&mut tx, id)?;
    let (now, mut ended) = (tx.now(), 0);
    let mut event = Event::new(&CLOSED, Subject::new("access_review", id)).label(&review.name);
    let undecided = rows::decided(&mut tx, id)?.into_iter().filter(|(_, decided)| review.unreviewed_end && decided.0.is_none());
    for (holding, _) in undecided {
        let row = holdings::find(&mut tx, holding)?;
        if row.until.is_some_and(|until| until <= now) || row.role() == Some(RoleName::BuiltIn(Role::Owner)) {
            continue;
        }
        holdings::end_row(&mut tx, &row, now)?;
        event = event.touching(Subject::new("holding", holding));
        ended += 1;
    }
    rows::touch(&mut tx, &review, true)?;
    tx.commit(event.first("ended", &ended), ended)
}
