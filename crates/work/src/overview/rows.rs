//! What the overview reads: sums over the kept counts, and short stretches of indexes.

use super::days::{Days, QUARTER};
use crate::listing::{CUSTOMER, JOB, SITE, Seen, Statement};
use crate::timeline::{self, TimelineItem};
use diesel::sql_types::{BigInt, Nullable, Text};
use kernel::{Result, Timestamp, Zone};
use std::collections::BTreeSet;
use store::{Tx, events};

/// Live jobs whose target lies in `[from, to)`.
pub(super) fn due(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<i64> {
    let seen = JOB.reached(tx);
    let mut statement = Statement::<BigInt>::on(tx.db());
    statement.sql("SELECT count(*) FROM job WHERE due_at >= ").number(from).sql(" AND due_at < ").number(to);
    seen.hold(&mut statement, true);
    Ok(statement.load::<i64>(tx.db())?.pop().unwrap_or(0))
}

/// What was made and done on the days up to the latest activity.
pub(super) fn days(tx: &mut Tx<'_>, zone: &Zone) -> Result<Days> {
    let created = latest(tx, "job.created_at", " ORDER BY job.created_at DESC LIMIT 1")?;
    let finished = latest(tx, "job.finished_at", " ORDER BY job.finished_at DESC LIMIT 1")?;
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

fn latest(tx: &mut Tx<'_>, column: &'static str, order: &'static str) -> Result<Option<Timestamp>> {
    let seen = JOB.reached(tx);
    let mut statement = Statement::<Nullable<BigInt>>::on(tx.db());
    statement.sql("SELECT ").sql(column).sql(" FROM job WHERE ").sql(column).sql(" IS NOT NULL");
    seen.hold(&mut statement, true);
    statement.sql(order);
    Ok(statement.load::<Option<Timestamp>>(tx.db())?.pop().flatten())
}

fn quarters(tx: &mut Tx<'_>, column: &'static str, from: i64, to: i64) -> Result<Vec<(i64, i64)>> {
    let seen = JOB.reached(tx);
    let mut statement = Statement::<(BigInt, BigInt)>::on(tx.db());
    statement.sql("SELECT ").sql(column).sql(" / ").number(QUARTER).sql(", count(*) FROM job WHERE ");
    statement.sql(column).sql(" >= ").number(from).sql(" AND ").sql(column).sql(" < ").number(to);
    seen.hold(&mut statement, true);
    statement.sql(" GROUP BY 1");
    statement.load(tx.db())
}

/// How many events are looked at on the way to the latest that somebody with a narrow right may see.
const LOOKED_AT: i64 = 1_000;

/// The latest events about the work that the asker may see. Who signed in is not told here: that is for the audit log's readers.
pub(super) fn recent(tx: &mut Tx<'_>, limit: i64) -> Result<Vec<TimelineItem>> {
    let timelines = tx.right("timelines.read");
    let kinds = [
        ("job", JOB.reached(tx).narrowed(timelines.as_ref()), "SELECT job.id FROM job WHERE job.id"),
        ("customer", CUSTOMER.reached(tx).narrowed(timelines.as_ref()), "SELECT customer.id FROM customer WHERE customer.id"),
        ("site", SITE.reached(tx).narrowed(timelines.as_ref()), "SELECT site.id FROM site WHERE site.id"),
    ];
    let whole = kinds.iter().all(|(_, seen, _)| seen.is_whole());
    let mut statement = Statement::<(BigInt, Text, Nullable<Text>)>::on(tx.db());
    statement
        .sql("SELECT seq, subject_kind, subject_id FROM event WHERE subject_kind IN ('job', 'customer', 'site', 'import')")
        .sql(" ORDER BY seq DESC LIMIT ")
        .number(if whole { limit } else { LOOKED_AT });
    let latest = statement.load::<(i64, String, Option<String>)>(tx.db())?;
    let seqs = if whole { latest.into_iter().map(|(seq, ..)| seq).collect() } else { seen_of(tx, latest, kinds)? };
    let mut records = Vec::new();
    for seq in seqs.into_iter().take(usize::try_from(limit).unwrap_or(0)) {
        records.extend(events::find(tx, seq)?);
    }
    timeline::items(tx, records)
}

/// Of these events those about a row that the asker may see. Imports are about rows of every unit: they are left out.
fn seen_of(tx: &mut Tx<'_>, latest: Vec<(i64, String, Option<String>)>, kinds: [(&str, Seen, &'static str); 3]) -> Result<Vec<i64>> {
    let mut known = BTreeSet::new();
    for (kind, seen, query) in kinds {
        let ids: BTreeSet<String> = latest.iter().filter(|(_, of, _)| of == kind).filter_map(|(.., id)| id.clone()).collect();
        if ids.is_empty() {
            continue;
        }
        let mut statement = Statement::<Text>::on(tx.db());
        statement.sql(query).in_texts(ids).seldom();
        seen.hold(&mut statement, true);
        known.extend(statement.load::<String>(tx.db())?);
    }
    Ok(latest.into_iter().filter(|(.., id)| id.as_ref().is_some_and(|id| known.contains(id))).map(|(seq, ..)| seq).collect())
}
