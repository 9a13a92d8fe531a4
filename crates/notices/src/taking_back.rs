//! Taking back what was told: its text is gone from the app, and that it was told stays.

use crate::schema::notice;
use diesel::prelude::*;
use kernel::Result;
use store::WriteTx;

/// Puts `text` where the text stood of every notice about this subject; tells how many there were.
pub fn take_back(tx: &mut WriteTx<'_>, kind: &str, id: &str, text: &str) -> Result<usize> {
    let about = notice::table.filter(notice::subject_kind.eq(kind).and(notice::subject_id.eq(id)));
    Ok(diesel::update(about).set((notice::text.eq(text), notice::acknowledge.eq(false))).execute(tx.db())?)
}
