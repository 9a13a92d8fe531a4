//! What the overview reads: sums over the kept counts, and short stretches of indexes.

use super::days::{Days, QUARTER};
use crate::listing::Statement;
use crate::timeline::{self, TimelineItem};
use diesel::sql_types::{BigInt, Nullable};
use kernel::{Result, Timestamp, Zone};
use store::{Tx, events};

/// Live jobs whose target lies in `[from, to)`.
pub(super) fn due(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<i64> {
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT count(*) FROM job WHERE due_at >= ").number(from).sql(" AND due_at < ").number(to);
    Ok(statement.load::<i64>(tx.db())?.pop().unwrap_or(0))
}

/// What was made and done on the days up to the latest activity.
pub(super) fn days(tx: &mut Tx<'_>, zone: &Zone) -> Result<Days> {
    let created = latest(tx, "SELECT max(created_at) FROM job")?;
    let finished = latest(tx, "SELECT max(finished_at) FROM job")?;
    let latest = created.max(finished).unwrap_or_else(|| tx.now()).min(tx.now());
    let mut days = Days::up_to(latest, zone.rules());
    let (from, to) = days.bounds();
    for (quarter, jobs) in quarters(tx, "created_at", from, to)? {
        days.created(quarter, jobs);
    }
    for (quarter, jobs) in quarters(tx, "finished_at", from, to)? {
        days.finished(quarter, jobs);
    }
    Ok(days)
}

fn latest(tx: &mut Tx<'_>, query: &'static str) -> Result<Option<Timestamp>> {
    let mut statement = Statement::<Nullable<BigInt>>::on(tx.db());
    statement.sql(query);
    Ok(statement.load::<Option<Timestamp>>(tx.db())?.pop().flatten())
}

fn quarters(tx: &mut Tx<'_>, column: &'static str, from: i64, to: i64) -> Result<Vec<(i64, i64)>> {
    let mut statement = Statement::<(BigInt, BigInt)>::on(tx.db());
    statement.sql("SELECT ").sql(column).sql(" / ").number(QUARTER).sql(", count(*) FROM job WHERE ");
    statement.sql(column).sql(" >= ").number(from).sql(" AND ").sql(column).sql(" < ").number(to).sql(" GROUP BY 1");
    statement.load(tx.db())
}

/// The latest events about the work. Who signed in is not told here: that is for the audit log's readers.
pub(super) fn recent(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<TimelineItem>> {
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement
        .sql("SELECT seq FROM event WHERE subject_kind IN ('job', 'customer', 'site', 'import') ORDER BY seq DESC LIMIT ")
        .number(limit);
    let seqs = statement.load::<i64>(tx.db())?;
    let mut records = Vec::with_capacity(seqs.len());
    for seq in seqs {
        records.extend(events::find(tx, seq)?);
    }
    timeline::items(tx, records)
}
