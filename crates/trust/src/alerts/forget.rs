//! What alerts repeat of records goes when the records' details go.

use diesel::prelude::*;
use kernel::{Result, Timestamp};
use store::Tx;
use store::schema::alert;

/// Most alerts at once.
const MOST: i64 = 500;

/// Empties facts, key and note of the alerts raised before `horizon`; tells of how many. That there was an alert, of which rule, when, of
/// which records, and who looked at it stays.
pub fn forget(tx: &mut Tx<'_>, horizon: Timestamp) -> Result<usize> {
    let old = alert::table.filter(alert::at.lt(horizon).and(alert::key.ne(FORGOTTEN)));
    let ids: Vec<String> = old.order(alert::at).limit(MOST).select(alert::id).load(tx.db())?;
    for id in &ids {
        let nothing = tx.seal("alert", "facts", id, b"")?;
        diesel::update(alert::table.find(id))
            .set((alert::facts_sealed.eq(nothing), alert::key.eq(FORGOTTEN), alert::note_sealed.eq(None::<Vec<u8>>)))
            .execute(tx.db())?;
    }
    Ok(ids.len())
}

/// In place of the key, which may be an account.
const FORGOTTEN: &str = "-";
