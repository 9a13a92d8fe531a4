//! Records as they are told to whoever follows the log outside: each as the export for programs has it.

use super::rows;
use super::wire::AuditItem;
use kernel::Result;
use store::{Tx, events};

/// The records from number `from` on, oldest first, `most` of them.
pub(crate) fn items(tx: &mut Tx<'_>, from: i64, most: i64) -> Result<Vec<AuditItem>> {
    let records = events::range(tx, from, from.saturating_add(most))?;
    let names = rows::names(tx, &records)?;
    Ok(records.into_iter().map(|record| AuditItem::of(record, &names)).collect())
}
