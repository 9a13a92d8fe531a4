//! The one row of the setting, and how far erasing has come.

use diesel::prelude::*;
use kernel::{Result, Timestamp};
use store::schema::log_retention;
use store::{Tx, WriteTx};

/// The one row's name.
const NAME: &str = "log";

/// How long details are kept, and up to where they are gone. Records are named by number; 1 is the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Retention {
    pub(super) version: i64,
    /// For ever, unless said.
    pub(super) months: Option<u16>,
    /// The first record that has not lapsed.
    pub(super) lapsed_before: i64,
    pub(super) lapsed_at: Option<Timestamp>,
    /// The first record whose detail was not erased.
    pub(super) erased_before: i64,
    pub(super) erased_at: Option<Timestamp>,
}

type Row = (i64, Option<i64>, i64, Option<Timestamp>, i64, Option<Timestamp>);

/// As stored, or as it is where nothing was decided.
pub(super) fn read(tx: &mut Tx<'_>) -> Result<Retention> {
    let row: Option<Row> = log_retention::table
        .find(NAME)
        .select((
            log_retention::version,
            log_retention::months,
            log_retention::lapsed_before,
            log_retention::lapsed_at,
            log_retention::erased_before,
            log_retention::erased_at,
        ))
        .get_result(tx.db())
        .optional()?;
    let (version, months, lapsed_before, lapsed_at, erased_before, erased_at) = row.unwrap_or((1, None, 1, None, 1, None));
    let months = months.and_then(|months| u16::try_from(months).ok());
    Ok(Retention { version, months, lapsed_before, lapsed_at, erased_before, erased_at })
}

/// Keeps it.
pub(super) fn keep(tx: &mut WriteTx<'_>, retention: &Retention) -> Result<()> {
    let now = tx.now();
    let columns = (
        log_retention::version.eq(retention.version),
        log_retention::months.eq(retention.months.map(i64::from)),
        log_retention::lapsed_before.eq(retention.lapsed_before),
        log_retention::lapsed_at.eq(retention.lapsed_at),
        log_retention::erased_before.eq(retention.erased_before),
        log_retention::erased_at.eq(retention.erased_at),
        log_retention::updated_at.eq(now),
    );
    if diesel::update(log_retention::table.find(NAME)).set(columns).execute(tx.db())? == 0 {
        diesel::insert_into(log_retention::table).values((log_retention::name.eq(NAME), columns)).execute(tx.db())?;
    }
    Ok(())
}

/// Notes how far erasing has come.
pub(super) fn note_erased(tx: &mut Tx<'_>, before: i64) -> Result<()> {
    let now = tx.now();
    diesel::update(log_retention::table.find(NAME))
        .set((log_retention::erased_before.eq(before), log_retention::erased_at.eq(Some(now))))
        .execute(tx.db())?;
    Ok(())
}
